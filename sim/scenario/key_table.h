#pragma once

#include "sim/base/spelling.h"
#include "sim/scenario/values.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// A key of a scenario by its dotted path, and how its value gets into a Target.
template <typename Target>
struct Key {
    std::string_view path;
    void (*read)(const Value& value, Target& target);
};

/// Reads a table into `target`, key by key; a key that the list does not have is a problem.
/// Messages put `prefix` ("host.") before the keys.
template <typename Target>
class TableReader {
public:
    TableReader(std::span<const Key<Target>> keys, std::string prefix, Target& target,
                Problems& problems)
        : keys_(keys), prefix_(std::move(prefix)), target_(target), problems_(problems) {}

    /// `path` is the dotted path of `table` with its final dot; empty for the top.
    void read(const Node& table, const std::string& path = {}) {
        for (const Node& node : table.items)
            read_node(node, path + node.key);
    }

private:
    void read_node(const Node& node, const std::string& path) {
        for (const Key<Target>& key : keys_)
            if (key.path == path) return key.read({node, prefix_ + path, problems_}, target_);
        if (!begins_a_key(path + "."))
            return problems_.report(node.key_place, "unknown key " + prefix_ + path,
                                    nearest_remedy(path, paths()));
        if (node.kind != NodeKind::table)
            return problems_.report(node.place, prefix_ + path + " must be a table, not "
                                                    + std::string(name_of(node.kind)));
        read(node, path + ".");
    }

    [[nodiscard]] bool begins_a_key(const std::string& prefix) const {
        return std::any_of(keys_.begin(), keys_.end(), [&](const Key<Target>& key) {
            return key.path.substr(0, prefix.size()) == prefix;
        });
    }

    [[nodiscard]] std::vector<std::string_view> paths() const {
        std::vector<std::string_view> paths;
        for (const Key<Target>& key : keys_)
            paths.push_back(key.path);
        return paths;
    }

    std::span<const Key<Target>> keys_;
    std::string prefix_;
    Target& target_;
    Problems& problems_;
};

} // namespace sim

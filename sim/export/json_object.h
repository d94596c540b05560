#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// A JSON object that is being written: fields in the order in which they are added.
class JsonObject {
public:
    JsonObject& add(std::string_view name, std::integral auto value) {
        return add_raw(name, std::to_string(value));
    }
    JsonObject& add(std::string_view name, std::string_view text);
    /// `json` stands as it is.
    JsonObject& add_raw(std::string_view name, std::string_view json);
    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] std::string text() const { return '{' + text_ + '}'; }

private:
    std::string text_;
};

/// `items`, which are JSON already, joined as an array.
std::string json_array(const std::vector<std::string>& items);

} // namespace sim

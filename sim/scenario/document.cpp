#include "sim/scenario/document.h"

#include "sim/base/assert.h"
#include "sim/scenario/nesting_guard.h"

#include <exception>
#include <toml++/toml.h>
#include <utility>

namespace sim {

namespace {

Place place_of(const toml::source_region& source) {
    return {.line = source.begin.line, .column = source.begin.column};
}

Node to_node(const toml::node& from);

Node to_table(const toml::table& from) {
    Node node{.kind = NodeKind::table};
    for (auto&& [key, value] : from) {
        Node& item = node.items.emplace_back(to_node(value));
        item.key = key.str();
        item.key_place = place_of(key.source());
    }
    return node;
}

Node to_array(const toml::array& from) {
    Node node{.kind = NodeKind::array};
    for (const toml::node& item : from)
        node.items.push_back(to_node(item));
    return node;
}

Node without_place(const toml::node& from) {
    if (const toml::table* table = from.as_table()) return to_table(*table);
    if (const toml::array* array = from.as_array()) return to_array(*array);
    if (const auto* text = from.as_string()) return {.kind = NodeKind::text, .text = text->get()};
    if (const auto* integer = from.as_integer())
        return {.kind = NodeKind::integer, .integer = integer->get()};
    if (const auto* decimal = from.as_floating_point())
        return {.kind = NodeKind::decimal, .decimal = decimal->get()};
    if (const auto* boolean = from.as_boolean())
        return {.kind = NodeKind::boolean, .boolean = boolean->get()};
    return {.kind = NodeKind::moment};
}

/// The depth of the recursion is bounded by the nesting guard.
Node to_node(const toml::node& from) {
    Node node = without_place(from);
    node.place = place_of(from.source());
    return node;
}

Error parse_error(const toml::parse_error& problem, const std::string& file) {
    const Place place = place_of(problem.source());
    return {.message = std::string(problem.description()),
            .file = file,
            .line = place.line == 0 ? 1 : place.line,
            .column = place.column};
}

} // namespace

std::string_view name_of(NodeKind kind) {
    switch (kind) {
    case NodeKind::table: return "a table";
    case NodeKind::array: return "an array";
    case NodeKind::text:
    case NodeKind::argument: return "a text";
    case NodeKind::integer: return "a whole number";
    case NodeKind::decimal: return "a decimal number";
    case NodeKind::boolean: return "true or false";
    case NodeKind::moment: return "a date or time of day";
    }
    unreachable();
}

// Debian's library is built to throw; one that returns its errors is served as well.
Expected<Node> parse_document(std::string_view text, const std::string& file) {
    if (Expected<void> sane = check_size_and_nesting(text, file); !sane)
        return failure(sane.error());
    try {
#if TOML_EXCEPTIONS
        return to_node(toml::parse(text));
#else
        const toml::parse_result result = toml::parse(text);
        if (!result) return failure(parse_error(result.error(), file));
        return to_node(result.table());
#endif
#if TOML_EXCEPTIONS
    } catch (const toml::parse_error& problem) {
        return failure(parse_error(problem, file));
#endif
    } catch (const std::exception& problem) {
        return failure({.message = problem.what(), .file = file, .line = 1});
    }
}

const Node* find(const Node& table, std::string_view key) {
    for (const Node& node : table.items)
        if (node.key == key) return &node;
    return nullptr;
}

} // namespace sim

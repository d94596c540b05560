#pragma once

#include "sim/base/expected.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// Where something was written: in the file (both from 1), or in an argument of the command line.
struct Place {
    std::uint32_t line{}, column{};
    std::string argument{}; ///< "--set link.delay=5"; empty for the file
};

enum class NodeKind : std::uint8_t {
    table,
    array,
    text,
    integer,
    decimal,
    boolean,
    moment,   ///< a date or a time of day, which no key takes
    argument, ///< a value from the command line: read as whatever the key wants
};

/// A value of a TOML document with its place. Only what its kind needs is meaningful.
struct Node {
    NodeKind kind{};
    Place place{};
    std::string text{}; ///< of text and argument
    std::int64_t integer{};
    double decimal{};
    bool boolean{};
    std::vector<Node> items{}; ///< of an array; of a table, each with its key
    std::string key{};         ///< in a table
    Place key_place{};
};

/// "a table", "a text" and so on, as errors say it.
std::string_view name_of(NodeKind kind);

/// Reads TOML 1.0. Refused before it is parsed: more than 1 MiB, and nesting deeper than any
/// scenario needs. Every Error has its line.
Expected<Node> parse_document(std::string_view text, const std::string& file);

/// The value under `key` of a table; null where there is none.
const Node* find(const Node& table, std::string_view key);

} // namespace sim

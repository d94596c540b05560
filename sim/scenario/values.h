#pragma once

#include "sim/base/time.h"
#include "sim/scenario/problems.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace sim {

/// Numbers least <= n <= most.
struct Bounds {
    std::uint64_t least{}, most{};
};

/// A value of a scenario on its way in: where it stands, and under which key.
struct Value {
    const Node& node;
    std::string key; ///< for messages: "host.address"
    Problems& problems;

    void report(std::string message, std::string remedy = {}) const {
        problems.report(node.place, std::move(message), std::move(remedy));
    }
};

// Each of these reads one value. What is not of the kind or beyond its bounds is reported, with
// what was expected, and gives nothing.

std::optional<std::string> read_text(const Value& value);
std::optional<std::uint64_t> read_whole_number(const Value& value, Bounds bounds);
/// At most an hour.
std::optional<Duration> read_duration(const Value& value);
/// Bits a second.
std::optional<std::uint64_t> read_rate(const Value& value);
/// A chance from 0 to 1, in billionths.
std::optional<std::uint64_t> read_chance(const Value& value);
/// true or false.
std::optional<bool> read_switch(const Value& value);
/// The place in `words` of the word that stands there.
std::optional<std::size_t> read_word(const Value& value, std::span<const std::string_view> words);

} // namespace sim

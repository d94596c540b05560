#include "sim/scenario/values.h"

#include "sim/scenario/quantity.h"

#include <charconv>
#include <chrono>
#include <cmath>

namespace sim {

namespace {

constexpr Duration longest_duration = std::chrono::hours{1};

void report_kind(const Value& value, const std::string& expected) {
    value.report(value.key + " must be " + expected + ", not "
                 + std::string(name_of(value.node.kind)));
}

bool is_text(const Node& node) {
    return node.kind == NodeKind::text || node.kind == NodeKind::argument;
}

/// A whole number, where the node has one.
std::optional<std::uint64_t> whole_number_in(const Node& node) {
    if (node.kind == NodeKind::argument) return parse_whole_number(node.text);
    if (node.kind != NodeKind::integer || node.integer < 0) return std::nullopt;
    return static_cast<std::uint64_t>(node.integer);
}

std::optional<double> decimal_in(const Node& node) {
    if (node.kind == NodeKind::decimal) return node.decimal;
    if (node.kind == NodeKind::integer) return static_cast<double>(node.integer);
    if (node.kind != NodeKind::argument) return std::nullopt;
    double value = 0;
    const char* const end = node.text.data() + node.text.size();
    const auto [read_to, problem] = std::from_chars(node.text.data(), end, value);
    if (problem != std::errc{} || read_to != end) return std::nullopt;
    return value;
}

std::string either(std::span<const std::string_view> words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i != 0) text += i + 1 == words.size() ? " or " : ", ";
        text += "\"" + std::string(words[i]) + "\"";
    }
    return text;
}

} // namespace

std::optional<std::string> read_text(const Value& value) {
    if (is_text(value.node)) return value.node.text;
    report_kind(value, "a text");
    return std::nullopt;
}

std::optional<std::uint64_t> read_whole_number(const Value& value, Bounds bounds) {
    const std::optional<std::uint64_t> number = whole_number_in(value.node);
    if (number && *number >= bounds.least && *number <= bounds.most) return number;
    value.report(value.key + " must be a whole number from " + std::to_string(bounds.least) + " to "
                 + std::to_string(bounds.most));
    return std::nullopt;
}

std::optional<Duration> read_duration(const Value& value) {
    const std::optional<Duration> span =
        is_text(value.node) ? parse_duration(value.node.text) : std::optional<Duration>{};
    if (!span) {
        value.report(value.key + " must be a time with its unit",
                     R"(write a number and a unit, such as "10 ms" or "1.5 s")");
        return std::nullopt;
    }
    if (*span <= longest_duration) return span;
    value.report(value.key + " can be 60 min at most");
    return std::nullopt;
}

std::optional<std::uint64_t> read_rate(const Value& value) {
    constexpr std::uint64_t least = 1'000, most = 1'000'000'000'000;
    const std::optional<std::uint64_t> rate =
        is_text(value.node) ? parse_rate(value.node.text) : std::optional<std::uint64_t>{};
    if (rate && *rate >= least && *rate <= most) return rate;
    value.report(value.key + " must be a rate from 1 kbit/s to 1000 Gbit/s",
                 "write a number and a unit, such as \"100 Mbit/s\"");
    return std::nullopt;
}

std::optional<std::uint64_t> read_chance(const Value& value) {
    constexpr double billion = 1e9;
    const std::optional<double> chance = decimal_in(value.node);
    if (chance && *chance >= 0 && *chance <= 1)
        return static_cast<std::uint64_t>(std::llround(*chance * billion));
    value.report(value.key + " must be a number from 0 to 1, such as 0.01");
    return std::nullopt;
}

std::optional<std::size_t> read_word(const Value& value, std::span<const std::string_view> words) {
    if (!is_text(value.node)) {
        report_kind(value, either(words));
        return std::nullopt;
    }
    const std::string& text = value.node.text;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == text) return i;
    value.report(value.key + " must be " + either(words) + ", not \"" + text + "\"");
    return std::nullopt;
}

std::optional<bool> read_switch(const Value& value) {
    const Node& node = value.node;
    if (node.kind == NodeKind::boolean) return node.boolean;
    const bool is_argument = node.kind == NodeKind::argument;
    if (is_argument && (node.text == "true" || node.text == "false")) return node.text == "true";
    report_kind(value, "true or false");
    return std::nullopt;
}

} // namespace sim

#include "sim/scenario/quantity.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <limits>
#include <span>

namespace sim {

namespace {

struct Unit {
    std::string_view name;
    std::uint64_t size;
};

constexpr std::array time_units{
    Unit{"ns", 1},
    Unit{"us", 1'000},
    Unit{"ms", 1'000'000},
    Unit{"s", 1'000'000'000},
    Unit{"min", 60'000'000'000},
};

constexpr std::array rate_units{
    Unit{"bit/s", 1},
    Unit{"kbit/s", 1'000},
    Unit{"Mbit/s", 1'000'000},
    Unit{"Gbit/s", 1'000'000'000},
};

/// What a decimal number of `unit` is in units of one; nothing when it does not come out even.
std::optional<std::uint64_t> in_ones(std::string_view number, std::uint64_t unit) {
    constexpr std::size_t most_decimals = 6;
    const std::size_t point = number.find('.');
    const std::optional<std::uint64_t> whole = parse_whole_number(number.substr(0, point));
    if (!whole || *whole > std::numeric_limits<std::int64_t>::max() / unit - 1) return std::nullopt;
    if (point == std::string_view::npos) return *whole * unit;
    const std::string_view decimals = number.substr(point + 1);
    const std::optional<std::uint64_t> fraction = parse_whole_number(decimals);
    if (!fraction || decimals.size() > most_decimals) return std::nullopt;
    std::uint64_t divisor = 1;
    for (std::size_t i = 0; i < decimals.size(); ++i)
        divisor *= 10;
    if (*fraction * unit % divisor != 0) return std::nullopt;
    return *whole * unit + *fraction * unit / divisor;
}

std::optional<std::uint64_t> parse_quantity(std::string_view text, std::span<const Unit> units) {
    const std::size_t number_end = std::min(text.find_first_not_of("0123456789."), text.size());
    const std::string_view number = text.substr(0, number_end);
    std::string_view name = text.substr(number_end);
    if (!name.empty() && name.front() == ' ') name.remove_prefix(1);
    for (const Unit& unit : units)
        if (unit.name == name) return in_ones(number, unit.size);
    return std::nullopt;
}

} // namespace

std::optional<Duration> parse_duration(std::string_view text) {
    const std::optional<std::uint64_t> ns = parse_quantity(text, time_units);
    if (!ns) return std::nullopt;
    return Duration{static_cast<std::int64_t>(*ns)};
}

std::optional<std::uint64_t> parse_rate(std::string_view text) {
    return parse_quantity(text, rate_units);
}

std::optional<std::uint64_t> parse_whole_number(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

} // namespace sim

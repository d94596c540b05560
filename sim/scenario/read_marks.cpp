#include "sim/scenario/read_marks.h"

#include "sim/scenario/sections.h"

namespace sim {

std::optional<std::uint8_t> read_host(const Value& value, const Scenario& scenario) {
    const auto name = read_text(value);
    if (!name) return std::nullopt;
    return find_host(*name, value.node.place, scenario, value.problems);
}

std::optional<SegmentClass> read_class(const Value& value) {
    constexpr std::array<std::string_view, 7> words{"syn", "syn-ack", "ack", "data",
                                                    "fin", "rst",     "any"};
    const auto word = read_word(value, words);
    if (!word) return std::nullopt;
    return static_cast<SegmentClass>(*word);
}

std::optional<std::uint32_t> read_count(const Value& value) {
    const auto number = read_whole_number(value, counts_from_one);
    if (!number) return std::nullopt;
    return static_cast<std::uint32_t>(*number);
}

} // namespace sim

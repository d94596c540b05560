#pragma once

#include "sim/base/time.h"
#include "sim/rule/rule.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sim {

enum class DeedKind : std::uint8_t {
    frame,   ///< the frame leaves
    ack,     ///< an acknowledgment of it leaves
    moved,   ///< the sender's window, or what the receiver expects, has moved away from `frame`
    held_up, ///< the window is full, and others wait
    kept,    ///< the receiver keeps frames behind a gap; before this one there were `frame`
    ignored, ///< nothing comes of the input
};

/// One thing that an input made a sender or a receiver do, and why.
struct Deed {
    DeedKind kind{};
    Rule rule{};
    std::uint32_t frame{};
};

/// What one input led to, in order. The caller keeps it as scratch.
struct SchemeStep {
    Time now{};
    Rule input_rule{};                        ///< what the input itself came under
    std::optional<std::uint32_t> taken_for{}; ///< the frame that the number was taken to mean
    std::vector<Deed> deeds{};

    void begin(Time at) {
        now = at;
        input_rule = Rule::none;
        taken_for.reset();
        deeds.clear();
    }
    void add(DeedKind kind, Rule rule, std::uint32_t frame = 0) {
        deeds.push_back({.kind = kind, .rule = rule, .frame = frame});
    }
};

} // namespace sim

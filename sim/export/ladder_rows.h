#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sim {

enum class LadderRowKind : std::uint8_t {
    arrow, ///< a segment, from its departure to its arrival or its end
    call,  ///< a program's call
    timer, ///< a timer has fired
    icmp,  ///< an ICMP message has come
    state, ///< a state changed beside all this
};

/// What one of the two lifelines shows in a row.
struct LadderSide {
    std::optional<Time> at;
    std::optional<State> state; ///< only where it changed

    bool operator==(const LadderSide&) const = default;
};

/// One row of a ladder. Sides: host 0 stands left, every other one right.
struct LadderRow {
    LadderRowKind kind{};
    RecordId record{}; ///< what the row begins with
    RecordId end{};    ///< arrow: its arrival or loss, 0 when it was still under way;
                       ///< call: its return, when it came at once
    bool is_copy{};    ///< arrow: a duplicate's arrival
    bool is_ignored{}; ///< arrow: the receiver did nothing
    LadderSide left{}, right{};

    [[nodiscard]] LadderSide& side(HostId host) { return host == 0 ? left : right; }
    bool operator==(const LadderRow&) const = default;
};

/// The rows of a ladder in the order in which they begin.
std::vector<LadderRow> ladder_rows(const Trace& trace);

} // namespace sim

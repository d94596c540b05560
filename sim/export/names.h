#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

// What a trace's numbers are called wherever they are written.

std::string_view name_of(RecordKind kind);
std::string_view name_of(Provenance provenance);
std::string_view name_of(DropReason reason);
std::string_view name_of(CallPhase phase);
std::string_view name_of(TimerAction action);

/// The host's name in the scenario; "?" for one the trace does not know.
std::string_view host_name(const Trace& trace, HostId host);

/// The letters of S F R P A U E W that are set, in that order.
std::string flag_letters(Flags flags);
/// "SYN ACK", "PSH ACK", "FIN ACK": as a reader says it; "-" for none.
std::string flag_words(Flags flags);

/// Timestamps in milliseconds since each side's first; 0 where nothing was echoed.
struct RelativeTimestamps {
    std::uint32_t value{}, echo{};
};
RelativeTimestamps relative_timestamps(const Trace& trace, const Record& sent,
                                       const Options& options);

/// The SACK blocks in numbers relative to the side that sent the data.
std::vector<SeqRange> relative_sack(const Trace& trace, const Record& sent, const Options& options);

/// "20.000": milliseconds with three digits behind the point.
std::string milliseconds_text(Duration span);

} // namespace sim

#pragma once

#include "sim/trace/trace.h"

#include <optional>

#include <QString>

namespace ui {

/// The next segment that leaves after `record`; 0 when there is none.
sim::RecordId segmentAfter(const sim::Trace& trace, sim::RecordId record);
/// The last segment that left before `record`; 0 when there is none.
sim::RecordId segmentBefore(const sim::Trace& trace, sim::RecordId record);

/// Where a reader wants to go: an event's number, a record's or an instant; one of them.
struct Destination {
    std::optional<std::size_t> event;
    std::optional<sim::Time> time;
    std::optional<sim::RecordId> record{};

    bool operator==(const Destination&) const = default;
};

/// Reads "12" (the twelfth event), "#12" (the twelfth record), "24 ms", "1.5 s" or "300 us"; none
/// when it is none of them.
std::optional<Destination> parseDestination(const QString& text);

} // namespace ui

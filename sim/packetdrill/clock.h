#pragma once

#include "sim/packetdrill/script.h"

#include <algorithm>

namespace sim::packetdrill {

/// When an event may happen, tolerance included; `scripted` is the time as it is written.
struct Span {
    Time scripted{}, first{}, last{};
    bool any{}; ///< `*`: whenever
    std::optional<Time> returns_at{};
    Duration tolerance{};
};

/// What a script's times count from. `+t` counts from the actual end of the event before, except
/// that an inbound packet behind an inbound packet counts from the time that is written for the
/// first: packetdrill's rules.
class Clock {
public:
    explicit Clock(Duration tolerance) : tolerance_(tolerance) {}

    /// When `event` is due.
    [[nodiscard]] Span due(const Event& event) const {
        const bool relative = event.time.kind == EventTime::Kind::relative;
        const Time base = !relative                             ? Time{}
                          : is_inbound(event) && after_inbound_ ? scripted_
                                                                : ended_;
        Span span{.any = event.time.kind == EventTime::Kind::any};
        span.scripted = span.any ? ended_ : base + event.time.at;
        const Time until = event.time.until ? base + *event.time.until : span.scripted;
        span.tolerance = std::max(tolerance_, (span.scripted - scripted_) / 8);
        span.first = span.scripted - span.tolerance;
        span.last = until + span.tolerance;
        if (event.time.returns_at) span.returns_at = base + *event.time.returns_at;
        return span;
    }

    /// `event` has ended at `actual`.
    void passed(const Event& event, const Span& span, Time actual) {
        scripted_ = span.scripted;
        ended_ = actual;
        after_inbound_ = is_inbound(event);
    }

private:
    static bool is_inbound(const Event& event) {
        const auto* const packet = std::get_if<TcpPacket>(&event.action);
        return packet != nullptr && packet->way == Way::in;
    }

    Duration tolerance_;
    Time scripted_{}, ended_{};
    bool after_inbound_{};
};

} // namespace sim::packetdrill

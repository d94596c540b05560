#include "ui/layout/folded_time.h"

#include "sim/base/assert.h"

#include <algorithm>

namespace ui {

namespace {

constexpr std::int64_t longest_shown = 6;  ///< flights of silence that are shown as they are
constexpr std::int64_t flights_folded = 2; ///< the length of a fold, in flights
constexpr std::size_t flights_looked_at = 1000;

/// The median of the first flights; the link's delay where nothing arrived.
sim::Duration typicalFlight(const sim::Trace& trace) {
    std::vector<std::int64_t> flights;
    for (sim::RecordId id = 1; id <= trace.last() && flights.size() < flights_looked_at; ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::received || record.cause == 0) continue;
        const sim::Duration flight = record.at - trace.record(record.cause).at;
        if (flight.count() > 0) flights.push_back(flight.count());
    }
    if (!flights.empty()) {
        const auto middle = flights.begin() + static_cast<std::ptrdiff_t>(flights.size() / 2);
        std::nth_element(flights.begin(), middle, flights.end());
        return sim::Duration{*middle};
    }
    return trace.header.link_delay.count() > 0 ? trace.header.link_delay
                                               : sim::Duration{std::chrono::milliseconds{1}};
}

/// Whether the record ends a flight: the segment it speaks of came straight from the wire.
bool endsFlight(const sim::Trace& trace, const sim::Record& record) {
    switch (record.kind) {
    case sim::RecordKind::received:
    case sim::RecordKind::ignored:
    case sim::RecordKind::dropped:
        return record.cause != 0 && trace.record(record.cause).kind == sim::RecordKind::sent;
    case sim::RecordKind::sent:
    case sim::RecordKind::state:
    case sim::RecordKind::call:
    case sim::RecordKind::timer:
    case sim::RecordKind::change: return false;
    }
    sim::unreachable();
}

/// The fold of the silence from `from` to `to`, which keeps half a flight at each end as it was.
Fold foldBetween(sim::Time from, sim::Time to, sim::Duration flight, StageTime shortened) {
    Fold fold{.from = from + flight / 2, .to = to - flight / 2};
    fold.stage_from = fold.from.since_start_ns - shortened;
    fold.stage_to = fold.stage_from + flights_folded * flight.count();
    return fold;
}

} // namespace

FoldedTime::FoldedTime(const sim::Trace& trace) : flight_(typicalFlight(trace)) {
    std::int64_t under_way = 0;
    StageTime shortened = 0;
    sim::Time last{};
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (under_way == 0 && record.at - last > longest_shown * flight_) {
            folds_.push_back(foldBetween(last, record.at, flight_, shortened));
            shortened = folds_.back().to.since_start_ns - folds_.back().stage_to;
        }
        last = record.at;
        if (record.kind == sim::RecordKind::sent)
            ++under_way;
        else if (endsFlight(trace, record))
            under_way = std::max<std::int64_t>(0, under_way - 1);
    }
}

StageTime FoldedTime::toStage(sim::Time time) const {
    const auto after =
        std::upper_bound(folds_.begin(), folds_.end(), time,
                         [](sim::Time t, const Fold& fold) { return t < fold.from; });
    if (after == folds_.begin()) return time.since_start_ns;
    const Fold& fold = *(after - 1);
    if (time >= fold.to) return fold.stage_to + (time - fold.to).count();
    const double share = static_cast<double>((time - fold.from).count())
                         / static_cast<double>(fold.skipped().count());
    return fold.stage_from
           + static_cast<StageTime>(share * static_cast<double>(fold.stage_to - fold.stage_from));
}

sim::Time FoldedTime::toVirtual(StageTime stage) const {
    const auto after =
        std::upper_bound(folds_.begin(), folds_.end(), stage,
                         [](StageTime s, const Fold& fold) { return s < fold.stage_from; });
    if (after == folds_.begin()) return {stage};
    const Fold& fold = *(after - 1);
    if (stage >= fold.stage_to) return fold.to + sim::Duration{stage - fold.stage_to};
    const double share = static_cast<double>(stage - fold.stage_from)
                         / static_cast<double>(fold.stage_to - fold.stage_from);
    return fold.from
           + sim::Duration{
               static_cast<std::int64_t>(share * static_cast<double>(fold.skipped().count()))};
}

const Fold* FoldedTime::foldAt(sim::Time time) const {
    const auto after =
        std::upper_bound(folds_.begin(), folds_.end(), time,
                         [](sim::Time t, const Fold& fold) { return t <= fold.from; });
    if (after == folds_.begin() || (after - 1)->to <= time) return nullptr;
    return &*(after - 1);
}

} // namespace ui

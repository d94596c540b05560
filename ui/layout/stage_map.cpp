#include "ui/layout/stage_map.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ui {

namespace {

constexpr std::int64_t longest_shown = 4; ///< flights of silence that are shown as they are
constexpr double fold_length = 0.5;       ///< in flights
constexpr double apart = 0.22;            ///< between segments of one direction, in flights
constexpr double roomy_segments = 60; ///< with more segments than these they move closer together
constexpr std::size_t flights_looked_at = 1000;

sim::Duration scaled(sim::Duration span, double factor) {
    return sim::Duration{static_cast<std::int64_t>(static_cast<double>(span.count()) * factor)};
}

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

/// Whether the record speaks of a segment that comes straight from the wire.
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
    case sim::RecordKind::icmp:
    case sim::RecordKind::change: return false;
    }
    sim::unreachable();
}

std::size_t segmentCount(const sim::Trace& trace) {
    std::size_t count = 0;
    for (sim::RecordId id = 1; id <= trace.last(); ++id)
        if (trace.record(id).kind == sim::RecordKind::sent) ++count;
    return count;
}

/// Keeps segments that leave (or reach) one host apart.
class Spacing {
public:
    explicit Spacing(StageTime gap) : gap_(gap) {}

    /// The earliest stage time for the record, which would lie at `natural` by itself.
    StageTime place(const sim::Trace& trace, const sim::Record& record, StageTime natural) {
        const bool leaves = record.kind == sim::RecordKind::sent;
        const bool arrives = record.kind != sim::RecordKind::dropped && endsFlight(trace, record);
        if (!leaves && !arrives) return natural;
        auto& last = leaves ? departures_ : arrivals_;
        const auto previous = last.find(record.host);
        const StageTime placed =
            previous == last.end() ? natural : std::max(natural, previous->second + gap_);
        last[record.host] = placed;
        return placed;
    }

private:
    StageTime gap_;
    std::map<sim::HostId, StageTime> departures_, arrivals_;
};

} // namespace

StageMap::StageMap(std::shared_ptr<const sim::Trace> trace)
    : trace_(std::move(trace)), flight_(typicalFlight(*trace_)) {
    placeRecords();
}

void StageMap::placeRecords() {
    const auto segments = static_cast<double>(segmentCount(*trace_));
    const double share = apart * std::min(1.0, roomy_segments / std::max(1.0, segments));
    Spacing spacing(scaled(flight_, share).count());
    std::int64_t under_way = 0;
    sim::Time last{};
    for (sim::RecordId id = 1; id <= trace_->last(); ++id) {
        const sim::Record& record = trace_->record(id);
        if (under_way == 0 && record.at - last > longest_shown * flight_) addFold(last, record, id);
        const StageTime natural = stageOf(id);
        const StageTime placed = spacing.place(*trace_, record, natural);
        if (placed > natural) {
            knots_.push_back({record.at, natural, id});
            knots_.push_back({record.at, placed, id});
        }
        last = std::max(last, record.at);
        // A lost segment is drawn on its way as well.
        if (record.kind == sim::RecordKind::dropped && record.cause != 0)
            last = std::max(last, trace_->record(record.cause).at + flight_);
        if (record.kind == sim::RecordKind::sent)
            ++under_way;
        else if (endsFlight(*trace_, record))
            under_way = std::max<std::int64_t>(0, under_way - 1);
    }
}

/// Folds the silence before `next`, but for half a flight at each end.
void StageMap::addFold(sim::Time silent_since, const sim::Record& next, sim::RecordId id) {
    Fold fold{.from = silent_since + flight_ / 2, .to = next.at - flight_ / 2};
    fold.stage_from = knots_.back().stage + (fold.from - knots_.back().at).count();
    fold.stage_to = fold.stage_from + scaled(flight_, fold_length).count();
    knots_.push_back({fold.from, fold.stage_from, id});
    knots_.push_back({fold.to, fold.stage_to, id});
    folds_.push_back(fold);
}

StageTime StageMap::stageOf(sim::RecordId record) const {
    if (record == 0) return 0;
    const auto after =
        std::upper_bound(knots_.begin(), knots_.end(), record,
                         [](sim::RecordId id, const Knot& knot) { return id < knot.record; });
    const Knot& knot = *(after - 1);
    return knot.stage + (trace_->record(record).at - knot.at).count();
}

StageTime StageMap::stageAt(sim::Time time) const {
    const auto after = std::upper_bound(knots_.begin(), knots_.end(), time,
                                        [](sim::Time t, const Knot& knot) { return t < knot.at; });
    const Knot& knot = after == knots_.begin() ? knots_.front() : *(after - 1);
    const std::int64_t passed = (time - knot.at).count();
    if (after == knots_.end() || after->at - knot.at == sim::Duration{after->stage - knot.stage})
        return knot.stage + passed;
    const double share =
        static_cast<double>(passed) / static_cast<double>((after->at - knot.at).count());
    return knot.stage
           + static_cast<StageTime>(share * static_cast<double>(after->stage - knot.stage));
}

StageTime StageMap::firstStageAt(sim::Time time) const {
    const auto knot = std::lower_bound(knots_.begin(), knots_.end(), time,
                                       [](const Knot& k, sim::Time t) { return k.at < t; });
    return knot != knots_.end() && knot->at == time ? knot->stage : stageAt(time);
}

sim::Time StageMap::timeAt(StageTime stage) const {
    const auto after =
        std::upper_bound(knots_.begin(), knots_.end(), stage,
                         [](StageTime s, const Knot& knot) { return s < knot.stage; });
    const Knot& knot = after == knots_.begin() ? knots_.front() : *(after - 1);
    const StageTime passed = stage - knot.stage;
    if (after == knots_.end() || after->at - knot.at == sim::Duration{after->stage - knot.stage})
        return knot.at + sim::Duration{passed};
    const double share =
        static_cast<double>(passed) / static_cast<double>(after->stage - knot.stage);
    return knot.at
           + sim::Duration{static_cast<std::int64_t>(
               share * static_cast<double>((after->at - knot.at).count()))};
}

sim::RecordId StageMap::recordAt(StageTime stage) const {
    sim::RecordId low = 0;
    sim::RecordId high = trace_->last();
    while (low < high) {
        const sim::RecordId middle = high - (high - low) / 2;
        if (stageOf(middle) <= stage)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

StageTime StageMap::end() const {
    return stageOf(trace_->last());
}

} // namespace ui

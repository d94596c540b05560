#include "ui/model/queue_moment.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

/// How much of the timer's run is left. Each run is twice as long as the one before it, so that its
/// length follows from when the entry came and when the timer is due.
double shareLeft(const sim::QueueSlot& slot, sim::Time now) {
    const double doubled = std::ldexp(1.0, static_cast<int>(slot.timeouts));
    const auto all = static_cast<double>((slot.due - slot.since).count());
    const double run = all * doubled / (2 * doubled - 1);
    if (run <= 0) return 0;
    return std::clamp(static_cast<double>((slot.due - now).count()) / run, 0.0, 1.0);
}

SlotFigure figureOf(const sim::Trace& trace, const sim::QueueSlot& slot, sim::Time now) {
    SlotFigure figure{.slot = slot.slot,
                      .owner = slot.of_flood ? SlotOwner::stranger : SlotOwner::visitor,
                      .retries_left = slot.retries_left,
                      .timeouts = slot.timeouts,
                      .acked = slot.acked};
    if (!slot.of_flood && slot.conversation != 0)
        figure.host = trace.conversation(slot.conversation).end(sim::Side::opener).host;
    if (slot.due != sim::never) {
        figure.time_left = shareLeft(slot, now);
        figure.left = std::max(slot.due - now, sim::Duration{0});
    }
    return figure;
}

QueueRow countedRow(std::uint32_t taken, std::uint32_t most) {
    QueueRow row{.taken = taken, .most = most, .figures = {}};
    for (std::uint32_t slot = 0; slot < taken; ++slot)
        row.figures.push_back({.slot = slot, .owner = SlotOwner::unknown});
    return row;
}

QueueRow knownRow(const sim::Trace& trace, const std::vector<sim::QueueSlot>& entries,
                  std::uint32_t most, sim::Time now) {
    QueueRow row{.taken = static_cast<std::uint32_t>(entries.size()), .most = most, .figures = {}};
    for (const sim::QueueSlot& slot : entries)
        row.figures.push_back(figureOf(trace, slot, now));
    return row;
}

} // namespace

QueueMoment momentOf(const sim::Trace& trace, const LoadStory& story,
                     const sim::ListenerSnapshot* listener, sim::Time now) {
    QueueMoment moment;
    if (story.samples.empty()) return moment;
    const sim::QueueSample& first = story.samples.front();
    const sim::QueueSample* sample = story.sampleAt(now);
    if (sample != nullptr) {
        moment.counts = sample->counts;
        moment.flood = sample->flood;
    }
    if (listener != nullptr && listener->syn_queue_most > 0) {
        moment.syn = knownRow(trace, listener->half_open, listener->syn_queue_most, now);
        moment.accept = knownRow(trace, listener->complete, listener->accept_queue_most, now);
        moment.counts = listener->counts;
        return moment;
    }
    sim::QueueSample empty;
    empty.syn_queue_most = first.syn_queue_most;
    empty.accept_queue_most = first.accept_queue_most;
    const sim::QueueSample& shown = sample != nullptr ? *sample : empty;
    moment.syn = countedRow(shown.syn_queue, shown.syn_queue_most);
    moment.accept = countedRow(shown.accept_queue, shown.accept_queue_most);
    return moment;
}

} // namespace ui

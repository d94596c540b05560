#include "live/capture.h"
#include "sim/base/assert.h"

#include <algorithm>
#include <numeric>

namespace live {

namespace {

/// Record ids in order of time.
std::vector<sim::RecordId> order_of(const sim::Trace& trace) {
    std::vector<sim::RecordId> order(trace.records.size());
    std::iota(order.begin(), order.end(), sim::RecordId{1});
    std::stable_sort(order.begin(), order.end(), [&](sim::RecordId a, sim::RecordId b) {
        return trace.record(a).at < trace.record(b).at;
    });
    return order;
}

/// A cause was noticed before what it led to; a clock set back in between must not turn them round.
void keep_after_causes(sim::Trace& trace) {
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        sim::Record& record = trace.records[id - 1];
        if (record.cause != 0) record.at = std::max(record.at, trace.record(record.cause).at);
    }
}

/// Conversations count by the departure of their first packet; some are written down later.
void number_conversations(sim::Trace& trace) {
    std::vector<sim::ConversationId> places(trace.conversations.size() + 1, 0);
    std::vector<sim::Conversation> in_order;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::sent || places[record.conversation] != 0) continue;
        in_order.push_back(std::move(trace.conversations[record.conversation - 1]));
        places[record.conversation] = static_cast<sim::ConversationId>(in_order.size());
    }
    for (sim::RecordId id = 1; id <= trace.last(); ++id)
        trace.records[id - 1].conversation = places[trace.record(id).conversation];
    SIM_ASSERT(in_order.size() == trace.conversations.size());
    trace.conversations = std::move(in_order);
}

} // namespace

sim::Trace in_order_of_time(sim::Trace trace) {
    keep_after_causes(trace);
    const std::vector<sim::RecordId> order = order_of(trace);
    std::vector<sim::RecordId> place(order.size() + 1, 0); // 0, no record, stays 0
    for (std::size_t i = 0; i < order.size(); ++i)
        place[order[i]] = static_cast<sim::RecordId>(i + 1);
    sim::RecordStore sorted;
    for (const sim::RecordId id : order) {
        sorted.push_back(trace.record(id));
        sorted[sorted.size() - 1].cause = place[trace.record(id).cause];
    }
    trace.records = std::move(sorted);
    for (sim::Observation& observation : trace.observations)
        observation.record = place[observation.record];
    for (sim::ForeignBytes& foreign : trace.foreign)
        foreign.departure = place[foreign.departure];
    std::stable_sort(
        trace.observations.begin(), trace.observations.end(),
        [](const sim::Observation& a, const sim::Observation& b) { return a.record < b.record; });
    number_conversations(trace);
    return trace;
}

} // namespace live

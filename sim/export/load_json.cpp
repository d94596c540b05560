#include "sim/export/load_json.h"

#include "sim/export/json_object.h"
#include "sim/export/names.h"

namespace sim {

namespace {

std::string counters_json(const ListenCounts& counts) {
    JsonObject object;
    for (std::size_t i = 0; i < counts.size(); ++i)
        object.add(name_of(static_cast<ListenCounter>(i)), counts.at(i));
    return object.text();
}

std::string flood_json(const FloodCounts& counts) {
    JsonObject object;
    return object.add("sent", counts.sent)
        .add("answered", counts.answered)
        .add("refused", counts.refused)
        .add("dropped", counts.dropped)
        .text();
}

std::string fate_json(const FateTally& tally) {
    JsonObject object;
    return object.add("count", tally.count)
        .add("first", tally.first)
        .add("last", tally.last)
        .text();
}

} // namespace

std::string json_of(const Trace& trace, const QueueSample& sample) {
    JsonObject queues;
    queues.add("port", sample.port)
        .add("syn_queue", sample.syn_queue)
        .add("syn_queue_most", sample.syn_queue_most)
        .add("accept_queue", sample.accept_queue)
        .add("accept_queue_most", sample.accept_queue_most)
        .add_raw("counters", counters_json(sample.counts))
        .add_raw("flood", flood_json(sample.flood));
    JsonObject object;
    return object.add("t_ns", sample.at.since_start_ns)
        .add("host", host_name(trace, sample.host))
        .add("kind", "sample")
        .add("provenance", name_of(trace.header.stage))
        .add_raw("queues", queues.text())
        .text();
}

std::string json_of(const Trace& trace, const FloodSummary& flood) {
    JsonObject fates;
    for (const FateTally& tally : flood.fates)
        fates.add_raw(name_of(tally.fate), fate_json(tally));
    JsonObject summary;
    summary.add("port", flood.port)
        .add("sent", flood.sent)
        .add("trace_every", flood.trace_every)
        .add_raw("fates", fates.text());
    JsonObject object;
    return object.add("host", host_name(trace, flood.to))
        .add("kind", "flood")
        .add("provenance", name_of(trace.header.stage))
        .add_raw("flood", summary.text())
        .text();
}

} // namespace sim

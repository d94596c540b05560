#include "sim/trace/queue_events.h"

#include "sim/trace/conversation_pairs.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace sim {

namespace {

/// When a connection enters a queue, and when it leaves.
struct Stay {
    std::optional<Time> begin, end;
};

/// Of the host's end: half open from SYN-RECEIVED until it moves on, complete from ESTABLISHED
/// until accept() returns it.
Stay stay_of(const Trace& trace, ConversationId id, HostId host, ListenQueue queue) {
    const State wanted = queue == ListenQueue::half_open ? State::syn_received : State::established;
    Stay stay;
    for (RecordId record = 1; record <= trace.last(); ++record) {
        const Record& here = trace.record(record);
        if (here.conversation != id || here.host != host) continue;
        if (here.kind == RecordKind::state && here.state == wanted && !stay.begin)
            stay.begin = here.at;
        else if (here.kind == RecordKind::state && queue == ListenQueue::half_open && stay.begin)
            stay.end = stay.end.value_or(here.at);
        else if (here.kind == RecordKind::call && queue == ListenQueue::complete
                 && trace.calls.at(here.detail).name == "accept")
            stay.end = here.at;
    }
    return stay;
}

/// How far apart the same event may lie on the two stages, this long after the start: a chain of
/// round trips falls behind a little with each, but never by a retransmission's step.
Duration furthest(Duration since_start) {
    using std::chrono::milliseconds;
    return std::clamp<Duration>(since_start / 4, milliseconds{100}, milliseconds{1000});
}

/// 1 when only the model's event lies before its sample, -1 when only the kernel's does.
std::int32_t only_in_model(std::optional<Time> model, std::optional<Time> kernel,
                           const SampleTimes& taken) {
    if (!model || !kernel) return 0;
    const Duration apart = *model < *kernel ? *kernel - *model : *model - *kernel;
    if (apart >= furthest(*model - Time{})) return 0;
    return static_cast<std::int32_t>(*model < taken.model)
           - static_cast<std::int32_t>(*kernel < taken.kernel);
}

} // namespace

std::int32_t events_between(const Trace& model, const Trace& kernel, HostId host, ListenQueue queue,
                            const SampleTimes& taken) {
    std::int32_t more = 0;
    for (const ConversationPair& both : paired_conversations(model, kernel)) {
        if (both.model == 0 || both.kernel == 0) continue;
        const Stay ours = stay_of(model, both.model, host, queue);
        const Stay theirs = stay_of(kernel, both.kernel, host, queue);
        more += only_in_model(ours.begin, theirs.begin, taken);
        more -= only_in_model(ours.end, theirs.end, taken);
    }
    return more;
}

} // namespace sim

#include "sim/trace/program_moments.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace sim {

namespace {

constexpr std::uint32_t unknown_end = std::numeric_limits<std::uint32_t>::max();

/// A program that waited, as far as a trace tells: virtual time stands still in a call that does
/// not, and on a kernel a round trip is more than any call needs by itself.
bool has_waited(const Trace& trace, Time entered, Time returned) {
    const Duration least =
        trace.header.stage == Provenance::model ? Duration{1} : 2 * trace.header.link_delay;
    return least > Duration{} && returned - entered >= least;
}

bool writes(const CallEvent& call) {
    return call.name == "send" || call.name == "send_urgent";
}

/// Takes a side's calls one by one.
class Collector {
public:
    explicit Collector(const Trace& trace) : trace_(trace) {}

    void take(RecordId id) {
        const CallEvent& call = trace_.calls.at(trace_.record(id).detail);
        if (call.phase == CallPhase::entered)
            open_[call.program] = id;
        else
            take_returned(id, call);
    }

    /// Those that write and have not come back may write all that follows.
    ProgramMoments finish() {
        for (const auto& [program, id] : open_)
            if (writes(trace_.calls.at(trace_.record(id).detail)))
                add(moments_.written, {.entered_at = trace_.record(id).at, .waited = true},
                    unknown_end);
        return std::move(moments_);
    }

private:
    void take_returned(RecordId id, const CallEvent& call) {
        const Time at = trace_.record(id).at;
        const auto open = open_.find(call.program);
        const Time since = open == open_.end() ? at : trace_.record(open->second).at;
        if (open != open_.end()) open_.erase(open);
        const std::int64_t result = call.result.value_or(-1);
        if (result < 0 || (call.name != "recv" && !writes(call))) return;
        add(writes(call) ? moments_.written : moments_.read,
            {.returned = id,
             .entered_at = since,
             .returned_at = at,
             .waited = has_waited(trace_, since, at)},
            static_cast<std::uint32_t>(result));
    }

    static void add(std::vector<StreamCall>& calls, StreamCall call, std::uint32_t bytes) {
        call.begin = calls.empty() ? 0 : calls.back().end;
        call.end = bytes == unknown_end ? bytes : call.begin + bytes;
        calls.push_back(call);
    }

    const Trace& trace_;
    ProgramMoments moments_;
    std::map<std::uint16_t, RecordId> open_; ///< the calls that have not come back, by program
};

} // namespace

const StreamCall* call_with(const std::vector<StreamCall>& calls, std::uint32_t byte) {
    const auto found = std::find_if(calls.begin(), calls.end(), [&](const StreamCall& call) {
        return call.begin <= byte && byte < call.end;
    });
    return found == calls.end() ? nullptr : &*found;
}

std::optional<std::size_t> first_other_read(const MomentsPair& moments, std::uint32_t byte) {
    const std::vector<StreamCall>& ours = moments.model.read;
    const std::vector<StreamCall>& theirs = moments.kernel.read;
    const auto [own, other] =
        std::mismatch(ours.begin(), ours.end(), theirs.begin(), theirs.end(),
                      [](const StreamCall& a, const StreamCall& b) { return a.end == b.end; });
    if (own == ours.end() || other == theirs.end() || own->begin >= byte) return std::nullopt;
    return static_cast<std::size_t>(own - ours.begin());
}

ProgramMoments moments_of(const Trace& trace, ConversationId conversation, Side side) {
    if (conversation == 0) return {};
    const HostId host = trace.conversation(conversation).end(side).host;
    Collector collector(trace);
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind == RecordKind::call && record.conversation == conversation
            && record.host == host)
            collector.take(id);
    }
    return collector.finish();
}

const MomentsPair& Moments::of(const ConversationPair& both, Side side) {
    const auto [found, is_new] = known_.try_emplace({both.model, both.kernel, side});
    if (is_new)
        found->second = {.model = moments_of(model_, both.model, side),
                         .kernel = moments_of(kernel_, both.kernel, side)};
    return found->second;
}

} // namespace sim

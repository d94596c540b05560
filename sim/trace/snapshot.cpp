#include "sim/trace/snapshot.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sim {

namespace {

/// Orders the ends of a trace: conversation first.
struct EndKey {
    ConversationId conversation{};
    HostId host{};

    auto operator<=>(const EndKey&) const = default;
};
using Ends = std::map<EndKey, ConnectionSnapshot>;

void set(ConnectionSnapshot& end, Variable variable, std::int64_t value) {
    end.values.at(static_cast<std::size_t>(variable)) = value;
}

/// A record carries the watched variables; those its stage did not know are all zero.
void take_watched(ConnectionSnapshot& end, const Variables& watched) {
    if (watched == Variables{}) return;
    set(end, Variable::snd_una, watched.snd_una);
    set(end, Variable::snd_nxt, watched.snd_nxt);
    set(end, Variable::snd_wnd, watched.snd_wnd);
    if (watched.cwnd != 0) set(end, Variable::cwnd, watched.cwnd);
    if (end.state == State::syn_sent) return; // the peer's numbers are not known yet
    set(end, Variable::rcv_nxt, watched.rcv_nxt);
    set(end, Variable::rcv_wnd, watched.rcv_wnd);
}

void take_timer(ConnectionSnapshot& end, const TimerEvent& event, Time at) {
    const auto same = [&event](const RunningTimer& timer) { return timer.kind == event.kind; };
    std::erase_if(end.timers, same);
    switch (event.action) {
    case TimerAction::set:
        end.timers.push_back({.kind = event.kind, .set_at = at, .due = event.due});
        return;
    case TimerAction::fired:
    case TimerAction::cancelled: return;
    }
    unreachable();
}

/// The initial numbers of both sides, once their SYNs have left.
void take_initial(ConnectionSnapshot& end, const Trace& trace, const Record& record) {
    if (!record.flags.syn || record.kind == RecordKind::dropped) return;
    const bool own = record.kind == RecordKind::sent;
    const Conversation& conversation = trace.conversation(record.conversation);
    const HostId sender = own ? record.host : peer_of(trace, record);
    const ConversationEnd& known = conversation.end(conversation.side_of(sender));
    if (known.initial_known) set(end, own ? Variable::iss : Variable::irs, known.initial.raw);
}

void take_record(Ends& ends, const Trace& trace, const Record& record) {
    const EndKey key{.conversation = record.conversation, .host = record.host};
    ConnectionSnapshot& end = ends[key];
    end.conversation = record.conversation;
    end.host = record.host;
    end.state = record.state;
    take_watched(end, record.variables);
    take_initial(end, trace, record);
    if (record.kind == RecordKind::timer)
        take_timer(end, trace.timers.at(record.detail), record.at);
}

std::vector<ConnectionSnapshot> connections_at(const Trace& trace, RecordId last) {
    Ends ends;
    for (RecordId id = 1; id <= last; ++id)
        if (trace.record(id).conversation != 0) take_record(ends, trace, trace.record(id));
    for (const Observation& seen : trace.observations) {
        if (seen.record > last) break;
        const Record& record = trace.record(seen.record);
        const auto end = ends.find({.conversation = record.conversation, .host = record.host});
        if (end != ends.end()) set(end->second, seen.variable, seen.value);
    }
    std::vector<ConnectionSnapshot> connections;
    for (auto& [key, end] : ends)
        connections.push_back(std::move(end));
    return connections;
}

void take_call(ProgramSnapshot& program, const CallEvent& call) {
    switch (call.phase) {
    case CallPhase::entered:
        program.line = call.line;
        program.blocked = true;
        return;
    case CallPhase::returned:
        program.line = static_cast<std::uint16_t>(call.line + 1);
        program.blocked = false;
        return;
    }
    unreachable();
}

/// A program has ended when the trace, which was not cut by its limit, shows no call after this.
std::vector<ProgramSnapshot> programs_at(const Trace& trace, RecordId last) {
    std::vector<ProgramSnapshot> programs(trace.header.programs.size());
    std::vector<RecordId> last_call(programs.size());
    for (std::size_t i = 0; i < programs.size(); ++i)
        programs[i].name = trace.header.programs[i];
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != RecordKind::call) continue;
        const CallEvent& call = trace.calls.at(record.detail);
        programs.at(call.program).host = record.host;
        last_call.at(call.program) = id;
        if (id <= last) take_call(programs.at(call.program), call);
    }
    for (std::size_t i = 0; i < programs.size(); ++i)
        programs[i].ended = last_call[i] != 0 && last_call[i] <= last && !programs[i].blocked
                            && !trace.header.deadline_reached;
    return programs;
}

} // namespace

Snapshot observed_snapshot(const Trace& trace, RecordId record) {
    const RecordId last = std::min(record, trace.last());
    Snapshot snapshot{.record = last};
    if (last != 0) snapshot.at = trace.record(last).at;
    snapshot.connections = connections_at(trace, last);
    snapshot.programs = programs_at(trace, last);
    return snapshot;
}

const ConnectionSnapshot* find_connection(const Snapshot& snapshot, ConversationId id,
                                          HostId host) {
    for (const ConnectionSnapshot& end : snapshot.connections)
        if (end.conversation == id && end.host == host) return &end;
    return nullptr;
}

} // namespace sim

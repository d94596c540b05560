#include "ui/model/state_story.h"

#include "ui/model/state_figure.h"

#include <algorithm>
#include <utility>

namespace ui {

namespace {

using sim::Record;
using sim::RecordKind;
using sim::State;
using sim::Trace;

bool isReset(const Record& record) {
    const bool segment = record.kind == RecordKind::sent || record.kind == RecordKind::received;
    return segment && record.flags.rst;
}

/// Whether a RST received led to the move in record `id`, or one was received or sent with it.
bool resetMoved(const Trace& trace, sim::RecordId id) {
    const Record& move = trace.record(id);
    if (move.cause != 0 && isReset(trace.record(move.cause))) return true;
    constexpr sim::RecordId near = 4; // timers may stop in between
    const sim::RecordId last = std::min(trace.last(), id + near);
    for (sim::RecordId other = id > near ? id - near : 1; other <= last; ++other) {
        const Record& record = trace.record(other);
        const bool same_input = record.at == move.at && record.host == move.host
                                && record.conversation == move.conversation;
        if (same_input && isReset(record)) return true;
    }
    return false;
}

/// Whether a timer that expired led to it, and not one that stops with the connection.
bool timerMoved(const Trace& trace, const Record& move) {
    if (move.cause == 0 || trace.record(move.cause).kind != RecordKind::timer) return false;
    const sim::TimerEvent& event = trace.timers.at(trace.record(move.cause).detail);
    return event.action == sim::TimerAction::fired;
}

MoveOrigin originOf(const Trace& trace, sim::RecordId id, State from) {
    const Record& record = trace.record(id);
    const State to = record.state;
    const auto edge = edgeBetween(from, to);
    const auto event_is = [edge](EdgeEvent event) {
        return edge.has_value() && stateEdges().at(*edge).event == event;
    };
    if (!event_is(EdgeEvent::rcv_rst) && resetMoved(trace, id)) return MoveOrigin::note_3;
    const bool own_reset = record.rule == sim::Rule::rfc9293_3_10_5_abort
                           || record.rule == sim::Rule::rfc2525_2_17_close_unread;
    if (own_reset) return MoveOrigin::aborted;
    if (timerMoved(trace, record) && to == State::closed && !event_is(EdgeEvent::timeout_2msl))
        return MoveOrigin::gave_up;
    if (edge.has_value()) return MoveOrigin::figure;
    return from == State::fin_wait_1 && to == State::time_wait ? MoveOrigin::note_2
                                                               : MoveOrigin::unseen;
}

bool isPassiveOpen(const Trace& trace, const Record& record, sim::HostId acceptor) {
    if (record.host != acceptor) return false;
    if (record.kind == RecordKind::state) return record.state == State::listen;
    if (record.kind != RecordKind::call) return false;
    const sim::CallEvent& call = trace.calls.at(record.detail);
    return call.name == "listen" && call.phase == sim::CallPhase::returned && call.error.empty();
}

} // namespace

StateStory::StateStory(const Trace& trace, sim::ConversationId conversation) {
    if (conversation == 0 || conversation > trace.conversations.size()) return;
    const sim::Conversation& ends = trace.conversation(conversation);
    hosts_ = {ends.ends[0].host, ends.ends[1].host};
    bool listening = false;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        const bool opens = isPassiveOpen(trace, record, hosts_[1]);
        if (opens && std::exchange(listening, true)) continue;
        if (opens)
            moves_.push_back({id, record.host, State::closed, State::listen, MoveOrigin::figure});
        if (record.kind != RecordKind::state || record.conversation != conversation) continue;
        const auto from = static_cast<State>(record.detail);
        const bool told = listening && from == State::closed && record.state == State::listen;
        if (from == record.state || told) continue;
        moves_.push_back({id, record.host, from, record.state, originOf(trace, id, from)});
    }
}

std::size_t StateStory::countAt(sim::RecordId cursor) const {
    const auto after =
        std::upper_bound(moves_.begin(), moves_.end(), cursor,
                         [](sim::RecordId at, const StateMove& move) { return at < move.record; });
    return static_cast<std::size_t>(after - moves_.begin());
}

sim::State StateStory::stateAfter(std::size_t count, sim::HostId host) const {
    for (std::size_t i = std::min(count, moves_.size()); i > 0; --i)
        if (moves_.at(i - 1).host == host) return moves_.at(i - 1).to;
    const auto first = std::find_if(moves_.begin(), moves_.end(),
                                    [host](const StateMove& move) { return move.host == host; });
    return first == moves_.end() ? State::closed : first->from;
}

} // namespace ui

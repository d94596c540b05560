#include "sim/export/state_event_reader.h"

#include "sim/trace/frames.h"

#include <algorithm>
#include <map>
#include <optional>

namespace sim {

namespace {

/// An end of a connection as its records have told it so far.
struct End {
    State state{};
    std::optional<Variables> variables; ///< as its last record left them
};

bool is_within(SeqNum number, SeqNum first, std::uint32_t size) {
    return distance(first, number) < size;
}

/// RFC 9293 3.10.7.4, table 6.
bool is_acceptable(const Record& segment, const Variables& before) {
    const SeqNum next{before.rcv_nxt};
    const std::uint32_t length = segment.length + static_cast<std::uint32_t>(segment.flags.fin);
    if (length == 0 && before.rcv_wnd == 0) return segment.seq == next;
    if (length == 0) return is_within(segment.seq, next, before.rcv_wnd);
    return is_within(segment.seq, next, before.rcv_wnd)
           || is_within(segment.seq + (length - 1), next, before.rcv_wnd);
}

/// SND.UNA < SEG.ACK =< SND.NXT.
bool acknowledges_news(const Record& segment, const Variables& before) {
    return sim::before(SeqNum{before.snd_una}, segment.ack)
           && before_or_equal(segment.ack, SeqNum{before.snd_nxt});
}

/// What a segment carries, where no window has been agreed on that it could miss.
StateEvent content_of(const Record& segment) {
    if (segment.flags.fin) return StateEvent::fin;
    return segment.length > 0 ? StateEvent::data : StateEvent::ack;
}

std::optional<StateEvent> reset_event(const Record& segment, const End& end) {
    if (end.state == State::closed || end.state == State::listen || end.state == State::syn_sent)
        return StateEvent::rst;
    if (!end.variables) return std::nullopt;
    if (segment.seq == SeqNum{end.variables->rcv_nxt}) return StateEvent::rst;
    if (is_within(segment.seq, SeqNum{end.variables->rcv_nxt}, end.variables->rcv_wnd))
        return StateEvent::rst_in_window;
    return std::nullopt;
}

std::optional<StateEvent> event_outside(const Record& segment) {
    if (segment.length > 0) return StateEvent::data_outside;
    return segment.flags.fin ? std::optional(StateEvent::fin) : std::nullopt;
}

std::optional<StateEvent> event_in_window(const Record& segment, const End& end) {
    const Variables& before = *end.variables;
    const bool too_old = segment.rule == Rule::rfc5961_5_2_ack_too_old;
    const bool of_nothing = end.state == State::syn_received && !acknowledges_news(segment, before);
    if (too_old || of_nothing || sim::before(SeqNum{before.snd_nxt}, segment.ack))
        return StateEvent::bad_ack;
    return content_of(segment);
}

std::optional<StateEvent> event_in_syn_sent(const Record& segment, const Variables& before) {
    if (!acknowledges_news(segment, before)) return StateEvent::bad_ack;
    return segment.flags.syn ? StateEvent::syn_ack : content_of(segment);
}

/// The event that a segment is for an end, in the order of RFC 9293 3.10.7.
std::optional<StateEvent> segment_event(const Record& segment, const End& end) {
    if (segment.flags.rst) return reset_event(segment, end);
    if (segment.flags.syn && !segment.flags.ack) return StateEvent::syn;
    if (!segment.flags.ack) return std::nullopt;
    if (end.state == State::closed || end.state == State::listen)
        return segment.flags.syn ? StateEvent::syn_ack : content_of(segment);
    if (!end.variables) return std::nullopt;
    if (end.state == State::syn_sent) return event_in_syn_sent(segment, *end.variables);
    if (segment.flags.syn) return StateEvent::syn_ack;
    return is_acceptable(segment, *end.variables) ? event_in_window(segment, end)
                                                  : event_outside(segment);
}

class Reader {
public:
    explicit Reader(const Trace& trace) : trace_(trace) {}

    std::vector<StateEventSighting> read() {
        for (RecordId id = 1; id <= trace_.last(); ++id) {
            const Record& record = trace_.record(id);
            read_event(id, record);
            if (record.kind == RecordKind::state) take_state(record);
            if (record.conversation == 0 || record.kind == RecordKind::dropped) continue;
            const auto end = ends_.find({record.conversation, record.host});
            if (end != ends_.end()) end->second.variables = record.variables;
        }
        return std::move(found_);
    }

private:
    void read_event(RecordId id, const Record& record) {
        switch (record.kind) {
        case RecordKind::received: read_segment(id, record); return;
        case RecordKind::call: read_call(id, record); return;
        case RecordKind::timer: read_timer(id, record); return;
        case RecordKind::sent:
        case RecordKind::dropped:
        case RecordKind::ignored:
        case RecordKind::state:
        case RecordKind::icmp:
        case RecordKind::change: return;
        }
    }

    void take_state(const Record& record) {
        if (record.conversation == 0)
            listens_[record.host] = record.state == State::listen;
        else
            ends_[{record.conversation, record.host}].state = record.state;
    }

    /// An end that no record has told of yet listens, or is not there.
    [[nodiscard]] End end_of(const Record& record) const {
        const auto known = ends_.find({record.conversation, record.host});
        if (known != ends_.end()) return known->second;
        const bool nobody = record.rule == Rule::rfc9293_3_10_7_1_closed
                            || record.rule == Rule::rfc9293_3_10_7_1_reset_ignored;
        const auto listens = listens_.find(record.host);
        const bool listening = !nobody && listens != listens_.end() && listens->second;
        return {.state = listening ? State::listen : State::closed, .variables = {}};
    }

    void read_segment(RecordId id, const Record& record) {
        const End end = end_of(record);
        if (const auto event = segment_event(record, end))
            found_.push_back({end.state, *event, id, record.host});
    }

    void read_timer(RecordId id, const Record& record) {
        const TimerEvent& timer = trace_.timers.at(record.detail);
        if (timer.action != TimerAction::fired || record.conversation == 0) return;
        const State state = end_of(record).state;
        if (timer.kind == TimerKind::retransmit)
            found_.push_back({state, StateEvent::retransmission_timeout, id, record.host});
        if (timer.kind == TimerKind::time_wait)
            found_.push_back({state, StateEvent::time_wait_timeout, id, record.host});
    }

    /// The first record of that kind that a call brought about at once; null when there is none.
    [[nodiscard]] const Record* outcome(RecordId call, RecordKind kind) const {
        constexpr RecordId near = 16;
        const RecordId last = std::min(trace_.last(), call + near);
        for (RecordId id = call + 1; id <= last; ++id)
            if (trace_.record(id).cause == call && trace_.record(id).kind == kind)
                return &trace_.record(id);
        return nullptr;
    }

    void read_call(RecordId id, const Record& record) {
        const CallEvent& call = trace_.calls.at(record.detail);
        if (call.phase != CallPhase::entered) return;
        const Record* const moved = outcome(id, RecordKind::state);
        if (moved != nullptr && call.name == "listen")
            add_call(id, record, StateEvent::open_passive, *moved);
        if (moved != nullptr && call.name == "connect")
            add_call(id, record, StateEvent::open_active, *moved);
        if (moved != nullptr && call.name == "close" && record.conversation == 0)
            add_call(id, record, StateEvent::close, *moved);
        if (record.conversation == 0) return;
        const State state = end_of(record).state;
        const auto event = event_of(id, call);
        if (event && state != State::closed && state != State::listen)
            found_.push_back({state, *event, id, record.host});
    }

    void add_call(RecordId id, const Record& record, StateEvent event, const Record& moved) {
        found_.push_back({static_cast<State>(moved.detail), event, id, record.host});
    }

    /// A call on a connection that exists. Closing that sends a reset is an ABORT.
    [[nodiscard]] std::optional<StateEvent> event_of(RecordId id, const CallEvent& call) const {
        if (call.name == "send") return StateEvent::send;
        if (call.name == "recv") return StateEvent::receive;
        if (call.name == "abort") return StateEvent::abort;
        const bool half = call.arguments.size() > 1 && call.arguments[1] == "read";
        if (call.name != "close" && (call.name != "shutdown" || half)) return std::nullopt;
        const Record* const sent = outcome(id, RecordKind::sent);
        return sent != nullptr && sent->flags.rst ? StateEvent::abort : StateEvent::close;
    }

    const Trace& trace_;
    std::map<std::pair<ConversationId, HostId>, End> ends_;
    std::map<HostId, bool> listens_;
    std::vector<StateEventSighting> found_;
};

} // namespace

std::vector<StateEventSighting> state_events_of(const Trace& trace) {
    if (counts_frames(trace)) return {}; // there are no states
    return Reader(trace).read();
}

} // namespace sim

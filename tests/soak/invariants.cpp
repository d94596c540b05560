#include "tests/soak/invariants.h"

#include "tests/soak/transitions.h"

namespace soak {

namespace {

using namespace sim;

std::string text_of(const Connection& connection) {
    return std::string(name_of(connection.state())) + ", SND.UNA "
           + std::to_string(connection.snd.una.raw) + ", SND.NXT "
           + std::to_string(connection.snd.nxt.raw) + ", RCV.NXT "
           + std::to_string(connection.rcv.nxt.raw);
}

SeqNum right_edge(const ReceiveSpace& rcv) {
    return rcv.offered_at + rcv.wnd;
}

/// RFC 9293 3.3.1, figures 3 and 4.
std::string wrong_space(const Connection& connection) {
    const SendSpace& snd = connection.snd;
    const ReceiveSpace& rcv = connection.rcv;
    if (!before_or_equal(snd.una, snd.nxt)) return "SND.UNA is beyond SND.NXT";
    if (before(snd.end + 1, snd.nxt)) return "more was sent than the program wrote";
    if (distance(rcv.read, rcv.nxt) > 1'000'000) return "more was read than has arrived";
    SeqNum last = rcv.nxt;
    for (const SeqRange range : rcv.out_of_order.ranges()) {
        if (!before(last, range.first)) return "ranges out of order touch or overlap";
        if (!before(range.first, range.end)) return "a range out of order is empty";
        last = range.end;
    }
    if (before(later_of(right_edge(rcv), rcv.nxt), last)) return "kept beyond the window";
    return "";
}

/// RFC 6298 5.1 and 5.2: who waits for an ACK has a clock, and nobody else.
std::string wrong_retransmission(const Connection& connection) {
    const Timers& timers = connection.timers;
    const SendSpace& snd = connection.snd;
    const bool waits = snd.una != snd.nxt;
    if (waits)
        return timers.is_set(TimerKind::retransmit) || timers.is_set(TimerKind::loss_probe)
                   ? ""
                   : "sent and not acknowledged, but no timer runs";
    if (timers.is_set(TimerKind::retransmit)) return "a timer runs for nothing";
    const bool owes_fin = snd.fin_wanted && snd.nxt == snd.end;
    if (connection.unsent() != 0 || owes_fin)
        return "something is left to send and nothing will send it";
    return "";
}

/// RFC 9293 3.6.1: TIME-WAIT ends, and CLOSED waits for nothing.
std::string wrong_timers(const Connection& connection, const World& world) {
    const Timers& timers = connection.timers;
    const State state = connection.state();
    if (timers.soonest() < world.now()) return "a deadline was missed";
    if (!is_alive(connection)) return timers.soonest() == never ? "" : "CLOSED has a timer";
    if (state == State::time_wait)
        return timers.is_set(TimerKind::time_wait) ? "" : "TIME-WAIT has no timer";
    const bool orphan = state == State::fin_wait_2 && connection.orphaned;
    if (orphan && !timers.is_set(TimerKind::fin_wait_2)) return "an orphan waits for ever";
    return wrong_retransmission(connection);
}

} // namespace

std::string Invariants::look_at(const World& world, const Trace& trace) {
    progress_.resize(world.slots().size());
    for (std::size_t place = 0; place < world.slots().size(); ++place)
        if (std::string wrong = look_at_slot(place, world); !wrong.empty())
            return "slot " + std::to_string(place) + ": " + wrong + " ("
                   + text_of(world.slots()[place].connection) + ")";
    while (seen_ < trace.last()) {
        ++seen_;
        if (std::string wrong = look_at_record(seen_, world, trace); !wrong.empty())
            return "record " + std::to_string(seen_) + ": " + wrong;
    }
    if (world.unmodelled() != Rule::none) return "the model does not know this yet";
    return "";
}

std::string Invariants::look_at_slot(std::size_t place, const World& world) {
    const Connection& connection = world.slots()[place].connection;
    if (std::string wrong = wrong_timers(connection, world); !wrong.empty()) return wrong;
    if (!is_alive(connection)) return "";
    if (std::string wrong = wrong_space(connection); !wrong.empty()) return wrong;
    return look_at_progress(place, connection);
}

/// Nothing that was acknowledged, sent, received or offered is taken back.
std::string Invariants::look_at_progress(std::size_t place, const Connection& connection) {
    if (connection.state() == State::syn_sent) return "";
    Progress& last = progress_[place];
    const Progress now{.una = connection.snd.una,
                       .nxt = connection.snd.nxt,
                       .rcv_nxt = connection.rcv.nxt,
                       .right_edge = right_edge(connection.rcv),
                       .synchronized = true};
    const Progress was = last;
    last = now;
    if (!was.synchronized) return "";
    if (before(now.una, was.una)) return "SND.UNA went back";
    if (before(now.nxt, was.nxt)) return "SND.NXT went back";
    if (before(now.rcv_nxt, was.rcv_nxt)) return "RCV.NXT went back";
    if (before(now.right_edge, was.right_edge)) return "the window's right edge went back";
    return "";
}

std::string Invariants::look_at_record(RecordId id, const World& world, const Trace& trace) {
    const Record& record = trace.record(id);
    if (record.rule == Rule::none) return "there is no rule";
    if (record.cause >= id) return "the cause comes after it";
    if (record.kind == RecordKind::state) {
        const auto from = static_cast<State>(record.detail);
        if (record.state == State::closed)
            ended_by_[{record.conversation, record.host}] = record.rule;
        return wrong_transition(from, record.state, record.rule);
    }
    if (record.kind == RecordKind::call) return look_at_recv(record, world, trace);
    return "";
}

/// What a program reads is what its peer's wrote, in order and once.
std::string Invariants::look_at_recv(const Record& record, const World& world, const Trace& trace) {
    const CallEvent& event = trace.calls.at(record.detail);
    if (event.name != "recv" || event.phase != CallPhase::returned || !event.error.empty())
        return "";
    const Call& call = world.stage().programs.at(event.program).calls.at(event.line);
    std::string& received = received_[{record.conversation, record.host}];
    const ByteStream& bytes = world.programs().at(event.program).variables.at(call.result).bytes;
    if (static_cast<std::int64_t>(bytes.length()) != *event.result)
        return "recv gave other bytes than it said";
    received += bytes.read(0, bytes.length());
    const Conversation& conversation = trace.conversation(record.conversation);
    const ConversationEnd& peer =
        conversation.ends.at(conversation.ends[0].host == record.host ? 1 : 0);
    if (peer.stream.read(0, received.size()) != received) return "recv gave what was not written";
    const bool at_end = *event.result == 0 && record.state != State::closed;
    if (at_end && received.size() != peer.stream.length())
        return "the stream ended before all was read";
    return "";
}

std::string Invariants::look_at_end(const World& world, const Trace&) const {
    half_open_ = 0;
    for (const Slot& slot : world.slots()) {
        if (!is_alive(slot.connection)) continue;
        const auto peer = ended_by_.find({slot.conversation, static_cast<HostId>(1 - slot.host)});
        const bool waits = slot.connection.next_deadline() == never
                           && world.programs()[slot.program].phase == ProgramPhase::blocked;
        const bool gave_up = peer != ended_by_.end() && peer->second == Rule::rfc9293_3_8_3_give_up;
        if (!waits || !gave_up) return "a connection is left (" + text_of(slot.connection) + ")";
        ++half_open_;
    }
    return "";
}

} // namespace soak

#include "tests/soak/invariants.h"

#include "tests/soak/received_stream.h"
#include "tests/soak/sending_invariants.h"
#include "tests/soak/transitions.h"

#include <algorithm>

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

/// As the peer was told: the field has 16 bits, and without scaling not all of a large buffer can
/// be told (RFC 7323 2.2).
SeqNum told_right_edge(const ReceiveSpace& rcv) {
    constexpr std::uint32_t most_unscaled = 65535;
    return rcv.offered_at + std::min(rcv.wnd, most_unscaled << rcv.shift);
}

/// RFC 9293 3.3.1, figures 3 and 4.
std::string wrong_space(const Connection& connection, const Profile& profile) {
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
    // Linux takes the segment that crosses the edge whole.
    const std::uint32_t beyond =
        profile.window == WindowChoice::linux_buffer ? profile.own_mss() : 0;
    if (before(later_of(right_edge(rcv), rcv.nxt) + beyond, last)) return "kept beyond the window";
    return "";
}

/// The receiver's buffer holds what is unread and what lies beyond a gap, each byte once. FreeBSD
/// counts the latter elsewhere; what comes after close() is nobody's.
std::string wrong_buffer(const Connection& connection, const Profile& profile) {
    const bool beside = profile.window == WindowChoice::bsd_buffer;
    const std::uint32_t late = beside ? 0 : connection.rcv.bytes_beyond_gap();
    if (connection.orphaned || connection.state() == State::time_wait) return "";
    return connection.receive_window.held_bytes() == connection.unread() + late
               ? ""
               : "the receive buffer holds other bytes than it counts";
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
    return wrong_transmit_timers(connection);
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
    const Profile& profile = world.stage().hosts[world.slots()[place].host].profile;
    if (std::string wrong = wrong_timers(connection, world); !wrong.empty()) return wrong;
    if (!is_alive(connection)) return "";
    if (std::string wrong = wrong_space(connection, profile); !wrong.empty()) return wrong;
    if (std::string wrong = wrong_buffer(connection, profile); !wrong.empty()) return wrong;
    if (std::string wrong = wrong_sending(connection); !wrong.empty()) return wrong;
    return look_at_progress(place, connection);
}

/// Nothing that was acknowledged, sent, received or offered is taken back.
std::string Invariants::look_at_progress(std::size_t place, const Connection& connection) {
    if (connection.state() == State::syn_sent) return "";
    Progress& last = progress_[place];
    const Progress now{.una = connection.snd.una,
                       .nxt = connection.snd.nxt,
                       .rcv_nxt = connection.rcv.nxt,
                       .right_edge = told_right_edge(connection.rcv),
                       .synchronized = true};
    const Progress was = last;
    last = now;
    if (!was.synchronized) return "";
    if (before(now.una, was.una)) return "SND.UNA went back";
    if (before(now.nxt, was.nxt)) return "SND.NXT went back";
    if (before(now.rcv_nxt, was.rcv_nxt)) return "RCV.NXT went back";
    if (before(now.right_edge, was.right_edge))
        return "the window's right edge went back by "
               + std::to_string(distance(now.right_edge, was.right_edge));
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
    if (record.kind == RecordKind::call) return look_at_call(record, world, trace);
    return "";
}

/// What a program reads is what its peer's wrote, in order and once, and what it can not do any
/// more has a reason that a socket has.
std::string Invariants::look_at_call(const Record& record, const World& world, const Trace& trace) {
    const CallEvent& event = trace.calls.at(record.detail);
    if (event.phase != CallPhase::returned) return "";
    if (!event.error.empty()) return wrong_error(event.error);
    if (event.name != "recv" && event.name != "recv_urgent") return "";
    const Call& call = world.stage().programs.at(event.program).calls.at(event.line);
    const ByteStream& bytes = world.programs().at(event.program).variables.at(call.result).bytes;
    if (static_cast<std::int64_t>(bytes.length()) != *event.result)
        return "recv gave other bytes than it said";
    const std::string read = bytes.read(0, bytes.length());
    if (event.name == "recv_urgent")
        return read.empty() || read == urgent_byte ? ""
                                                   : "what came beside the stream is not urgent";
    const Conversation& conversation = trace.conversation(record.conversation);
    const ConversationEnd& peer =
        conversation.ends.at(conversation.ends[0].host == record.host ? 1 : 0);
    std::uint64_t& place = received_[{record.conversation, record.host}];
    if (!follows(peer.stream, place, read)) return "recv gave what was not written";
    if (!read.empty() || ended_badly(record)) return "";
    return is_whole(peer.stream, place) ? "" : "the stream ended before all was read";
}

/// The end of the record is CLOSED, by something else than a FIN of both ends.
bool Invariants::ended_badly(const Record& record) const {
    const auto ended = ended_by_.find({record.conversation, record.host});
    if (ended == ended_by_.end()) return false;
    return ended->second != Rule::rfc9293_3_10_7_4_ack_of_fin
           && ended->second != Rule::rfc9293_3_10_8_time_wait
           && ended->second != Rule::rfc6191_2_time_wait_reused;
}

/// Who has given up tells nobody.
bool Invariants::gave_up(const Slot& slot) const {
    const auto ended = ended_by_.find({slot.conversation, static_cast<HostId>(1 - slot.host)});
    if (ended == ended_by_.end()) return false;
    return ended->second == Rule::rfc9293_3_8_3_give_up
           || ended->second == Rule::rfc9293_3_8_4_dead;
}

std::string Invariants::look_at_end(const World& world, const Trace&) const {
    half_open_ = 0;
    for (const Slot& slot : world.slots()) {
        if (!is_alive(slot.connection)) continue;
        const bool waits = slot.connection.next_deadline() == never
                           && world.programs()[slot.program].phase == ProgramPhase::blocked;
        if (!waits || !gave_up(slot))
            return "a connection is left (" + text_of(slot.connection) + ")";
        ++half_open_;
    }
    return look_at_programs(world);
}

/// Nobody waits for what can not come any more: a program that has not ended waits in accept(), or
/// on a connection that is alive.
std::string Invariants::look_at_programs(const World& world) {
    for (std::size_t place = 0; place < world.programs().size(); ++place) {
        const ProgramState& program = world.programs()[place];
        if (program.phase == ProgramPhase::ended) continue;
        const Program& text = world.stage().programs.at(place);
        const Call& call = text.calls.at(program.line);
        if (call.kind == CallKind::accept) continue;
        std::string where = text.name + " waits for ever in " + call.text;
        if (call.socket == no_variable) return where;
        const std::uint8_t host = world.stage().program_hosts[place];
        const SocketId socket = program.variables.at(call.socket).socket;
        const SlotId slot = world.hosts()[host].sockets.at(static_cast<std::size_t>(socket)).slot;
        if (slot == no_slot || !is_alive(world.slots()[slot].connection)) return where;
    }
    return "";
}

} // namespace soak

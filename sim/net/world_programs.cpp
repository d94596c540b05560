// The programs of a World: each runs until a call blocks, and goes on when something may have
// unblocked it. What a call does not find is POSIX's error, by name.
#include "sim/base/assert.h"
#include "sim/net/call_results.h"
#include "sim/net/world.h"

#include <algorithm>
#include <utility>

namespace sim {

namespace {

/// The socket that a call is made on; null where it names none that exists.
Socket* socket_of(const RunningProgram& running, const Call& call) {
    if (call.socket == no_variable) return nullptr;
    const SocketId id = running.where.variables[call.socket].socket;
    return id == no_socket ? nullptr : &running.host.sockets[static_cast<std::size_t>(id)];
}

bool needs_socket(CallKind kind) {
    return kind != CallKind::socket && kind != CallKind::sleep;
}

} // namespace

void World::run_programs(Step& step, Recorder& recorder) {
    // The list may grow meanwhile. NOLINTNEXTLINE(modernize-loop-convert)
    for (std::size_t next = 0; next < runnable_.size(); ++next) {
        run_program(runnable_[next], step, recorder);
        if (!is_carrying()) continue;
        runnable_.erase(runnable_.begin(), runnable_.begin() + static_cast<std::ptrdiff_t>(next));
        return; // it goes on first when all has arrived
    }
    runnable_.clear();
}

/// Lets a program go on until a call blocks, it ends, or its segments have to be carried first.
void World::run_program(std::size_t index, Step& step, Recorder& recorder) {
    const RunningProgram running{.index = index,
                                 .program = stage_->programs[index],
                                 .where = programs_[index],
                                 .host = hosts_[stage_->program_hosts[index]],
                                 .cause = program_causes_[index]};
    if (running.where.phase == ProgramPhase::ended || now_ < running.program.start) return;
    while (make_next_call(running, step, recorder) && !is_carrying()) {
    }
}

/// Makes or tries again the program's current call; true when it came back and another may follow.
bool World::make_next_call(const RunningProgram& running, Step& step, Recorder& recorder) {
    ProgramState& state = running.where;
    const Call* const call = current_call(running.program, state);
    if (call == nullptr) {
        end_program(running.index, step, recorder);
        return false;
    }
    const bool first_try = state.phase == ProgramPhase::ready;
    if (first_try) {
        running.cause = record_call(running.index, *call, nullptr, running.cause, recorder);
        state.blocked_since = now_;
        state.phase = ProgramPhase::blocked;
        if (call->kind == CallKind::sleep && call_sleep(running.index, *call)) return false;
    }
    CallResult& result = result_.room;
    result.reset();
    const CallInHand hand{.program = running.index,
                          .call = *call,
                          .socket = socket_of(running, *call),
                          .result = result};
    if (!make_call(hand, step, recorder)) return false;
    if (recorder.is_full() && !first_try) {
        const Slot* const slot = slot_of(running.index, *call, &result);
        if (slot != nullptr && slot->news != 0)
            running.cause = slot->news; // what it has waited for
    }
    running.cause = record_call(running.index, *call, &result, running.cause, recorder);
    call_returned(running.program, *call, state, std::move(result));
    if (state.phase == ProgramPhase::ended) end_program(running.index, step, recorder);
    return state.phase != ProgramPhase::ended;
}

/// What a program leaves open is closed for it, in the order in which it was opened.
void World::end_program(std::size_t index, Step& step, Recorder& recorder) {
    programs_[index].phase = ProgramPhase::ended;
    --programs_left_;
    std::vector<Socket>& sockets = hosts_[stage_->program_hosts[index]].sockets;
    const OwnedSockets& owned = owned_sockets_[index];
    for (auto id = static_cast<std::size_t>(owned.first); owned.open != 0; ++id) {
        SIM_ASSERT(id < sockets.size());
        if (sockets[id].program == index && sockets[id].kind != SocketKind::closed)
            close_socket(index, sockets[id], step, recorder);
    }
}

RecordId World::write_call(std::size_t index, const Call& call, const CallResult* result,
                           RecordId cause, Recorder& recorder) {
    const Program& program = stage_->programs[index];
    Record record{.at = now_,
                  .cause = cause,
                  .rule = result == nullptr ? Rule::program_calls : Rule::program_returns,
                  .kind = RecordKind::call,
                  .host = stage_->program_hosts[index]};
    if (const Slot* const slot = slot_of(index, call, result)) {
        record.conversation = slot->conversation;
        fill(record, slot->connection);
    }
    if (recorder.trace() != nullptr) {
        CallEvent event;
        event.name = name_of(call.kind);
        event.arguments = arguments_of(program, call);
        event.phase = result == nullptr ? CallPhase::entered : CallPhase::returned;
        event.program = static_cast<std::uint16_t>(index);
        event.line = static_cast<std::uint16_t>(&call - program.calls.data());
        if (result != nullptr) {
            event.result = result->value;
            event.error = result->error;
        }
        record.detail = recorder.add_call(event);
    }
    return write(record, recorder);
}

/// The connection a call is about: its socket's, or the one that accept() hands out; null without.
const Slot* World::slot_of(std::size_t index, const Call& call, const CallResult* result) const {
    const std::vector<Socket>& sockets = hosts_[stage_->program_hosts[index]].sockets;
    SocketId id =
        call.socket == no_variable ? no_socket : programs_[index].variables.at(call.socket).socket;
    if (result != nullptr && call.kind == CallKind::accept) id = result->socket;
    if (id < 0 || static_cast<std::size_t>(id) >= sockets.size()) return nullptr;
    const SlotId slot = sockets[static_cast<std::size_t>(id)].slot;
    return slot == no_slot ? nullptr : &slots_[slot];
}

bool World::make_call(const CallInHand& hand, Step& step, Recorder& recorder) {
    Socket* const socket = hand.socket;
    const bool has_none = socket == nullptr || socket->kind == SocketKind::closed;
    if (has_none && needs_socket(hand.call.kind)) {
        hand.result = failed("EBADF");
        return true;
    }
    switch (hand.call.kind) {
    case CallKind::socket: call_socket(hand); return true;
    case CallKind::bind: call_bind(hand); return true;
    case CallKind::listen: call_listen(hand, recorder); return true;
    case CallKind::connect: return call_connect(hand, step, recorder);
    case CallKind::accept: return call_accept(hand);
    case CallKind::send:
    case CallKind::send_urgent: return call_send(hand, step, recorder);
    case CallKind::recv_urgent: return call_recv_urgent(hand);
    case CallKind::recv: return call_recv(hand, step, recorder);
    case CallKind::shutdown: call_shutdown(hand, step, recorder); return true;
    case CallKind::setsockopt: call_setsockopt(hand, step, recorder); return true;
    case CallKind::close: close_socket(hand.program, *socket, step, recorder); return true;
    case CallKind::sleep: return now_ - programs_[hand.program].blocked_since >= hand.call.duration;
    case CallKind::repeat:
    case CallKind::end_repeat: break;
    }
    unreachable();
}

bool World::call_send(const CallInHand& hand, Step& step, Recorder& recorder) {
    const Socket& socket = *hand.socket;
    if (socket.kind != SocketKind::connected) {
        hand.result = failed("ENOTCONN");
        return true;
    }
    Slot& slot = slots_[socket.slot];
    Connection& connection = slot.connection;
    const State state = connection.state();
    if (slot.error != AppEvent::none
        || (state != State::established && state != State::close_wait)) {
        hand.result = failed(slot.error == AppEvent::none ? "EPIPE" : error_name(slot.error));
        slot.error = AppEvent::none;
        return true;
    }
    ProgramState& program = programs_[hand.program];
    const Profile& profile = profile_of(slot.host);
    const bool waited = program.blocked_since != now_;
    if (waited && !connection.is_writable(profile)) return false;
    const ByteStream& bytes = bytes_to_send(hand.call, program);
    const std::uint64_t left = bytes.length() - program.progress;
    constexpr std::uint64_t most_at_once = 1U << 20U;
    const auto wanted = static_cast<std::uint32_t>(std::min(left, most_at_once));
    const WriteHow how{.more = wanted != left, .urgent = hand.call.kind == CallKind::send_urgent};
    step.begin(now_, profile);
    const std::uint32_t taken = connection.app_sends(wanted, how, step);
    if (taken != 0) {
        streams_[connection.stream - 1].append_from(bytes, program.progress, taken);
        recorder.add_bytes(slot.conversation, slot.host, bytes, program.progress, taken);
        program.progress += taken;
        commit(socket.slot, program_causes_[hand.program], step, recorder);
    }
    hand.result.value = static_cast<std::int64_t>(bytes.length());
    return program.progress == bytes.length();
}

bool World::call_recv(const CallInHand& hand, Step& step, Recorder& recorder) {
    const Socket& socket = *hand.socket;
    if (socket.kind != SocketKind::connected) {
        hand.result = failed("ENOTCONN");
        return true;
    }
    Slot& slot = slots_[socket.slot];
    Connection& connection = slot.connection;
    if (connection.rcv.urgent != Urgent::none) connection.app_passes_urgent(profile_of(slot.host));
    if (connection.unread() == 0) {
        const bool at_end = connection.at_end_of_stream();
        const bool hides_error = at_end && profile_of(slot.host).linux_reset_errors; // SOCK_DONE
        if (slot.error != AppEvent::none && !hides_error) {
            hand.result = failed(error_name(slot.error));
            slot.error = AppEvent::none;
            return true;
        }
        if (at_end) connection.app_sees_end();
        return at_end || connection.reads_no_more || connection.state() == State::closed;
    }
    const std::uint64_t offset = distance(connection.rcv.irs + 1, connection.rcv.read);
    step.begin(now_, profile_of(slot.host));
    const std::uint32_t taken = connection.app_reads(hand.call.count, step);
    hand.result.value = taken;
    if (hand.call.result != no_variable) read_stream(slot, offset, taken, hand.result.bytes);
    if (!step.effects.empty()) // most reads are not heard of
        commit(socket.slot, program_causes_[hand.program], step, recorder);
    return true;
}

/// It waits for the urgent byte, which lies beside the stream; nothing comes back when none can
/// come any more.
bool World::call_recv_urgent(const CallInHand& hand) {
    const Socket& socket = *hand.socket;
    if (socket.kind != SocketKind::connected) {
        hand.result = failed("ENOTCONN");
        return true;
    }
    Slot& slot = slots_[socket.slot];
    Connection& connection = slot.connection;
    if (const std::optional<SeqNum> octet = connection.app_reads_urgent()) {
        hand.result.value = 1;
        read_stream(slot, distance(connection.rcv.irs + 1, *octet), 1, hand.result.bytes);
        return true;
    }
    if (slot.error != AppEvent::none) {
        hand.result = failed(error_name(slot.error));
        slot.error = AppEvent::none;
        return true;
    }
    return connection.at_end_of_stream() || connection.reads_no_more
           || connection.state() == State::closed || connection.rcv.has_fin;
}

/// Schedules the end of a sleep; false when it is over at once.
bool World::call_sleep(std::size_t index, const Call& call) {
    if (call.duration == Duration{0}) return false;
    schedule(wakeups_, {.at = now_ + call.duration,
                        .kind = EventKind::program,
                        .target = static_cast<std::uint32_t>(index)});
    return true;
}

} // namespace sim

// What an input did to a connection becomes records, departures and news for programs.
#include "sim/base/assert.h"
#include "sim/net/world.h"
#include "sim/tcp/error_name.h"

#include <algorithm>
#include <bit>

namespace sim {

namespace {

/// Why a timer is set or stopped.
Rule timer_rule(TimerKind kind, TimerAction action) {
    switch (kind) {
    case TimerKind::retransmit:
        return action == TimerAction::set ? Rule::rfc6298_5_1_start : Rule::rfc6298_5_2_stop;
    case TimerKind::delayed_ack: return Rule::rfc9293_3_8_6_3_delayed_ack;
    case TimerKind::time_wait: return Rule::rfc9293_3_6_1_time_wait;
    case TimerKind::fin_wait_2: return Rule::linux_fin_timeout;
    case TimerKind::loss_probe: return Rule::rfc8985_7_2_schedule;
    case TimerKind::persist: return Rule::rfc9293_3_8_6_1_persist;
    case TimerKind::keep_alive: return Rule::rfc9293_3_8_4_keep_alive;
    case TimerKind::reordering: return Rule::rfc8985_6_3_reordering_timer;
    case TimerKind::pacing: return Rule::linux_pacing;
    }
    unreachable();
}

} // namespace

SlotId World::new_slot(std::uint8_t host, ConversationId conversation, Opening opening) {
    slots_.emplace_back();
    streams_.emplace_back();
    Slot& slot = slots_.back();
    slot.host = host;
    slot.conversation = conversation;
    slot.connection = Connection(opening);
    slot.connection.stream = static_cast<std::uint32_t>(streams_.size());
    return static_cast<SlotId>(slots_.size() - 1);
}

SlotId World::new_passive_slot(std::uint8_t host, const Listener& listener,
                               const InFlight& flight) {
    const bool untraced = flight.conversation == 0 && is_source(flight.segment.path.local.address);
    SlotId id = no_slot;
    if (untraced && !free_slots_.empty()) {
        id = free_slots_.back();
        free_slots_.pop_back();
    } else {
        id = new_slot(host, flight.conversation, Opening::passive);
    }
    Slot& slot = slots_[id];
    slot.host = host;
    slot.program = listener.program;
    slot.reuse_address = listener.reuse_address;
    slot.connection.options = listener.options;
    slot.peer_stream = flight.segment.payload.store;
    slot.untraced = untraced;
    slot.since = now_;
    return id;
}

/// The slot of a connection that is gone and that nobody has seen serves the next one. A wake-up
/// that is under way stays: the next one will bring it forward or let it find nothing.
void World::give_back(SlotId id) {
    Slot& slot = slots_[id];
    const Time wake_at = slot.wake_at;
    const std::uint32_t stream = slot.connection.stream;
    if (paths_.find(slot.connection.path) == id) paths_.erase(slot.connection.path);
    slot = Slot{};
    slot.connection = Connection(Opening::passive);
    slot.connection.stream = stream;
    slot.wake_at = wake_at;
    free_slots_.push_back(id);
}

void World::commit(SlotId id, RecordId cause, const Step& step, Recorder& recorder) {
    if (recorder.is_on() && slots_[id].untraced) {
        Recorder silent(TraceLevel::off, nullptr);
        return commit(id, cause, step, silent);
    }
    Slot& slot = slots_[id]; // no effect makes another connection
    for (const Effect& effect : step.effects)
        commit_effect(slot, effect, cause, step, recorder);
    if (step.unmodelled != Rule::none) unmodelled_ = step.unmodelled;
    if (recorder.is_on()) record_timers(slot, cause, recorder);
    if (slot.connection.timers.not_before < slot.wake_at) schedule_wakeup(id);
    if (slot.untraced && !slot.handed_on && !is_alive(slot.connection)) give_back(id);
}

inline void World::commit_effect(Slot& slot, const Effect& effect, RecordId cause, const Step& step,
                                 Recorder& recorder) {
    switch (effect.kind) {
    case EffectKind::sent:
        return transmit(slot.host, step.segments[effect.segment],
                        {.record = cause, .rule = effect.rule, .conversation = slot.conversation},
                        &slot.connection, recorder);
    case EffectKind::moved:
        if (effect.from == State::syn_received) leave_syn_queue(id_of(slot));
        if (recorder.is_on()) record_effect(slot, effect, cause, recorder);
        return;
    case EffectKind::ignored:
        if (recorder.is_on()) record_effect(slot, effect, cause, recorder);
        return;
    case EffectKind::told: note(slot, effect.event, cause); return;
    }
    unreachable();
}

/// A move of the state, or an input that came to nothing.
void World::record_effect(const Slot& slot, const Effect& effect, RecordId cause,
                          Recorder& recorder) {
    Record record{.at = now_,
                  .cause = cause,
                  .rule = effect.rule,
                  .host = slot.host,
                  .conversation = slot.conversation};
    fill(record, slot.connection);
    if (effect.kind == EffectKind::moved) {
        record.kind = RecordKind::state;
        record.detail = static_cast<std::uint32_t>(effect.from);
        record.state = effect.to;
    } else {
        record.kind = RecordKind::ignored;
    }
    write(record, recorder);
}

/// A program may notice: its blocked calls are tried again after this input.
void World::note(Slot& slot, AppEvent event, RecordId cause) {
    slot.news = cause;
    const bool goes_on = programs_[slot.program].phase != ProgramPhase::ended;
    if (goes_on && (runnable_.empty() || runnable_.back() != slot.program))
        runnable_.push_back(slot.program);
    if (is_error(event)) slot.error = event;
    if (event == AppEvent::connected && slot.connection.opening == Opening::passive)
        join_accept_queue(id_of(slot));
}

/// Which timers the input has set or stopped. The causes are kept for the record of their firing.
void World::record_timers(Slot& slot, RecordId cause, Recorder& recorder) {
    Timers& timers = slot.connection.timers;
    for (unsigned touched = timers.touched; touched != 0; touched &= touched - 1) {
        const auto i = static_cast<std::size_t>(std::countr_zero(touched));
        const Time due = timers.deadlines[i];
        const bool was_set = slot.timer_causes[i] != 0;
        const bool is_set = due != never;
        if (is_set == was_set && (!is_set || slot.timer_due[i] == due)) continue;
        slot.timer_due[i] = due;
        slot.timer_began[i] = now_;
        slot.timer_causes[i] = is_set ? cause : 0;
        if (!recorder.is_full()) continue;
        const TimerAction action = is_set ? TimerAction::set : TimerAction::cancelled;
        Record record{.at = now_,
                      .cause = cause,
                      .kind = RecordKind::timer,
                      .host = slot.host,
                      .conversation = slot.conversation};
        record.detail = recorder.add_timer(
            {.kind = static_cast<TimerKind>(i), .action = action, .due = is_set ? due : now_});
        record.rule = timer_rule(static_cast<TimerKind>(i), action);
        fill(record, slot.connection);
        write(record, recorder);
    }
    if (cause != 0) timers.touched = 0; // else the next input that has a record answers for them
}

void World::schedule_wakeup(SlotId id) {
    Slot& slot = slots_[id];
    const Time due = slot.connection.timers.soonest_before(slot.wake_at);
    if (due == never) return;
    slot.wake_at = due;
    schedule(wakeups_, {.at = due, .kind = EventKind::wakeup, .target = id});
}

/// A wake-up may be stale: the deadline has moved on, or another one was pushed before it.
void World::wake(SlotId id, Step& step, Recorder& recorder) {
    if (slots_[id].wake_at != now_) return;
    if (slots_[id].untraced && recorder.is_on()) {
        Recorder silent(TraceLevel::off, nullptr);
        return wake(id, step, silent);
    }
    slots_[id].wake_at = never;
    for (std::size_t i = 0; i < timer_kinds; ++i) {
        Slot& slot = slots_[id];
        if (slot.connection.timers.deadlines[i] > now_) continue;
        const auto kind = static_cast<TimerKind>(i);
        step.begin(now_, profile_of(slot.host));
        const RecordId set_by = slot.timer_causes[i];
        slot.timer_causes[i] = 0;
        fire_timer(slot, kind, step);
        RecordId cause = 0;
        if (recorder.is_on()) {
            Record record{.at = now_,
                          .cause = set_by,
                          .rule = step.input_rule,
                          .kind = RecordKind::timer,
                          .host = slot.host,
                          .conversation = slot.conversation};
            record.detail =
                recorder.add_timer({.kind = kind, .action = TimerAction::fired, .due = now_});
            fill(record, slot.connection);
            cause = write(record, recorder);
        }
        commit(id, cause, step, recorder);
    }
    schedule_wakeup(id);
}

} // namespace sim

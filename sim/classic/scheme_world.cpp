// The way of a frame: from the sender onto the link, to the receiver, and its acknowledgment back.
#include "sim/classic/scheme_world.h"

#include "sim/base/assert.h"
#include "sim/trace/frames.h"

#include <algorithm>
#include <utility>

namespace sim {

namespace {

bool sooner(const SchemeFlight& a, const SchemeFlight& b) {
    return a.at < b.at || (a.at == b.at && a.order < b.order);
}

Duration transmission_time(const LinkSpec& link, std::uint32_t bytes) {
    constexpr std::uint64_t ns_per_second = 1'000'000'000;
    if (link.rate_bits_per_s == 0) return Duration{0};
    return Duration{
        static_cast<std::int64_t>(std::uint64_t{bytes} * 8 * ns_per_second / link.rate_bits_per_s)};
}

} // namespace

SchemeWorld::SchemeWorld(std::shared_ptr<const SchemeStage> stage)
    : stage_(std::move(stage)), faults_(stage_->faults) {
    std::uint8_t from = 0;
    for (LossStream& loss : losses_)
        loss = loss_stream(stage_->seed, from++, stage_->link.loss_per_billion);
    switch (scheme().name) {
    case SchemeName::stop_and_wait: return;
    case SchemeName::go_back_n:
        sender_ = GoBackNSender{};
        receiver_ = GoBackNReceiver{};
        return;
    case SchemeName::selective_repeat:
        sender_ = SelectiveRepeatSender{};
        receiver_ = SelectiveRepeatReceiver{};
        return;
    }
    unreachable();
}

bool SchemeWorld::operator==(const SchemeWorld& other) const {
    return now_ == other.now_ && started_ == other.started_ && next_order_ == other.next_order_
           && last_record_ == other.last_record_ && sender_ == other.sender_
           && receiver_ == other.receiver_ && transmitters_ == other.transmitters_
           && losses_ == other.losses_ && faults_ == other.faults_ && in_flight_ == other.in_flight_
           && held_ == other.held_ && timer_due_ == other.timer_due_
           && line_free_at_ == other.line_free_at_;
}

Time SchemeWorld::next_event_at() const {
    if (!started_) return now_;
    Time soonest = deadline();
    if (wants_line()) soonest = std::min(soonest, line_free_at_);
    for (const SchemeFlight& flight : in_flight_)
        soonest = std::min(soonest, flight.at);
    return soonest;
}

bool SchemeWorld::advance(SchemeStep& step, Trace* trace) {
    const Time due = next_event_at();
    if (due == never) return false;
    now_ = due;
    ++events_;
    step.begin(now_);
    const bool arrives = std::any_of(in_flight_.begin(), in_flight_.end(),
                                     [due](const SchemeFlight& each) { return each.at == due; });
    if (!started_)
        start(step, trace);
    else if (arrives) // before a timer that is due at the same time
        arrive(step, trace);
    else if (deadline() == due)
        fire_timer(step, trace);
    else
        commit(scheme().from, {}, sender_cause_, step, trace);
    return true;
}

void SchemeWorld::start(SchemeStep& step, Trace* trace) {
    started_ = true;
    const auto end_of = [](std::uint8_t host) {
        return ConversationEnd{.host = host, .endpoint = {.address = host}, .initial_known = true};
    };
    if (trace != nullptr)
        trace->conversations.push_back({{end_of(scheme().from), end_of(receiver_host())}});
    commit(scheme().from, {}, 0, step, trace);
}

void SchemeWorld::arrive(SchemeStep& step, Trace* trace) {
    const auto first = std::min_element(in_flight_.begin(), in_flight_.end(), sooner);
    const SchemeFlight flight = *first;
    in_flight_.erase(first);
    if (flight.corrupted) return drop(flight, DropReason::checksum, Rule::textbook_damaged, trace);
    const std::uint32_t number = flight.number;
    if (flight.is_ack)
        std::visit([&](auto& sender) { sender.ack_arrives(number, scheme(), step); }, sender_);
    else
        std::visit([&](auto& end) { end.frame_arrives(number, scheme(), step); }, receiver_);
    // Neither end can see this; whoever watches them can.
    const bool mistaken = step.taken_for && *step.taken_for != flight.frame;
    if (mistaken)
        step.input_rule =
            flight.is_ack ? Rule::textbook_mistaken_ack : Rule::textbook_mistaken_frame;
    const auto host = static_cast<std::uint8_t>(1 - flight.from);
    const RecordId cause =
        write(record_of(RecordKind::received, host, flight.cause, step.input_rule, flight), trace);
    commit(host, flight, cause, step, trace);
}

void SchemeWorld::fire_timer(SchemeStep& step, Trace* trace) {
    std::visit([&](auto& sender) { sender.timer_fires(step); }, sender_);
    const RecordId set_by = std::exchange(timer_cause_, 0);
    timer_due_ = never;
    write_timer(TimerAction::fired, now_, set_by, step.input_rule, trace);
    commit(scheme().from, {}, last_record_, step, trace);
}

/// The sender puts on the line what may leave now; with a rate each frame keeps it busy for a
/// while.
void SchemeWorld::send_what_may_leave(SchemeStep& step) {
    while (line_free_at_ <= now_ && wants_line()) {
        std::visit([&](auto& sender) { sender.send(scheme(), step); }, sender_);
        line_free_at_ = now_ + transmission_time(stage_->link, scheme().size);
    }
}

/// What an input led to becomes records and departures. `arrived` is what has come, if
/// anything has.
void SchemeWorld::commit(std::uint8_t host, const SchemeFlight& arrived, RecordId cause,
                         SchemeStep& step, Trace* trace) {
    if (host == scheme().from) {
        if (step.input_rule != Rule::textbook_ack_again) sender_cause_ = cause;
        send_what_may_leave(step);
    }
    const bool mistaken = step.taken_for && *step.taken_for != arrived.frame;
    for (const Deed& deed : step.deeds) {
        const bool is_ack = deed.kind == DeedKind::ack;
        const SchemeFlight flight{.from = host,
                                  .is_ack = is_ack,
                                  .frame = is_ack && mistaken ? arrived.frame : deed.frame,
                                  .number = scheme().number_of(deed.frame)};
        commit_deed(host, deed, deed.kind == DeedKind::ignored ? arrived : flight, cause, trace);
    }
    if (host == scheme().from) note_timer(cause, trace);
}

void SchemeWorld::commit_deed(std::uint8_t host, const Deed& deed, const SchemeFlight& flight,
                              RecordId cause, Trace* trace) {
    switch (deed.kind) {
    case DeedKind::frame:
        if (is_sent_again(deed.rule)) ++sent_again_;
        [[fallthrough]];
    case DeedKind::ack: put_on_link(flight, cause, deed.rule, trace); return;
    case DeedKind::moved:
    case DeedKind::held_up:
    case DeedKind::kept: write_change(host, deed, cause, trace); return;
    case DeedKind::ignored:
        write(record_of(RecordKind::ignored, host, cause, deed.rule, flight), trace);
        return;
    }
    unreachable();
}

/// Faults and chance decide what becomes of a frame, as they do with a segment.
void SchemeWorld::put_on_link(SchemeFlight flight, RecordId cause, Rule rule, Trace* trace) {
    const Record departure = record_of(RecordKind::sent, flight.from, cause, rule, flight);
    const Fate fate = faults_.judge({.from = flight.from,
                                     .conversation = departure.conversation,
                                     .flags = departure.flags,
                                     .length = departure.length});
    const bool unlucky = losses_.at(flight.from).loses_next();
    flight.cause = write(departure, trace);
    flight.corrupted = fate.corrupted;
    if (fate.dropped)
        drop(flight, DropReason::fault, Rule::wire_fault, trace);
    else if (unlucky)
        drop(flight, DropReason::random_loss, Rule::wire_loss, trace);
    else if (fate.held)
        held_.push_back({.hold = *fate.held, .flight = flight});
    else
        travel(flight, fate, departure.length, trace);
    if (!held_.empty()) release_held();
}

/// Onto the link, as often as a fault has multiplied it.
void SchemeWorld::travel(SchemeFlight flight, const Fate& fate, std::uint32_t bytes, Trace* trace) {
    for (std::uint32_t copy = 0; copy < fate.copies; ++copy) {
        const auto arrival = transmitters_.at(flight.from).admit(stage_->link, now_, bytes);
        if (!arrival) {
            drop(flight, DropReason::queue_overflow, Rule::wire_queue, trace);
            continue;
        }
        flight.at = *arrival + fate.extra_delay;
        flight.order = next_order_++;
        in_flight_.push_back(flight);
    }
}

/// The departure just judged has ended holds: what they held goes on.
void SchemeWorld::release_held() {
    const std::vector<std::uint32_t>& released = faults_.released();
    const auto goes_on = [&](const HeldFlight& held) {
        return std::find(released.begin(), released.end(), held.hold) != released.end();
    };
    for (HeldFlight& held : held_) {
        if (!goes_on(held)) continue;
        held.flight.at = now_ + stage_->link.delay;
        held.flight.order = next_order_++;
        in_flight_.push_back(held.flight);
    }
    std::erase_if(held_, goes_on);
}

} // namespace sim

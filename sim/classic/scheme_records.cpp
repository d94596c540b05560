// What a SchemeWorld writes: records with its variables, and snapshots of both ends.
#include "sim/classic/scheme_world.h"

namespace sim {

namespace {

constexpr ConversationId only_conversation = 1;

template <typename Row>
std::uint32_t add_row(std::vector<Row>* rows, const Row& row) {
    if (rows == nullptr) return 0;
    rows->push_back(row);
    return static_cast<std::uint32_t>(rows->size() - 1);
}

void set(ConnectionSnapshot& end, Variable variable, std::int64_t value) {
    end.values.at(static_cast<std::size_t>(variable)) = value;
}

} // namespace

std::uint8_t SchemeWorld::receiver_host() const {
    return static_cast<std::uint8_t>(1 - scheme().from);
}
std::uint32_t SchemeWorld::base() const {
    return std::visit([](const auto& sender) { return sender.base; }, sender_);
}
std::uint32_t SchemeWorld::next() const {
    return std::visit([](const auto& sender) { return sender.next; }, sender_);
}
std::uint32_t SchemeWorld::expected() const {
    return std::visit([](const auto& receiver) { return receiver.expected; }, receiver_);
}
/// New frames that wait; go-back-N may have gone back before others.
std::uint32_t SchemeWorld::unsent() const {
    const auto* const back = std::get_if<GoBackNSender>(&sender_);
    return scheme().frames - (back != nullptr ? back->new_from : next());
}
std::uint32_t SchemeWorld::kept() const {
    return std::visit([](const auto& receiver) { return receiver.kept(); }, receiver_);
}
Time SchemeWorld::deadline() const {
    return std::visit([](const auto& sender) { return sender.soonest(); }, sender_);
}
bool SchemeWorld::wants_line() const {
    return std::visit([this](const auto& sender) { return sender.wants_line(scheme()); }, sender_);
}
std::uint32_t SchemeWorld::receive_window() const {
    return scheme().name == SchemeName::selective_repeat ? scheme().window : 1;
}

Record SchemeWorld::record_of(RecordKind kind, std::uint8_t host, RecordId cause, Rule rule) const {
    Record record{.at = now_,
                  .cause = cause,
                  .rule = rule,
                  .kind = kind,
                  .host = host,
                  .conversation = only_conversation};
    if (host == scheme().from)
        record.variables = {.snd_una = scheme().number_of(base()),
                            .snd_nxt = scheme().number_of(next()),
                            .snd_wnd = scheme().window};
    else
        record.variables = {.rcv_nxt = scheme().number_of(expected()), .rcv_wnd = receive_window()};
    return record;
}

Record SchemeWorld::record_of(RecordKind kind, std::uint8_t host, RecordId cause, Rule rule,
                              const SchemeFlight& flight) const {
    Record record = record_of(kind, host, cause, rule);
    (flight.is_ack ? record.ack : record.seq) = SeqNum{flight.number};
    record.length = flight.is_ack ? 0 : scheme().size;
    record.flags.ack = flight.is_ack;
    record.flags.psh = !flight.is_ack;
    return record;
}

RecordId SchemeWorld::write(const Record& record, Trace* trace) {
    if (trace != nullptr) trace->append(record);
    return ++last_record_;
}

void SchemeWorld::write_change(std::uint8_t host, const Deed& deed, RecordId cause, Trace* trace) {
    ChangeEvent change;
    if (deed.kind == DeedKind::held_up)
        change = {.variable = Variable::unsent, .before = unsent() + 1, .after = unsent()};
    else if (deed.kind == DeedKind::kept)
        change = {.variable = Variable::out_of_order, .before = deed.frame, .after = kept()};
    else if (host == scheme().from)
        change = {.variable = Variable::snd_una,
                  .before = scheme().number_of(deed.frame),
                  .after = scheme().number_of(base())};
    else
        change = {.variable = Variable::rcv_nxt,
                  .before = scheme().number_of(deed.frame),
                  .after = scheme().number_of(expected())};
    Record record = record_of(RecordKind::change, host, cause, deed.rule);
    record.detail = add_row(trace == nullptr ? nullptr : &trace->changes, change);
    write(record, trace);
}

void SchemeWorld::write_timer(TimerAction action, Time due, RecordId cause, Rule rule,
                              Trace* trace) {
    Record record = record_of(RecordKind::timer, scheme().from, cause, rule);
    record.detail =
        add_row(trace == nullptr ? nullptr : &trace->timers,
                TimerEvent{.kind = TimerKind::retransmit, .action = action, .due = due});
    write(record, trace);
}

/// The record of a death repeats the one of the departure.
void SchemeWorld::drop(const SchemeFlight& flight, DropReason reason, Rule rule, Trace* trace) {
    Record record = record_of(RecordKind::dropped, flight.from, flight.cause, rule, flight);
    record.detail = static_cast<std::uint32_t>(reason);
    write(record, trace);
}

/// Of several deadlines the soonest is the one that is told of.
void SchemeWorld::note_timer(RecordId cause, Trace* trace) {
    const Time due = deadline();
    if (due == timer_due_) return;
    timer_due_ = due;
    timer_began_ = now_;
    timer_cause_ = due == never ? 0 : cause;
    if (due == never)
        write_timer(TimerAction::cancelled, now_, cause, Rule::textbook_timer_stop, trace);
    else
        write_timer(TimerAction::set, due, cause, Rule::textbook_timer_start, trace);
}

Snapshot SchemeWorld::snapshot(RecordId record) const {
    Snapshot snapshot{.at = now_, .record = record};
    if (!started_) return snapshot;
    ConnectionSnapshot sender{.conversation = only_conversation, .host = scheme().from};
    set(sender, Variable::snd_una, scheme().number_of(base()));
    set(sender, Variable::snd_nxt, scheme().number_of(next()));
    set(sender, Variable::snd_wnd, scheme().window);
    set(sender, Variable::rto_ns, scheme().timeout.count());
    set(sender, Variable::unsent, unsent());
    set(sender, Variable::in_flight, std::int64_t{next()} - base());
    set(sender, Variable::retransmissions, sent_again_);
    if (timer_due_ != never)
        sender.timers.push_back(
            {.kind = TimerKind::retransmit, .set_at = timer_began_, .due = timer_due_});
    ConnectionSnapshot receiver{.conversation = only_conversation, .host = receiver_host()};
    set(receiver, Variable::rcv_nxt, scheme().number_of(expected()));
    set(receiver, Variable::rcv_wnd, receive_window());
    set(receiver, Variable::out_of_order, kept());
    snapshot.connections = {sender, receiver};
    return snapshot;
}

} // namespace sim

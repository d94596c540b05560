// The way of a segment: from the queue to the host, the connection, and back onto the link.
#include "sim/net/world.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <utility>

namespace sim {

namespace {

constexpr std::uint32_t ipv4_header_bytes = 20;
constexpr std::uint32_t ipv6_header_bytes = 40;
constexpr std::uint32_t tcp_header_bytes = 20;

/// Without options.
std::uint32_t header_bytes(AddressFamily family) {
    return tcp_header_bytes
           + (family == AddressFamily::ipv4 ? ipv4_header_bytes : ipv6_header_bytes);
}

} // namespace

bool is_alive(const Connection& connection) {
    return connection.state() != State::closed && connection.state() != State::listen;
}

World::World(std::shared_ptr<const Stage> stage)
    : stage_(std::move(stage)), hosts_(stage_->hosts.size()), faults_(stage_->faults) {
    SIM_ASSERT(stage_->hosts.size() == directions_.size());
    Rng secrets{stage_->seed};
    for (Host& host : hosts_)
        host.secret = secrets.next();
    for (std::size_t from = 0; from < directions_.size(); ++from) {
        const StageHost& host = stage_->hosts[from];
        profiles_.at(from) = &host.profile;
        directions_.at(from).header_bytes = header_bytes(host.address.family);
        directions_.at(from).loss = loss_stream(stage_->seed, static_cast<std::uint8_t>(from),
                                                stage_->link.loss_per_billion);
    }
    for (const Program& program : stage_->programs) {
        programs_.push_back(start(program));
        schedule(wakeups_, {.at = program.start,
                            .kind = EventKind::program,
                            .target = static_cast<std::uint32_t>(programs_.size() - 1)});
    }
    programs_left_ = static_cast<std::uint32_t>(programs_.size());
    program_causes_.resize(programs_.size());
    owned_sockets_.resize(programs_.size());
    schedule_injections();
    schedule_floods();
}

Time World::next_event_at() const {
    const Time arrival = arrivals_.empty() ? never : arrivals_.top().at;
    const Time wakeup = wakeups_.empty() ? never : wakeups_.top().at;
    return std::min({directions_[0].next.at, directions_[1].next.at, arrival, wakeup});
}

void World::schedule(EventQueue& queue, Event event) {
    event.order = next_order_++;
    queue.push(event);
}

RecordId World::write(const Record& record, Recorder& recorder) {
    const RecordId id = recorder.write(record, last_record_);
    if (id != 0) last_record_ = id;
    return id;
}

bool World::advance(Step& step, Recorder& recorder) {
    const bool second = sooner(directions_[1].next, directions_[0].next);
    const auto from = static_cast<std::uint8_t>(second);
    Direction& direction = directions_[from];
    EventQueue& queue = soonest_queue();
    const bool is_arrival = queue.empty() || sooner(direction.next, queue.top());
    if (is_arrival && direction.in_flight.empty()) return false;
    now_ = is_arrival ? direction.next.at : queue.top().at;
    ++events_;
    if (is_arrival) {
        arrive(from, direction, step, recorder);
    } else {
        const Event event = queue.top();
        queue.pop();
        happens(event, step, recorder);
    }
    if (!runnable_.empty() && !is_carrying()) run_programs(step, recorder);
    return true;
}

/// The queue whose first event comes first; an empty one when both are.
EventQueue& World::soonest_queue() {
    const bool wakeup_first =
        arrivals_.empty() || (!wakeups_.empty() && sooner(wakeups_.top(), arrivals_.top()));
    return wakeup_first ? wakeups_ : arrivals_;
}

void World::happens(const Event& event, Step& step, Recorder& recorder) {
    switch (event.kind) {
    case EventKind::late_arrival:
        arrive_late(static_cast<std::uint8_t>(event.target), event.argument, step, recorder);
        return;
    case EventKind::injection:
        inject(event.target, static_cast<RecordId>(event.argument), recorder);
        return;
    case EventKind::flood_syn: flood_arrives(event.target, step, recorder); return;
    case EventKind::flood_departs: flood_departs(event.target, recorder); return;
    case EventKind::flood_syn_ack: source_answers(event.target, recorder); return;
    case EventKind::flood_answer: answer_arrives(event.target, step, recorder); return;
    case EventKind::wakeup: wake(event.target, step, recorder); return;
    case EventKind::program: runnable_.push_back(event.target); return;
    }
    unreachable();
}

/// A loopback works everything off before any program goes on.
bool World::is_carrying() const {
    if (stage_->carrier != Carrier::loopback) return false;
    const bool any_queued = !arrivals_.empty() && arrivals_.top().at == now_;
    return any_queued || directions_[0].next.at == now_ || directions_[1].next.at == now_;
}

void World::arrive(std::uint8_t from, Direction& direction, Step& step, Recorder& recorder) {
    Ring<InFlight>& in_flight = direction.in_flight;
    direction.next.at = never;
    if (in_flight.size() > 1) direction.next = {.at = in_flight[1].at, .order = next_order_++};
    // What it brings about leaves in the other direction: the queue stays as it is meanwhile.
    deliver(static_cast<std::uint8_t>(1 - from), in_flight.front(), step, recorder);
    in_flight.pop_front();
}

void World::arrive_late(std::uint8_t from, std::size_t place, Step& step, Recorder& recorder) {
    Direction& direction = directions_.at(from);
    const InFlight flight = direction.late[place];
    if (--direction.late_under_way == 0) direction.late.clear();
    deliver(static_cast<std::uint8_t>(1 - from), flight, step, recorder);
}

void World::deliver(std::uint8_t host, const InFlight& flight, Step& step, Recorder& recorder) {
    step.begin(now_, profile_of(host));
    if (flight.corrupted) return drop(flight, DropReason::checksum, Rule::wire_checksum, recorder);
    if (flight.injection != 0 && stage_->injections[flight.injection - 1U].icmp)
        return deliver_icmp(host, flight, step, recorder);
    const SlotId id = paths_.find(reversed(flight.segment.path));
    if (id != PathTable::absent && is_alive(slots_[id].connection)) {
        const State state = slots_[id].connection.state();
        if (state == State::time_wait && make_way(id, flight, step, recorder)) return;
        if (state == State::syn_received && meets_full_accept_queue(id, flight, step, recorder))
            return;
        return deliver_to_connection(id, flight, step, recorder);
    }
    Listener* const listener = hosts_[host].listener_at(flight.segment.path.remote.port);
    if (listener != nullptr)
        deliver_to_listener(*listener, flight, nullptr, step, recorder);
    else
        refuse(host, flight, refused_in_closed(flight.segment), recorder);
}

void World::deliver_to_connection(SlotId id, const InFlight& flight, Step& step,
                                  Recorder& recorder) {
    Slot& slot = slots_[id];
    if (flight.injection != 0)
        note_foreign_text(slot, flight);
    else if (flight.segment.payload.length != 0) // a reset knows no store
        slot.peer_stream = flight.segment.payload.store;
    slot.connection.segment_arrives(flight.segment, step);
    const RecordId cause =
        record_arrival(slot.host, flight, &slot.connection, step.input_rule, recorder);
    commit(id, cause, step, recorder);
}

/// A SYN for ports in TIME-WAIT where somebody listens; true when it has been dealt with.
bool World::make_way(SlotId id, const InFlight& flight, Step& step, Recorder& recorder) {
    const std::uint8_t host = slots_[id].host;
    if (!slots_[id].connection.gives_way_to(flight.segment, profile_of(host))) return false;
    Listener* const listener = hosts_[host].listener_at(flight.segment.path.remote.port);
    if (listener == nullptr) return false;
    const Predecessor predecessor = take_over(id, flight.cause, step, recorder);
    step.begin(now_, profile_of(host));
    deliver_to_listener(*listener, flight, &predecessor, step, recorder);
    return true;
}

/// A segment for which there is no connection.
void World::refuse(std::uint8_t host, const InFlight& flight, const Refusal& refusal,
                   Recorder& recorder) {
    const RecordId cause = record_arrival(host, flight, nullptr, refusal.rule, recorder);
    if (!refusal.reset) return;
    transmit(host, *refusal.reset,
             {.record = cause, .rule = refusal.rule, .conversation = flight.conversation}, nullptr,
             recorder);
}

RecordId World::write_arrival(std::uint8_t host, const InFlight& flight,
                              const Connection* connection, Rule rule, Recorder& recorder) {
    Record& record = recorder.add();
    record.at = now_;
    record.cause = flight.cause;
    record.rule = rule;
    record.kind = RecordKind::received;
    record.host = host;
    record.conversation = flight.conversation;
    fill(record, flight.segment);
    if (connection != nullptr) fill(record, *connection);
    return ++last_record_;
}

/// When the segment arrives behind those under way; nothing where the link's queue is full.
inline std::optional<Time> World::admit(Direction& direction, const InFlight& flight,
                                        Recorder& recorder) {
    const std::uint32_t bytes =
        direction.header_bytes + options_bytes(flight.segment) + flight.segment.payload.length;
    const std::optional<Time> arrival = direction.transmitter.admit(stage_->link, now_, bytes);
    if (!arrival) drop(flight, DropReason::queue_overflow, Rule::wire_queue, recorder);
    return arrival;
}

/// The segment, filled into its place, arrives then.
inline void World::is_under_way(Direction& direction, InFlight& flight, Time arrival) {
    flight.at = arrival;
    direction.in_flight.push_back_filled();
    if (direction.in_flight.size() == 1) direction.next = {.at = arrival, .order = next_order_++};
}

/// A segment leaves, for the link or for a flood's source.
void World::transmit(std::uint8_t from, const Segment& segment, const Cause& cause,
                     const Connection* sender, Recorder& recorder) {
    ++departures_;
    if (is_source(segment.path.remote.address))
        return transmit_to_source(from, segment, cause, sender, recorder);
    const ConversationId conversation =
        book_.shares_ports() ? book_.find(segment) : cause.conversation;
    if (segment.flags.syn) book_.note_syn(conversation, segment);
    RecordId departure = 0;
    if (recorder.is_on())
        departure = record_departure(from, segment, {cause.record, cause.rule, conversation},
                                     sender, recorder);
    if (stage_->faults.empty() && stage_->injections.empty())
        return put_on_link(directions_[from], segment, departure, conversation, recorder);
    put_on_faulty_link(from, {.cause = departure, .conversation = conversation, .segment = segment},
                       recorder);
}

/// Puts a segment on the link, where chance decides its fate. `cause` is the record of its
/// departure. Out of line, so that its place among the directions is reckoned once.
void World::put_on_link(Direction& direction, const Segment& segment, RecordId cause,
                        ConversationId conversation, Recorder& recorder) {
    InFlight& flight = direction.in_flight.next_place();
    flight.cause = cause;
    flight.conversation = conversation;
    flight.corrupted = false;
    flight.injection = 0;
    flight.segment = segment;
    if (direction.loss.loses_next())
        return drop(flight, DropReason::random_loss, Rule::wire_loss, recorder);
    if (const std::optional<Time> arrival = admit(direction, flight, recorder))
        is_under_way(direction, flight, *arrival);
}

/// Where the scenario waits for departures and meddles with them: what waits for this one, waits no
/// longer.
void World::put_on_faulty_link(std::uint8_t from, InFlight flight, Recorder& recorder) {
    Segment& segment = flight.segment;
    const Departure departure{.from = from,
                              .conversation = flight.conversation,
                              .flags = segment.flags,
                              .length = segment.payload.length};
    const Fate fate = faults_.judge(departure);
    const bool unlucky = directions_[from].loss.loses_next();
    flight.corrupted = fate.corrupted;
    if (fate.marked && segment.ecn != Ecn::not_ect) segment.ecn = Ecn::ce;
    if (!stage_->injections.empty()) schedule_injections_after(departure, flight.cause);
    if (fate.dropped) {
        drop(flight, DropReason::fault, Rule::wire_fault, recorder);
    } else if (unlucky) {
        drop(flight, DropReason::random_loss, Rule::wire_loss, recorder);
    } else if (fate.held) {
        held_.push_back({.hold = *fate.held, .from = from, .flight = flight});
    } else {
        for (std::uint32_t copy = 0; copy < fate.copies; ++copy)
            cross_link(from, flight, fate.extra_delay, recorder);
    }
    if (!held_.empty()) release_held();
}

void World::cross_link(std::uint8_t from, const InFlight& flight, Duration extra_delay,
                       Recorder& recorder) {
    Direction& direction = directions_[from];
    const std::optional<Time> arrival = admit(direction, flight, recorder);
    if (!arrival) return;
    if (extra_delay != Duration{0}) return schedule_late(from, flight, *arrival + extra_delay);
    InFlight& place = direction.in_flight.next_place();
    place = flight;
    is_under_way(direction, place, *arrival);
}

RecordId World::record_departure(std::uint8_t from, const Segment& segment, const Cause& cause,
                                 const Connection* sender, Recorder& recorder) {
    Record& record = recorder.add();
    record.at = now_;
    record.cause = cause.record;
    record.rule = cause.rule;
    record.kind = RecordKind::sent;
    record.host = from;
    record.conversation = cause.conversation;
    fill(record, segment);
    if (sender != nullptr) fill(record, *sender);
    record.detail = recorder.departs(segment, cause.conversation, from);
    recorder.add_urgent(++last_record_, segment);
    return last_record_;
}

/// A segment dies: the record of its death repeats the one of its departure.
void World::drop(const InFlight& flight, DropReason reason, Rule rule, Recorder& recorder) {
    if (!recorder.is_on()) return;
    Record record{.at = now_,
                  .cause = flight.cause,
                  .rule = rule,
                  .kind = RecordKind::dropped,
                  .host = static_cast<HostId>(flight.segment.path.local.address),
                  .conversation = flight.conversation,
                  .detail = static_cast<std::uint32_t>(reason)};
    fill(record, flight.segment);
    const SlotId id = paths_.find(flight.segment.path);
    if (id != PathTable::absent) fill(record, slots_[id].connection);
    write(record, recorder);
}

/// An arrival out of the order in which segments have left.
void World::schedule_late(std::uint8_t from, InFlight flight, Time at) {
    Direction& direction = directions_.at(from);
    flight.at = at;
    direction.late.push_back(flight);
    ++direction.late_under_way;
    schedule(arrivals_, {.at = at,
                         .kind = EventKind::late_arrival,
                         .target = from,
                         .argument = direction.late.size() - 1});
}

/// The departure just judged has ended holds: what they held goes on.
void World::release_held() {
    const std::vector<std::uint32_t>& released = faults_.released();
    const auto goes_on = [&](const HeldSegment& segment) {
        return std::find(released.begin(), released.end(), segment.hold) != released.end();
    };
    for (const HeldSegment& segment : held_)
        if (goes_on(segment))
            schedule_late(segment.from, segment.flight, now_ + stage_->link.delay);
    std::erase_if(held_, goes_on);
}

bool World::is_quiet() const {
    const bool any_under_way = !arrivals_.empty() || !directions_[0].in_flight.empty()
                               || !directions_[1].in_flight.empty();
    if (programs_left_ != 0 || any_under_way) return false;
    return std::all_of(slots_.begin(), slots_.end(), [](const Slot& slot) {
        const Timers& timers = slot.connection.timers;
        return !timers.is_set(TimerKind::retransmit) && !timers.is_set(TimerKind::delayed_ack)
               && !timers.is_set(TimerKind::loss_probe) && !timers.is_set(TimerKind::persist)
               && !timers.is_set(TimerKind::reordering) && !timers.is_set(TimerKind::pacing);
    });
}

bool World::is_closed() const {
    return is_quiet() && std::all_of(slots_.begin(), slots_.end(), [](const Slot& slot) {
               return !is_alive(slot.connection);
           });
}

} // namespace sim

// Floods: SYNs from addresses that nobody has. One is made when it arrives and forgotten when it
// has been dealt with; only those that the trace keeps depart as well.
#include "sim/base/assert.h"
#include "sim/net/world.h"

#include <algorithm>

namespace sim {

namespace {

Segment syn_of(const StageFlood& staged, std::uint64_t number) {
    const Flood& flood = staged.flood;
    const FloodSource source = flood_source(flood, number);
    Segment syn{.seq = source.initial, .window = flood_window};
    syn.path = {.local = {.address = static_cast<AddressId>(staged.first_source + source.place),
                          .port = source.port},
                .remote = {.address = flood.to, .port = flood.port}};
    syn.flags.syn = true;
    syn.present.mss = true;
    syn.options.mss = flood_mss;
    return syn;
}

FloodFate fate_of(SynVerdict verdict) {
    switch (verdict) {
    case SynVerdict::queue:
    case SynVerdict::evict_oldest: return FloodFate::queued;
    case SynVerdict::cookie: return FloodFate::cookie;
    case SynVerdict::syn_queue_full:
    case SynVerdict::backlog_full: return FloodFate::syn_queue_full;
    case SynVerdict::accept_queue_full: return FloodFate::accept_queue_full;
    case SynVerdict::last_quarter: return FloodFate::last_quarter;
    }
    unreachable();
}

/// `number` is counted from 0, tallies from 1.
void note_fate(FateTally& tally, FloodFate fate, std::uint64_t number) {
    if (tally.count == 0) tally = {.fate = fate, .count = 0, .first = number + 1, .last = 0};
    ++tally.count;
    tally.last = number + 1;
}

/// What the source of a flood answers to a SYN-ACK.
Segment answer_to(const Segment& syn_ack, FloodAnswer answer) {
    if (answer == FloodAnswer::reset) return reset_answering(syn_ack);
    Segment ack{.path = reversed(syn_ack.path),
                .seq = syn_ack.ack,
                .ack = syn_ack.seq + 1,
                .window = flood_window};
    ack.flags.ack = true;
    return ack;
}

} // namespace

void World::schedule_floods() {
    floods_.resize(stage_->floods.size());
    for (std::uint32_t place = 0; place < floods_.size(); ++place) {
        const StageFlood& staged = stage_->floods[place];
        if (staged.traced) keep_next(place, 0);
        schedule(arrivals_, {.at = flood_departure(staged.flood, 0) + stage_->link.delay,
                             .kind = EventKind::flood_syn,
                             .target = place});
    }
}

/// The first SYN from number `from` on that the trace keeps will leave in its time.
void World::keep_next(std::size_t place, std::uint64_t from) {
    const StageFlood& staged = stage_->floods[place];
    const std::uint64_t every = staged.flood.trace_every;
    const std::uint64_t last = staged.flood.count - 1;
    if (from > last) return;
    std::uint64_t next = std::min((from + every - 1) / every * every, last);
    const auto landmark = std::lower_bound(staged.landmarks.begin(), staged.landmarks.end(), from);
    if (landmark != staged.landmarks.end()) next = std::min(next, *landmark);
    floods_[place].next_kept = next;
    schedule(arrivals_, {.at = flood_departure(staged.flood, next),
                         .kind = EventKind::flood_departs,
                         .target = static_cast<std::uint32_t>(place)});
}

void World::flood_departs(std::size_t place, Recorder& recorder) {
    const StageFlood& staged = stage_->floods[place];
    const auto from = static_cast<HostId>(1 - staged.flood.to);
    const std::uint64_t number = floods_[place].next_kept;
    const Segment syn = syn_of(staged, number);
    ConversationId conversation = book_.find(syn);
    if (conversation == 0) {
        conversation = book_.open(syn);
        recorder.open_flood_conversation(
            syn, from,
            address_at(staged.flood.sources,
                       static_cast<std::uint32_t>(syn.path.local.address - staged.first_source)));
    }
    KeptSyn kept{.number = number, .conversation = conversation};
    if (recorder.is_on())
        kept.departure = record_departure(
            from, syn, {.rule = Rule::wire_flood, .conversation = conversation}, nullptr, recorder);
    floods_[place].kept.push_back(kept);
    keep_next(place, number + 1);
}

void World::flood_arrives(std::size_t place, Step& step, Recorder& recorder) {
    const StageFlood& staged = stage_->floods[place];
    FloodState& state = floods_[place];
    const std::uint64_t number = state.arrived++;
    if (state.arrived < staged.flood.count)
        schedule(arrivals_,
                 {.at = flood_departure(staged.flood, state.arrived) + stage_->link.delay,
                  .kind = EventKind::flood_syn,
                  .target = static_cast<std::uint32_t>(place)});
    InFlight flight{.segment = syn_of(staged, number)};
    Recorder silent(TraceLevel::off, nullptr);
    const bool is_kept = !state.kept.empty() && state.kept.front().number == number;
    if (is_kept) {
        flight.conversation = state.kept.front().conversation;
        flight.cause = state.kept.front().departure;
        state.kept.pop_front();
    }
    const FloodFate fate =
        deliver_flood_syn(staged.flood.to, flight, step, is_kept ? recorder : silent);
    note_fate(state.fates.at(static_cast<std::size_t>(fate)), fate, number);
}

/// As deliver() does, but a SYN's fate comes back.
FloodFate World::deliver_flood_syn(std::uint8_t host, const InFlight& flight, Step& step,
                                   Recorder& recorder) {
    const SlotId id = paths_.find(reversed(flight.segment.path));
    if (id != PathTable::absent && is_alive(slots_[id].connection)) {
        deliver(host, flight, step, recorder);
        return FloodFate::known;
    }
    Listener* const listener = hosts_[host].listener_at(flight.segment.path.remote.port);
    if (listener != nullptr) return fate_of(take_syn(*listener, flight, nullptr, step, recorder));
    refuse(host, flight, refused_in_closed(flight.segment), recorder);
    return FloodFate::refused;
}

/// A segment for a flood's source: only a SYN-ACK may find somebody there who answers.
void World::transmit_to_source(std::uint8_t from, const Segment& segment, const Cause& cause,
                               const Connection* sender, Recorder& recorder) {
    InFlight flight{
        .at = now_ + stage_->link.delay, .conversation = cause.conversation, .segment = segment};
    if (recorder.is_on()) flight.cause = record_departure(from, segment, cause, sender, recorder);
    std::size_t place = 0; // floods have their sources in rising blocks
    while (place + 1 < floods_.size()
           && stage_->floods[place + 1].first_source <= segment.path.remote.address)
        ++place;
    const bool is_syn_ack = segment.flags.syn && segment.flags.ack;
    if (!is_syn_ack || stage_->floods[place].flood.answer == FloodAnswer::silent)
        return drop(flight, DropReason::no_connection, Rule::wire_flood_nobody, recorder);
    floods_[place].syn_acks.push_back(flight);
    if (floods_[place].syn_acks.size() == 1)
        schedule(arrivals_, {.at = flight.at,
                             .kind = EventKind::flood_syn_ack,
                             .target = static_cast<std::uint32_t>(place)});
}

void World::source_answers(std::size_t place, Recorder& recorder) {
    constexpr Rule rule = Rule::wire_flood_answers;
    const StageFlood& staged = stage_->floods[place];
    FloodState& state = floods_[place];
    const InFlight syn_ack = state.syn_acks.front();
    state.syn_acks.pop_front();
    if (!state.syn_acks.empty())
        schedule(arrivals_, {.at = state.syn_acks.front().at,
                             .kind = EventKind::flood_syn_ack,
                             .target = static_cast<std::uint32_t>(place)});
    InFlight answer{.at = now_ + stage_->link.delay,
                    .conversation = syn_ack.conversation,
                    .segment = answer_to(syn_ack.segment, staged.flood.answer)};
    if (recorder.is_on() && syn_ack.cause != 0) {
        const auto from = static_cast<std::uint8_t>(1 - staged.flood.to);
        const RecordId cause = record_arrival(from, syn_ack, nullptr, rule, recorder);
        answer.cause =
            record_departure(from, answer.segment,
                             {.record = cause, .rule = rule, .conversation = syn_ack.conversation},
                             nullptr, recorder);
    }
    state.answers.push_back(answer);
    if (state.answers.size() == 1)
        schedule(arrivals_, {.at = answer.at,
                             .kind = EventKind::flood_answer,
                             .target = static_cast<std::uint32_t>(place)});
}

void World::answer_arrives(std::size_t place, Step& step, Recorder& recorder) {
    FloodState& state = floods_[place];
    const InFlight flight = state.answers.front();
    state.answers.pop_front();
    if (!state.answers.empty())
        schedule(arrivals_, {.at = state.answers.front().at,
                             .kind = EventKind::flood_answer,
                             .target = static_cast<std::uint32_t>(place)});
    Recorder silent(TraceLevel::off, nullptr);
    deliver(stage_->floods[place].flood.to, flight, step,
            flight.conversation != 0 ? recorder : silent);
}

} // namespace sim

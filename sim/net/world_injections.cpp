// Segments that the scenario puts on the link, as if a host had sent them.
#include "sim/net/world.h"

#include <algorithm>
#include <utility>

namespace sim {

void World::schedule_injections() {
    std::vector<DepartureMark> marks;
    for (std::uint32_t place = 0; place < stage_->injections.size(); ++place) {
        const Injection& injection = stage_->injections[place];
        constexpr DepartureMark never_reached{.nth = 0};
        marks.push_back(injection.after.value_or(never_reached));
        if (!injection.after)
            schedule(arrivals_,
                     {.at = injection.at, .kind = EventKind::injection, .target = place});
    }
    injection_marks_ = MarkCounter(std::move(marks));
}

/// Those that follow a departure; `cause` is its record.
void World::schedule_injections_after(const Departure& departure, RecordId cause) {
    for (const std::uint32_t place : injection_marks_.count(departure))
        schedule(arrivals_, {.at = now_ + stage_->injections[place].by,
                             .kind = EventKind::injection,
                             .target = place,
                             .argument = cause});
}

void World::inject(std::size_t place, RecordId cause, Recorder& recorder) {
    const Injection& injection = stage_->injections[place];
    if (injection.icmp) return inject_icmp(place, cause);
    Segment segment{.window = injection.window, .flags = injection.flags};
    segment.payload.length = static_cast<std::uint32_t>(injection.payload.length());
    if (!name_numbers(injection, segment)) {
        unmodelled_ = Rule::wire_injected_nowhere;
        return;
    }
    const ConversationId known =
        injection.conversation ? *injection.conversation : book_.find(segment);
    const ConversationId conversation = known == 0 ? book_.open(segment) : known;
    InFlight flight{.conversation = conversation,
                    .injection = static_cast<std::uint16_t>(place + 1),
                    .segment = segment};
    if (known == 0) { // a segment that opens a conversation makes itself known
        recorder.open_conversation(segment, injection.from);
        recorder.departs(segment, conversation, injection.from);
    }
    flight.cause = record_injection(injection, flight, cause, recorder);
    schedule_late(injection.from, flight, now_ + stage_->link.delay);
}

/// The record of its departure; the end whose segment it pretends to be is left as it is.
RecordId World::record_injection(const Injection& injection, const InFlight& flight, RecordId cause,
                                 Recorder& recorder) {
    if (!recorder.is_on()) return 0;
    Record record{.at = now_,
                  .cause = cause,
                  .rule = Rule::wire_injected,
                  .kind = RecordKind::sent,
                  .host = injection.from,
                  .conversation = flight.conversation};
    fill(record, flight.segment);
    if (const Slot* const sender = end_of(flight.conversation, injection.from))
        fill(record, sender->connection);
    record.detail = recorder.departs(flight.segment, 0, injection.from);
    const RecordId id = write(record, recorder);
    recorder.add_urgent(id, flight.segment);
    recorder.add_foreign(id, injection.payload);
    return id;
}

/// Gives the segment its ports and numbers; false when they count from numbers not yet known.
bool World::name_numbers(const Injection& injection, Segment& segment) const {
    const auto to = static_cast<std::uint8_t>(1 - injection.from);
    segment.seq = {injection.seq};
    segment.ack = {injection.ack};
    if (!injection.conversation) {
        segment.path = {.local = {.address = injection.from, .port = injection.from_port},
                        .remote = {.address = to, .port = injection.to_port}};
        return true;
    }
    const std::optional<Path> path = book_.path(*injection.conversation, injection.from);
    if (!path) return false;
    const std::optional<SeqNum> own = book_.initial(*injection.conversation, injection.from);
    const std::optional<SeqNum> peer = book_.initial(*injection.conversation, to);
    if (!own || (injection.flags.ack && !peer)) return false;
    segment.path = *path;
    segment.seq = *own + injection.seq;
    if (injection.flags.ack) segment.ack = *peer + injection.ack;
    return !injection.timestamp || name_timestamps(injection, segment);
}

/// Gives the segment its timestamps option; false when it counts from one not yet known.
bool World::name_timestamps(const Injection& injection, Segment& segment) const {
    const auto to = static_cast<std::uint8_t>(1 - injection.from);
    const auto own = book_.first_timestamp(*injection.conversation, injection.from);
    const auto peer = book_.first_timestamp(*injection.conversation, to);
    if (!own || !peer) return false;
    segment.present.timestamps = true;
    segment.options.timestamp = *own + *injection.timestamp;
    segment.options.timestamp_echo = *peer;
    return true;
}

/// An ICMP message travels as what it quotes: ports and number of a segment of the other host.
void World::inject_icmp(std::size_t place, RecordId cause) {
    const Injection& injection = stage_->injections[place];
    const auto to = static_cast<std::uint8_t>(1 - injection.from);
    const std::optional<Path> path = book_.path(*injection.conversation, to);
    const auto initial = path ? book_.initial(*injection.conversation, to) : std::nullopt;
    if (!initial) {
        unmodelled_ = Rule::wire_injected_nowhere;
        return;
    }
    const InFlight flight{.cause = cause,
                          .conversation = *injection.conversation,
                          .injection = static_cast<std::uint16_t>(place + 1),
                          .segment = {.path = reversed(*path), .seq = *initial + injection.seq}};
    schedule_late(injection.from, flight, now_ + stage_->link.delay);
}

void World::deliver_icmp(std::uint8_t host, const InFlight& flight, Step& step,
                         Recorder& recorder) {
    const IcmpMessage& message = *stage_->injections[flight.injection - 1U].icmp;
    const SlotId id = paths_.find(reversed(flight.segment.path));
    const bool lives = id != PathTable::absent && is_alive(slots_[id].connection);
    step.input_rule = Rule::rfc5927_4_1_icmp_out_of_window;
    if (lives)
        slots_[id].connection.icmp_arrives({.type = message.type,
                                            .code = message.code,
                                            .mtu = message.mtu,
                                            .quoted = flight.segment.seq},
                                           step);
    step.effects.remove_if([](const Effect& effect) { return effect.kind == EffectKind::ignored; });
    RecordId cause = 0;
    if (recorder.is_on()) {
        Record record{.at = now_,
                      .cause = flight.cause,
                      .rule = step.input_rule,
                      .kind = RecordKind::icmp,
                      .host = host,
                      .conversation = flight.conversation};
        record.detail = recorder.add_icmp({.type = message.type,
                                           .code = message.code,
                                           .mtu = message.mtu,
                                           .quoted = flight.segment.seq});
        if (lives) fill(record, slots_[id].connection);
        cause = write(record, recorder);
    }
    if (lives) commit(id, cause, step, recorder);
}

/// A host's end of a conversation; null where it has none.
const Slot* World::end_of(ConversationId conversation, std::uint8_t host) const {
    const auto found = std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) {
        return slot.conversation == conversation && slot.host == host;
    });
    return found == slots_.end() ? nullptr : &*found;
}

/// An injected segment reaches a connection: what is new of its bytes are not the peer's.
void World::note_foreign_text(Slot& slot, const InFlight& flight) {
    const Connection& connection = slot.connection;
    const Segment& segment = flight.segment;
    const SeqNum end = segment.seq + segment.payload.length;
    if (segment.payload.length == 0 || connection.state() == State::syn_sent
        || !before(connection.rcv.nxt, end))
        return;
    const SeqNum first = later_of(segment.seq, connection.rcv.nxt);
    slot.foreign.push_back({.offset = distance(connection.rcv.irs + 1, first),
                            .length = distance(first, end),
                            .injection = flight.injection,
                            .first = distance(segment.seq, first)});
}

/// Adds what a program reads from `offset` of the incoming stream: the peer's bytes, or those that
/// came in their place.
void World::read_stream(const Slot& slot, std::uint64_t offset, std::uint32_t count,
                        ByteStream& bytes) const {
    const std::uint64_t end = offset + count;
    while (offset < end) {
        std::uint64_t until = end;
        const ForeignText* here = nullptr;
        for (const ForeignText& text : slot.foreign) {
            if (text.offset > offset) until = std::min(until, text.offset);
            if (text.offset <= offset && offset < text.offset + text.length) here = &text;
        }
        if (here != nullptr) {
            until = std::min(end, here->offset + here->length);
            bytes.append_from(stage_->injections[here->injection - 1U].payload,
                              here->first + (offset - here->offset), until - offset);
        } else if (slot.peer_stream != 0) {
            bytes.append_from(streams_[slot.peer_stream - 1], offset, until - offset);
        }
        offset = until;
    }
}

} // namespace sim

// The fingerprint of a World: everything that operator== compares, but what the stage gives to all
// its worlds alike. The names of a value's members stand in one place each, so that a member added
// later does not compile before it is thought of here.
#include "sim/net/world.h"

namespace sim {

namespace {

void add(const Path& path, Digest& digest) {
    for (const Endpoint& end : {path.local, path.remote}) {
        digest.add(end.address);
        digest.add(end.port);
    }
}

void add(const Options& options, Digest& digest) {
    const auto& [timestamp, timestamp_echo, mss, window_shift, sack_count, sack] = options;
    digest.add(timestamp);
    digest.add(timestamp_echo);
    digest.add(mss);
    digest.add(window_shift);
    digest.add(sack_count);
    for (const SeqRange& range : sack) {
        digest.add(range.first.raw);
        digest.add(range.end.raw);
    }
}

void add(const Flags& flags, const OptionsPresent& present, Digest& digest) {
    const auto& [syn, ack, fin, rst, psh, urg, ece, cwr] = flags;
    const auto& [mss, window_scale, sack_permitted, timestamps] = present;
    for (const bool flag :
         {syn, ack, fin, rst, psh, urg, ece, cwr, mss, window_scale, sack_permitted, timestamps})
        digest.add(flag);
}

void add(const Segment& segment, Digest& digest) {
    const auto& [path, seq, ack, window, flags, present, ecn, urgent_pointer, payload, options] =
        segment;
    add(path, digest);
    digest.add(seq.raw);
    digest.add(ack.raw);
    digest.add(window);
    add(flags, present, digest);
    digest.add(ecn);
    digest.add(urgent_pointer);
    digest.add(payload.offset);
    digest.add(payload.length);
    digest.add(payload.store);
    add(options, digest);
}

void add(const InFlight& flight, Digest& digest) {
    const auto& [at, cause, conversation, corrupted, injection, segment] = flight;
    digest.add(at.since_start_ns);
    digest.add(cause);
    digest.add(conversation);
    digest.add(corrupted);
    digest.add(injection);
    add(segment, digest);
}

void add(const Ring<InFlight>& flights, Digest& digest) {
    digest.add(static_cast<std::uint64_t>(flights.size()));
    for (std::size_t i = 0; i < flights.size(); ++i)
        add(flights[i], digest);
}

void add(const Direction& direction, Digest& digest) {
    const auto& [transmitter, headers, loss, in_flight, next, late, late_under_way] = direction;
    transmitter.add_to(digest);
    digest.add(headers);
    digest.add(loss.rng.state);
    add(in_flight, digest);
    digest.add(next.at.since_start_ns);
    digest.add(next.order);
    digest.add(static_cast<std::uint64_t>(late.size()));
    for (const InFlight& flight : late)
        add(flight, digest);
    digest.add(late_under_way);
}

void add(const HeldSegment& held, Digest& digest) {
    const auto& [hold, from, flight] = held;
    digest.add(hold);
    digest.add(from);
    add(flight, digest);
}

void add(const ForeignText& text, Digest& digest) {
    const auto& [offset, length, injection, first] = text;
    digest.add(offset);
    digest.add(length);
    digest.add(injection);
    digest.add(first);
}

void add(const Slot& slot, Digest& digest) {
    const auto& [connection, host, conversation, wake_at, program, reuse_address, error,
                 peer_stream, foreign, queue_place, young, acked, handed_on, untraced, since, news,
                 timer_causes, timer_due, timer_began] = slot;
    connection.add_to(digest);
    digest.add(host);
    digest.add(conversation);
    digest.add(wake_at.since_start_ns);
    digest.add(program);
    digest.add(reuse_address);
    digest.add(error);
    digest.add(peer_stream);
    digest.add(static_cast<std::uint64_t>(foreign.size()));
    for (const ForeignText& text : foreign)
        add(text, digest);
    digest.add(queue_place);
    for (const bool flag : {young, acked, handed_on, untraced})
        digest.add(flag);
    digest.add(since.since_start_ns);
    digest.add(news);
    for (std::size_t i = 0; i < timer_kinds; ++i) {
        digest.add(timer_causes.at(i));
        digest.add(timer_due.at(i).since_start_ns);
        digest.add(timer_began.at(i).since_start_ns);
    }
}

void add(const FloodState& flood, Digest& digest) {
    const auto& [arrived, next_kept, kept, syn_acks, answers, fates] = flood;
    digest.add(arrived);
    digest.add(next_kept);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto& [number, conversation, departure] = kept[i];
        digest.add(number);
        digest.add(conversation);
        digest.add(departure);
    }
    add(syn_acks, digest);
    add(answers, digest);
    for (const auto& [fate, count, first, last] : fates) {
        digest.add(fate);
        digest.add(count);
        digest.add(first);
        digest.add(last);
    }
}

} // namespace

std::uint64_t World::digest() const {
    Digest digest;
    for (const std::uint64_t number : {next_order_, events_, departures_})
        digest.add(number);
    digest.add(now_.since_start_ns);
    digest.add(last_record_);
    digest.add(unmodelled_);
    digest.add(programs_left_);
    for (const std::uint32_t program : runnable_)
        digest.add(program);
    for (const Host& host : hosts_)
        host.add_to(digest);
    for (const Slot& slot : slots_)
        add(slot, digest);
    for (const ByteStream& stream : streams_)
        stream.add_to(digest);
    paths_.add_to(digest);
    for (const Direction& direction : directions_)
        add(direction, digest);
    for (const FloodState& flood : floods_)
        add(flood, digest);
    for (const SlotId slot : free_slots_)
        digest.add(slot);
    faults_.add_to(digest);
    for (const HeldSegment& held : held_)
        add(held, digest);
    injection_marks_.add_to(digest);
    book_.add_to(digest);
    for (const ProgramState& program : programs_)
        program.add_to(digest);
    for (const RecordId cause : program_causes_)
        digest.add(cause);
    arrivals_.add_to(digest);
    wakeups_.add_to(digest);
    return digest.value();
}

} // namespace sim

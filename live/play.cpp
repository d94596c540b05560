#include "live/play.h"

#include "live/environment.h"
#include "sim/base/assert.h"
#include "sim/packet/codec.h"

#include <algorithm>
#include <poll.h>
#include <span>

namespace live {

using sim::Duration;
using sim::HostId;
using sim::RecordId;
using sim::Time;
using std::chrono::milliseconds;

namespace {

/// A run is over when nothing has happened for this long: longer than an ACK is delayed (40 ms).
constexpr Duration silence = milliseconds{100};
constexpr Duration between_looks = milliseconds{20};
constexpr Duration between_reports = milliseconds{100};
/// A frame waits no longer than this for programs that have always something to do.
constexpr Duration longest_wait = milliseconds{2};
/// What a run may write: it bounds the memory of a program that sends or calls without end.
constexpr sim::RecordId most_records = 500'000;

/// A bit of the TCP checksum, turned: the receiver must notice.
void corrupt(std::vector<std::uint8_t>& frame, const sim::WirePacket& packet) {
    constexpr std::size_t ipv4_header = 20;
    constexpr std::size_t ipv6_header = 40;
    constexpr std::size_t checksum_offset = 16;
    const bool is_ipv4 = packet.source.family == sim::AddressFamily::ipv4;
    frame.at(ethernet_header + (is_ipv4 ? ipv4_header : ipv6_header) + checksum_offset) ^= 1U;
}

sim::Departure departure_of(HostId from, const sim::WirePacket& packet,
                            sim::ConversationId conversation) {
    return {.from = from,
            .conversation = conversation,
            .flags = packet.segment.flags,
            .length = packet.segment.payload.length};
}

} // namespace

Play::Play(const sim::Scenario& scenario, const Lab& lab)
    : scenario_(scenario),
      lab_(lab),
      capture_(scenario, lab, clock_),
      bridge_(scenario),
      runner_(scenario, lab, clock_, capture_, causes_) {}

sim::Trace Play::run(const OnProgress& on_progress) {
    clock_.restart();
    Time next_report = Time{} + between_reports;
    for (;;) {
        was_due(runner_.next_wake());
        const Time begun = clock_.now();
        const bool busy = advance();
        if (busy) was_due(begun); // what follows from the thing just done is due at once
        const Time now = clock_.now();
        if (now >= next_report) {
            on_progress({.elapsed = now - Time{}, .segments = segments_});
            next_report = now + between_reports;
        }
        const bool is_full = capture_.trace().last() >= most_records;
        if (now >= Time{} + scenario_.limit || is_full) return finish(Ending::limit);
        if (busy) continue;
        if (is_finished()) return finish(Ending::natural);
        wait();
    }
}

/// Does the next thing there is to do; false when there is none. A program sees what one segment
/// brought before the next one arrives, unless it never rests.
bool Play::advance() {
    if (take_departures()) return true;
    const bool is_overdue = bridge_.next_due() < clock_.now() - longest_wait;
    if (is_overdue) return deliver_next();
    return runner_.advance() || deliver_next();
}

/// Takes every frame that has left a host. True when there was one.
bool Play::take_departures() {
    bool any = false;
    Frame frame;
    for (HostId from = 0; from < host_count; ++from)
        while (lab_.hosts[from].tap.read(frame)) {
            take_departure(from, frame);
            any = true;
        }
    return any;
}

void Play::take_departure(HostId from, const Frame& frame) {
    if (frame.bytes.size() <= ethernet_header) return;
    const sim::Expected<sim::WirePacket> packet =
        sim::decode(std::span{frame.bytes}.subspan(ethernet_header));
    if (!packet) return; // not TCP: noise of the host that the wire does not carry
    const Time departed = clock_.at(frame.wall_ns);
    const RecordId record =
        capture_.sent(departed, from, *packet, causes_.of_departure(from, departed));
    const sim::ConversationId conversation = capture_.trace().record(record).conversation;
    const std::optional<sim::DropReason> death =
        bridge_.take(departed, departure_of(from, *packet, conversation),
                     {.due = {},
                      .to = static_cast<HostId>(1 - from),
                      .departure = record,
                      .bytes = frame.bytes});
    if (death) capture_.dropped(departed, record, *death);
    ++segments_;
    last_event_ = clock_.now();
}

/// Hands the next frame to its host when it is due. True when it did.
bool Play::deliver_next() {
    if (bridge_.next_due() > clock_.now()) return false;
    FrameInFlight frame = bridge_.next();
    was_due(frame.due);
    if (frame.corrupted)
        if (const auto packet = sim::decode(std::span{frame.bytes}.subspan(ethernet_header)))
            corrupt(frame.bytes, *packet);
    const Time begun = clock_.now();
    const int error = lab_.hosts[frame.to].tap.write(frame.bytes);
    const Time done = clock_.now();
    last_event_ = done;
    if (error != 0)
        capture_.dropped(begun, frame.departure, sim::DropReason::queue_overflow);
    else if (frame.corrupted)
        capture_.dropped(begun, frame.departure, sim::DropReason::checksum);
    else
        causes_.note(frame.to, begun, done, capture_.received(begun, frame.departure));
    return true;
}

/// Something that was due then begins, or goes on, only now.
void Play::was_due(Time due) {
    lateness_ = std::max(lateness_, clock_.now() - due);
}

/// Nothing is left to do: the programs have ended, the bridge is empty, the sockets will be silent.
bool Play::is_finished() {
    const Time now = clock_.now();
    if (!runner_.all_have_ended() || bridge_.next_due() != sim::never) return false;
    if (now < last_event_ + silence || now < next_look_) return false;
    next_look_ = now + between_looks;
    capture_.look_around(now);
    switch (scenario_.until) {
    case sim::RunUntil::quiet: return !capture_.is_waiting();
    case sim::RunUntil::closed: return capture_.is_over();
    }
    sim::unreachable();
}

sim::Trace Play::finish(Ending ending) {
    sim::Trace trace = capture_.finish();
    trace.header.environment = environment_of(scenario_, lab_);
    for (std::size_t host = 0; host < host_count; ++host)
        if (const std::uint32_t missed = lab_.hosts[host].tap.overflowed(); missed != 0)
            trace.header.environment.push_back(
                {.name = scenario_.hosts[host].name + ":frames_missed",
                 .value = std::to_string(missed)});
    trace.header.deadline_reached = ending == Ending::limit;
    return trace;
}

/// Sleeps until a frame leaves a host, a socket wakes a program, or the next thing is due.
void Play::wait() {
    std::vector<pollfd> waits;
    for (const LabHost& host : lab_.hosts)
        waits.push_back({.fd = host.tap.number(), .events = POLLIN, .revents = 0});
    runner_.add_waits(waits);
    const Time now = clock_.now();
    Time until = std::min({bridge_.next_due(), runner_.next_wake(), now + between_looks});
    const Duration left = std::max(until - now, Duration{});
    constexpr std::int64_t second = 1'000'000'000;
    const timespec span{.tv_sec = left.count() / second, .tv_nsec = left.count() % second};
    ppoll(waits.data(), waits.size(), &span, nullptr);
}

} // namespace live

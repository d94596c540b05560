// The network side of the kernel as the host under test: its clock and its wire.
#include "live/script_host.h"

#include "live/injector.h"
#include "live/namespaces.h"
#include "sim/base/assert.h"

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <netinet/in.h>
#include <sys/socket.h>

namespace live {

namespace pd = sim::packetdrill;
using sim::Duration;
using sim::Time;

Attempt<std::unique_ptr<ScriptHost>> ScriptHost::open(const Lab& lab, const sim::Profile& profile,
                                                      const ScriptAddresses& addresses,
                                                      std::uint16_t segment_bytes) {
    Attempt<ScriptWire> wire = ScriptWire::open(lab.taps.front().name());
    if (!wire) return tl::unexpected<StepFailure>(wire.error());
    // Its constructor is its own. NOLINTNEXTLINE(cppcoreguidelines-owning-memory)
    return std::unique_ptr<ScriptHost>(
        new ScriptHost(lab, profile, addresses, segment_bytes, std::move(*wire)));
}

ScriptHost::ScriptHost(const Lab& lab, const sim::Profile& profile,
                       const ScriptAddresses& addresses, std::uint16_t segment_bytes,
                       ScriptWire wire)
    : lab_(lab),
      profile_(profile),
      addresses_(addresses),
      segment_bytes_(segment_bytes),
      wire_(std::move(wire)),
      congestion_control_(sim::name_of(profile.congestion_control)) {
    trace_.begin(std::string(name_of(profile_.name)), addresses.own, addresses.peer);
    trace_.is_observed();
}

void ScriptHost::begin() {
    take_frames();
    departed.clear();
    clock_.restart();
}

bool ScriptHost::take_frames() {
    bool any = false;
    Frame frame;
    while (lab_.taps.front().read(frame)) {
        const std::span<const std::uint8_t> bytes{frame.bytes};
        if (bytes.size() < ethernet_header) continue;
        std::optional<pd::Departed> left = departed_in(bytes.subspan(ethernet_header));
        if (!left) continue;
        left->at = clock_.at(frame.wall_ns);
        if (left->udp_bytes == 0) note_departure(*left);
        departed.push_back(std::move(*left));
        any = true;
    }
    return any;
}

/// Waits for a frame, or for what the call that waits needs. True when there is something.
bool ScriptHost::wait_until(Time limit) {
    std::vector<pollfd> questions{
        {.fd = lab_.taps.front().number(), .events = POLLIN, .revents = 0}};
    questions.insert(questions.end(), waiting_.begin(), waiting_.end());
    constexpr Duration a_moment = std::chrono::milliseconds{1};
    const Duration patience = std::max(limit - now(), Duration{});
    const Duration span = looks_often_ ? std::min(patience, a_moment) : patience;
    constexpr std::int64_t second_ns = 1'000'000'000;
    const timespec timeout{.tv_sec = span.count() / second_ns, .tv_nsec = span.count() % second_ns};
    const int ready = ppoll(questions.data(), questions.size(), &timeout, nullptr);
    const bool waiting_is_over = std::any_of(questions.begin() + 1, questions.end(),
                                             [](const pollfd& one) { return one.revents != 0; });
    const bool came = take_frames();
    return came || (ready > 0 && waiting_is_over) || (looks_often_ && span < patience);
}

bool ScriptHost::advance(Time limit) {
    while (now() < limit)
        if (wait_until(limit)) return true;
    return take_frames();
}

void ScriptHost::run_until(Time time) {
    const bool was_early = now() < time;
    const std::vector<pollfd> waiting = std::exchange(waiting_, {}); // frames alone are of interest
    while (now() < time)
        wait_until(time);
    waiting_ = waiting;
    if (was_early) lateness_ = std::max(lateness_, now() - time);
    take_frames();
}

void ScriptHost::put(std::span<const std::uint8_t> packet, std::uint16_t segment_bytes) {
    const std::vector<std::uint8_t> header = ethernet_header_from(1, addresses_.own.family);
    // A packet that the kernel will not have is one that is lost: the script will say so.
    static_cast<void>(wire_.write(header, packet, segment_bytes));
    take_frames();
}

void ScriptHost::deliver(const pd::Arriving& arriving) {
    const sim::Segment& segment = arriving.segment;
    const bool opens = segment.flags.syn && !segment.flags.ack;
    sim::ConversationId conversation = trace_.find(reversed(segment.path));
    if (opens && conversation == 0) conversation = trace_.open(segment.path, pd::script_host);
    cause_ =
        trace_.arrives(now(), segment, {.conversation = conversation}, sim::Rule::kernel_received);
    const bool joined = segment.payload.length > segment_bytes_;
    put(packet_of(arriving, addresses_), joined ? segment_bytes_ : std::uint16_t{0});
}

void ScriptHost::deliver_icmp(const sim::Path& path, const sim::IcmpError& error) {
    if (addresses_.own.family != sim::AddressFamily::ipv4) return;
    sim::WirePacket quoted;
    quoted.source = addresses_.own;
    quoted.destination = addresses_.peer;
    quoted.segment.path = path;
    quoted.segment.seq = error.quoted;
    quoted.segment.flags.ack = true;
    put(icmp_packet(
            {.type = error.type, .code = error.code, .mtu = static_cast<std::uint16_t>(error.mtu)},
            quoted),
        0);
}

void ScriptHost::note_departure(const pd::Departed& left) {
    const sim::Segment& segment = left.segment;
    sim::ConversationId conversation = trace_.find(segment.path);
    if (segment.flags.syn && !segment.flags.ack && conversation == 0)
        conversation = trace_.open(segment.path, pd::host_under_test);
    trace_.departs(left.at, segment, {.conversation = conversation},
                   {.record = cause_, .rule = sim::Rule::kernel_sent});
}

void ScriptHost::note_missing(const sim::Segment& segment) {
    trace_.misses(now(), segment, {.conversation = trace_.find(segment.path)});
}

void ScriptHost::note_call(const sim::CallEvent& call, SocketNumber) {
    cause_ = trace_.calls(now(), call, {}, cause_);
}

} // namespace live

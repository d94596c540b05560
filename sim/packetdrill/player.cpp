// The way of one event: when it is due, what happens, and whether that is as it is written.
#include "sim/packetdrill/player.h"

#include "sim/packetdrill/packet_text.h"

#include <algorithm>
#include <utility>

namespace sim::packetdrill {

namespace {

constexpr Duration default_tolerance = std::chrono::microseconds{4000};
constexpr Duration patience = std::chrono::seconds{2}; ///< how long a packet is waited for
constexpr Time end_of_time = Time{} + std::chrono::seconds{2'000'000};

} // namespace

Player::Player(const Script& script, const RunRequest& request, TestedHost& host)
    : script_(script),
      request_(request),
      host_(host),
      caller_(host, request.leniency.lax || request.recv_only),
      clock_(request.tolerance.value_or(script.options.tolerance.value_or(default_tolerance))) {}

RunResult Player::fail(std::uint32_t line, std::string message) {
    return {.outcome = Outcome::failed, .line = line, .message = std::move(message)};
}

RunResult Player::unsupported(std::uint32_t line, std::string what) {
    return {.outcome = Outcome::unsupported, .line = line, .message = std::move(what)};
}

std::optional<RunResult> Player::prepare() {
    for (const Command& command : script_.before)
        if (Problem problem = play_command(1, command)) return problem;
    host_.begin();
    return std::nullopt;
}

std::optional<RunResult> Player::play(const Event& event) {
    const Span span = clock_.due(event);
    if (const auto* const packet = std::get_if<TcpPacket>(&event.action);
        packet != nullptr && packet->way == Way::out)
        return play_outbound(event, *packet);
    if (const auto* const packet = std::get_if<UdpPacket>(&event.action);
        packet != nullptr && packet->way == Way::out)
        return play_udp(event, *packet);
    if (span.scripted > end_of_time) return fail(event.line, "the script is too long in time");
    if (Problem problem = pass_time(span.scripted)) return problem;
    clock_.passed(event, span, host_.now());
    if (const auto* const packet = std::get_if<TcpPacket>(&event.action))
        return play_inbound(*packet);
    if (const auto* const packet = std::get_if<UdpPacket>(&event.action))
        return play_udp(event, *packet);
    if (const auto* const packet = std::get_if<IcmpPacket>(&event.action))
        return play_icmp(*packet);
    if (const auto* const call = std::get_if<Call>(&event.action))
        return play_call(event, span, *call);
    if (const auto* const commands = std::get_if<std::vector<Command>>(&event.action))
        return play_commands(event, *commands);
    return play_code(std::get<std::vector<Statement>>(event.action));
}

RunResult Player::finish() {
    if (Problem problem = await_call()) return *problem;
    RunResult result{.outcome = Outcome::passed};
    for (const Departed& left : host_.departed)
        result.extra.push_back(seconds_text(left.at - Time{}) + " > " + to_text(written(left)));
    if (request_.strict_tail && !result.extra.empty()) {
        result.outcome = Outcome::failed;
        result.line = script_.events.empty() ? 1 : script_.events.back().line;
        result.message = "expected nothing more got " + result.extra.front();
    }
    return result;
}

/// Timers go off one by one, and a call that waits is tried again after each.
std::optional<RunResult> Player::pass_time(Time until) {
    while (pending_ && host_.advance(until)) {
        if (Problem problem = try_pending()) return problem;
    }
    host_.run_until(std::max(until, host_.now()));
    return std::nullopt;
}

std::optional<RunResult> Player::play_inbound(const TcpPacket& packet) {
    host_.deliver(arriving(packet));
    return try_pending();
}

std::optional<RunResult> Player::play_icmp(const IcmpPacket& packet) {
    host_.deliver_icmp(reversed(inbound_path({})),
                       {.type = packet.type,
                        .code = packet.code,
                        .mtu = packet.mtu,
                        .quoted = numbers_.live(packet.quoted_seq.value_or(0))});
    return try_pending();
}

std::optional<RunResult> Player::play_udp(const Event& event, const UdpPacket& packet) {
    if (packet.way == Way::in) {
        host_.deliver_udp(packet.length);
        return try_pending();
    }
    const Span span = clock_.due(event);
    if (Problem problem = await_packet(event, span)) return problem;
    const Departed live = host_.departed.front();
    host_.departed.pop_front();
    clock_.passed(event, span, std::max(live.at, host_.now()));
    if (live.udp_bytes == packet.length) return std::nullopt;
    return fail(event.line,
                "expected udp(" + std::to_string(packet.length) + ") got "
                    + (live.udp_bytes != 0 ? "udp(" + std::to_string(live.udp_bytes) + ")"
                                           : to_text(written(live))));
}

/// Only one connection is under test at a time: what others send is passed over, unless the script
/// names ports.
void Player::pass_over_strangers(const TcpPacket* expected) {
    if (expected == nullptr || expected->from_port || expected->to_port) return;
    const Path own = reversed(inbound_path({}));
    std::erase_if(host_.departed, [&own](const Departed& left) {
        return left.udp_bytes == 0 && left.segment.path != own;
    });
}

/// Until something has left, or nothing will in time.
std::optional<RunResult> Player::await_packet(const Event& event, const Span& span) {
    const auto* const packet = std::get_if<TcpPacket>(&event.action);
    const Time limit = std::min(span.last + patience, end_of_time);
    pass_over_strangers(packet);
    while (host_.departed.empty() && host_.advance(limit)) {
        if (Problem problem = try_pending()) return problem;
        pass_over_strangers(packet);
    }
    if (host_.departed.empty()) {
        return fail(event.line, "expected " + (packet != nullptr ? to_text(*packet) : "a datagram")
                                    + " got nothing");
    }
    return std::nullopt;
}

std::optional<RunResult> Player::play_outbound(const Event& event, const TcpPacket& expected) {
    const Span span = clock_.due(event);
    if (request_.recv_only) {
        if (Problem problem = pass_time(span.scripted)) return problem;
        clock_.passed(event, span, host_.now());
        skip_outbound(expected);
        return std::nullopt;
    }
    Problem problem = await_packet(event, span);
    const Time limit = std::min(span.last, host_.now() + patience);
    while (!problem && is_begun(host_.departed, expected) && host_.advance(limit)) {
        problem = try_pending();
        pass_over_strangers(&expected);
    }
    if (!problem) {
        const Departed live = take_packet(host_.departed, expected);
        clock_.passed(event, span, std::max(live.at, host_.now()));
        problem = check_packet(event, span, live);
    }
    if (problem) host_.note_missing(expected_segment(expected));
    return problem;
}

} // namespace sim::packetdrill

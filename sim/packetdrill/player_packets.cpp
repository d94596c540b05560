// From the packets of a script to segments, and back.
#include "sim/packetdrill/packet_text.h"
#include "sim/packetdrill/player.h"

#include <algorithm>
#include <cstdlib>

namespace sim::packetdrill {

namespace {

void set_options(const std::vector<TcpOption>& options, const Numbers& numbers, Segment& segment) {
    for (const TcpOption& option : options) {
        switch (option.kind) {
        case TcpOption::Kind::eol:
        case TcpOption::Kind::nop:
        case TcpOption::Kind::other: break;
        case TcpOption::Kind::mss:
            segment.present.mss = true;
            segment.options.mss = static_cast<std::uint16_t>(option.value);
            break;
        case TcpOption::Kind::wscale:
            segment.present.window_scale = true;
            segment.options.window_shift = static_cast<std::uint8_t>(option.value);
            break;
        case TcpOption::Kind::sack_ok: segment.present.sack_permitted = true; break;
        case TcpOption::Kind::timestamps:
            segment.present.timestamps = true;
            segment.options.timestamp = option.value;
            segment.options.timestamp_echo =
                segment.flags.ack ? numbers.live_echo(option.echo) : option.echo;
            break;
        case TcpOption::Kind::sack:
            segment.options.sack_count = 0;
            for (const SeqRange& block : option.sack)
                segment.options.sack.at(segment.options.sack_count++) = {
                    .first = numbers.live(block.first.raw), .end = numbers.live(block.end.raw)};
        }
    }
}

Ecn ecn_of(const IpFields& ip) {
    switch (ip.ecn) {
    case IpFields::Ecn::ect1: return Ecn::ect1;
    case IpFields::Ecn::ect0:
    case IpFields::Ecn::any_ect: return Ecn::ect0;
    case IpFields::Ecn::ce: return Ecn::ce;
    case IpFields::Ecn::unsaid:
    case IpFields::Ecn::not_ect: break;
    }
    constexpr std::uint8_t ecn_bits = 3;
    return static_cast<Ecn>(ip.tos.value_or(0) & ecn_bits);
}

} // namespace

/// A new connection has a port of its own on the peer's side, and numbers that nobody knows yet.
void Player::new_peer() {
    ++peer_port_;
    numbers_.forget();
}

Path Player::inbound_path(const TcpPacket& packet) const {
    Path path{.local = {.address = peer_address, .port = peer_port_},
              .remote = {.address = own_address, .port = default_port}};
    if (const std::optional<Path> active = host_.active_path()) path = reversed(*active);
    if (packet.from_port) path.local.port = *packet.from_port;
    if (packet.to_port) path.remote.port = *packet.to_port;
    return path;
}

Segment Player::segment_of(const TcpPacket& packet) const {
    Segment segment{.path = inbound_path(packet), .seq = {packet.seq}, .flags = packet.flags};
    if (packet.flags.ack) segment.ack = numbers_.live(packet.ack.value_or(0));
    segment.window = packet.window.value_or(0);
    segment.ecn = ecn_of(packet.ip);
    segment.urgent_pointer = packet.urgent.value_or(0);
    segment.payload.length = packet.length;
    segment.payload.offset = packet.seq;
    if (packet.options) set_options(*packet.options, numbers_, segment);
    return segment;
}

Arriving Player::arriving(const TcpPacket& packet) const {
    Arriving made{.segment = segment_of(packet), .ip = packet.ip};
    if (packet.options) made.options = *packet.options;
    for (TcpOption& option : made.options) {
        if (option.kind == TcpOption::Kind::timestamps)
            option.echo = made.segment.options.timestamp_echo;
        for (SeqRange& block : option.sack)
            block = {.first = numbers_.live(block.first.raw), .end = numbers_.live(block.end.raw)};
    }
    return made;
}

/// What the host has sent, as the script would write it.
TcpPacket Player::written(const Departed& live) const {
    TcpPacket packet = packet_of(live.segment, numbers_, host_.profile());
    if (live.options) packet.options = live.options;
    for (TcpOption& option : *packet.options)
        if (option.kind == TcpOption::Kind::timestamps)
            option.value = numbers_.written_timestamp(live.segment.options.timestamp);
    return packet;
}

/// The segment that a script expects of the endpoint, in the endpoint's numbers.
Segment Player::expected_segment(const TcpPacket& packet) const {
    Segment segment = segment_of(packet);
    std::swap(segment.path.local, segment.path.remote);
    segment.seq = packet.is_absolute ? SeqNum{packet.seq} : numbers_.live(packet.seq);
    segment.ack = {packet.ack.value_or(0)};
    return segment;
}

/// What a packet of the endpoint tells of its numbers.
void Player::learn(const TcpPacket& expected, const Segment& live) {
    const bool first = live.flags.syn && (!numbers_.is_known() || expected.any_seq);
    if (first) numbers_.learn_initial(live.seq, expected.seq);
    if (!live.present.timestamps || !expected.options) return;
    for (const TcpOption& option : *expected.options)
        if (option.kind == TcpOption::Kind::timestamps)
            numbers_.learn_timestamp(live.options.timestamp, option.value);
}

/// With --tcp_ts_tick_usecs a TSval must follow the script's clock.
bool Player::keeps_time(const TcpPacket& expected, const Span& span, const Segment& live) const {
    const std::optional<Duration> tick = script_.options.timestamp_tick;
    if (!tick || !live.present.timestamps || !expected.options) return true;
    const auto is_in_time = [&](const TcpOption& option) {
        if (option.kind != TcpOption::Kind::timestamps) return true;
        const std::int64_t drift = numbers_.timestamp_drift(live.options.timestamp, option.value);
        return std::abs(drift) * tick->count() <= span.tolerance.count();
    };
    return std::all_of(expected.options->begin(), expected.options->end(), is_in_time);
}

/// With --recv-only nothing is compared, but the first SYN tells the numbers.
void Player::skip_outbound(const TcpPacket& expected) {
    for (const Departed& left : host_.departed)
        if (left.segment.flags.syn && expected.flags.syn) learn(expected, left.segment);
    if (expected.flags.syn) host_.departed.clear();
}

std::optional<RunResult> Player::check_packet(const Event& event, const Span& span,
                                              const Departed& live) {
    const auto& expected = std::get<TcpPacket>(event.action);
    if (live.udp_bytes != 0)
        return fail(event.line, "expected " + to_text(expected) + " got udp("
                                    + std::to_string(live.udp_bytes) + ")");
    const bool keeps = keeps_time(expected, span, live.segment);
    learn(expected, live.segment);
    TcpPacket packet = written(live);
    if (expected.is_absolute) packet.seq = live.segment.seq.raw;
    packet.end = packet.seq + packet.length;
    std::optional<std::string> what = ip_mismatch(expected.ip, live);
    if (!what) what = mismatch(expected, packet, request_.leniency);
    if (expected.ace && !what) what = "accurate ECN, which the model does not have";
    if (what)
        return fail(event.line, "expected " + to_text(expected) + " got " + to_text(packet) + " ("
                                    + *what + ", at " + seconds_text(live.at - Time{}) + " s)");
    if (!keeps) return fail(event.line, "expected " + to_text(expected) + " got another TSval");
    if (span.any || (live.at >= span.first && live.at <= span.last)) return std::nullopt;
    RunResult result = fail(event.line, "expected " + to_text(expected) + " at "
                                            + seconds_text(span.scripted - Time{}) + " s got it at "
                                            + seconds_text(live.at - Time{}) + " s");
    result.is_of_time = true;
    return result;
}

} // namespace sim::packetdrill

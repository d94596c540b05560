#include "sim/packetdrill/matcher.h"

#include "sim/packetdrill/packet_text.h"
#include "sim/packetdrill/tested_host.h"

namespace sim::packetdrill {

namespace {

/// The flags that all pieces of one packet share.
Flags joined_flags(Flags flags) {
    flags.psh = flags.fin = flags.cwr = false;
    return flags;
}

/// `next` goes on where `whole` ends, and its first piece was of `piece` bytes.
bool continues(const Segment& whole, std::uint32_t piece, const Segment& next) {
    return next.path == whole.path && joined_flags(next.flags) == joined_flags(whole.flags)
           && next.ack == whole.ack && next.window == whole.window && next.present == whole.present
           && next.options == whole.options && next.seq == whole.seq + whole.payload.length
           && next.payload.length != 0 && next.payload.length <= piece && !whole.flags.fin;
}

bool same_options(const std::vector<TcpOption>& expected, const std::vector<TcpOption>& live) {
    if (expected.size() != live.size()) return false;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i].kind != live[i].kind) return false;
        if (expected[i].kind == TcpOption::Kind::timestamps) {
            if (expected[i].echo != live[i].echo) return false;
        } else if (!(expected[i] == live[i])) {
            return false;
        }
    }
    return true;
}

Flags compared_flags(Flags flags, const Leniency& leniency) {
    if (leniency.lax_psh) flags.psh = false;
    return flags;
}

/// The packet that the first pieces are.
struct Joined {
    Departed whole{}; ///< the first one gives its number, the last one the rest
    std::size_t pieces{};
};

Joined joined(const std::deque<Departed>& departed, const TcpPacket& expected) {
    Joined packet{.whole = departed.front(), .pieces = 1};
    Segment& whole = packet.whole.segment;
    const std::uint32_t piece = whole.payload.length;
    std::uint32_t last = piece;
    while (whole.payload.length < expected.length && last == piece
           && packet.pieces < departed.size()) {
        const Departed& next = departed[packet.pieces];
        if (!continues(whole, piece, next.segment)) break;
        last = next.segment.payload.length;
        if (whole.payload.length + last > expected.length) break;
        const bool cwr = whole.flags.cwr;
        packet.whole.at = next.at;
        whole.payload.length += last;
        whole.flags = next.segment.flags;
        whole.flags.cwr = cwr;
        ++packet.pieces;
    }
    return packet;
}

} // namespace

bool is_begun(const std::deque<Departed>& departed, const TcpPacket& expected) {
    if (departed.empty()) return false;
    const Joined packet = joined(departed, expected);
    const std::uint32_t piece = departed.front().segment.payload.length;
    const bool last_is_full = departed.back().segment.payload.length == piece;
    return packet.pieces == departed.size() && piece != 0 && last_is_full
           && packet.whole.segment.payload.length < expected.length;
}

Departed take_packet(std::deque<Departed>& departed, const TcpPacket& expected) {
    Joined packet = joined(departed, expected);
    departed.erase(departed.begin(), departed.begin() + static_cast<std::ptrdiff_t>(packet.pieces));
    return std::move(packet.whole);
}

namespace {

/// Whether the two bits of a header are what the script says of them (RFC 3168 5).
bool is_ecn(IpFields::Ecn expected, std::uint8_t bits) {
    switch (expected) {
    case IpFields::Ecn::unsaid: return true;
    case IpFields::Ecn::not_ect: return bits == 0;
    case IpFields::Ecn::ect1: return bits == 1;
    case IpFields::Ecn::ect0: return bits == 2;
    case IpFields::Ecn::ce: return bits == 3;
    case IpFields::Ecn::any_ect: return bits == 1 || bits == 2;
    }
    return false;
}

} // namespace

std::optional<std::string> ip_mismatch(const IpFields& expected, const Departed& live) {
    constexpr std::uint8_t ecn_bits = 3;
    if (expected.tos && *expected.tos != live.tos) return "TOS";
    if (expected.ttl && *expected.ttl != live.ttl) return "TTL";
    if (!is_ecn(expected.ecn, live.tos & ecn_bits)) return "ECN";
    return std::nullopt;
}

std::optional<std::string> mismatch(const TcpPacket& expected, const TcpPacket& live,
                                    const Leniency& leniency) {
    if (compared_flags(expected.flags, leniency) != compared_flags(live.flags, leniency))
        return "flags";
    if (!expected.any_seq && expected.seq != live.seq) return "sequence number";
    if (expected.length != live.length) return "length";
    if (expected.flags.ack && expected.ack.value_or(0) != live.ack.value_or(0))
        return "acknowledgment number";
    const bool compares_window = expected.window && !leniency.lax;
    if (compares_window && *expected.window != live.window.value_or(0)) return "window";
    if (expected.urgent.value_or(0) != live.urgent.value_or(0)) return "urgent pointer";
    const bool compares_options = expected.options && !(leniency.lax && expected.flags.syn);
    if (compares_options && !same_options(*expected.options, *live.options)) return "options";
    return std::nullopt;
}

} // namespace sim::packetdrill

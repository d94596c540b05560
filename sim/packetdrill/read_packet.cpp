#include "sim/packetdrill/reader.h"

#include <cctype>

namespace sim::packetdrill {

namespace {

/// A number that fits into `most`.
template <typename Number>
Expected<Number> read_up_to(Cursor& cursor, std::string_view what, std::int64_t most) {
    const Expected<std::int64_t> number = cursor.number(what);
    if (!number) return failure(number.error());
    if (*number < 0 || *number > most) return cursor.fail(std::string(what) + " is out of range");
    return static_cast<Number>(*number);
}

Expected<std::uint32_t> read_sequence(Cursor& cursor) {
    return read_up_to<std::uint32_t>(cursor, "a sequence number", 0xffffffff);
}

Expected<IpFields::Ecn> read_ecn(Cursor& cursor) {
    const std::string_view name = cursor.word();
    if (name == "noecn") return IpFields::Ecn::not_ect;
    if (name == "ect0") return IpFields::Ecn::ect0;
    if (name == "ect1") return IpFields::Ecn::ect1;
    if (name == "ect01") return IpFields::Ecn::any_ect;
    if (name == "ce") return IpFields::Ecn::ce;
    return cursor.fail("expected noecn, ect0, ect1, ect01 or ce");
}

Expected<void> read_ip_field(Cursor& cursor, IpFields& ip) {
    const bool tos = cursor.takes("tos");
    if (tos || cursor.takes("ttl")) {
        const auto value = read_up_to<std::uint8_t>(cursor, tos ? "a tos" : "a ttl", 255);
        if (!value) return failure(value.error());
        (tos ? ip.tos : ip.ttl) = *value;
        return {};
    }
    const Expected<IpFields::Ecn> ecn = read_ecn(cursor);
    if (!ecn) return failure(ecn.error());
    ip.ecn = *ecn;
    return {};
}

/// `[ect0]`, `[tos 0x28]`, `(tos 0x28)` or `(ttl 3)`.
Expected<void> read_ip(Cursor& cursor, IpFields& ip) {
    const bool round = cursor.takes("(");
    if (!round && !cursor.takes("[")) return {};
    do {
        if (Expected<void> field = read_ip_field(cursor, ip); !field) return field;
    } while (cursor.takes(","));
    return cursor.expect(round ? ")" : "]");
}

Expected<void> read_range(Cursor& cursor, TcpPacket& packet) {
    packet.any_seq = cursor.takes("...");
    if (packet.any_seq) return {};
    const Expected<std::uint32_t> seq = read_sequence(cursor);
    if (!seq) return failure(seq.error());
    if (Expected<void> colon = cursor.expect(":"); !colon) return colon;
    const Expected<std::uint32_t> end = read_sequence(cursor);
    if (!end) return failure(end.error());
    packet.seq = *seq;
    packet.end = *end;
    return {};
}

/// `1:1001(1000)` or `...(1000)` and, where the number is meant as it stands on the wire, `!`.
Expected<void> read_numbers(Cursor& cursor, TcpPacket& packet) {
    if (Expected<void> range = read_range(cursor, packet); !range) return range;
    if (Expected<void> open = cursor.expect("("); !open) return open;
    constexpr std::int64_t most_payload = 65495; // of an IPv4 packet
    const auto length = read_up_to<std::uint32_t>(cursor, "a length", most_payload);
    if (!length) return failure(length.error());
    if (Expected<void> shut = cursor.expect(")"); !shut) return shut;
    packet.length = *length;
    packet.is_absolute = cursor.takes("!");
    if (!packet.any_seq && packet.seq + packet.length != packet.end)
        return cursor.fail("the length is not the difference of the sequence numbers");
    return {};
}

Expected<void> read_ports(Cursor& cursor, TcpPacket& packet) {
    Cursor ahead = cursor;
    ahead.skip();
    if (std::isdigit(static_cast<unsigned char>(ahead.here())) == 0) return {};
    const auto from = read_up_to<std::uint16_t>(ahead, "a port", 65535);
    if (!from || !ahead.takes(">")) return {};
    const auto to = read_up_to<std::uint16_t>(ahead, "a port", 65535);
    if (!to) return failure(to.error());
    packet.from_port = *from;
    packet.to_port = *to;
    cursor = ahead;
    return {};
}

/// Sets the flag of a letter; false for what is none.
bool set_flag(char letter, Flags& flags) {
    switch (letter) {
    case 'S': flags.syn = true; return true;
    case 'F': flags.fin = true; return true;
    case 'P': flags.psh = true; return true;
    case 'R': flags.rst = true; return true;
    case '.': flags.ack = true; return true;
    case 'U': flags.urg = true; return true;
    case 'E': flags.ece = true; return true;
    case 'W': flags.cwr = true; return true;
    }
    return letter == '-';
}

/// Letters, or `-` for none; a digit or an `A` for the field of accurate ECN.
Expected<void> read_flags(Cursor& cursor, TcpPacket& packet) {
    cursor.skip();
    bool any = false;
    for (;; cursor.advance(), any = true) {
        const char letter = cursor.here();
        if (set_flag(letter, packet.flags)) continue;
        const bool is_ace = letter >= '0' && letter <= '7';
        if (!is_ace && letter != 'A') break;
        const auto bits = static_cast<std::uint8_t>(is_ace ? letter - '0' : 4);
        packet.ace = static_cast<std::uint8_t>(packet.ace.value_or(0) | bits);
    }
    if (!any) return cursor.fail("expected the flags of a TCP packet");
    return {};
}

Expected<void> read_ack(Cursor& cursor, TcpPacket& packet) {
    const Expected<std::uint32_t> ack = read_sequence(cursor);
    if (!ack) return failure(ack.error());
    packet.ack = *ack;
    return {};
}

Expected<void> read_small_field(Cursor& cursor, std::optional<std::uint16_t>& field) {
    const auto value = read_up_to<std::uint16_t>(cursor, "a window or an urgent pointer", 65535);
    if (!value) return failure(value.error());
    field = *value;
    return {};
}

/// `ack`, `win` and `urg`, as many as there are.
Expected<void> read_fields(Cursor& cursor, TcpPacket& packet) {
    Expected<void> good;
    while (good) {
        if (cursor.takes("win"))
            good = read_small_field(cursor, packet.window);
        else if (cursor.takes("ack"))
            good = read_ack(cursor, packet);
        else if (cursor.takes("urg"))
            good = read_small_field(cursor, packet.urgent);
        else
            break;
    }
    return good;
}

/// The options belong to this packet when they stand in its line.
Expected<Action> read_tcp(Cursor& cursor, TcpPacket packet) {
    if (const Expected<void> flags = read_flags(cursor, packet); !flags)
        return failure(flags.error());
    if (const Expected<void> numbers = read_numbers(cursor, packet); !numbers)
        return failure(numbers.error());
    if (const Expected<void> fields = read_fields(cursor, packet); !fields)
        return failure(fields.error());
    packet.options.emplace();
    if (cursor.sees("<")) {
        auto options = read_options(cursor);
        if (!options) return failure(options.error());
        packet.options = std::move(*options);
        if (!packet.options && packet.way == Way::in)
            return cursor.fail("an inbound packet can not have any options: write them");
    }
    return packet;
}

/// `[1:1461(1460)]` before or behind an ICMP message: the segment it quotes.
Expected<std::optional<std::uint32_t>> read_quote(Cursor& cursor) {
    Cursor ahead = cursor;
    if (!ahead.takes("[")) return std::optional<std::uint32_t>{};
    ahead.skip();
    if (std::isdigit(static_cast<unsigned char>(ahead.here())) == 0)
        return std::optional<std::uint32_t>{};
    TcpPacket quoted;
    if (const Expected<void> numbers = read_numbers(ahead, quoted); !numbers)
        return failure(numbers.error());
    if (const Expected<void> shut = ahead.expect("]"); !shut) return failure(shut.error());
    cursor = ahead;
    return std::optional{quoted.seq};
}

Expected<Action> read_udp(Cursor& cursor, Way way) {
    if (const Expected<void> open = cursor.expect("("); !open) return failure(open.error());
    const auto length = read_up_to<std::uint32_t>(cursor, "a length", 65507);
    if (!length) return failure(length.error());
    if (const Expected<void> shut = cursor.expect(")"); !shut) return failure(shut.error());
    return UdpPacket{.way = way, .length = *length};
}

/// `quote` stands before the message, or is still to come behind it.
Expected<Action> read_icmp_packet(Cursor& cursor, Way way,
                                  Expected<std::optional<std::uint32_t>> quote) {
    Expected<IcmpPacket> icmp = read_icmp(cursor);
    if (!icmp) return failure(icmp.error());
    if (!*quote) quote = read_quote(cursor);
    if (!quote) return failure(quote.error());
    if (way == Way::out) return cursor.unsupported("an outbound ICMP message");
    icmp->quoted_seq = *quote;
    return *icmp;
}

} // namespace

Expected<Action> read_packet(Cursor& cursor) {
    TcpPacket packet;
    packet.way = cursor.takes("<") ? Way::in : Way::out;
    if (packet.way == Way::out) cursor.takes(">");
    const Expected<std::optional<std::uint32_t>> quote = read_quote(cursor);
    if (!quote) return failure(quote.error());
    if (const Expected<void> ip = read_ip(cursor, packet.ip); !ip) return failure(ip.error());
    if (const Expected<void> ports = read_ports(cursor, packet); !ports)
        return failure(ports.error());
    if (cursor.takes("udp")) return read_udp(cursor, packet.way);
    if (cursor.takes("icmp")) return read_icmp_packet(cursor, packet.way, quote);
    if (*quote) return cursor.fail("only an ICMP message quotes a segment");
    return read_tcp(cursor, packet);
}

} // namespace sim::packetdrill

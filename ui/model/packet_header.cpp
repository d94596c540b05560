#include "ui/model/packet_header.h"

#include "sim/packet/codec.h"

#include <span>

namespace ui {

namespace {

using Bytes = std::span<const std::uint8_t>;

std::uint16_t word16(Bytes bytes, std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] << 8U | bytes[at + 1]);
}

std::uint32_t word32(Bytes bytes, std::size_t at) {
    return static_cast<std::uint32_t>(word16(bytes, at)) << 16U | word16(bytes, at + 2);
}

/// Whether the record is a segment's.
bool isSegment(const sim::Record& record) {
    using sim::RecordKind;
    return record.kind == RecordKind::sent || record.kind == RecordKind::received
           || record.kind == RecordKind::dropped || record.kind == RecordKind::ignored;
}

std::string optionName(std::uint8_t kind) {
    switch (kind) {
    case 2: return "MSS";
    case 3: return "WS";
    case 4: return "SACK-OK";
    case 5: return "SACK";
    case 8: return "TS";
    default: return "option " + std::to_string(kind); // a number from the wire, not an enum of ours
    }
}

/// The values of an option's body: words of 32 bits where it has room for them, else one number.
std::vector<std::uint32_t> optionValues(Bytes body) {
    std::vector<std::uint32_t> values;
    if (body.size() == 1) values.push_back(body[0]);
    if (body.size() == 2) values.push_back(word16(body, 0));
    for (std::size_t at = 0; at + 4 <= body.size(); at += 4)
        values.push_back(word32(body, at));
    return values;
}

std::vector<HeaderOption> readOptions(Bytes options) {
    constexpr std::uint8_t end_of_list = 0;
    constexpr std::uint8_t no_operation = 1;
    std::vector<HeaderOption> found;
    std::size_t at = 0;
    while (at < options.size() && options[at] != end_of_list) {
        if (options[at] == no_operation) {
            found.push_back({"NOP", {}});
            ++at;
            continue;
        }
        const std::size_t length = at + 1 < options.size() ? options[at + 1] : 0;
        if (length < 2 || at + length > options.size()) break;
        found.push_back(
            {optionName(options[at]), optionValues(options.subspan(at + 2, length - 2))});
        at += length;
    }
    return found;
}

sim::WirePacket packetOf(const sim::Trace& trace, sim::RecordId id) {
    const sim::Record& record = trace.record(id);
    const sim::Conversation& conversation = trace.conversation(record.conversation);
    const sim::Side side = conversation.side_of(senderOf(trace, record));
    const sim::Endpoint local = conversation.end(side).endpoint;
    const sim::Endpoint remote =
        conversation.end(side == sim::Side::opener ? sim::Side::acceptor : sim::Side::opener)
            .endpoint;
    sim::WirePacket packet;
    packet.source = trace.addresses.at(local.address);
    packet.destination = trace.addresses.at(remote.address);
    packet.segment.path = {local, remote};
    packet.segment.seq = record.seq;
    packet.segment.ack = record.ack;
    packet.segment.window = record.window;
    packet.segment.flags = record.flags;
    packet.bytes = sim::payload_of(trace, record);
    packet.segment.payload.length = static_cast<std::uint32_t>(packet.bytes.size());
    if (const sim::OptionsRow* row = sim::options_of(trace, id)) {
        packet.segment.present = row->present;
        packet.segment.options = row->options;
    }
    return packet;
}

PacketHeader readHeader(Bytes tcp) {
    PacketHeader header;
    header.source_port = word16(tcp, 0);
    header.destination_port = word16(tcp, 2);
    header.seq = word32(tcp, 4);
    header.ack = word32(tcp, 8);
    header.data_offset = static_cast<std::uint8_t>(tcp[12] >> 4U);
    header.reserved = static_cast<std::uint8_t>(tcp[12] & 0x0fU);
    header.flag_bits = tcp[13];
    header.window = word16(tcp, 14);
    header.checksum = word16(tcp, 16);
    header.urgent_pointer = word16(tcp, 18);
    header.options = readOptions(tcp.subspan(20, header.data_offset * 4U - 20U));
    return header;
}

} // namespace

sim::HostId senderOf(const sim::Trace& trace, const sim::Record& record) {
    const bool at_receiver =
        record.kind == sim::RecordKind::received || record.kind == sim::RecordKind::ignored;
    return at_receiver ? sim::peer_of(trace, record) : record.host;
}

std::optional<PacketHeader> headerOf(const sim::Trace& trace, sim::RecordId id) {
    if (id == 0 || id > trace.last()) return std::nullopt;
    const sim::Record& record = trace.record(id);
    if (!isSegment(record) || record.conversation == 0) return std::nullopt;
    const std::vector<std::uint8_t> packet = sim::encode(packetOf(trace, id));
    const bool ipv6 = packet.at(0) >> 4U == 6;
    const std::size_t ip_header = ipv6 ? 40 : (packet.at(0) & 0x0fU) * 4U;
    return readHeader(Bytes{packet}.subspan(ip_header));
}

} // namespace ui

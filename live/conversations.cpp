#include "live/conversations.h"

namespace live {

using sim::Conversation;
using sim::ConversationEnd;
using sim::ConversationId;
using sim::HostId;
using sim::Side;
using sim::WirePacket;

namespace {

/// Two hosts with one address each: their ports tell connections apart.
std::uint32_t key_of(HostId host, std::uint16_t port, std::uint16_t peer_port) {
    const std::uint32_t first = host == 0 ? port : peer_port;
    const std::uint32_t second = host == 0 ? peer_port : port;
    return first << 16U | second;
}

/// A SYN with another initial number than the one seen before is another connection on the same
/// ports.
bool opens_another(const ConversationEnd& end, const sim::Segment& segment) {
    return segment.flags.syn && !segment.flags.ack && end.initial_known
           && end.initial != segment.seq;
}

void note_stream(ConversationEnd& end, const WirePacket& packet) {
    if (packet.bytes.empty() || !end.initial_known) return;
    const std::uint32_t first = sim::distance(end.initial, packet.segment.seq)
                                + static_cast<std::uint32_t>(packet.segment.flags.syn);
    const std::uint64_t known = end.stream.length();
    if (first == 0 || first - 1 > known) return; // what is missing between is not invented
    const std::uint64_t repeated = known - (first - 1);
    if (repeated < packet.bytes.size())
        end.stream.append(std::string_view{packet.bytes}.substr(repeated));
}

void note_sender(ConversationEnd& end, const WirePacket& packet, sim::Time at) {
    const sim::Segment& segment = packet.segment;
    if (segment.flags.syn && !(end.initial_known && end.initial == segment.seq)) {
        end.initial_at = end.initial_known ? end.initial_at : at;
        end.initial_known = true;
        end.initial = segment.seq;
        end.window_shift = segment.present.window_scale ? segment.options.window_shift : 0;
    }
    if (segment.present.timestamps && !end.timestamp_known) {
        end.timestamp_known = true;
        end.first_timestamp = segment.options.timestamp;
    }
    note_stream(end, packet);
}

} // namespace

ConversationId Conversations::of_departure(sim::Time at, HostId from, const WirePacket& packet) {
    const sim::Path path = packet.segment.path;
    ConversationId& id = latest_[key_of(from, path.local.port, path.remote.port)];
    if (id != 0) {
        const Conversation& known = trace_.conversation(id);
        if (opens_another(known.end(known.side_of(from)), packet.segment)) id = 0;
    }
    if (id == 0) id = open(from, packet);
    Conversation& conversation = trace_.conversations[id - 1];
    note_sender(conversation.end(conversation.side_of(from)), packet, at);
    return id;
}

ConversationId Conversations::open(HostId from, const WirePacket& packet) {
    const sim::Path path = packet.segment.path;
    Conversation conversation;
    ConversationEnd& opener = conversation.end(Side::opener);
    opener.host = from;
    opener.endpoint = {trace_.addresses.intern(packet.source), path.local.port};
    ConversationEnd& acceptor = conversation.end(Side::acceptor);
    acceptor.host = static_cast<HostId>(1 - from);
    acceptor.endpoint = {trace_.addresses.intern(packet.destination), path.remote.port};
    trace_.conversations.push_back(conversation);
    return static_cast<ConversationId>(trace_.conversations.size());
}

ConversationId Conversations::between(HostId host, std::uint16_t port,
                                      std::uint16_t peer_port) const {
    const auto found = latest_.find(key_of(host, port, peer_port));
    return found == latest_.end() ? 0 : found->second;
}

SocketName Conversations::socket_name(ConversationId id, HostId host) const {
    const Conversation& conversation = trace_.conversation(id);
    const Side side = conversation.side_of(host);
    const ConversationEnd& own = conversation.end(side);
    const ConversationEnd& peer =
        conversation.end(side == Side::opener ? Side::acceptor : Side::opener);
    return {.local = trace_.addresses.at(own.endpoint.address),
            .remote = trace_.addresses.at(peer.endpoint.address),
            .local_port = own.endpoint.port,
            .remote_port = peer.endpoint.port};
}

std::uint8_t Conversations::window_shift(ConversationId id, HostId host) const {
    const Conversation& conversation = trace_.conversation(id);
    return conversation.end(conversation.side_of(host)).window_shift;
}

} // namespace live

#include "live/conversations.h"

#include <algorithm>

namespace live {

using sim::Conversation;
using sim::ConversationEnd;
using sim::ConversationId;
using sim::HostId;
using sim::Side;
using sim::WirePacket;

namespace {

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

void note_sender(ConversationEnd& end, const WirePacket& packet) {
    const sim::Segment& segment = packet.segment;
    if (segment.flags.syn) { // of two SYN-ACKs with other numbers the later one counts
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

/// The packet's segment with its addresses' places: a host's is the host's own.
sim::Segment Conversations::segment_of(const WirePacket& packet) {
    sim::Segment segment = packet.segment;
    segment.path.local.address = trace_.addresses.intern(packet.source);
    segment.path.remote.address = trace_.addresses.intern(packet.destination);
    return segment;
}

ConversationId Conversations::of_departure(HostId from, const WirePacket& packet) {
    const sim::Segment segment = segment_of(packet);
    ConversationId id = book_.find(segment);
    if (id == 0) {
        id = book_.open(segment);
        open(from, packet);
    }
    if (segment.flags.syn) book_.note_syn(id, segment);
    Conversation& conversation = trace_.conversations[id - 1];
    note_sender(conversation.end(conversation.side_of(from)), packet);
    return id;
}

ConversationId Conversations::of_injection(HostId from, const WirePacket& packet) {
    const sim::Segment segment = segment_of(packet);
    const ConversationId known = book_.find(segment);
    if (known != 0) return known;
    const ConversationId id = book_.open(segment);
    open(from, packet);
    injected_.insert(id);
    if (segment.flags.syn) note_sender(trace_.conversations.back().end(Side::opener), packet);
    return id;
}

void Conversations::open(HostId from, const WirePacket& packet) {
    const sim::Path path = packet.segment.path;
    Conversation conversation;
    ConversationEnd& opener = conversation.end(Side::opener);
    opener.host = from;
    opener.endpoint = {trace_.addresses.intern(packet.source), path.local.port};
    ConversationEnd& acceptor = conversation.end(Side::acceptor);
    acceptor.host = static_cast<HostId>(1 - from);
    acceptor.endpoint = {trace_.addresses.intern(packet.destination), path.remote.port};
    trace_.conversations.push_back(conversation);
}

ConversationId Conversations::between(HostId host, std::uint16_t port,
                                      std::uint16_t peer_port) const {
    const auto peer = static_cast<sim::AddressId>(1 - host);
    const auto owner =
        owners_.find({.host = host, .port = port, .peer = peer, .peer_port = peer_port});
    if (owner != owners_.end()) return owner->second;
    const std::vector<ConversationId> all = book_.with_ports(
        {.local = {.address = host, .port = port}, .remote = {.address = peer, .port = peer_port}});
    const auto has_socket = [&](ConversationId id) {
        return !injected_.contains(id) || trace_.conversation(id).ends[0].host != host;
    };
    const auto newest = std::find_if(all.rbegin(), all.rend(), has_socket);
    return newest == all.rend() ? 0 : *newest;
}

Conversations::Seat Conversations::seat(ConversationId id, HostId host) const {
    const Conversation& conversation = trace_.conversation(id);
    const bool opens = conversation.ends[0].host == host;
    const sim::Endpoint& own = conversation.ends.at(opens ? 0 : 1).endpoint;
    const sim::Endpoint& peer = conversation.ends.at(opens ? 1 : 0).endpoint;
    return {.host = host, .port = own.port, .peer = peer.address, .peer_port = peer.port};
}

ConversationId Conversations::owner(ConversationId any_with_the_ports, HostId host) const {
    const auto found = owners_.find(seat(any_with_the_ports, host));
    return found == owners_.end() ? 0 : found->second;
}

void Conversations::claim(ConversationId id, HostId host) {
    owners_[seat(id, host)] = id;
}

void Conversations::release(ConversationId id, HostId host) {
    if (owner(id, host) == id) owners_.erase(seat(id, host));
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

#include "sim/trace/conversation_book.h"

#include <algorithm>
#include <utility>

namespace sim {

namespace {

constexpr std::uint32_t far_away = 0x80000000;

std::uint32_t number_of(const Endpoint& endpoint) {
    return std::uint32_t{endpoint.address} << 16U | endpoint.port;
}

/// The same from both ends.
std::uint64_t key_of(const Path& path) {
    const auto [first, second] = std::minmax({number_of(path.local), number_of(path.remote)});
    return std::uint64_t{first} << 32U | second;
}

bool opens(const Segment& segment) {
    return segment.flags.syn && !segment.flags.ack;
}

/// An address that is no host's, as a flood's sources have, counts as no host.
HostId host_of(const Endpoint& endpoint) {
    return endpoint.address < no_host ? static_cast<HostId>(endpoint.address) : no_host;
}

} // namespace

std::size_t ConversationBook::side_of(const Entry& entry, HostId host) {
    return host_of(entry.opener.local) == host ? 0 : 1;
}

ConversationId ConversationBook::find(const Segment& segment) const {
    const auto found = by_ports_.find(key_of(segment.path));
    if (found == by_ports_.end()) return 0;
    const std::vector<ConversationId>& candidates = found->second;
    if (!opens(segment)) {
        const auto further = [&](ConversationId a, ConversationId b) {
            return remoteness(a, segment) < remoteness(b, segment);
        };
        // Of equals the newest: it stands last.
        return *std::min_element(candidates.rbegin(), candidates.rend(), further);
    }
    const HostId from = host_of(segment.path.local);
    const auto again = std::find_if(candidates.rbegin(), candidates.rend(), [&](ConversationId id) {
        return initial(id, from) == segment.seq;
    });
    if (again != candidates.rend()) return *again;
    const Entry& newest = at(candidates.back());
    const bool both_open = newest.initial[0] && !newest.initial[1] && side_of(newest, from) == 1;
    return both_open ? candidates.back() : 0; // RFC 9293 3.5, figure 8
}

/// How far the segment lies behind the opener's initial number.
std::uint32_t ConversationBook::remoteness(ConversationId id, const Segment& segment) const {
    const Entry& entry = at(id);
    const bool is_openers = side_of(entry, host_of(segment.path.local)) == 0;
    if (!entry.initial[0] || (!is_openers && !segment.flags.ack)) return far_away;
    return std::min(distance(*entry.initial[0], is_openers ? segment.seq : segment.ack), far_away);
}

ConversationId ConversationBook::open(const Segment& segment) {
    Entry entry{.opener = segment.path, .initial = {}, .timestamp = {}};
    if (segment.flags.syn) entry.initial[0] = segment.seq;
    entries_.push_back(entry);
    const auto id = static_cast<ConversationId>(entries_.size());
    std::vector<ConversationId>& same = by_ports_[key_of(segment.path)];
    same.push_back(id);
    shares_ports_ = shares_ports_ || same.size() > 1;
    return id;
}

void ConversationBook::note_syn(ConversationId id, const Segment& syn) {
    Entry& entry = entries_.at(id - 1);
    std::optional<SeqNum>& known = entry.initial.at(side_of(entry, host_of(syn.path.local)));
    if (!known) known = syn.seq;
    std::optional<std::uint32_t>& timestamp =
        entry.timestamp.at(side_of(entry, host_of(syn.path.local)));
    if (!timestamp && syn.present.timestamps) timestamp = syn.options.timestamp;
}

std::optional<SeqNum> ConversationBook::initial(ConversationId id, HostId host) const {
    return at(id).initial.at(side_of(at(id), host));
}

std::optional<std::uint32_t> ConversationBook::first_timestamp(ConversationId id,
                                                               HostId host) const {
    return at(id).timestamp.at(side_of(at(id), host));
}

std::optional<Path> ConversationBook::path(ConversationId id, HostId host) const {
    if (id == 0 || id > entries_.size()) return std::nullopt;
    return side_of(at(id), host) == 0 ? at(id).opener : reversed(at(id).opener);
}

std::vector<ConversationId> ConversationBook::with_ports(const Path& path) const {
    const auto found = by_ports_.find(key_of(path));
    return found == by_ports_.end() ? std::vector<ConversationId>{} : found->second;
}

void ConversationBook::add_to(Digest& digest) const {
    for (const Entry& entry : entries_) { // by_ports_ and shares_ports_ follow from the openers
        digest.add(key_of(entry.opener));
        digest.add(number_of(entry.opener.local));
        for (const std::optional<SeqNum>& initial : entry.initial) {
            digest.add(initial.has_value());
            digest.add(initial ? initial->raw : 0);
        }
        for (const std::optional<std::uint32_t>& timestamp : entry.timestamp) {
            digest.add(timestamp.has_value());
            digest.add(timestamp.value_or(0));
        }
    }
}

} // namespace sim

#pragma once

#include "sim/base/digest.h"
#include "sim/packet/segment.h"
#include "sim/trace/record.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace sim {

/// Tells the conversations of a run apart, on both stages alike. Addresses in a Path are the places
/// of hosts here. Usually ports say which conversation a segment belongs to. Where several had the
/// same ports, it is the one whose initial sequence number lies closest before the segment's.
class ConversationBook {
public:
    /// The conversation of a segment that leaves the path's local end; 0: it opens another one.
    [[nodiscard]] ConversationId find(const Segment& segment) const;
    /// A further conversation, opened by this segment.
    ConversationId open(const Segment& segment);
    /// A SYN of a known conversation has left: it may be the first of its side.
    void note_syn(ConversationId id, const Segment& syn);

    /// The initial sequence number of the side whose host that is; nothing before its SYN.
    [[nodiscard]] std::optional<SeqNum> initial(ConversationId id, HostId host) const;
    /// The first timestamp of that side; nothing before its SYN, or without the option.
    [[nodiscard]] std::optional<std::uint32_t> first_timestamp(ConversationId id,
                                                               HostId host) const;
    /// The ports as `host` sees them; nothing where there is no such conversation.
    [[nodiscard]] std::optional<Path> path(ConversationId id, HostId host) const;
    /// All that had these ports, the oldest first; the path may be seen from either end.
    [[nodiscard]] std::vector<ConversationId> with_ports(const Path& path) const;
    /// Some have shared their ports, so that ports alone do not tell.
    [[nodiscard]] bool shares_ports() const { return shares_ports_; }

    void add_to(Digest& digest) const;
    bool operator==(const ConversationBook&) const = default;

private:
    struct Entry {
        Path opener;                                           ///< as the opener sees it
        std::array<std::optional<SeqNum>, 2> initial;          ///< the opener's first
        std::array<std::optional<std::uint32_t>, 2> timestamp; ///< likewise

        bool operator==(const Entry&) const = default;
    };
    [[nodiscard]] const Entry& at(ConversationId id) const { return entries_.at(id - 1); }
    [[nodiscard]] static std::size_t side_of(const Entry& entry, HostId host);
    [[nodiscard]] std::uint32_t remoteness(ConversationId id, const Segment& segment) const;

    std::vector<Entry> entries_; ///< ConversationId 1 is the first
    std::map<std::uint64_t, std::vector<ConversationId>> by_ports_;
    bool shares_ports_{};
};

} // namespace sim

#pragma once

#include "sim/link/injection.h"
#include "sim/packet/codec.h"
#include "sim/trace/conversation_book.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace live {

/// The scenario's injections: which of them is due when.
class Injector {
public:
    explicit Injector(const std::vector<sim::Injection>& injections);

    /// A packet has left a host, at `at`, as `record` says.
    void departed(const sim::Departure& departure, sim::Time at, sim::RecordId record);
    /// When the next injection is due; `never` when none is.
    [[nodiscard]] sim::Time next_due() const;
    struct Due {
        sim::Time at;
        std::uint32_t place{}; ///< in the scenario's list
        sim::RecordId cause{}; ///< the departure it follows
    };
    /// Removes the next one, which must exist.
    Due next();

private:
    void insert(Due due);

    const std::vector<sim::Injection>& injections_;
    sim::MarkCounter marks_; ///< a place for each injection
    std::vector<Due> due_;   ///< by time
};

/// The injection's packet between these two addresses; nothing when its numbers count from initial
/// numbers that are not known.
std::optional<sim::WirePacket> packet_of(const sim::Injection& injection,
                                         const sim::ConversationBook& book);

/// The packet that an ICMP message of the scenario is about, as far as the message quotes it.
std::optional<sim::WirePacket> packet_quoted_by(const sim::Injection& injection,
                                                const sim::ConversationBook& book);

/// The IPv4 packet of an ICMP message to the sender of `quoted` (RFC 792), checksums filled in.
std::vector<std::uint8_t> icmp_packet(const sim::IcmpMessage& message,
                                      const sim::WirePacket& quoted);

} // namespace live

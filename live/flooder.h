#pragma once

#include "live/flood_stream.h"

#include <vector>

namespace live {

/// The scenario's floods on the kernel.
class Flooder {
public:
    explicit Flooder(const Surroundings& around);

    /// When the next packet of theirs is due; `never` when none is.
    [[nodiscard]] sim::Time next_due() const;
    /// Hands over the next one, which must exist.
    void deliver(const PutPacket& put);
    /// Takes a packet that has left a host, when it is for a source of theirs.
    bool take(const sim::WirePacket& packet, sim::Time departed);
    /// Whether one of their sources has this address.
    [[nodiscard]] bool is_source(const sim::Address& address) const;

    /// SYNs handed over so far.
    [[nodiscard]] std::uint64_t packets() const;
    /// What has become of those that went to this port.
    [[nodiscard]] sim::FloodCounts counts(sim::HostId host, std::uint16_t port, sim::Time at) const;
    /// What has become of each flood.
    [[nodiscard]] std::vector<sim::FloodSummary> summaries(sim::Time at) const;
    /// Writes down the SYNs that the trace keeps.
    void write_down(sim::Time now);

private:
    Surroundings around_;
    std::vector<FloodStream> streams_;
};

} // namespace live

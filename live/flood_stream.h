#pragma once

#include "live/flood_story.h"
#include "live/surroundings.h"
#include "sim/link/flood.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace live {

/// Hands an IP packet to a host, whose TCP works it off before this returns. Yields 0 or an errno.
using PutPacket = std::function<int(sim::HostId to, std::span<const std::uint8_t> packet)>;

/// One flood on the kernel: its SYNs, paced by the run's clock, what the flooded host answers, and
/// what the sources reply. It makes packets for that host, by its place in the scenario, and for
/// nobody else.
class FloodStream {
public:
    FloodStream(const Surroundings& around, const sim::Flood& flood)
        : around_(around), flood_(flood) {}

    /// When the next packet for the flooded host is due; `never` when none is.
    [[nodiscard]] sim::Time next_due() const;
    /// Hands the next one over.
    void deliver(const PutPacket& put);

    /// Whether one of its sources has this address.
    [[nodiscard]] bool has_source(const sim::Address& address) const {
        return sim::contains(flood_.sources, address);
    }
    /// A packet for one of them has left the flooded host.
    void take(const sim::WirePacket& packet, sim::Time departed);

    [[nodiscard]] const sim::Flood& flood() const { return flood_; }
    /// How many of its SYNs have arrived.
    [[nodiscard]] std::uint64_t arrived() const { return syns_.size(); }
    /// What has become of its SYNs, those that had left before `at` counted as sent.
    [[nodiscard]] sim::FloodCounts counts(sim::Time at) const;
    [[nodiscard]] sim::FloodSummary summary(sim::Time at) const;
    /// Writes down the SYNs that the trace keeps.
    void write_down(sim::Time now, Capture& capture);

private:
    /// A SYN that has arrived, and what it met, as far as a kernel shows it.
    struct Syn {
        sim::Time arrived;
        sim::FloodFate fate{sim::FloodFate::unanswered};
    };
    /// What a source replies to a SYN-ACK.
    struct Reply {
        sim::Time due;
        std::uint64_t number{}; ///< of the SYN it all began with
        std::size_t answer{};   ///< its place in that one's story, where there is one
        sim::WirePacket packet;
    };
    /// The SYNs of one fate that have to be kept, as far as known.
    struct Landmarks {
        std::optional<std::uint64_t> first, last;
    };

    [[nodiscard]] sim::Time next_syn_due() const;
    [[nodiscard]] sim::WirePacket syn(std::uint64_t number) const;
    [[nodiscard]] Glimpse look(const sim::WirePacket& syn) const;
    [[nodiscard]] bool is_late() const;
    [[nodiscard]] bool is_kept(std::uint64_t number) const;
    FloodStory& story_of(std::uint64_t number);
    [[nodiscard]] FloodStory bare_story(std::uint64_t number) const;
    void keep(std::uint64_t number, Landmarks& landmarks);
    void keep_unanswered();
    void deliver_syn(const PutPacket& put);
    void deliver_reply(const PutPacket& put);
    void settle(std::uint64_t number, sim::FloodFate fate);
    [[nodiscard]] sim::FateTally tally(sim::FloodFate fate) const;

    Surroundings around_;
    const sim::Flood& flood_;
    std::vector<Syn> syns_; ///< by number, from 0
    std::uint64_t answered_{}, refused_{};
    std::deque<Reply> replies_; ///< by time
    std::map<std::uint64_t, FloodStory> stories_;
    Landmarks answered_ones_, refused_ones_;
};

} // namespace live

#pragma once

#include "sim/net/world.h"

#include <map>
#include <string>
#include <vector>

namespace soak {

/// Looks at a world after every event and says what must not be.
class Invariants {
public:
    /// What is wrong now, and what the records since the last look should not say; empty when all
    /// is well.
    std::string look_at(const sim::World& world, const sim::Trace& trace);
    /// What is wrong at the end of a run that went to its end; empty when all is well.
    std::string look_at_end(const sim::World& world, const sim::Trace& trace) const;
    /// Ends that wait for a peer which has given up: half-open connections, no fault of TCP's.
    [[nodiscard]] std::size_t half_open() const { return half_open_; }

private:
    /// How far an end has come.
    struct Progress {
        sim::SeqNum una, nxt, rcv_nxt, right_edge;
        bool synchronized{};
    };

    std::string look_at_slot(std::size_t place, const sim::World& world);
    std::string look_at_progress(std::size_t place, const sim::Connection& connection);
    std::string look_at_record(sim::RecordId id, const sim::World& world, const sim::Trace& trace);
    std::string look_at_call(const sim::Record& record, const sim::World& world,
                             const sim::Trace& trace);
    [[nodiscard]] bool ended_badly(const sim::Record& record) const;
    [[nodiscard]] bool gave_up(const sim::Slot& slot) const;
    static std::string look_at_programs(const sim::World& world);

    std::vector<Progress> progress_;
    sim::RecordId seen_{};
    std::map<std::pair<sim::ConversationId, sim::HostId>, std::uint64_t> received_;
    std::map<std::pair<sim::ConversationId, sim::HostId>, sim::Rule> ended_by_;
    mutable std::size_t half_open_{};
};

} // namespace soak

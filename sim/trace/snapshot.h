#pragma once

#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sim {

/// A timer that is running.
struct RunningTimer {
    TimerKind kind{};
    Time set_at, due;

    bool operator==(const RunningTimer&) const = default;
};

/// One end of a connection at an instant. What the stage does not know is absent.
struct ConnectionSnapshot {
    ConversationId conversation{};
    HostId host{};
    State state{};
    std::array<std::optional<std::int64_t>, variable_count> values{};
    std::vector<RunningTimer> timers{};

    [[nodiscard]] std::optional<std::int64_t> value(Variable variable) const {
        return values.at(static_cast<std::size_t>(variable));
    }
    bool operator==(const ConnectionSnapshot&) const = default;
};

/// What a program is doing: about to run, or blocked in, `line`.
struct ProgramSnapshot {
    std::string name;
    HostId host{};
    std::uint16_t line{};
    bool blocked{}, ended{};

    bool operator==(const ProgramSnapshot&) const = default;
};

/// A slot that is taken in a listener's SYN queue or accept queue.
struct QueueSlot {
    std::uint32_t slot{};          ///< its number in the row, from 0
    ConversationId conversation{}; ///< 0: of a flood's SYN that the trace does not keep
    bool of_flood{};
    Time since{};                 ///< when its SYN arrived
    Time due{never};              ///< half open: when its SYN-ACK is sent again or it is given up
    std::uint32_t timeouts{};     ///< half open: SYN-ACKs sent again because of the timer
    std::uint32_t retries_left{}; ///< half open: how many more there can be, as things are now
    bool acked{};                 ///< half open, though its ACK has come: the accept queue was full

    bool operator==(const QueueSlot&) const = default;
};

/// A listening socket. Its queues are in the order in which their entries came.
struct ListenerSnapshot {
    HostId host{};
    std::uint16_t port{};
    std::vector<ConversationId> syn_queue, accept_queue;
    std::uint32_t syn_queue_most{}, accept_queue_most{}; ///< how many entries each takes
    std::vector<QueueSlot> half_open{}, complete{}; ///< what is in the slots, where it is known
    ListenCounts counts{};                          ///< of its host

    bool operator==(const ListenerSnapshot&) const = default;
};

/// All variables at one instant: as record `record` (all that came of its input included) left
/// them.
struct Snapshot {
    Time at{};
    RecordId record{};
    std::vector<ConnectionSnapshot> connections{};
    std::vector<ProgramSnapshot> programs{};
    std::vector<ListenerSnapshot> listeners{};

    bool operator==(const Snapshot&) const = default;
};

/// The snapshot of an observed trace: what its records and observations say, nothing more.
Snapshot observed_snapshot(const Trace& trace, RecordId record);

/// The end of conversation `id` on `host`; null where the snapshot has none.
const ConnectionSnapshot* find_connection(const Snapshot& snapshot, ConversationId id, HostId host);

} // namespace sim

#pragma once

#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <vector>

namespace ui {

/// Where RFC 9293 3.3.2 speaks of a move between two states.
enum class MoveOrigin : std::uint8_t {
    figure,  ///< an arrow of figure 5
    note_2,  ///< FIN-WAIT-1 to TIME-WAIT: the FIN acknowledges ours as well
    note_3,  ///< a RST, received or sent, ended the connection
    aborted, ///< the program did not wait: ABORT, or close() with unread bytes
    gave_up, ///< a timer ended the connection where the figure has no timeout
    unseen,  ///< a stage that looks only now and then saw the states before and after, not between
};

/// One end moved from a state to another.
struct StateMove {
    sim::RecordId record{};
    sim::HostId host{};
    sim::State from{}, to{};
    MoveOrigin origin{};

    bool operator==(const StateMove&) const = default;
};

/// The states of both ends of one conversation through a whole run. Built once, asked often.
class StateStory {
public:
    StateStory() = default;
    StateStory(const sim::Trace& trace, sim::ConversationId conversation);

    /// All moves in order of time; a listening socket's passive open is the acceptor's first.
    [[nodiscard]] const std::vector<StateMove>& moves() const { return moves_; }
    /// The hosts of the two ends, opener first; no_host where the trace has not seen one.
    [[nodiscard]] const std::array<sim::HostId, 2>& hosts() const { return hosts_; }
    /// How many moves had been made when `cursor` had happened.
    [[nodiscard]] std::size_t countAt(sim::RecordId cursor) const;
    /// The state of `host`'s end after the first `count` moves.
    [[nodiscard]] sim::State stateAfter(std::size_t count, sim::HostId host) const;

private:
    std::vector<StateMove> moves_;
    std::array<sim::HostId, 2> hosts_{sim::no_host, sim::no_host};
};

} // namespace ui

#pragma once

#include "live/diag.h"
#include "sim/trace/trace.h"

#include <optional>
#include <vector>

namespace live {

/// The timer a socket shows (sock_diag(7) tells of one at most, and never of the delayed ACK's),
/// and what became of it from look to look.
class TimerView {
public:
    /// Takes what a look at `now` showed; nothing: there is no socket. Yields what has changed.
    std::vector<sim::TimerEvent> look(sim::Time now, const std::optional<SocketSeen>& seen);
    /// The socket has sent something at `now` without being asked. Yields the timer that was due,
    /// which then no longer runs; nothing where none was.
    std::optional<sim::TimerEvent> fire(sim::Time now);

private:
    std::optional<sim::TimerEvent> running_;
};

} // namespace live

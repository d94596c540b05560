#pragma once

#include "sim/base/assert.h"
#include "sim/tcp/step.h"

namespace sim {

/// The errno by which a program hears of the event that ended its connection.
inline const char* error_name(AppEvent event) {
    switch (event) {
    case AppEvent::refused: return "ECONNREFUSED";
    case AppEvent::reset: return "ECONNRESET";
    case AppEvent::timed_out: return "ETIMEDOUT";
    case AppEvent::network_unreachable: return "ENETUNREACH";
    case AppEvent::host_unreachable: return "EHOSTUNREACH";
    case AppEvent::protocol_unreachable: return "ENOPROTOOPT";
    case AppEvent::none:
    case AppEvent::connected:
    case AppEvent::readable:
    case AppEvent::writable:
    case AppEvent::urgent:
    case AppEvent::broken_pipe:
    case AppEvent::peer_closed: return "EPIPE";
    }
    unreachable();
}

/// The event ended the connection, or kept it from being opened: the program's next call fails with
/// its errno.
inline bool is_error(AppEvent event) {
    switch (event) {
    case AppEvent::refused:
    case AppEvent::reset:
    case AppEvent::broken_pipe:
    case AppEvent::network_unreachable:
    case AppEvent::host_unreachable:
    case AppEvent::protocol_unreachable:
    case AppEvent::timed_out: return true;
    case AppEvent::none:
    case AppEvent::connected:
    case AppEvent::urgent:
    case AppEvent::readable:
    case AppEvent::writable:
    case AppEvent::peer_closed: return false;
    }
    unreachable();
}

} // namespace sim

#include "live/timer_wheel.h"

#include <array>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace live {

void await_turn_of_timer_wheel() {
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return;
    // A socket's time-out is a timer of the wheel (those of poll(2) and nanosleep(2) are not), and
    // of the same level as the four seconds a SYN-ACK waits the third time.
    constexpr timeval wait{.tv_sec = 2, .tv_usec = 100'000};
    char nothing{};
    if (setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) == 0)
        static_cast<void>(recv(ends[0], &nothing, sizeof nothing, 0));
    close(ends[0]);
    close(ends[1]);
}

} // namespace live

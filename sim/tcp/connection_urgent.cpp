// Urgent data (RFC 9293 3.8.5): a pointer into the stream that may run ahead of it.
#include "sim/tcp/connection.h"

#include <limits>

namespace sim {

/// RFC 9293 3.1: the pointer counts from the segment's number to the byte behind the urgent data.
/// It may point far beyond the segment (MUST-31), as far as sixteen bits reach.
void Connection::point_to_urgent(Segment& segment) const {
    if (!before(segment.seq, snd.up)) return;
    constexpr std::uint32_t farthest = std::numeric_limits<std::uint16_t>::max();
    const std::uint32_t ahead = distance(segment.seq, snd.up);
    if (ahead > farthest) return;
    segment.flags.urg = true;
    segment.urgent_pointer = static_cast<std::uint16_t>(ahead);
}

/// A pointer counts when it is ahead of all that has come, and of the pointer before it.
bool Connection::is_urgent_news(SeqNum octet) const {
    if (before(octet, rcv.read) || before(octet, rcv.nxt)) return false;
    return rcv.urgent == Urgent::none || before(rcv.up, octet);
}

/// RFC 9293 3.10.7.4, sixth: check the URG bit. The program is told of each pointer that is news
/// (MUST-32), and of the byte itself.
void Connection::process_urgent(const Segment& segment, Step& step) {
    if (!segment.flags.urg && rcv.urgent != Urgent::announced) return;
    const bool may_be =
        state_ == State::established || state_ == State::fin_wait_1 || state_ == State::fin_wait_2;
    if (!may_be) return;
    constexpr Rule rule = Rule::rfc9293_3_8_5_urgent;
    const SeqNum behind = segment.seq + segment.urgent_pointer;
    const SeqNum octet = segment.urgent_pointer == 0 ? behind : behind - 1;
    if (segment.flags.urg && is_urgent_news(octet)) {
        if (rcv.urgent != Urgent::none && rcv.up == rcv.read && rcv.read != rcv.nxt)
            app_passes_urgent(*step.profile);
        rcv.urgent = Urgent::announced;
        rcv.up = octet;
        step.tell(AppEvent::urgent, rule);
    }
    const bool carries = before_or_equal(segment.seq, rcv.up)
                         && before(rcv.up, segment.seq + segment.payload.length);
    if (rcv.urgent != Urgent::announced || !carries) return;
    if (step.profile->urgent_apart) rcv.urgent = Urgent::here;
    step.tell(AppEvent::urgent, rule);
}

std::optional<SeqNum> Connection::app_reads_urgent() {
    if (rcv.urgent != Urgent::here) return std::nullopt;
    rcv.urgent = Urgent::taken;
    return rcv.up;
}

void Connection::app_passes_urgent(const Profile& profile) {
    if (rcv.urgent == Urgent::none || rcv.up != rcv.read || !before(rcv.read, rcv.nxt)) return;
    rcv.urgent = Urgent::none;
    if (!profile.urgent_apart) return;
    rcv.read = rcv.read + 1;
    receive_window.release(1);
}

} // namespace sim

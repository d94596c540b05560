#include "tests/soak/sending_invariants.h"

namespace soak {

namespace {

using namespace sim;

bool is_synchronized(State state) {
    return state != State::closed && state != State::listen && state != State::syn_sent
           && state != State::syn_received;
}

std::string wrong_segment(const SentSegment& segment, bool speaks_sack) {
    if (!before(segment.first, segment.end)) return "a sent segment is empty";
    if (segment.transmissions == 0) return "a segment in flight was never sent";
    if (segment.resent && segment.transmissions < 2) return "resent, but sent only once";
    if (segment.sacked && segment.lost) return "a segment is both SACKed and lost";
    if (segment.sacked && !speaks_sack) return "SACKed by a peer that does not speak SACK";
    return "";
}

/// The segments in flight are SND.UNA to SND.NXT, without gap or overlap.
std::string wrong_places(const Connection& connection) {
    const SendQueue& queue = connection.sent;
    const SendSpace& snd = connection.snd;
    if (queue.empty()) return snd.una == snd.nxt ? "" : "in flight, but not in the queue";
    SeqNum next = snd.una;
    for (std::uint32_t i = 0; i < queue.size(); ++i) {
        if (queue[i].first != next) return "the segments in flight do not lie end to end";
        if (std::string wrong = wrong_segment(queue[i], connection.agreed.sack); !wrong.empty())
            return wrong;
        next = queue[i].end;
    }
    return next == snd.nxt ? "" : "the segments in flight do not end at SND.NXT";
}

std::string wrong_window(const Connection& connection) {
    const Congestion& congestion = connection.congestion;
    const SendSpace& snd = connection.snd;
    constexpr std::uint32_t least_ssthresh = 2; // RFC 5681 equation 4
    if (congestion.cwnd < 1) return "cwnd is 0";
    if (congestion.ssthresh < least_ssthresh) return "ssthresh is below two segments";
    if (congestion.phase == CongestionPhase::recovery && before(snd.nxt, congestion.recover))
        return "recovery waits for what was never sent";
    // A FIN may follow what fills the window, and so may the byte of a probe.
    if (is_synchronized(connection.state()) && distance(snd.una, snd.nxt) > snd.max_wnd + 2)
        return "more is in flight than any window has allowed";
    return "";
}

} // namespace

SentCounts counts_of(const SendQueue& queue) {
    return {.size = queue.size(),
            .sacked = queue.sacked(),
            .lost = queue.lost(),
            .resent = queue.resent(),
            .in_flight = queue.in_flight()};
}

std::string wrong_counts(const SendQueue& queue, const SentCounts& told) {
    SentCounts counted{.size = queue.size(), .sacked = queue.duplicates()};
    for (std::uint32_t i = 0; i < queue.size(); ++i) {
        counted.sacked += static_cast<std::uint32_t>(queue[i].sacked);
        counted.lost += static_cast<std::uint32_t>(queue[i].lost);
        counted.resent += static_cast<std::uint32_t>(queue[i].resent);
    }
    if (told.sacked != counted.sacked) return "the count of SACKed segments is wrong";
    if (told.lost != counted.lost) return "the count of lost segments is wrong";
    if (told.resent != counted.resent) return "the count of resent segments is wrong";
    const std::uint32_t gone = counted.sacked + counted.lost;
    if (gone > counted.size + counted.resent) return "less than nothing is in flight";
    if (told.in_flight != counted.size + counted.resent - gone)
        return "the count of segments in flight is wrong";
    if (told.in_flight > 2 * counted.size) return "each segment is in flight more than twice";
    return "";
}

std::string wrong_sending(const Connection& connection) {
    if (connection.agreed.sack && connection.sent.duplicates() != 0)
        return "duplicate ACKs stand for segments although the peer speaks SACK";
    if (std::string wrong = wrong_counts(connection.sent, counts_of(connection.sent));
        !wrong.empty())
        return wrong;
    if (is_synchronized(connection.state()))
        if (std::string wrong = wrong_places(connection); !wrong.empty()) return wrong;
    return wrong_window(connection);
}

std::string wrong_transmit_timers(const Connection& connection) {
    const Timers& timers = connection.timers;
    const SendSpace& snd = connection.snd;
    const int running = static_cast<int>(timers.is_set(TimerKind::retransmit))
                        + static_cast<int>(timers.is_set(TimerKind::loss_probe))
                        + static_cast<int>(timers.is_set(TimerKind::reordering));
    if (running > 1) return "two timers wait for one ACK";
    if (snd.una != snd.nxt)
        return running == 1 ? "" : "sent and not acknowledged, but no timer runs";
    if (running == 1) return "a timer runs for nothing";
    if (timers.is_set(TimerKind::pacing)) return "";
    if (connection.unsent() != 0)
        return timers.is_set(TimerKind::persist)
                   ? ""
                   : "something is left to send and nothing will send it";
    if (snd.fin_wanted && snd.nxt == snd.end) return "a FIN is left to send";
    return "";
}

} // namespace soak

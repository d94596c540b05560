// Explicit congestion notification: RFC 3168.
#include "sim/tcp/connection.h"

#include <utility>

namespace sim {

/// The peer's SYN has come: does it ask, or grant what we have asked for?
void Connection::agree_on_ecn(const Segment& syn, const Step& step) {
    const bool asks = syn.flags.ece && syn.flags.cwr;
    const bool grants = syn.flags.ece && !syn.flags.cwr;
    if (syn.flags.ack) {
        ecn.agreed = ecn.asked && grants;
        return;
    }
    ecn.agreed = asks && step.profile->ecn != EcnChoice::off && syn.ecn == Ecn::not_ect;
}

/// RFC 3168 6.1.3: the sender has heard of the mark. Its cwnd may be small: it is not kept waiting.
void Connection::take_congestion_answer(const Segment& segment) {
    if (!ecn.agreed || !segment.flags.cwr) return;
    ecn.echoes = false;
    delayed_ack.at_once = true;
}

/// RFC 3168 6.1.3: CE is told by ECE until the sender says by CWR that it has slowed down. Linux
/// allows two quick ACKs then, which memory that runs short may end, and also where data of a
/// sender that listens has no mark: it was probably sent again (6.1.5, tcp_data_ecn_check).
void Connection::take_congestion_mark(const Segment& segment, const Profile& profile) {
    if (!ecn.agreed) return;
    const bool is_first_ce = segment.ecn == Ecn::ce && !std::exchange(ecn.echoes, true);
    const bool is_again = segment.ecn == Ecn::not_ect && ecn.seen;
    ecn.seen = ecn.seen || segment.ecn != Ecn::not_ect;
    if (profile.delayed_ack != DelayedAckChoice::linux_quick) {
        delayed_ack.at_once = delayed_ack.at_once || is_first_ce;
    } else if (is_first_ce || is_again) {
        constexpr std::uint32_t quick_acks = 2;
        delayed_ack.enter_quick(rcv.wnd, receive_window.segment_size(), quick_acks);
    }
}

/// RFC 3168 6.1.2, 6.1.4, 6.1.5: new data is marked as of a sender that listens; an ACK alone, a
/// SYN and what is sent again are not.
void Connection::mark_new_data(Segment& segment) {
    if (!ecn.agreed || segment.payload.length == 0) return;
    segment.ecn = Ecn::ect0;
    segment.flags.cwr = std::exchange(ecn.tells_reduced, false);
}

/// RFC 3168 6.1.2: ECE is as good as a loss, once for each window of data.
void Connection::reduce_for_congestion(Step& step) {
    step.input_rule = Rule::rfc3168_6_1_2_reduce;
    recovery.undo.prior_ssthresh = 0;
    recovery.undo.marker.reset();
    begin_reduction();
    if (!step.profile->rate_reduction) congestion.cwnd = congestion.ssthresh;
    congestion.phase = CongestionPhase::reduced;
}

} // namespace sim

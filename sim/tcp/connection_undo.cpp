// Taking back a reduction of cwnd that was a mistake (RFC 4015, RFC 3708, RFC 5682), as Linux does.
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

/// The ACK answers what left before the first retransmission (RFC 3522 3.2), or nothing was sent
/// again yet.
bool Connection::was_delayed(const Segment& segment) const {
    if (recovery.undo.stamp) return echoes_before(segment, *recovery.undo.stamp);
    return agreed.sack || before(snd.una, congestion.recover);
}

bool Connection::may_undo(const Segment& segment) const {
    return recovery.undo.marker && (recovery.undo.all_needless() || was_delayed(segment));
}

/// RFC 4015 3.2: cwnd and ssthresh are what they were, and CWR has nothing to tell. `unmark`:
/// nothing counts as lost any more.
void Connection::take_back(Unmark unmark) {
    if (unmark == Unmark::yes) sent.none_lost();
    Undo& undo = recovery.undo;
    if (undo.prior_ssthresh != 0) {
        if (congestion.ssthresh < undo.prior_ssthresh) ecn.tells_reduced = false;
        congestion.cwnd = std::max(congestion.cwnd, undo.prior_cwnd);
        congestion.ssthresh = std::max(congestion.ssthresh, undo.prior_ssthresh);
    }
    undo.marker.reset();
    recovery.rack.advanced = true;
}

/// RFC 3708 3: D-SACKs have told of every retransmission that it was needless.
bool Connection::undo_by_duplicates(Step& step) {
    if (!recovery.undo.all_needless() || !step.profile->undo) return false;
    recovery.rack.persist = std::min<std::uint8_t>(
        Rack::recoveries_kept, static_cast<std::uint8_t>(recovery.rack.persist + 1));
    take_back(Unmark::no);
    step.input_rule = Rule::rfc3708_3_dsack_undo;
    return true;
}

/// A partial ACK in recovery answers the first transmission: the segment was late, not lost. True
/// when nothing else is to be done about it as long as retransmissions are under way.
bool Connection::undo_partly(const Segment& segment, const AckNews& news, Step& step) {
    if (!step.profile->undo || !recovery.undo.marker || !was_delayed(segment)) return false;
    note_reordering(news.una_before, *step.profile);
    if (sent.resent() != 0) return true;
    if (!sent.any_resent()) recovery.undo.stamp.reset();
    take_back(Unmark::yes);
    step.input_rule = Rule::rfc4015_3_2_undo;
    keep_open(*step.profile);
    return false;
}

/// A timeout was spurious; `rule` says how that was found out.
bool Connection::undo_loss(Rule rule, Step& step) {
    if (!step.profile->undo) return false;
    take_back(Unmark::yes);
    step.input_rule = rule;
    attempts.in_a_row = 0;
    if (holds_after_recover(*step.profile)) return true;
    if (rule == Rule::rfc5682_2_1_spurious || agreed.sack) {
        congestion.phase = CongestionPhase::open;
        recovery.reneged = false;
    }
    return true;
}

/// Without SACK Linux stays as it is until something beyond `recover` is acknowledged: duplicate
/// ACKs of what was sent again must not begin another recovery (RFC 6582 3.2 step 2).
bool Connection::holds_after_recover(const Profile& profile) {
    if (agreed.sack || snd.una != congestion.recover || !profile.undo) return false;
    if (!sent.any_resent()) recovery.undo.stamp.reset();
    return true;
}

} // namespace sim

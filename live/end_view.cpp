#include "live/end_view.h"

namespace live {

using sim::SeqNum;
using sim::State;
using sim::Variable;

namespace {

constexpr std::uint32_t infinite_ssthresh = 0x7fffffff; // TCP_INFINITE_SSTHRESH of the kernel
constexpr std::int64_t microsecond_ns = 1000;

SeqNum end_of(const SegmentView& segment) {
    return segment.seq + segment.length + static_cast<std::uint32_t>(segment.flags.syn)
           + static_cast<std::uint32_t>(segment.flags.fin);
}

} // namespace

void EndView::has_sent(const SegmentView& segment) {
    if (segment.flags.syn && !iss_) {
        iss_ = snd_una_ = snd_nxt_ = segment.seq;
        set(Variable::iss, segment.seq.raw);
    }
    if (!iss_ || segment.flags.rst) return;
    snd_nxt_ = sim::later_of(snd_nxt_, end_of(segment));
    offered_ = segment.window_bytes;
    if (!segment.flags.ack || !irs_) return;
    rcv_nxt_ = sim::later_of(rcv_nxt_, segment.ack);
    window_end_ = segment.ack + segment.window_bytes;
}

void EndView::has_received(const SegmentView& segment) {
    const bool is_other_syn = segment.flags.syn && irs_ && segment.seq != *irs_;
    was_reset_ = was_reset_ || segment.flags.rst || is_other_syn;
    if (segment.flags.rst) return;
    if (segment.flags.syn && !irs_) {
        irs_ = rcv_nxt_ = segment.seq;
        window_end_ = segment.seq + 1U + offered_;
        set(Variable::irs, segment.seq.raw);
    }
    if (segment.flags.syn) snd_wnd_ = segment.window_bytes;
    const bool continues = irs_ && sim::before_or_equal(segment.seq, rcv_nxt_);
    if (continues && sim::before(rcv_nxt_, end_of(segment))) {
        rcv_nxt_ = end_of(segment);
        peer_has_closed_ = peer_has_closed_ || segment.flags.fin;
    }
    if (!segment.flags.ack || !iss_ || !sim::before_or_equal(segment.ack, snd_nxt_)) return;
    snd_una_ = sim::later_of(snd_una_, segment.ack);
    snd_wnd_ = segment.window_bytes;
}

void EndView::set(Variable variable, std::int64_t value) {
    std::optional<std::int64_t>& known = values_.at(static_cast<std::size_t>(variable));
    if (known == value) return;
    known = value;
    news_.push_back(variable);
}

/// The listener outlives its children; one that was reset half open goes back to it.
State EndView::state_of(const std::optional<SocketSeen>& seen) const {
    if (!seen) return State::closed;
    if (seen->state != State::listen || !has_lived_) return seen->state;
    const bool is_back = state_ == State::listen || (state_ == State::syn_received && was_reset_);
    return is_back ? State::listen : State::closed;
}

std::optional<State> EndView::look(const std::optional<SocketSeen>& seen) {
    const State now = state_of(seen);
    if (seen && now != State::listen && now != State::closed) {
        const bool was_listening = irs_ && !iss_; // the peer's SYN has come, ours has not left
        if (!has_lived_ && was_listening) state_ = State::listen;
        has_lived_ = true;
        const bool counts_fin = peer_has_closed_ && seen->unread > 0;
        set(Variable::unread, seen->unread - static_cast<std::uint32_t>(counts_fin));
    }
    if (seen && seen->details && now != State::listen) take_details(*seen->details);
    set(Variable::in_flight, sim::distance(snd_una_, snd_nxt_));
    if (now == state_) return std::nullopt;
    const State before = state_;
    state_ = now;
    if (before == State::closed && now == State::listen)
        return std::nullopt; // not this connection's
    return before;
}

void EndView::take_details(const TcpDetails& details) {
    cwnd_bytes_ = details.cwnd_segments * details.mss;
    set(Variable::mss, details.mss);
    if (details.ssthresh_segments < infinite_ssthresh)
        set(Variable::ssthresh, std::int64_t{details.ssthresh_segments} * details.mss);
    set(Variable::srtt_ns, details.srtt_us * microsecond_ns);
    set(Variable::rttvar_ns, details.rttvar_us * microsecond_ns);
    set(Variable::rto_ns, details.rto_us * microsecond_ns);
    set(Variable::backoff, details.backoff);
    set(Variable::unsent, details.unsent);
    set(Variable::retransmissions, details.total_retransmissions);
    // tcpi_bytes_received counts from RCV.NXT after the handshake, a FIN included.
    if (irs_ && details.bytes_received > 0)
        rcv_nxt_ = sim::later_of(rcv_nxt_,
                                 *irs_ + 1U + static_cast<std::uint32_t>(details.bytes_received));
}

sim::Variables EndView::variables() const {
    const std::uint32_t open = !irs_ ? offered_ // before the peer's SYN
                               : sim::before(rcv_nxt_, window_end_)
                                   ? sim::distance(rcv_nxt_, window_end_)
                                   : 0;
    return {.snd_una = snd_una_.raw,
            .snd_nxt = snd_nxt_.raw,
            .snd_wnd = snd_wnd_,
            .rcv_nxt = rcv_nxt_.raw,
            .rcv_wnd = open,
            .cwnd = cwnd_bytes_};
}

} // namespace live

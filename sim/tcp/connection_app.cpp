// What a program asks of its connection (RFC 9293 3.10.2 to 3.10.5).
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"

#include <algorithm>
#include <bit>

namespace sim {

namespace {

/// Bytes at `end`: behind those of the last buffer or in one of their own.
void add(WriteQueue& written, SeqNum end, std::uint32_t bytes, bool joins_last) {
    if (joins_last)
        written.add_to_last(bytes);
    else
        written.add_new(end, bytes);
}

/// How much one buffer takes: the room of the last one, or all of a new one.
std::uint32_t share(std::uint32_t room, std::uint32_t goal) {
    return room != 0 ? room : goal;
}

/// The room in the last buffer; none where a stack fills no buffers.
std::uint32_t room_left(const WriteQueue& written, SeqNum next, std::uint32_t goal, bool joins) {
    return joins ? written.room(next, goal) : 0;
}

/// A send buffer without a bound of its own: a quarter of the sequence numbers, so that what is
/// before what can always be told (RFC 9293 3.4).
constexpr std::uint32_t unbounded = 1U << 30U;

/// What Linux lets a send buffer take by itself: twice the window in buffers of a full segment
/// (tcp_sndbuf_expand).
std::uint32_t room_for(std::uint32_t segments, const Profile& profile) {
    constexpr std::uint32_t least_segments = 10; // TCP_INIT_CWND
    constexpr std::uint32_t header_room = 256, shared_info = 320, sk_buff = 256;
    const std::uint32_t one =
        std::bit_ceil(profile.own_mss() + header_room + shared_info) + sk_buff;
    const std::uint64_t wanted = std::uint64_t{2} * std::max(segments, least_segments) * one;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, profile.wmem.most));
}

} // namespace

/// Takes up to `bytes` as far as there is room; what fills a buffer may leave at once. Returns how
/// many it took.
std::uint32_t Connection::fill_buffers(std::uint32_t bytes, WriteHow how, Step& step) {
    const bool joins = step.profile->segmentation_offload || is_linux(*step.profile);
    const bool counts_buffers = joins || options.send_buffer != 0 || options.not_sent_low != 0;
    const std::uint32_t goal = counts_buffers ? buffer_goal(step) : bytes;
    if (room_left(written, snd.nxt, goal, joins) != 0)
        written.back().pushes = false; // the write before ends here no longer
    bool cwnd_is_full = false;         // then no more leaves, however much is written
    std::uint32_t left = bytes;
    while (left != 0) {
        const std::uint32_t room = room_left(written, snd.nxt, goal, joins);
        if (room == 0 && !has_room(step)) break;
        const std::uint32_t taken = std::min(left, share(room, goal));
        add(written, snd.end, taken, room != 0);
        snd.end = snd.end + taken;
        left -= taken;
        if (left == 0 || how.urgent) continue; // nothing leaves before the pointer is set
        if (joins) {
            push_filled(step);
        } else if (!cwnd_is_full) {
            output(step);
            cwnd_is_full = sent.in_flight() >= congestion.cwnd;
        }
    }
    return bytes - left;
}

/// A buffer is full and the program writes on: a burst of it leaves if it is the only one, and all
/// that may when half of the largest window has been written since the last push
/// (tcp_sendmsg_locked).
void Connection::push_filled(Step& step) {
    const bool forced = snd.max_wnd / 2 < distance(snd.pushed, snd.end);
    if (forced) mark_pushed();
    if (sent.in_flight() >= congestion.cwnd || !(forced || written.has_one())) return;
    hold_ = Hold::nothing;
    output(step, forced ? Bursts::all : Bursts::one);
    hold_ = Hold::by_options;
}

std::uint32_t Connection::app_sends(std::uint32_t bytes, WriteHow how, Step& step) {
    SIM_ASSERT(!snd.fin_wanted);
    if (bytes == 0) return 0;
    step.input_rule = Rule::rfc9293_3_10_2_send;
    restart_after_idle(step);
    const std::uint32_t taken = fill_buffers(bytes, how, step);
    waits_for_room = taken < bytes && is_linux(*step.profile);
    if (taken == 0) return 0;
    if (how.urgent) snd.up = snd.end;
    if (!how.more && !written.empty()) mark_pushed();
    if (!written.empty()) written.back().closed = how.ends_record;
    hold_ = how.more ? Hold::partial : Hold::by_options;
    output(step);
    hold_ = Hold::by_options;
    return taken;
}

/// PSH will stand on the last byte written so far.
void Connection::mark_pushed() {
    written.back().pushes = true;
    snd.pushed = snd.end;
}

/// May another buffer be filled? TCP_NOTSENT_LOWAT bounds what is not sent, SO_SNDBUF all of it.
bool Connection::has_room(const Step& step) const {
    if (options.not_sent_low != 0 && unsent() >= options.not_sent_low) return false;
    return buffered() < send_buffer(*step.profile);
}

bool Connection::is_writable(const Profile& profile) const {
    if (snd.fin_wanted) return false;
    if (options.not_sent_low != 0 && 2 * unsent() >= options.not_sent_low) return false;
    return std::uint64_t{3} * buffered() <= std::uint64_t{2} * send_buffer(profile);
}

/// What the bytes not yet acknowledged cost: each lies in a kernel buffer with its bookkeeping
/// (Linux sk_wmem_queued).
std::uint32_t Connection::buffered() const {
    constexpr std::uint32_t bookkeeping = 832; // SKB_TRUESIZE of a buffer with room for headers
    return queued() + bookkeeping * (static_cast<std::uint32_t>(sent.size()) + written.size());
}

/// Where the device cuts segments the cost of buffers is another one, and the RFC knows no bound:
/// what fits is not reckoned there.
std::uint32_t Connection::send_buffer(const Profile& profile) const {
    if (options.send_buffer != 0) return options.send_buffer;
    if (profile.segmentation_offload || !is_linux(profile)) return unbounded;
    return std::max(profile.wmem.initial, own_send_buffer);
}

/// It never shrinks.
void Connection::expand_send_buffer(const Profile& profile) {
    const std::uint32_t segments = std::max(congestion.cwnd, recovery.reordering.degree + 1);
    own_send_buffer = std::max(own_send_buffer, room_for(segments, profile));
}

/// A program waits to write: where cwnd is not what holds it back, the buffer grows
/// (tcp_new_space).
void Connection::make_room(const Profile& profile) {
    if (sent.in_flight() < congestion.cwnd) expand_send_buffer(profile);
    waits_for_room = !is_writable(profile);
}

void Connection::app_sets(const SocketOptions& wanted, Step& step) {
    const bool pushes = wanted.no_delay && wanted.cork == options.cork;
    const bool uncorks = options.cork && !wanted.cork;
    const bool keeps =
        wanted.keep_alive != options.keep_alive || wanted.keep_idle != options.keep_idle;
    if (options.receive_buffer != wanted.receive_buffer)
        receive_window.resize(wanted.receive_buffer);
    options = wanted;
    if (keeps) arm_keep_alive(step);
    if (!pushes && !uncorks) return;
    step.input_rule = Rule::rfc9293_3_7_4_no_delay;
    hold_ = options.no_delay ? Hold::nothing : Hold::by_options;
    output(step);
    hold_ = Hold::by_options;
}

std::uint32_t Connection::app_reads(std::uint32_t most, Step& step) {
    std::uint32_t taken = std::min(most, unread());
    if (rcv.urgent != Urgent::none && before(rcv.read, rcv.up)) // a read ends before the mark
        taken = std::min(taken, distance(rcv.read, rcv.up));
    step.input_rule = Rule::rfc9293_3_10_3_receive;
    if (taken == 0) return 0;
    if (is_linux(*step.profile)) { // asks after each buffer: the first one may begin a round trip
        const std::uint32_t first = std::min(taken, receive_window.first_buffer());
        const std::uint32_t bytes = tuning.read_up_to(rcv.read + first, unread() - first, heard_at);
        if (bytes != 0) grow_buffer(bytes, step);
    }
    rcv.read = rcv.read + taken;
    receive_window.release(taken);
    if (state_ == State::closed || fin_is_taken()) return taken;
    const bool linux_stack = step.profile->delayed_ack == DelayedAckChoice::linux_quick;
    if (linux_stack && ack_owed_ != Rule::none && reading_pays_ack()) {
        send_ack(Rule::linux_ack_on_read, step);
        return taken;
    }
    if (window_is_news(*step.profile)) send_ack(Rule::rfc9293_3_8_6_window_update, step);
    return taken;
}

/// Reading has opened the window so far that the peer should hear of it: it is twice as large, but
/// for FreeBSD (Linux __tcp_cleanup_rbuf).
bool Connection::window_is_news(const Profile& profile) const {
    const std::uint32_t open = rcv.open();
    if (profile.window == WindowChoice::bsd_buffer)
        return receive_window.is_bsd_news(open, rcv.shift);
    if (!receive_window.may_double(open)) return false;
    const std::uint32_t wanted = receive_window.offer(profile, rcv.offered(), rcv.shift);
    return wanted != 0 && wanted >= 2 * open;
}

/// An ACK that waits leaves when the program has read: more than a segment is unacknowledged, or
/// what was the end of a write has been read (tcp_cleanup_rbuf).
bool Connection::reading_pays_ack() const {
    const bool drained =
        receive_window.held_bytes() == 0
        && (delayed_ack.small_again || (delayed_ack.small_segment && !delayed_ack.pingpong));
    return drained || distance(agreed.last_ack_sent, rcv.nxt) > receive_window.segment_size();
}

void Connection::app_quickens_acks(bool at_once, Step& step) {
    step.input_rule = Rule::linux_quickack;
    delayed_ack.pingpong = !at_once;
    if (!at_once || ack_owed_ == Rule::none) return;
    delayed_ack.small_segment = true;
    if (reading_pays_ack()) send_ack(Rule::linux_quickack, step);
}

void Connection::app_shuts_down(Step& step) {
    if (snd.fin_wanted) return;
    step.input_rule = Rule::rfc9293_3_10_4_close;
    switch (state_) {
    case State::established:
    case State::syn_received:
        snd.fin_wanted = true;
        enter(State::fin_wait_1, Rule::rfc9293_3_10_4_close, step);
        break;
    case State::close_wait:
        snd.fin_wanted = true;
        enter(State::last_ack, Rule::rfc9293_3_10_4_close, step);
        break;
    case State::syn_sent:
        timers.clear_all();
        enter(State::closed, Rule::rfc9293_3_10_4_close, step);
        return;
    case State::closed:
    case State::listen:
    case State::fin_wait_1:
    case State::fin_wait_2:
    case State::closing:
    case State::last_ack:
    case State::time_wait: return;
    }
    output(step);
}

/// The program lets go; Linux throws away what it has not read.
void Connection::leave_orphaned(const Profile& profile) {
    orphaned = true;
    if (is_linux(profile)) receive_window.release(unread());
}

void Connection::app_closes(Step& step) {
    leave_orphaned(*step.profile);
    if (unread() != 0 && state_ != State::closed && state_ != State::time_wait) {
        step.input_rule = Rule::rfc2525_2_17_close_unread; // RFC 9293 3.6.1 (SHLD-3)
        send_abort(Rule::rfc2525_2_17_close_unread, step);
        give_up(AppEvent::none, Rule::rfc2525_2_17_close_unread, step);
        return;
    }
    app_shuts_down(step);
    if (state_ == State::fin_wait_2 && !timers.is_set(TimerKind::fin_wait_2))
        set_timer(TimerKind::fin_wait_2, step.profile->fin_timeout, step);
}

void Connection::app_aborts(Step& step) {
    leave_orphaned(*step.profile);
    step.input_rule = Rule::rfc9293_3_10_5_abort;
    switch (state_) {
    case State::syn_received:
    case State::established:
    case State::fin_wait_1:
    case State::fin_wait_2:
    case State::close_wait: send_abort(Rule::rfc9293_3_10_5_abort, step); break;
    case State::time_wait:
        if (step.profile->detached_time_wait) return; // not the program's any more
        break;
    case State::listen:
    case State::syn_sent:
    case State::closing:
    case State::last_ack: break;
    case State::closed: return;
    }
    give_up(AppEvent::none, Rule::rfc9293_3_10_5_abort, step);
}

/// The reset of a program that will not wait (RFC 9293 3.10.5): <SEQ=SND.NXT><CTL=RST>.
void Connection::send_abort(Rule rule, Step& step) {
    if (!step.profile->reset_carries_ack) return send_reset(snd.nxt, rule, step);
    Segment& reset = make({.ack = true, .rst = true}, number_without_text(*step.profile), step);
    if (step.profile->window == WindowChoice::bsd_buffer) reset.window = 0;
    step.send_draft(rule);
}

} // namespace sim

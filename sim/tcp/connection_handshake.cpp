// Opening: RFC 9293 3.10.1 (OPEN), 3.10.7.2 (a SYN in LISTEN) and 3.10.7.3 (SYN-SENT).
#include "sim/base/assert.h"
#include "sim/tcp/connection.h"
#include "sim/tcp/isn.h"
#include "sim/tcp/receive_window.h"

#include <algorithm>

namespace sim {

/// What this end asks segments to be at most (RFC 9293 3.7.1, SHLD-5).
std::uint16_t Connection::own_mss(const Profile& profile) const {
    const std::uint16_t by_link = profile.own_mss();
    return options.max_segment == 0 ? by_link : std::min(by_link, options.max_segment);
}

void Connection::app_connects(const Path& own_path, std::uint64_t secret,
                              const Predecessor* predecessor, Step& step) {
    SIM_ASSERT(state_ == State::closed);
    const Profile& profile = *step.profile;
    path = own_path;
    snd.iss = predecessor != nullptr ? predecessor->iss
                                     : initial_sequence_number(path, step.now, secret, profile);
    const bool knows_timestamp = predecessor != nullptr && predecessor->has_timestamp;
    if (knows_timestamp) agreed.ts_recent = predecessor->ts_recent;
    snd.una = snd.nxt = snd.iss;
    snd.end = snd.small_end = snd.pushed = snd.up = snd.iss + 1;
    agreed.timestamp_offset = timestamp_offset(path, secret, profile);
    rcv.wnd =
        receive_window.open(profile, own_mss(profile) - (knows_timestamp ? timestamps_bytes : 0),
                            options.receive_buffer);
    rcv.shift = window_shift(profile, options.receive_buffer);
    begin_control(profile);
    rtt.restore(profile);
    step.input_rule = Rule::rfc9293_3_10_1_open;
    attempts.since = step.now;
    snd.nxt = snd.iss + 1;
    enter(State::syn_sent, Rule::rfc9293_3_10_1_open, step);
    send_syn(Rule::rfc9293_3_10_1_open, step);
}

/// Our SYN; once the peer's has come, it acknowledges that.
Segment Connection::make_syn(const Step& step) const {
    const Profile& profile = *step.profile;
    const bool answers = state_ != State::syn_sent;
    // Where SYNs cross, Linux sends its own once more, with an ACK: its options ask, as before.
    const bool grants = answers && !(is_linux(profile) && opening == Opening::active);
    Segment syn{.path = path, .seq = snd.iss};
    syn.flags.syn = true;
    syn.flags.ack = answers;
    if (answers) syn.ack = rcv.nxt;
    syn.window = static_cast<std::uint16_t>(
        std::min(rcv.wnd, std::uint32_t{65535})); // never scaled, RFC 7323 2.2
    syn.present.mss = profile.name != ProfileName::classroom;
    syn.options.mss = own_mss(profile);
    syn.present.sack_permitted = grants ? agreed.sack : profile.sack;
    syn.present.timestamps = grants ? agreed.timestamps : profile.timestamps;
    if (syn.present.timestamps) {
        syn.options.timestamp = timestamp_now(step);
        syn.options.timestamp_echo = agreed.ts_recent; // 0 before anything is known of the peer
    }
    // RFC 3168 6.1.1: who asks for ECN sets both, who grants it ECE alone.
    syn.flags.ece = answers ? ecn.agreed : ecn.asked;
    syn.flags.cwr = !answers && ecn.asked;
    syn.present.window_scale = grants ? agreed.window_scaling : profile.window_scaling;
    syn.options.window_shift = rcv.shift;
    if (!syn.present.window_scale) syn.options.window_shift = 0;
    return syn;
}

void Connection::send_syn(Rule rule, Step& step) {
    ecn.asked = state_ == State::syn_sent && step.profile->ecn == EcnChoice::active
                && syn_transmissions_ <= step.profile->ecn_syn_retries;
    step.send(make_syn(step), rule);
    ++syn_transmissions_;
    if (!timers.is_set(TimerKind::retransmit)) set_timer(TimerKind::retransmit, rtt.rto, step);
    sent.clear();
    sent.push({.first = snd.iss,
               .end = snd.iss + 1,
               .sent_at = step.now,
               .transmissions = syn_transmissions_});
    agreed.last_ack_sent = rcv.nxt;
}

/// What both SYNs offered is agreed on (RFC 7323 2.2, 3.2; RFC 2018 2; RFC 9293 3.7.1).
void Connection::take_options(const Segment& syn, const Step& step) {
    const Profile& profile = *step.profile;
    agreed.peer_mss = syn.present.mss ? syn.options.mss : profile.mss_without_option;
    agreed.timestamps = syn.present.timestamps && profile.timestamps;
    agreed.sack = syn.present.sack_permitted && profile.sack;
    agree_on_ecn(syn, step);
    if (agreed.timestamps) agreed.ts_recent = syn.options.timestamp;
    agreed.window_scaling = syn.present.window_scale && profile.window_scaling;
    if (agreed.window_scaling) {
        constexpr std::uint8_t most_shift = 14; // RFC 7323 2.3
        snd.shift = std::min(syn.options.window_shift, most_shift);
    } else {
        snd.shift = 0;
        const bool crossing = state_ == State::syn_sent && !syn.flags.ack;
        if (!crossing || !is_linux(profile)) rcv.shift = 0; // Linux scales on where SYNs cross
    }
    constexpr std::uint16_t least_mss = 48; // net.ipv4.tcp_min_snd_mss; a peer may say 0
    snd.mss =
        static_cast<std::uint16_t>(std::max(std::min(agreed.peer_mss, own_mss(profile)), least_mss)
                                   - (agreed.timestamps ? timestamps_bytes : 0));
}

void Connection::start_over_receiving(const Segment& syn, const Step& step) {
    rcv.irs = syn.seq;
    rcv.nxt = rcv.offered_at = rcv.read = syn.seq + 1;
    take_options(syn, step);
}

/// cwnd, its control and what is taken for granted of the path, at first.
void Connection::begin_control(const Profile& profile) {
    const bool governed = profile.congestion_control != ControlChoice::none;
    congestion.cwnd = governed ? profile.initial_cwnd_segments : NoControl::boundless;
    congestion.recover = snd.iss; // RFC 6582 3.2 step 1
    control.choose(profile);
    recovery.reordering.degree = profile.reordering;
}

/// The connection that answers a SYN, as it is before it does.
void Connection::prepare_answer(const Segment& syn, SeqNum iss, std::uint64_t secret, Step& step) {
    SIM_ASSERT(state_ == State::listen);
    const Profile& profile = *step.profile;
    path = reversed(syn.path);
    snd.iss = snd.una = iss;
    snd.nxt = snd.end = snd.small_end = snd.pushed = snd.up = snd.iss + 1;
    agreed.timestamp_offset = timestamp_offset(path, secret, profile);
    rcv.shift = window_shift(profile, options.receive_buffer);
    start_over_receiving(syn, step);
    rcv.wnd =
        receive_window.open(profile, own_mss(profile) - (agreed.timestamps ? timestamps_bytes : 0),
                            options.receive_buffer);
    constexpr std::uint32_t most_unscaled = 65535;
    if (profile.bsd_small_states) rcv.wnd = std::min(rcv.wnd, most_unscaled); // syncache_add()
    begin_control(profile);
    rtt.restore(profile);
}

void Connection::syn_arrives_at_listener(const Segment& syn, std::uint64_t secret,
                                         const Predecessor* predecessor, Step& step) {
    const Profile& profile = *step.profile;
    const SeqNum iss = predecessor != nullptr
                           ? predecessor->iss
                           : initial_sequence_number(reversed(syn.path), step.now, secret, profile);
    prepare_answer(syn, iss, secret, step);
    snd.wnd = snd.max_wnd = syn.window;
    step.input_rule = Rule::rfc9293_3_10_7_2_syn;
    enter(State::syn_received, Rule::rfc9293_3_10_7_2_syn, step);
    send_syn(Rule::rfc9293_3_10_7_2_syn, step);
    if (!profile.two_way_handshake) return;
    snd.una = snd.nxt; // taken on trust
    sent.clear();
    become_established(Rule::variant_two_way_handshake, step);
}

void Connection::cookie_comes_back(const Segment& ack, const Segment& syn, std::uint64_t secret,
                                   Step& step) {
    prepare_answer(syn, ack.ack - 1, secret, step);
    // Linux reckons the window anew, and from the whole MSS (cookie_v4_check).
    rcv.wnd = receive_window.open(*step.profile, agreed.peer_mss, options.receive_buffer);
    snd.una = snd.nxt;
    snd.wl1 = syn.seq;
    snd.wl2 = snd.una;
    agreed.last_ack_sent = rcv.nxt;
    become_established(Rule::rfc4987_3_6_cookie_valid, step);
    segment_arrives(ack, step); // its window, and what else it brings
    step.input_rule = Rule::rfc4987_3_6_cookie_valid;
}

bool Connection::would_complete(const Segment& segment) const {
    return state_ == State::syn_received && opening == Opening::passive && segment.flags.ack
           && !segment.flags.rst && !segment.flags.syn && !is_too_old(segment)
           && is_acceptable(segment) && before(snd.una, segment.ack)
           && before_or_equal(segment.ack, snd.nxt);
}

void Connection::is_refused_by_overflow(const Segment& ack, Step& step) {
    constexpr Rule rule = Rule::linux_abort_on_overflow;
    step.input_rule = rule;
    send_reset(ack.ack, rule, step);
    give_up(AppEvent::none, rule, step);
}

void Connection::is_cleared_away(Rule rule, Step& step) {
    step.input_rule = rule;
    give_up(AppEvent::none, rule, step);
}

/// Both SYNs are through.
void Connection::become_established(Rule rule, Step& step) {
    const Profile& profile = *step.profile;
    const std::uint32_t advertised =
        own_mss(profile) - (agreed.timestamps ? timestamps_bytes : 0); // as Linux counts it
    receive_window.establish(profile, advertised, snd.mss, rcv.wnd);
    size_buffer(step);
    expand_send_buffer(profile);
    constexpr std::uint32_t initial_segments = 10; // TCP_INIT_CWND
    tuning.begin(std::min({receive_window.threshold(), rcv.wnd, initial_segments * advertised}),
                 rcv.read, step.now);
    timers.clear(TimerKind::retransmit);
    attempts.in_a_row = 0;
    attempts.since = never;
    delayed_ack.last_data = heard_at = step.now;
    enter(State::established, rule, step);
    arm_keep_alive(step);
    step.tell(AppEvent::connected, rule);
}

void Connection::arrives_in_syn_sent(const Segment& segment, Step& step) {
    const bool ack_acceptable =
        before(snd.una, segment.ack) && before_or_equal(segment.ack, snd.nxt);
    if (segment.flags.ack && !ack_acceptable) { // first: check the ACK bit
        reject_in_syn_sent(segment, step);
        return;
    }
    if (segment.flags.rst) { // second: check the RST bit
        step.input_rule = Rule::rfc9293_3_10_7_3_reset;
        if (segment.flags.ack)
            give_up(AppEvent::refused, Rule::rfc9293_3_10_7_3_reset, step);
        else
            step.ignore(Rule::rfc9293_3_10_7_3_reset);
        return;
    }
    if (segment.flags.syn && segment.flags.fin && step.profile->bsd_small_states
        && step.profile->drops_syn_fin) {
        step.input_rule = Rule::freebsd_syn_fin_dropped;
        return step.ignore(step.input_rule);
    }
    if (!segment.flags.syn) { // fifth: neither SYN nor RST
        step.input_rule = Rule::rfc9293_3_10_7_3_neither;
        step.ignore(Rule::rfc9293_3_10_7_3_neither);
        return;
    }
    establish_from_syn_sent(segment, step); // fourth: check the SYN bit
}

/// An ACK of something never sent: of an earlier connection, perhaps, that the peer still has.
void Connection::reject_in_syn_sent(const Segment& segment, Step& step) {
    constexpr Rule rule = Rule::rfc9293_3_10_7_3_ack_unacceptable;
    step.input_rule = rule;
    const Duration soon = step.profile->syn_after_bad_ack;
    if (soon != Duration{0} && attempts.in_a_row == 0) { // a reset will have made room for it
        set_timer(TimerKind::retransmit, soon, step);
        answered_wrongly_ = true;
    }
    if (segment.flags.rst) return step.ignore(rule);
    send_reset(segment.ack, rule, step);
}

/// FreeBSD rounds its buffer up to whole segments when the peer's MSS is known (tcp_mss()).
void Connection::size_buffer(Step& step) {
    const Profile& profile = *step.profile;
    if (profile.window != WindowChoice::bsd_buffer) return;
    receive_window.establish(profile, own_mss(profile) - (agreed.timestamps ? timestamps_bytes : 0),
                             snd.mss, rcv.wnd);
    rcv.wnd = receive_window.offer(profile, rcv.offered(), rcv.shift);
    rcv.offered_at = rcv.nxt;
}

/// Text on a SYN waits until the connection is established (RFC 9293 3.10.7.3, fourth); Linux lets
/// it be sent again.
void Connection::keep_text_of_syn(const Segment& syn, const Step& step) {
    if (syn.payload.length == 0 || step.profile->window == WindowChoice::linux_buffer) return;
    const std::uint32_t taken = std::min(syn.payload.length, rcv.open());
    rcv.out_of_order.add({.first = rcv.nxt, .end = rcv.nxt + taken});
    if (step.profile->window == WindowChoice::fixed) receive_window.count(taken);
}

/// Text and FIN of a SYN-ACK are taken as those of any segment.
void Connection::take_text_of_syn(const Segment& syn, Step& step) {
    const bool has_text = syn.payload.length != 0 || syn.flags.fin;
    if (!has_text || step.profile->window == WindowChoice::linux_buffer) return;
    Segment text = syn;
    text.flags.syn = false;
    text.seq = syn.seq + 1;
    if (text.payload.length != 0) process_text(text, step);
    process_fin(text, step);
}

/// RFC 9293 3.5, figure 8: both SYNs cross. Ours is sent again, now with an ACK of the peer's.
void Connection::open_simultaneously(const Segment& segment, Step& step) {
    step.input_rule = Rule::rfc9293_3_10_7_3_syn;
    snd.wnd = snd.max_wnd = segment.window; // not scaled in a SYN, RFC 7323 2.2
    snd.wl1 = segment.seq;
    snd.wl2 = segment.ack;
    size_buffer(step);
    keep_text_of_syn(segment, step);
    syn_transmissions_ = 0; // its round trip counts from the SYN-ACK
    enter(State::syn_received, Rule::rfc9293_3_10_7_3_syn, step);
    send_syn(Rule::rfc9293_3_10_7_3_syn, step);
}

void Connection::establish_from_syn_sent(const Segment& segment, Step& step) {
    start_over_receiving(segment, step);
    if (!segment.flags.ack) return open_simultaneously(segment, step);
    step.input_rule = Rule::rfc9293_3_10_7_3_syn_ack;
    snd.una = segment.ack;
    snd.wnd = snd.max_wnd = segment.window; // not scaled in a SYN, RFC 7323 2.2
    snd.wl1 = segment.seq;
    snd.wl2 = segment.ack;
    const AckNews news = take_handshake_ack(segment.ack);
    if (syn_transmissions_ > 1) rtt.start_after_lost_syn(*step.profile);
    become_established(Rule::rfc9293_3_10_7_3_syn_ack, step);
    sample_round_trip(segment, news, step);
    take_text_of_syn(segment, step);
    if (!step.profile->two_way_handshake) send_ack(Rule::rfc9293_3_10_7_3_syn_ack, step);
    output(step);
}

} // namespace sim

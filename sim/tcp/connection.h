#pragma once

#include "sim/base/digest.h"
#include "sim/base/ring.h"
#include "sim/packet/segment.h"
#include "sim/tcp/congestion_control.h"
#include "sim/tcp/delayed_ack.h"
#include "sim/tcp/icmp_error.h"
#include "sim/tcp/pacing.h"
#include "sim/tcp/receive_tuning.h"
#include "sim/tcp/recovery.h"
#include "sim/tcp/rtt.h"
#include "sim/tcp/send_queue.h"
#include "sim/tcp/sequence_space.h"
#include "sim/tcp/socket_options.h"
#include "sim/tcp/state.h"
#include "sim/tcp/step.h"
#include "sim/tcp/timers.h"
#include "sim/tcp/write_queue.h"

#include <cstdint>
#include <optional>

namespace sim {

/// One end of one connection: all of its state and nothing else. Copy it, compare it, hash it.
///
/// An input (a segment, a timer, a call) changes the state and fills a Step with what it did and
/// why. Nothing here knows of hosts, links, programs or traces.
class Connection {
public:
    Connection() = default;
    /// A connection before its first input: CLOSED, or LISTEN where a listener bears it.
    explicit Connection(Opening how)
        : opening(how), state_(how == Opening::passive ? State::listen : State::closed) {}

    // What programs ask for (RFC 9293 3.9.1, 3.10.1 to 3.10.5). `predecessor` may be null.
    void app_connects(const Path& own_path, std::uint64_t secret, const Predecessor* predecessor,
                      Step& step);
    /// Takes up to `bytes` as far as there is room for them; returns how many.
    std::uint32_t app_sends(std::uint32_t bytes, Step& step) { return app_sends(bytes, {}, step); }
    std::uint32_t app_sends(std::uint32_t bytes, WriteHow how, Step& step);
    /// Options were changed; what they held back may leave (tcp(7), TCP_NODELAY and TCP_CORK).
    void app_sets(const SocketOptions& wanted, Step& step);
    /// TCP_QUICKACK: the next ACKs leave at once, or wait for company.
    void app_quickens_acks(bool at_once, Step& step);
    /// Takes at most `most` bytes; returns how many there were.
    std::uint32_t app_reads(std::uint32_t most, Step& step);
    /// Takes the urgent byte beside the stream (recv(2), MSG_OOB); its number, where there is one.
    std::optional<SeqNum> app_reads_urgent();
    /// A byte that was urgent is no part of the stream: who reads on passes it by.
    void app_passes_urgent(const Profile& profile);
    void app_shuts_down(Step& step);
    /// shutdown(2) with SHUT_RD; the network notices only when both halves are shut.
    void app_stops_reading() { reads_no_more = true; }
    /// The program will neither send nor read any more.
    void app_closes(Step& step);
    void app_aborts(Step& step);

    // What the network and the clock do.
    /// A SYN reached a listener: this connection answers it. `predecessor` may be null.
    void syn_arrives_at_listener(const Segment& syn, std::uint64_t secret,
                                 const Predecessor* predecessor, Step& step);
    void segment_arrives(const Segment& segment, Step& step);
    /// An ACK has brought back a cookie that remembers `syn`: this is the connection of which
    /// nothing was kept, complete now (RFC 4987 appendix A).
    void cookie_comes_back(const Segment& ack, const Segment& syn, std::uint64_t secret,
                           Step& step);
    /// The segment would complete the handshake of a half-open connection.
    [[nodiscard]] bool would_complete(const Segment& segment) const;
    /// It does so where the accept queue is full and net.ipv4.tcp_abort_on_overflow is set.
    void is_refused_by_overflow(const Segment& ack, Step& step);
    /// Its listener gives a half-open connection up, for this reason, and tells nobody.
    void is_cleared_away(Rule rule, Step& step);
    void timer_fires(TimerKind kind, Step& step);
    void icmp_arrives(const IcmpError& error, Step& step);

    /// TIME-WAIT may end early for this SYN (RFC 9293 3.6.1 MAY-2, RFC 6191 2).
    [[nodiscard]] bool gives_way_to(const Segment& syn, const Profile& profile) const;
    /// And for a connect() of its own side.
    [[nodiscard]] bool gives_way_to_connect(const Profile& profile) const;
    /// Ends here; what the next connection on these ports has to know.
    Predecessor leave(Step& step);

    [[nodiscard]] State state() const { return state_; }
    /// Bytes in order that the program has not taken.
    [[nodiscard]] std::uint32_t unread() const {
        return distance(rcv.read, fin_is_taken() ? rcv.fin : rcv.nxt);
    }
    /// In TIME-WAIT, or FIN-WAIT-2 without a program, it is no longer a socket's (tcp_time_wait()).
    [[nodiscard]] bool is_detached(const Profile& profile) const;
    /// The peer has closed and everything it sent has been read.
    [[nodiscard]] bool at_end_of_stream() const;
    /// The program reads on there.
    void app_sees_end() { receive_window.release(0); }
    /// Bytes written and not sent once.
    [[nodiscard]] std::uint32_t unsent() const {
        return snd.is_unsent() ? distance(snd.nxt, snd.end) : 0;
    }
    /// The text of a segment without other options than timestamps (Linux mss_cache).
    [[nodiscard]] std::uint32_t current_mss(const Profile& profile) const;
    /// A program that waits to write may go on (Linux sk_stream_is_writeable, TCP_NOTSENT_LOWAT).
    [[nodiscard]] bool is_writable(const Profile& profile) const;
    /// Bytes written and not yet acknowledged.
    [[nodiscard]] std::uint32_t queued() const {
        return before(snd.una, snd.end) ? distance(snd.una, snd.end) : 0;
    }
    /// The timer with the soonest deadline.
    [[nodiscard]] Time next_deadline() const { return timers.soonest(); }

    void add_to(Digest& digest) const;
    bool operator==(const Connection&) const = default;

    Path path;
    SendSpace snd;
    ReceiveSpace rcv;
    Agreement agreed;
    EcnState ecn;
    Rtt rtt;
    Congestion congestion;
    CongestionControl control;
    Recovery recovery;
    Pacing pacing;
    SendQueue sent;
    WriteQueue written;
    SocketOptions options;
    ReceiveWindow receive_window;
    ReceiveTuning tuning;
    DelayedAck delayed_ack;
    Timers timers;
    Attempts attempts;
    Time invalid_answered{never}; ///< when a segment that is not acceptable was answered last
    Time heard_at{};              ///< when an acceptable segment came last
    std::uint32_t keep_alives{};  ///< probes that nobody has answered
    AppEvent soft_error{};        ///< what ICMP has told: the reason, should it time out
    Opening opening{};
    std::uint32_t own_send_buffer{}; ///< what Linux lets it take by itself (sk_sndbuf)
    bool waits_for_room{};           ///< a write found none (SOCK_NOSPACE)
    bool orphaned{};                 ///< the program has closed its socket
    bool reads_no_more{};            ///< or has shut this half of it
    std::uint32_t stream{};          ///< the byte stream our payload refers to

private:
    enum class Verdict : std::uint8_t { proceed, done };

    /// The only writer of the state.
    void enter(State next, Rule rule, Step& step);

    // RFC 9293 3.10.7.3: a segment arrives in SYN-SENT.
    void arrives_in_syn_sent(const Segment& segment, Step& step);
    void reject_in_syn_sent(const Segment& segment, Step& step);
    void open_simultaneously(const Segment& segment, Step& step);
    void establish_from_syn_sent(const Segment& segment, Step& step);
    void keep_text_of_syn(const Segment& syn, const Step& step);
    void take_text_of_syn(const Segment& syn, Step& step);
    void size_buffer(Step& step);
    // RFC 9293 3.10.7.4: a segment arrives in any later state; first to eighth.
    Verdict check_age(const Segment& segment, Step& step);
    Verdict check_sequence(const Segment& segment, Step& step);
    void take_timestamp(const Segment& segment, const Profile& profile);
    Verdict check_reset(const Segment& segment, Step& step);
    static Verdict check_security(const Segment& segment, Step& step);
    Verdict check_syn(const Segment& segment, Step& step);
    void back_to_listen(const Segment& syn, Step& step);
    Verdict check_ack(const Segment& segment, Step& step);
    void process_urgent(const Segment& segment, Step& step);
    bool refuses_text(const Segment& segment, Step& step);
    void process_text(const Segment& segment, Step& step);
    void time_echo(const Segment& segment, const Step& step);
    void grow_buffer(std::uint32_t bytes, const Step& step);
    bool keep_next(const Segment& segment, SeqNum end, std::uint32_t fresh, const Profile& profile);
    bool keep_up_to_gap(const Segment& segment, SeqRange text, const Profile& profile);
    void take_again(const Segment& segment, Step& step);
    SeqNum take_those_behind(SeqNum end);
    void keep_beyond_gap(const Segment& segment, SeqRange text, Step& step);
    void note_fin_beyond_gap(const Segment& segment, Step& step);
    void keep_fin_beyond_gap(const Segment& segment, Step& step);
    void process_fin(const Segment& segment, Step& step);
    void take_fin(const Segment& segment, Step& step);
    void flush(Step& step);
    [[nodiscard]] bool only_listens(const Profile& profile) const;

    // After the program has let go.
    [[nodiscard]] bool is_too_old(const Segment& segment) const;
    void arrives_detached(const Segment& segment, Step& step);
    void arrives_in_time_wait(const Segment& segment, Step& step);
    void arrives_in_fin_wait_2(const Segment& segment, Step& step);
    void end_detached(Step& step);
    void arrives_in_bsd_time_wait(const Segment& segment, Step& step);

    // Parts of the steps before.
    void answer_unacceptable(const Segment& segment, Step& step);
    void answer_old(const Segment& segment, Rule rule, Step& step);
    void answer_invalid(Rule rule, Step& step);
    bool may_answer_invalid(const Step& step);
    [[nodiscard]] AppEvent news_of_reset(const Profile& profile) const;
    [[nodiscard]] bool completes_simultaneous_open(const Segment& segment) const;
    [[nodiscard]] bool is_exact_reset(const Segment& segment, const Profile& profile) const;

    // Parts of the sixth step.
    [[nodiscard]] bool is_urgent_news(SeqNum octet) const;
    [[nodiscard]] bool is_in_urgent_mode() const { return before(snd.una, snd.up); }
    void point_to_urgent(Segment& segment) const;

    // Parts of the fifth step.
    Verdict check_ack_in_syn_received(const Segment& segment, Step& step);
    Verdict check_ack_range(const Segment& segment, Step& step);
    void acknowledge(const Segment& segment, Step& step);
    [[nodiscard]] bool tells_of_nothing_sent(const Segment& segment) const;
    void take_acknowledged(const Segment& segment, AckNews& news, Step& step);
    void take_old_ack(const Segment& segment, AckNews& news, Step& step);
    void take_from_queue(const Segment& segment, AckNews& news, const Step& step);
    void repair(Resend what, Step& step);
    AckNews take_handshake_ack(SeqNum ack);
    void take_text_kept(Step& step);
    Duration sample_round_trip(const Segment& segment, const AckNews& news, const Step& step);
    [[nodiscard]] RoundTrip round_trip(Duration time, const Step& step) const;
    [[nodiscard]] bool echoes_before(const Segment& segment, std::uint32_t timestamp) const;
    enum class Acks : std::uint8_t { nothing_new, new_data };
    bool update_window(const Segment& segment, Acks what, const Step& step);
    void govern(const AckNews& news, const Step& step);
    Verdict advance_closing_states(Step& step);

    // What SACK blocks tell.
    void take_sack(const Segment& segment, AckNews& news, const Step& step);
    bool take_duplicate_report(const Segment& segment, AckNews& news, const Step& step);
    [[nodiscard]] bool is_plausible(SeqRange block, bool duplicate) const;
    void take_block(SeqRange block, bool duplicate, AckNews& news, const Step& step);
    void tag_sacked(std::size_t place, AckNews& news, const Step& step);
    [[nodiscard]] SeqNum highest_sacked() const;
    void note_reordering(SeqNum lowest_late, const Profile& profile);

    // What an ACK means for the recovery (connection_recovery.cpp).
    void judge_ack(const Segment& segment, AckNews& news, Step& step);
    void judge_in_recovery(const Segment& segment, AckNews& news, Step& step);
    void judge_in_loss(const Segment& segment, AckNews& news, Step& step);
    void process_loss(const Segment& segment, AckNews& news, Step& step);
    bool judge_timeout(AckNews& news, bool recovered, Step& step);
    void judge_otherwise(AckNews& news, Step& step);
    bool leave_at_recover(const Segment& segment, Step& step);
    bool leaves_by_undo(const Segment& segment, Step& step);
    void leave_recovery(Step& step);
    bool waits_for_reneging(AckNews& news, const Step& step);
    void add_duplicates(AckNews& news, const Profile& profile);
    void set_duplicates(std::uint32_t count, std::uint32_t acked, const Profile& profile);
    void keep_open(const Profile& profile);
    void keep_open_after_undo(const Profile& profile);
    void enter_recovery(Step& step);
    void begin_reduction();
    void reduce(const AckNews& news, const Profile& profile);
    void end_reduction();
    void answer_probe(const Segment& segment, const AckNews& news, Step& step);
    void enter_loss(const Step& step);
    void mark_all_lost(const Step& step);

    // Finding losses (connection_losses.cpp).
    void find_losses(AckNews& news, Step& step);
    bool find_lost_by_time(AckNews& news, const Step& step);
    void find_lost_by_duplicates(AckNews& news, const Profile& profile);
    void find_lost_by_count(AckNews& news);
    Duration judge_by_time(std::uint32_t& lost, const Step& step);
    Duration judge_sent_once(Duration window, std::uint32_t& lost, Time now);
    Duration judge_sent_again(Duration window, std::uint32_t& lost, Time now);
    [[nodiscard]] Duration reordering_window() const;
    void reordering_timeout(Step& step);

    // Taking a reduction back (connection_undo.cpp).
    [[nodiscard]] bool may_undo(const Segment& segment) const;
    [[nodiscard]] bool was_delayed(const Segment& segment) const;
    enum class Unmark : std::uint8_t { no, yes };
    void take_back(Unmark unmark);
    bool undo_by_duplicates(Step& step);
    bool undo_partly(const Segment& segment, const AckNews& news, Step& step);
    bool undo_loss(Rule rule, Step& step);
    bool holds_after_recover(const Profile& profile);

    // Explicit congestion notification.
    void agree_on_ecn(const Segment& syn, const Step& step);
    void take_congestion_answer(const Segment& segment);
    void take_congestion_mark(const Segment& segment, const Profile& profile);
    void mark_new_data(Segment& segment);
    void reduce_for_congestion(Step& step);

    // Output.
    void output(Step& step, Bursts bursts = Bursts::all);
    void push_filled(Step& step);
    void send_lost(Step& step);
    [[nodiscard]] std::uint32_t lost_together(std::size_t place, const Step& step) const;
    [[nodiscard]] Rule rule_of_repair(const Profile& profile) const;
    [[nodiscard]] Rule rule_of_new() const;
    void note_use(bool any_sent, const Step& step);
    bool is_paced_out(const Step& step);
    void pacing_timeout(Step& step);
    [[nodiscard]] std::uint64_t pacing_rate(const Profile& profile) const;
    [[nodiscard]] std::uint64_t reckon_pacing_rate(const Profile& profile) const;
    [[nodiscard]] bool waits_for_larger_burst(std::uint32_t room, const Step& step);
    std::uint32_t next_length(const Step& step);
    [[nodiscard]] bool held_back_by_nagle(std::uint32_t length, const Step& step) const;
    enum class Push : std::uint8_t { at_end_of_write, yes, again_too };
    void send_new(std::uint32_t length, Push push, Step& step);
    [[nodiscard]] std::uint32_t buffer_goal(const Step& step) const;
    [[nodiscard]] std::uint32_t paced_segments(const Step& step) const;
    [[nodiscard]] std::uint32_t next_burst(Bursts bursts, const Step& step);
    void send_burst(std::uint32_t bytes, Step& step);
    std::uint32_t fill_buffers(std::uint32_t bytes, WriteHow how, Step& step);
    void mark_pushed();
    [[nodiscard]] bool has_room(const Step& step) const;
    [[nodiscard]] std::uint32_t buffered() const;
    [[nodiscard]] std::uint32_t send_buffer(const Profile& profile) const;
    void expand_send_buffer(const Profile& profile);
    void make_room(const Profile& profile);
    void leave_orphaned(const Profile& profile);
    enum class Resending : std::uint8_t { repair, burst, probe };
    void send_again(std::size_t place, Resending how, Rule rule, Step& step);
    [[nodiscard]] Segment make_syn(const Step& step) const;
    void send_syn(Rule rule, Step& step);
    void send_ack(Rule rule, Step& step);
    void send_reset(SeqNum seq, Rule rule, Step& step);
    void send_abort(Rule rule, Step& step);
    void owe_ack(Rule rule, Step& step);
    void delay_ack(Step& step);
    [[nodiscard]] bool reading_pays_ack() const;
    [[nodiscard]] bool window_is_news(const Profile& profile) const;
    [[nodiscard]] bool ack_is_due(const Step& step);
    [[nodiscard]] bool second_is_told(const Profile& profile);
    void compress_ack(const Step& step);
    [[nodiscard]] SeqNum number_without_text(const Profile& profile) const;
    Segment& make(Flags flags, SeqNum seq, Step& step);
    void add_sack_blocks(Segment& segment);
    void note_duplicate(const Segment& segment, const Profile& profile);
    void note_part_again(const Segment& segment, SeqRange text, const Profile& profile);
    std::uint16_t select_window(const Step& step);
    void segment_left(std::uint32_t length, Step& step);
    /// RFC 9293 3.7.1: the text that fits into a segment beside its options.
    [[nodiscard]] std::uint32_t effective_mss(const Step& step) const {
        const bool is_plain = !is_linux(*step.profile) && !rcv.has_sack_blocks();
        return is_plain ? snd.mss : bounded_mss(step);
    }
    [[nodiscard]] std::uint32_t bounded_mss(const Step& step) const;
    [[nodiscard]] std::uint32_t bounded_by_window(std::uint32_t bytes) const;
    [[nodiscard]] std::uint32_t bytes_of_sack_blocks() const;
    [[nodiscard]] std::uint16_t own_mss(const Profile& profile) const;

    // Timers.
    void retransmission_timeout(Step& step);
    void syn_timeout(Step& step);
    void loss_probe_timeout(Step& step);
    bool probe_by_new_data(Step& step);
    void persist_timeout(Step& step);
    void keep_alive_timeout(Step& step);
    void arm_keep_alive(Step& step);
    void path_shrinks(std::uint32_t mtu, Step& step);
    [[nodiscard]] Duration patience_left(const Step& step) const;
    void send_window_probe(Step& step);
    void arm_persist(Step& step);
    void restart_after_idle(const Step& step);
    void window_has_moved(Step& step);
    void take_probed_byte(const Segment& segment, const Step& step);
    enum class Since : std::uint8_t { now, oldest_sent };
    void arm_retransmit(Since since, const Step& step);
    void rearm_retransmit(const Step& step);
    void restart_retransmit(Step& step);
    enum class Progress : std::uint8_t { none, acknowledged };
    bool schedule_loss_probe(Progress progress, const Step& step);
    void set_transmit_timer(TimerKind kind, Duration span, const Step& step);
    [[nodiscard]] Moment moment(const Step& step) const;
    [[nodiscard]] bool gives_up(const Step& step) const;
    [[nodiscard]] bool is_out_of_patience(const Step& step) const;

    // Ends.
    void forget_everything_sent();
    void give_up(AppEvent event, Rule rule, Step& step);
    void enter_time_wait(Rule rule, Step& step);
    void begin_control(const Profile& profile);
    /// cwnd follows what becomes of segments.
    [[nodiscard]] bool is_governed() const { return control.choice() != ControlChoice::none; }
    void prepare_answer(const Segment& syn, SeqNum iss, std::uint64_t secret, Step& step);
    void start_over_receiving(const Segment& syn, const Step& step);
    void take_options(const Segment& syn, const Step& step);
    void become_established(Rule rule, Step& step);

    [[nodiscard]] bool is_acceptable(const Segment& segment) const;
    /// The peer's FIN has arrived, and all before it.
    [[nodiscard]] bool fin_is_taken() const { return rcv.has_fin && before(rcv.fin, rcv.nxt); }
    [[nodiscard]] bool fin_is_acknowledged() const;
    [[nodiscard]] bool fin_has_no_room(std::uint32_t length, const Profile& profile) const;
    [[nodiscard]] bool fin_may_leave_alone(const Profile& profile) const;
    [[nodiscard]] std::uint32_t timestamp_now(const Step& step) const;
    [[nodiscard]] std::uint32_t timestamp_at(Time time) const;
    void set_timer(TimerKind kind, Duration span, const Step& step);

    State state_{State::closed};
    Rule ack_owed_{}; ///< why an ACK is owed; none: none is
    std::uint8_t syn_transmissions_{};
    bool answered_wrongly_{}; ///< in SYN-SENT, by an ACK of something never sent
    Hold hold_{};             ///< during one call
    bool held_for_burst_{};   ///< cwnd has room, but not for a burst that is worth it
};

} // namespace sim

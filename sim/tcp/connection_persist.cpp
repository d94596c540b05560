// Bytes wait, nothing is in flight: the window is closed, or the program holds a small segment
// back. A timer sees to it that neither lasts for ever (RFC 9293 3.8.6.1).
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

namespace {

/// How often the time between probes has doubled. Linux counts the doublings of the retransmission
/// timeout in, so that they count twice (icsk_backoff).
std::uint32_t doublings_of(const Rtt& rtt, const Attempts& attempts, const Profile& profile) {
    return attempts.persist_backoff + (is_linux(profile) ? rtt.doublings : 0);
}

/// The time to the next probe: one timeout, doubled with each (SHLD-29, SHLD-30).
Duration probe_span(const Rtt& rtt, std::uint32_t doublings, const Profile& profile) {
    constexpr std::uint32_t most_doublings = 20;
    const Duration base = std::max<Duration>(rtt.rto, profile.min_rto);
    return std::min<Duration>(base * (1U << std::min(doublings, most_doublings)), profile.max_rto);
}

} // namespace

/// Nothing left: who would bring news of the window?
void Connection::arm_persist(Step& step) {
    if (!sent.empty() || !snd.awaits_window(is_linux(*step.profile))
        || timers.is_set(TimerKind::persist))
        return;
    attempts.since = step.now;
    const std::uint32_t doublings = is_linux(*step.profile) ? 0 : attempts.persist_backoff;
    set_timer(TimerKind::persist, probe_span(rtt, doublings, *step.profile), step);
}

/// An ACK came while bytes wait: a window that has room starts the count anew, one that has none is
/// probed again after the same time.
void Connection::window_has_moved(Step& step) {
    attempts.window_probes = 0;
    const std::uint32_t first =
        written.empty()
            ? 1
            : std::min<std::uint32_t>(distance(snd.nxt, written.front().end), effective_mss(step));
    const bool closes = snd.fin_wanted && written.has_one() && is_linux(*step.profile);
    const bool open =
        snd.usable() != 0 && first + static_cast<std::uint32_t>(closes) <= snd.usable();
    timers.clear(TimerKind::persist);
    if (open) {
        attempts.persist_backoff = 0;
        rtt.doublings = 0;
        return;
    }
    const std::uint32_t doublings = doublings_of(rtt, attempts, *step.profile);
    set_timer(TimerKind::persist, probe_span(rtt, doublings, *step.profile), step);
}

void Connection::persist_timeout(Step& step) {
    const Profile& profile = *step.profile;
    if (!sent.empty() || !snd.awaits_window(is_linux(profile))) return;
    const bool impatient = options.user_timeout != Duration{0} && attempts.window_probes > 0
                           && step.now - attempts.since >= options.user_timeout;
    if (impatient || attempts.window_probes >= profile.retries2) { // RFC 9293 3.8.6.1, RFC 6429
        step.input_rule = Rule::rfc9293_3_8_3_give_up;
        give_up(AppEvent::timed_out, Rule::rfc9293_3_8_3_give_up, step);
        return;
    }
    if (snd.usable() != 0) { // the program held it back, or the window is a silly one
        step.input_rule = Rule::linux_cork_timeout;
        send_new(std::min({snd.usable(), unsent(), effective_mss(step)}), Push::again_too, step);
        if (profile.window == WindowChoice::linux_buffer) written.note_cut(snd.nxt);
        arm_retransmit(Since::now, step);
        if (!is_linux(profile)) schedule_loss_probe(Progress::none, step); // tcp_write_wakeup
        return;
    }
    step.input_rule = Rule::rfc9293_3_8_6_1_probe;
    ++attempts.window_probes;
    ++attempts.persist_backoff;
    send_window_probe(step);
    const std::uint32_t doublings = doublings_of(rtt, attempts, profile);
    set_timer(TimerKind::persist, probe_span(rtt, doublings, profile), step);
}

/// Linux repeats the last number that was acknowledged, with nothing behind it: the peer must
/// answer what is not acceptable. The RFC has a byte of new data sent, which the peer may take.
void Connection::send_window_probe(Step& step) {
    if (step.profile->empty_window_probe && is_in_urgent_mode()) { // tells the pointer first
        Segment& news = make({.ack = true}, snd.una, step);
        news.payload.store = stream;
        step.send_draft(Rule::rfc9293_3_8_6_1_probe);
    }
    const SeqNum seq = step.profile->empty_window_probe ? snd.una - 1 : snd.nxt;
    Segment& probe = make({.ack = true}, seq, step);
    probe.payload = {.offset = distance(snd.iss + 1, seq), .length = 0, .store = stream};
    if (!step.profile->empty_window_probe) probe.payload.length = 1;
    step.send_draft(Rule::rfc9293_3_8_6_1_probe);
}

/// The peer has taken the byte of a probe: it has left after all.
void Connection::take_probed_byte(const Segment& segment, const Step& step) {
    const bool probing = attempts.window_probes != 0 && !step.profile->empty_window_probe;
    if (!probing || segment.ack != snd.nxt + 1 || unsent() == 0) return;
    snd.nxt = segment.ack;
    written.sent_to(snd.nxt);
}

} // namespace sim

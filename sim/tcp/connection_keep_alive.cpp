// Keep-alives (RFC 9293 3.8.4): a silent peer is asked whether it is still there.
#include "sim/tcp/connection.h"

#include <algorithm>

namespace sim {

void Connection::arm_keep_alive(Step& step) {
    timers.clear(TimerKind::keep_alive);
    const bool open = state_ != State::closed && state_ != State::listen
                      && state_ != State::syn_sent && state_ != State::time_wait;
    if (options.keep_alive && open) set_timer(TimerKind::keep_alive, options.keep_idle, step);
}

/// MUST-26: only while nothing is outstanding, and nothing has come for the whole time.
void Connection::keep_alive_timeout(Step& step) {
    step.input_rule = Rule::rfc9293_3_8_4_keep_alive;
    if (!options.keep_alive || state_ == State::closed || state_ == State::time_wait) return;
    const Duration silence = step.now - heard_at;
    if (!sent.empty() || unsent() != 0) return arm_keep_alive(step);
    if (silence < options.keep_idle)
        return set_timer(TimerKind::keep_alive, options.keep_idle - silence, step);
    const bool patient = options.user_timeout == Duration{0};
    const bool dead = patient ? keep_alives >= options.keep_count
                              : silence >= options.user_timeout && keep_alives > 0;
    if (dead) { // not after one alone: MUST-29
        send_abort(Rule::rfc9293_3_8_4_dead, step);
        give_up(AppEvent::timed_out, Rule::rfc9293_3_8_4_dead, step);
        return;
    }
    ++keep_alives;
    Segment& probe = make({.ack = true}, snd.una - 1, step); // SHLD-12: without data
    probe.payload.store = stream;
    step.send_draft(Rule::rfc9293_3_8_4_keep_alive);
    set_timer(TimerKind::keep_alive, options.keep_interval, step);
}

} // namespace sim

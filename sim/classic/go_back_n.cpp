#include "sim/classic/go_back_n.h"

#include <algorithm>

namespace sim {

bool GoBackNSender::wants_line(const Scheme& scheme) const {
    return next < scheme.frames && next - base < scheme.window;
}

void GoBackNSender::send(const Scheme& scheme, SchemeStep& step) {
    const bool again = next < new_from;
    step.add(DeedKind::frame, again ? Rule::textbook_resend_window : Rule::textbook_window_open,
             next++);
    if (deadline == never) deadline = step.now + scheme.timeout;
    if (again) return;
    new_from = next;
    if (next < scheme.frames && !wants_line(scheme))
        step.add(DeedKind::held_up, Rule::textbook_window_full);
}

void GoBackNSender::ack_arrives(std::uint32_t number, const Scheme& scheme, SchemeStep& step) {
    std::uint32_t frame = base;
    while (frame != new_from && scheme.number_of(frame) != number)
        ++frame;
    if (frame == new_from) {
        step.input_rule = Rule::textbook_ack_again;
        step.add(DeedKind::ignored, Rule::textbook_ack_again);
        return;
    }
    step.input_rule = Rule::textbook_ack_cumulative;
    step.taken_for = frame;
    step.add(DeedKind::moved, Rule::textbook_window_moves, base);
    base = frame + 1;
    next = std::max(next, base);
    deadline = base == next ? never : step.now + scheme.timeout;
}

void GoBackNSender::timer_fires(SchemeStep& step) {
    step.input_rule = Rule::textbook_timeout;
    next = base;
    deadline = never; // runs again from the first frame that leaves
}

void GoBackNReceiver::frame_arrives(std::uint32_t number, const Scheme& scheme, SchemeStep& step) {
    if (number == scheme.number_of(expected)) {
        step.input_rule = Rule::textbook_frame_expected;
        step.taken_for = expected++;
        step.add(DeedKind::ack, Rule::textbook_frame_expected, expected - 1);
        return;
    }
    const bool none_yet = expected == 0;
    step.input_rule = none_yet ? Rule::textbook_nothing_to_acknowledge : Rule::textbook_not_in_turn;
    step.add(DeedKind::ignored, step.input_rule);
    if (!none_yet) step.add(DeedKind::ack, Rule::textbook_not_in_turn, expected - 1);
}

} // namespace sim

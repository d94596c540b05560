#include "sim/classic/stop_and_wait.h"

namespace sim {

bool StopAndWaitSender::wants_line(const Scheme& scheme) const {
    return again || (base == next && next < scheme.frames);
}

void StopAndWaitSender::send(const Scheme& scheme, SchemeStep& step) {
    if (again)
        step.add(DeedKind::frame, Rule::textbook_resend_frame, base);
    else
        step.add(DeedKind::frame, Rule::textbook_one_frame, next++);
    again = false;
    deadline = step.now + scheme.timeout;
}

void StopAndWaitSender::ack_arrives(std::uint32_t number, const Scheme& scheme, SchemeStep& step) {
    if (base == next || number != scheme.number_of(base)) {
        step.input_rule = Rule::textbook_ack_again;
        step.add(DeedKind::ignored, Rule::textbook_ack_again);
        return;
    }
    step.input_rule = Rule::textbook_ack_of_frame;
    step.taken_for = base;
    step.add(DeedKind::moved, Rule::textbook_window_moves, base++);
    again = false;
    deadline = never;
}

void StopAndWaitSender::timer_fires(SchemeStep& step) {
    step.input_rule = Rule::textbook_timeout;
    again = true;
    deadline = never;
}

void StopAndWaitReceiver::frame_arrives(std::uint32_t number, const Scheme& scheme,
                                        SchemeStep& step) {
    if (number == scheme.number_of(expected)) {
        step.input_rule = Rule::textbook_frame_expected;
        step.taken_for = expected++;
        step.add(DeedKind::ack, Rule::textbook_frame_expected, expected - 1);
        return;
    }
    step.input_rule = Rule::textbook_frame_again;
    step.add(DeedKind::ignored, Rule::textbook_frame_again);
    if (expected != 0) step.add(DeedKind::ack, Rule::textbook_frame_again, expected - 1);
}

} // namespace sim

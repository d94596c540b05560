#include "sim/classic/selective_repeat.h"

#include <algorithm>
#include <optional>

namespace sim {

namespace {

/// The frame from `first` on, of at most `count`, that has this number.
std::optional<std::uint32_t> frame_with(std::uint32_t number, std::uint32_t first,
                                        std::uint32_t count, const Scheme& scheme) {
    for (std::uint32_t frame = first; frame != first + count; ++frame)
        if (scheme.number_of(frame) == number) return frame;
    return std::nullopt;
}

} // namespace

bool SelectiveRepeatSender::has_room(const Scheme& scheme) const {
    return next < scheme.frames && next - base < scheme.window;
}

bool SelectiveRepeatSender::wants_line(const Scheme& scheme) const {
    return has_room(scheme)
           || std::any_of(under_way.begin(), under_way.end(),
                          [](const FrameUnderWay& frame) { return frame.again; });
}

void SelectiveRepeatSender::send(const Scheme& scheme, SchemeStep& step) {
    for (std::size_t place = 0; place < under_way.size(); ++place) {
        FrameUnderWay& frame = under_way[place];
        if (!frame.again) continue;
        step.add(DeedKind::frame, Rule::textbook_resend_one,
                 base + static_cast<std::uint32_t>(place));
        frame = {.deadline = step.now + scheme.timeout};
        return;
    }
    step.add(DeedKind::frame, Rule::textbook_window_open, next++);
    under_way.push_back({.deadline = step.now + scheme.timeout});
    if (next < scheme.frames && !has_room(scheme))
        step.add(DeedKind::held_up, Rule::textbook_window_full);
}

void SelectiveRepeatSender::ack_arrives(std::uint32_t number, const Scheme& scheme,
                                        SchemeStep& step) {
    const std::optional<std::uint32_t> frame = frame_with(number, base, next - base, scheme);
    if (!frame || under_way[*frame - base].acked) {
        step.input_rule = Rule::textbook_ack_again;
        step.add(DeedKind::ignored, Rule::textbook_ack_again);
        return;
    }
    step.input_rule = Rule::textbook_ack_of_one;
    step.taken_for = frame;
    under_way[*frame - base] = {.acked = true};
    if (*frame != base) return;
    const auto open = std::find_if(under_way.begin(), under_way.end(),
                                   [](const FrameUnderWay& each) { return !each.acked; });
    step.add(DeedKind::moved, Rule::textbook_window_moves, base);
    base += static_cast<std::uint32_t>(open - under_way.begin());
    under_way.erase(under_way.begin(), open);
}

void SelectiveRepeatSender::timer_fires(SchemeStep& step) {
    step.input_rule = Rule::textbook_timeout;
    for (FrameUnderWay& frame : under_way)
        if (frame.deadline <= step.now) frame = {.again = true};
}

Time SelectiveRepeatSender::soonest() const {
    Time soonest = never;
    for (const FrameUnderWay& frame : under_way)
        soonest = std::min(soonest, frame.deadline);
    return soonest;
}

void SelectiveRepeatReceiver::frame_arrives(std::uint32_t number, const Scheme& scheme,
                                            SchemeStep& step) {
    if (const auto frame = frame_with(number, expected, scheme.window, scheme);
        frame && (*frame - expected >= arrived.size() || arrived[*frame - expected] == 0))
        return accept(*frame, step);
    const std::uint32_t before = std::min(expected, scheme.window);
    auto old = frame_with(number, expected - before, before + scheme.window, scheme);
    step.input_rule = Rule::textbook_frame_again;
    step.add(DeedKind::ignored, Rule::textbook_frame_again);
    if (old) step.add(DeedKind::ack, Rule::textbook_frame_again, *old);
}

void SelectiveRepeatReceiver::accept(std::uint32_t frame, SchemeStep& step) {
    step.taken_for = frame;
    const std::size_t place = frame - expected;
    if (arrived.size() <= place) arrived.resize(place + 1);
    const std::uint32_t kept_before = kept();
    arrived[place] = 1;
    const Rule rule = place == 0 ? Rule::textbook_frame_expected : Rule::textbook_frame_kept;
    step.input_rule = rule;
    step.add(DeedKind::ack, rule, frame);
    if (place != 0) {
        step.add(DeedKind::kept, Rule::textbook_frame_kept, kept_before);
        return;
    }
    const auto gap = std::find(arrived.begin(), arrived.end(), 0);
    if (gap - arrived.begin() > 1) step.add(DeedKind::moved, Rule::textbook_gap_closed, expected);
    expected += static_cast<std::uint32_t>(gap - arrived.begin());
    arrived.erase(arrived.begin(), gap);
}

std::uint32_t SelectiveRepeatReceiver::kept() const {
    return static_cast<std::uint32_t>(std::count(arrived.begin(), arrived.end(), 1));
}

} // namespace sim

#include "live/play.h"

#include "live/environment.h"
#include "live/loopback.h"
#include "live/timer_wheel.h"
#include "live/wire.h"
#include "sim/base/assert.h"

#include <algorithm>
#include <poll.h>
#include <utility>

namespace live {

using sim::Duration;
using sim::Time;
using std::chrono::milliseconds;

namespace {

/// A run is over when nothing has happened for this long: longer than an ACK is delayed (40 ms).
constexpr Duration silence = milliseconds{100};
constexpr Duration between_looks = milliseconds{20};
constexpr Duration between_reports = milliseconds{100};
/// A frame waits no longer than this for programs that have always something to do.
constexpr Duration longest_wait = milliseconds{2};
/// What a run may write: it bounds the memory of a program that sends or calls without end.
constexpr sim::RecordId most_records = 500'000;

std::unique_ptr<Medium> medium_for(const Surroundings& around) {
    switch (around.scenario.topology) {
    case sim::Topology::wire: return std::make_unique<Wire>(around);
    case sim::Topology::loopback: return std::make_unique<Loopback>(around);
    }
    sim::unreachable();
}

} // namespace

Play::Play(const sim::Scenario& scenario, const Lab& lab)
    : scenario_(scenario),
      lab_(lab),
      capture_(scenario, lab, clock_),
      medium_(medium_for({.scenario = scenario,
                          .lab = lab,
                          .clock = clock_,
                          .capture = capture_,
                          .causes = causes_})),
      runner_(scenario, lab, clock_, capture_, causes_),
      sampler_(scenario, lab) {}

void Play::step_by(Commands& commands, OnStep on_step) {
    auto wire = std::make_unique<SteppedWire>(medium_->around());
    stepped_ = wire.get();
    medium_ = std::move(wire);
    commands_ = &commands;
    on_step_ = std::move(on_step);
    capture_.is_stepped();
}

/// Does what it is told to, one command after the other; false when it is to quit.
bool Play::attend() {
    commands_->read();
    if (!stepped_->holds() || stepped_->is_letting_go()) return commands_->peek() != Command::quit;
    switch (commands_->next()) {
    case Command::none: return true;
    case Command::step: stepped_->let_one_go(); return true;
    case Command::run: stepped_->let_all_go(); return true;
    case Command::quit: return false;
    }
    sim::unreachable();
}

void Play::show_news() {
    if (shown_ == capture_.trace().last()) return;
    shown_ = capture_.trace().last();
    sim::Trace trace = in_order_of_time(capture_.trace());
    add_environment(trace);
    on_step_(trace);
}

sim::Trace Play::run(const OnProgress& on_progress) {
    sampler_.start();
    if (!scenario_.floods.empty()) await_turn_of_timer_wheel();
    clock_.restart();
    next_report_ = Time{} + between_reports;
    for (Time before = clock_.now();;) {
        const bool busy = advance();
        const Time now = clock_.now();
        if (busy) was_due(before); // what follows from the thing just done is due at once
        before = now;
        report(on_progress);
        if (trouble() != sim::Rule::none) return finish(Ending::natural);
        const bool is_full = capture_.trace().last() >= most_records;
        if (now >= Time{} + scenario_.limit || is_full) return finish(Ending::limit);
        if (busy) continue;
        if (is_let_go() || (!medium_->is_carrying() && is_finished()))
            return finish(Ending::natural);
        wait();
        before = clock_.now();
    }
}

void Play::report(const OnProgress& on_progress) {
    const Time now = clock_.now();
    if (now < next_report_) return;
    on_progress({.elapsed = now - Time{}, .segments = medium_->segments()});
    next_report_ = now + between_reports;
}

/// Whoever steps the wire has seen the news and wants no more.
bool Play::is_let_go() {
    if (stepped_ == nullptr) return false;
    show_news();
    return !attend();
}

/// Does the next thing there is to do; false when there is none. A program sees what one segment
/// brought before the next one arrives, unless it never rests.
bool Play::advance() {
    if (medium_->take()) return true;
    if (sample()) return true;
    const bool is_overdue = medium_->next_due() < clock_.now() - longest_wait;
    if (is_overdue) return deliver();
    if (medium_->is_carrying()) return false;
    return runner_.advance() || deliver();
}

/// Looks at the queues when that is due, and everything has arrived that was due before.
bool Play::sample() {
    const Time now = clock_.now();
    if (sampler_.next_due() > now || medium_->next_due() < sampler_.next_due()) return false;
    sampler_.sample(now, medium_->flooder());
    return true;
}

/// Hands over the next packet when it is due.
bool Play::deliver() {
    const Time due = medium_->next_due();
    if (due <= clock_.now()) was_due(due);
    return medium_->deliver();
}

/// Something that was due then begins, or goes on, only now.
void Play::was_due(Time due) {
    lateness_ = std::max(lateness_, clock_.now() - due);
}

/// Nothing is left to do: the programs have ended, nothing is on its way, the sockets will be
/// silent.
bool Play::is_finished() {
    const Time now = clock_.now();
    if (!runner_.all_have_ended() || !medium_->is_empty()) return false;
    if (now < medium_->last_event() + silence || now < next_look_) return false;
    next_look_ = now + between_looks;
    capture_.look_around(now);
    switch (scenario_.until) {
    case sim::RunUntil::quiet: return !capture_.is_waiting() && !sampler_.is_anyone_half_open();
    case sim::RunUntil::closed: return capture_.is_over() && !sampler_.is_anyone_half_open();
    }
    sim::unreachable();
}

sim::Trace Play::finish(Ending ending) {
    const Time now = clock_.now();
    sim::Load load = sampler_.finish(now, medium_->flooder());
    medium_->flooder().write_down(now);
    sim::Trace trace = capture_.finish();
    trace.load = std::move(load);
    add_environment(trace);
    for (const Tap& tap : lab_.taps)
        if (const std::uint32_t missed = tap.overflowed(); missed != 0)
            trace.header.environment.push_back(
                {.name = tap.name() + ":frames_missed", .value = std::to_string(missed)});
    trace.header.deadline_reached = ending == Ending::limit;
    return trace;
}

void Play::add_environment(sim::Trace& trace) const {
    trace.header.environment = environment_of(scenario_, lab_);
    if (stepped_ != nullptr) trace.header.environment.push_back({.name = "stepped", .value = "1"});
}

/// Sleeps until a frame leaves a host, a socket wakes a program, or the next thing is due.
void Play::wait() {
    std::vector<pollfd> waits;
    for (const Tap& tap : lab_.taps)
        waits.push_back({.fd = tap.number(), .events = POLLIN, .revents = 0});
    if (commands_ != nullptr && stepped_->holds())
        waits.push_back({.fd = commands_->number(), .events = POLLIN, .revents = 0});
    runner_.add_waits(waits);
    const Time now = clock_.now();
    Time until = std::min(
        {medium_->next_due(), runner_.next_wake(), sampler_.next_due(), now + between_looks});
    const Duration left = std::max(until - now, Duration{});
    constexpr std::int64_t second = 1'000'000'000;
    const timespec span{.tv_sec = left.count() / second, .tv_nsec = left.count() % second};
    ppoll(waits.data(), waits.size(), &span, nullptr);
}

} // namespace live

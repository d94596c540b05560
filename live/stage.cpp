#include "live/stage.h"

#include "live/availability.h"
#include "live/child.h"
#include "live/lab.h"
#include "live/play.h"
#include "live/playable.h"
#include "live/punctuality.h"
#include "live/refusal.h"
#include "sim/base/assert.h"
#include "sim/trace/trace_file.h"

#include <algorithm>
#include <cstring>

namespace live {

namespace {

/// What the parent grants beyond the scenario's limit: for building the lab on a busy machine, and
/// for the trace to come back.
constexpr sim::Duration margin = std::chrono::seconds{10};

/// A run in which this process was later than this is not a run of the scenario: a kernel's timers
/// would have seen another link (RACK waits a quarter of a round trip, 5 ms where a round trip is
/// 20 ms). It is played again.
constexpr sim::Duration too_late = std::chrono::milliseconds{4};
constexpr int most_attempts = 5;

/// What the child has told: the trace of one run, or why it could not go on, and how late that run
/// was at worst.
struct Heard {
    sim::Trace trace;
    std::optional<Failure> trouble;
    sim::Duration lateness{};
};

sim::HostSpec plain_host(const char* name, const char* address) {
    return {.name = name,
            .address = sim::parse_address(address).value(),
            .profile = sim::profile_named(sim::ProfileName::linux),
            .sysctls = {}};
}

/// The child's work.
void play_in_lab(const sim::Scenario& scenario, const Parent& parent) {
    ask_for_punctuality();
    const Attempt<Lab> lab = build_lab(scenario);
    if (!lab) {
        parent.tell(MessageKind::refusal, body_of(lab.error()));
        return;
    }
    Play play{scenario, *lab};
    const sim::Trace trace = play.run(
        [&](const Progress& progress) { parent.tell(MessageKind::progress, bytes_of(progress)); });
    parent.tell(MessageKind::lateness, bytes_of(play.lateness()));
    if (play.trouble() != sim::Rule::none)
        return parent.tell(MessageKind::trouble, bytes_of(play.trouble()));
    parent.tell(MessageKind::trace, sim::encode_trace(trace));
}

/// The child's work when it is stepped.
void step_in_lab(const sim::Scenario& scenario, int descriptor, const Parent& parent) {
    const Attempt<Lab> lab = build_lab(scenario);
    if (!lab) return parent.tell(MessageKind::refusal, body_of(lab.error()));
    Play play{scenario, *lab};
    Commands commands{descriptor};
    play.step_by(commands, [&](const sim::Trace& trace) {
        parent.tell(MessageKind::step, sim::encode_trace(trace));
    });
    const sim::Trace trace = play.run([](const Progress&) {});
    if (play.trouble() != sim::Rule::none)
        return parent.tell(MessageKind::trouble, bytes_of(play.trouble()));
    parent.tell(MessageKind::trace, sim::encode_trace(trace));
}

/// Builds a lab for two hosts and leaves it.
void try_every_step(const Parent& parent) {
    sim::Scenario scenario;
    scenario.hosts = {plain_host("A", "10.0.0.1"), plain_host("B", "10.0.0.2")};
    const Attempt<Lab> lab = build_lab(scenario);
    if (lab)
        parent.tell(MessageKind::progress, bytes_of(Progress{}));
    else
        parent.tell(MessageKind::refusal, body_of(lab.error()));
}

Failure broken(const std::string& how) {
    return {.kind = FailureKind::not_available,
            .message = {.en = "the process that plays the kernel's part " + how,
                        .zh = "负责内核一侧的进程异常：" + how},
            .remedy = {}};
}

/// What the scenario asks for did not come about.
Failure unplayed(sim::Rule why) {
    return {.kind = FailureKind::bad_input,
            .message = {.en = std::string(sentence_of(why, sim::Language::english)),
                        .zh = std::string(sentence_of(why, sim::Language::chinese))},
            .remedy = {}};
}

Failure overdue() {
    return {.kind = FailureKind::deadline,
            .message = {.en = "the run on the kernel did not end in time and was stopped",
                        .zh = "内核一侧的运行没有按时结束，已被终止"},
            .remedy = {.en = "give it more time: --limit", .zh = "请用 --limit 给它更多时间"}};
}

Outcome<sim::Trace> trace_in(const std::string& body) {
    sim::Expected<sim::Trace> trace = sim::decode_trace(body);
    if (!trace)
        return tl::unexpected<Failure>(broken("wrote a broken trace: " + trace.error().message));
    return std::move(*trace);
}

/// Listens to the child until it has told its trace, or why there is none.
Outcome<Heard> hear_out(Child& child, sim::Duration patience, const OnProgress& on_progress,
                        const OnStep& on_step = {}) {
    using std::chrono::steady_clock;
    const steady_clock::time_point deadline = steady_clock::now() + patience;
    for (Heard heard;;) {
        Message message;
        switch (child.listen(message, deadline - steady_clock::now())) {
        case Child::Heard::nothing: return tl::unexpected<Failure>(overdue());
        case Child::Heard::end: return tl::unexpected<Failure>(broken(child.last_words()));
        case Child::Heard::message: break;
        }
        switch (message.kind) {
        case MessageKind::progress:
            if (on_progress) on_progress(value_in<Progress>(message.body));
            break;
        case MessageKind::refusal:
            return tl::unexpected<Failure>(explain(step_failure_in(message.body)));
        case MessageKind::step: {
            const Outcome<sim::Trace> trace = trace_in(message.body);
            if (trace && on_step) on_step(*trace);
            break;
        }
        case MessageKind::trouble:
            heard.trouble = unplayed(value_in<sim::Rule>(message.body));
            return heard;
        case MessageKind::lateness: heard.lateness = value_in<sim::Duration>(message.body); break;
        case MessageKind::trace: {
            Outcome<sim::Trace> trace = trace_in(message.body);
            if (!trace) return tl::unexpected<Failure>(std::move(trace.error()));
            heard.trace = std::move(*trace);
            return heard;
        }
        }
    }
}

sim::Duration length_of(const sim::Trace& trace) {
    return trace.last() == 0 ? sim::Duration{} : trace.record(trace.last()).at - sim::Time{};
}

Outcome<Heard> play_once(const sim::Scenario& scenario, const OnProgress& on_progress) {
    std::optional<Child> child =
        Child::start([&](const Parent& parent) { play_in_lab(scenario, parent); });
    if (!child) return tl::unexpected<Failure>(broken("could not be started"));
    constexpr sim::Duration longest = std::chrono::hours{24};
    return hear_out(*child, std::min(scenario.limit, longest) + margin, on_progress);
}

/// What keeps a kernel from sending again while somebody thinks.
sim::Scenario patient(sim::Scenario scenario) {
    for (sim::HostSpec& host : scenario.hosts) {
        host.sysctls.push_back({"net.ipv4.tcp_early_retrans", "0"});
        host.sysctls.push_back({"net.ipv4.tcp_rto_min_us", "60000000"});
    }
    return scenario;
}

} // namespace

int exit_status(FailureKind kind) {
    switch (kind) {
    case FailureKind::bad_input: return 2;
    case FailureKind::not_for_a_kernel: return 3;
    case FailureKind::not_available: return 4;
    case FailureKind::deadline: return 5;
    }
    sim::unreachable();
}

std::optional<Failure> why_not_available() {
    std::optional<Child> child = Child::start(try_every_step);
    if (!child) return broken("could not be started");
    Message message;
    switch (child->listen(message, margin)) {
    case Child::Heard::nothing: return overdue();
    case Child::Heard::end: return broken(child->last_words());
    case Child::Heard::message: break;
    }
    if (message.kind == MessageKind::refusal) return explain(step_failure_in(message.body));
    return std::nullopt;
}

Outcome<sim::Trace> play(const sim::Scenario& scenario, const OnProgress& on_progress) {
    if (std::optional<Failure> failure = why_not_playable(scenario))
        return tl::unexpected<Failure>(std::move(*failure));
    Outcome<Heard> best = play_once(scenario, on_progress);
    if (!best) return tl::unexpected<Failure>(std::move(best.error()));
    sim::Duration played = length_of(best->trace);
    for (int attempt = 1; attempt < most_attempts && best->lateness > too_late; ++attempt) {
        if (played + length_of(best->trace) > scenario.limit) break;
        Outcome<Heard> again = play_once(scenario, on_progress);
        if (!again) break;
        played += length_of(again->trace);
        if (again->lateness < best->lateness) best = std::move(again);
    }
    if (best->trouble) return tl::unexpected<Failure>(std::move(*best->trouble));
    const auto late = std::chrono::duration_cast<std::chrono::microseconds>(best->lateness);
    best->trace.header.environment.push_back(
        {.name = "stage_late_us", .value = std::to_string(late.count())});
    return std::move(best->trace);
}

Outcome<sim::Trace> play_stepped(const sim::Scenario& scenario, int commands,
                                 const OnStep& on_step) {
    if (std::optional<Failure> failure = why_not_playable(scenario))
        return tl::unexpected<Failure>(std::move(*failure));
    if (scenario.topology == sim::Topology::loopback)
        return tl::unexpected<Failure>(Failure{
            FailureKind::not_for_a_kernel,
            {"nobody can hold a packet on a loopback: the kernel carries it at once",
             "回环接口上的报文段由内核立即送达，无法逐步运行"},
            {"step it on the wire: --topology wire", "请在线路上逐步运行：--topology wire"}});
    if (!scenario.floods.empty())
        return tl::unexpected<Failure>(
            Failure{FailureKind::not_for_a_kernel,
                    {"a flood does not wait, so that nobody can step through it on a kernel",
                     "洪泛不会等待，无法在内核上逐步运行"},
                    {"play it without --step", "请去掉 --step"}});
    const sim::Scenario held = patient(scenario);
    std::optional<Child> child =
        Child::start([&](const Parent& parent) { step_in_lab(held, commands, parent); });
    if (!child) return tl::unexpected<Failure>(broken("could not be started"));
    Outcome<Heard> heard = hear_out(*child, scenario.limit + margin, {}, on_step);
    if (!heard) return tl::unexpected<Failure>(std::move(heard.error()));
    if (heard->trouble) return tl::unexpected<Failure>(std::move(*heard->trouble));
    return std::move(heard->trace);
}

} // namespace live

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

std::string body_of(const Progress& progress) {
    std::string body(sizeof progress, '\0');
    std::memcpy(body.data(), &progress, sizeof progress);
    return body;
}

Progress progress_in(const std::string& body) {
    Progress progress;
    std::memcpy(&progress, body.data(), std::min(body.size(), sizeof progress));
    return progress;
}

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
    const sim::Trace trace = Play{scenario, *lab}.run(
        [&](const Progress& progress) { parent.tell(MessageKind::progress, body_of(progress)); });
    parent.tell(MessageKind::trace, sim::encode_trace(trace));
}

/// Builds a lab for two hosts and leaves it.
void try_every_step(const Parent& parent) {
    sim::Scenario scenario;
    scenario.hosts = {plain_host("A", "10.0.0.1"), plain_host("B", "10.0.0.2")};
    const Attempt<Lab> lab = build_lab(scenario);
    if (lab)
        parent.tell(MessageKind::progress, body_of(Progress{}));
    else
        parent.tell(MessageKind::refusal, body_of(lab.error()));
}

Failure broken(const std::string& how) {
    return {.kind = FailureKind::not_available,
            .message = {.en = "the process that plays the kernel's part " + how,
                        .zh = "负责内核一侧的进程异常：" + how},
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
Outcome<sim::Trace> hear_out(Child& child, sim::Duration patience, const OnProgress& on_progress) {
    using std::chrono::steady_clock;
    const steady_clock::time_point deadline = steady_clock::now() + patience;
    for (;;) {
        Message message;
        switch (child.listen(message, deadline - steady_clock::now())) {
        case Child::Heard::nothing: return tl::unexpected<Failure>(overdue());
        case Child::Heard::end: return tl::unexpected<Failure>(broken(child.last_words()));
        case Child::Heard::message: break;
        }
        switch (message.kind) {
        case MessageKind::progress:
            if (on_progress) on_progress(progress_in(message.body));
            break;
        case MessageKind::refusal:
            return tl::unexpected<Failure>(explain(step_failure_in(message.body)));
        case MessageKind::trace: return trace_in(message.body);
        }
    }
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
    std::optional<Child> child =
        Child::start([&](const Parent& parent) { play_in_lab(scenario, parent); });
    if (!child) return tl::unexpected<Failure>(broken("could not be started"));
    constexpr sim::Duration longest = std::chrono::hours{24};
    return hear_out(*child, std::min(scenario.limit, longest) + margin, on_progress);
}

} // namespace live

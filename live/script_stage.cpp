#include "live/script_stage.h"

#include "live/availability.h"
#include "live/child.h"
#include "live/lab.h"
#include "live/punctuality.h"
#include "live/refusal.h"
#include "live/script_host.h"
#include "sim/base/assert.h"
#include "sim/packetdrill/settings.h"
#include "sim/trace/trace_file.h"

#include <algorithm>
#include <chrono>
#include <map>

namespace live {

namespace {

namespace pd = sim::packetdrill;
using std::chrono::steady_clock;

constexpr std::size_t most_children = 4;
constexpr int most_attempts = 3;

/// Who is later than this has not played the script as it is written.
constexpr sim::Duration too_late = std::chrono::milliseconds{3};
/// Beyond a script's own length: for the lab to be built on a busy machine, and for packets that
/// are waited for.
constexpr sim::Duration margin = std::chrono::seconds{30};

sim::Scenario scenario_of(const ScriptJob& job) {
    sim::Scenario scenario;
    sim::HostSpec host{.name = "host",
                       .address = pd::own_address_of(job.script.options),
                       .profile = pd::starting_profile(job.request.profile, job.script.options),
                       .sysctls = {}};
    sim::HostSpec peer = host;
    peer.name = "script";
    peer.address = pd::peer_address_of(job.script.options);
    scenario.hosts = {host, peer};
    return scenario;
}

/// The request as a kernel can meet it.
pd::RunRequest patient(const ScriptJob& job) {
    pd::RunRequest request = job.request;
    if (!request.tolerance)
        request.tolerance =
            std::max(kernel_tolerance, job.script.options.tolerance.value_or(kernel_tolerance));
    return request;
}

/// The result without its trace, as lines: outcome, whether time alone failed, line, message,
/// extras.
std::string body_of(const pd::RunResult& result) {
    std::string body = std::to_string(static_cast<int>(result.outcome)) + "\n"
                       + (result.is_of_time ? "1\n" : "0\n") + std::to_string(result.line) + "\n"
                       + result.message + "\n";
    for (const std::string& extra : result.extra)
        body += extra + "\n";
    return body;
}

pd::RunResult result_in(const std::string& body) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t end = body.find('\n', at);
        lines.push_back(body.substr(at, end - at));
        at = end + 1;
    }
    constexpr std::size_t plain_lines = 4;
    SIM_ASSERT(lines.size() >= plain_lines);
    pd::RunResult result{.outcome = static_cast<pd::Outcome>(std::stoi(lines[0])),
                         .is_of_time = lines[1] == "1",
                         .line = static_cast<std::uint32_t>(std::stoul(lines[2])),
                         .message = lines[3]};
    result.extra.assign(lines.begin() + plain_lines, lines.end());
    return result;
}

/// The child's work.
void play_in_lab(const ScriptJob& job, const Parent& parent) {
    ask_for_punctuality();
    const sim::Scenario scenario = scenario_of(job);
    const Attempt<Lab> lab = build_half_lab(scenario);
    if (!lab) return parent.tell(MessageKind::refusal, body_of(lab.error()));
    const sim::HostSpec& host = scenario.hosts.front();
    const std::uint16_t usual = host.profile.own_mss();
    Attempt<std::unique_ptr<ScriptHost>> tested = ScriptHost::open(
        *lab, host.profile, {.own = host.address, .peer = scenario.hosts.back().address},
        job.script.options.inbound_mss.value_or(usual));
    if (!tested) return parent.tell(MessageKind::refusal, body_of(tested.error()));
    const pd::RunResult result = pd::play_on(**tested, job.script, patient(job));
    parent.tell(MessageKind::lateness, bytes_of((*tested)->lateness()));
    parent.tell(MessageKind::trace, sim::encode_trace(result.trace));
    parent.tell(MessageKind::progress, body_of(result));
}

Failure broken(const std::string& how) {
    return {.kind = FailureKind::not_available,
            .message = {.en = "the process that plays a script on the kernel " + how,
                        .zh = "在内核上播放脚本的进程异常：" + how},
            .remedy = {}};
}

/// A script on its way.
struct Playing {
    Child child;
    steady_clock::time_point deadline;
    int attempt{1};
    sim::Duration lateness{};
    sim::Trace trace{};
};

/// All scripts of a run, and those that are being played.
class Troupe {
public:
    explicit Troupe(const std::vector<ScriptJob>& jobs) : jobs_(jobs) {}

    Outcome<void> play(const std::function<void(pd::RunResult)>& on_done) {
        while (told_ < jobs_.size()) {
            while (playing_.size() < most_children && next_ < jobs_.size())
                if (!start(next_++, 1)) return tl::unexpected<Failure>(broken("did not start"));
            if (Outcome<void> heard = hear(); !heard) return heard;
            for (; done_.contains(told_); ++told_) {
                on_done(std::move(done_.at(told_)));
                done_.erase(told_);
            }
        }
        return {};
    }

private:
    bool start(std::size_t place, int attempt) {
        const ScriptJob& job = jobs_[place];
        std::optional<Child> child =
            Child::start([&](const Parent& parent) { play_in_lab(job, parent); });
        if (!child) return false;
        playing_.erase(place);
        playing_.emplace(
            place, Playing{.child = std::move(*child),
                           .deadline = steady_clock::now() + pd::length_of(job.script) + margin,
                           .attempt = attempt});
        return true;
    }

    /// Listens a little to each child.
    Outcome<void> hear() {
        constexpr sim::Duration a_moment = std::chrono::milliseconds{2};
        std::vector<std::size_t> places;
        for (const auto& [place, one] : playing_)
            places.push_back(place);
        for (const std::size_t place : places) {
            Playing& one = playing_.at(place);
            Message message;
            switch (one.child.listen(message, a_moment)) {
            case Child::Heard::nothing:
                if (steady_clock::now() > one.deadline) end(place, overdue());
                continue;
            case Child::Heard::end: return tl::unexpected<Failure>(broken(one.child.last_words()));
            case Child::Heard::message: break;
            }
            if (Outcome<void> taken = take(place, message); !taken) return taken;
        }
        return {};
    }

    Outcome<void> take(std::size_t place, const Message& message) {
        Playing& one = playing_.at(place);
        switch (message.kind) {
        case MessageKind::refusal:
            return tl::unexpected<Failure>(explain(step_failure_in(message.body)));
        case MessageKind::lateness: one.lateness = value_in<sim::Duration>(message.body); break;
        case MessageKind::trace:
            if (sim::Expected<sim::Trace> trace = sim::decode_trace(message.body))
                one.trace = std::move(*trace);
            break;
        case MessageKind::progress: {
            pd::RunResult result = result_in(message.body);
            result.trace = std::move(one.trace);
            const bool may_be_the_machines = result.is_of_time || one.lateness > too_late;
            const bool again = result.outcome == pd::Outcome::failed && may_be_the_machines
                               && one.attempt < most_attempts;
            if (!again || !start(place, one.attempt + 1)) end(place, std::move(result));
            break;
        }
        case MessageKind::trouble:
        case MessageKind::step: break;
        }
        return {};
    }

    static pd::RunResult overdue() {
        return {.outcome = pd::Outcome::failed, .message = "the script did not end in time"};
    }

    void end(std::size_t place, pd::RunResult result) {
        playing_.erase(place);
        done_.emplace(place, std::move(result));
    }

    const std::vector<ScriptJob>& jobs_;
    std::map<std::size_t, Playing> playing_;
    std::map<std::size_t, pd::RunResult> done_;
    std::size_t next_{}, told_{};
};

} // namespace

Outcome<void> play_scripts(const std::vector<ScriptJob>& jobs,
                           const std::function<void(pd::RunResult)>& on_done) {
    return Troupe{jobs}.play(on_done);
}

} // namespace live

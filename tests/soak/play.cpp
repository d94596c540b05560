#include "tests/soak/play.h"

#include "sim/base/rng.h"
#include "sim/export/json.h"
#include "sim/history/history.h"
#include "sim/history/staging.h"
#include "tests/soak/invariants.h"

#include <sstream>

namespace soak {

namespace {

using namespace sim;

constexpr std::uint64_t most_events = 300'000;
/// Text of longer traces takes longer than all the rest; they are compared as values.
constexpr RecordId most_written = 3000;

std::string json_of_all(const Trace& trace) {
    std::ostringstream text;
    write_json(trace, text);
    return text.str();
}

/// Event by event, as History::play does it, until something is wrong.
std::string play_watched(const Scenario& scenario, Trace& trace, Outcome& outcome) {
    trace.header = header_of(scenario);
    for (const HostSpec& host : scenario.hosts)
        trace.addresses.intern(host.address);
    World world(stage_of(scenario));
    Recorder recorder(TraceLevel::full, &trace);
    Step step;
    Invariants invariants;
    const Time limit = Time{} + scenario.limit;
    while (!world.is_closed()) {
        if (world.next_event_at() == never) { // a program waits for what can not come any more
            trace.header.deadline_reached = true;
            break;
        }
        if (world.next_event_at() > limit) return "the run does not end";
        if (world.events() >= most_events) return "too many events";
        world.advance(step, recorder);
        if (std::string wrong = invariants.look_at(world, trace); !wrong.empty()) return wrong;
    }
    std::string wrong = invariants.look_at_end(world, trace);
    outcome.digest = world.digest();
    outcome.events = world.events();
    outcome.half_open = invariants.half_open();
    return wrong;
}

/// The same scenario, played again, and on to where the first run ended.
std::string compare_stories(const History& history, const Trace& trace, const Outcome& outcome) {
    if (!(history.trace() == trace)) return "two runs have two traces";
    World world = history.world_at(trace.last());
    Recorder silent(TraceLevel::off, nullptr);
    Step step;
    while (world.events() < outcome.events && world.advance(step, silent)) {
    }
    if (world.digest() != outcome.digest) return "two runs end in two worlds";
    if (trace.last() <= most_written && json_of_all(history.trace()) != json_of_all(trace))
        return "two runs tell different stories";
    return "";
}

std::string compare_jump(const History& history, RecordId record) {
    World world = history.world_at(0);
    Recorder counter(TraceLevel::full, nullptr);
    Step step;
    while (world.last_record() < record && world.advance(step, counter)) {
    }
    const World jumped = history.world_at(record);
    if (jumped.digest() != world.digest() || !(jumped == world))
        return "a jump to record " + std::to_string(record) + " ends in another world";
    return "";
}

} // namespace

Outcome play(const std::string& text, std::uint64_t seed) {
    Outcome outcome;
    const Expected<Scenario> scenario = parse_scenario(text, "soak.toml");
    if (!scenario) {
        outcome.problem = to_text(scenario.error());
        return outcome;
    }
    Trace trace;
    outcome.problem = play_watched(*scenario, trace, outcome);
    outcome.records = trace.last();
    for (RecordId id = 1; id <= trace.last(); ++id)
        outcome.rules.insert(trace.record(id).rule);
    if (!outcome.problem.empty()) return outcome;
    const History history = History::play(*scenario);
    outcome.problem = compare_stories(history, trace, outcome);
    if (outcome.problem.empty())
        outcome.problem =
            compare_jump(history, static_cast<RecordId>(Rng{seed}.next() % (trace.last() + 1)));
    return outcome;
}

} // namespace soak

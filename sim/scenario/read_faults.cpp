#include "sim/scenario/key_table.h"
#include "sim/scenario/read_marks.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/values.h"

#include <array>

namespace sim {

namespace {

constexpr std::size_t most_faults = 1000;
/// A [[fault]] as it is written.
struct FaultDraft {
    const Scenario& scenario;
    Fault fault{};
    bool has_action{}, has_from{}, has_nth{}, has_until{};
    std::optional<Duration> by{};
};

void read_action(const Value& value, FaultDraft& draft) {
    constexpr std::array<std::string_view, 6> words{"drop",    "duplicate", "delay",
                                                    "corrupt", "hold",      "mark"};
    const auto word = read_word(value, words);
    draft.has_action = true;
    if (word) draft.fault.action = static_cast<FaultAction>(*word);
}

void read_from(const Value& value, FaultDraft& draft) {
    draft.has_from = true;
    draft.fault.from = read_host(value, draft.scenario).value_or(0);
}

void read_what(const Value& value, FaultDraft& draft) {
    if (const auto what = read_class(value)) draft.fault.what = *what;
}

void read_nth(const Value& value, FaultDraft& draft) {
    draft.has_nth = true;
    if (const auto number = read_count(value)) draft.fault.nth = *number;
}

void read_every(const Value& value, FaultDraft& draft) {
    if (const auto number = read_count(value)) draft.fault.every = *number;
}

void read_conn(const Value& value, FaultDraft& draft) {
    if (const auto number = read_count(value)) draft.fault.conversation = *number;
}

void read_until_from(const Value& value, FaultDraft& draft) {
    draft.has_until = true;
    draft.fault.until.from = read_host(value, draft.scenario).value_or(0);
}

void read_until_what(const Value& value, FaultDraft& draft) {
    if (const auto what = read_class(value)) draft.fault.until.what = *what;
}

void read_until_nth(const Value& value, FaultDraft& draft) {
    if (const auto number = read_count(value)) draft.fault.until.nth = *number;
}

void read_until_conn(const Value& value, FaultDraft& draft) {
    if (const auto number = read_count(value)) draft.fault.until.conversation = *number;
}

void read_by(const Value& value, FaultDraft& draft) {
    draft.by = read_duration(value);
}

constexpr std::array keys{
    Key<FaultDraft>{"do", read_action},
    Key<FaultDraft>{"from", read_from},
    Key<FaultDraft>{"what", read_what},
    Key<FaultDraft>{"nth", read_nth},
    Key<FaultDraft>{"every", read_every},
    Key<FaultDraft>{"conn", read_conn},
    Key<FaultDraft>{"by", read_by},
    Key<FaultDraft>{"until.from", read_until_from},
    Key<FaultDraft>{"until.what", read_until_what},
    Key<FaultDraft>{"until.nth", read_until_nth},
    Key<FaultDraft>{"until.conn", read_until_conn},
};

/// What must be there, and what does not go together.
void check(const FaultDraft& draft, const Place& place, Problems& problems) {
    const bool delays = draft.fault.action == FaultAction::delay;
    if (!draft.has_action) problems.report(place, "this fault does nothing", "write do = \"drop\"");
    if (!draft.has_from)
        problems.report(place, "this fault does not say whose segments it means",
                        "write from = \"A\"");
    if (draft.has_nth && draft.fault.every != 0)
        problems.report(place, "a fault has nth or every, not both", "leave one of them out");
    if (delays && !draft.by)
        problems.report(place, "this fault does not say how late", "write by = \"300 ms\"");
    const bool holds = draft.fault.action == FaultAction::hold;
    if (holds && !draft.has_until)
        problems.report(place, "this fault does not say what its segment waits for",
                        R"(write until.from = "A", until.what = "rst" and until.nth = 1)");
    if (!holds && (draft.has_until || draft.fault.until != DepartureMark{}))
        problems.report(place, R"(only do = "hold" has an until)", "leave until out");
    if (!delays && draft.by) problems.report(place, "only do = \"delay\" has a by", "leave by out");
}

} // namespace

void read_faults(const Node& document, Scenario& scenario, Problems& problems) {
    for (const Node* table : tables_called(document, "fault", most_faults, problems)) {
        FaultDraft draft{.scenario = scenario};
        TableReader<FaultDraft>(keys, "fault.", draft, problems).read(*table);
        check(draft, table->place, problems);
        draft.fault.by = draft.by.value_or(Duration{});
        scenario.faults.push_back(draft.fault);
    }
}

} // namespace sim

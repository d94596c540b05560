#include "sim/scenario/key_table.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/values.h"

#include <array>
#include <limits>

namespace sim {

namespace {

constexpr std::size_t most_faults = 1000;
constexpr Bounds counts{.least = 1, .most = std::numeric_limits<std::int32_t>::max()};

/// A [[fault]] as it is written.
struct FaultDraft {
    const Scenario& scenario;
    Fault fault{};
    bool has_action{}, has_from{}, has_nth{};
    std::optional<Duration> by{};
};

void read_action(const Value& value, FaultDraft& draft) {
    constexpr std::array<std::string_view, 4> words{"drop", "duplicate", "delay", "corrupt"};
    const auto word = read_word(value, words);
    draft.has_action = true;
    if (word) draft.fault.action = static_cast<FaultAction>(*word);
}

void read_from(const Value& value, FaultDraft& draft) {
    draft.has_from = true;
    const auto name = read_text(value);
    if (!name) return;
    const auto host = find_host(*name, value.node.place, draft.scenario, value.problems);
    draft.fault.from = host.value_or(0);
}

void read_what(const Value& value, FaultDraft& draft) {
    constexpr std::array<std::string_view, 7> words{"syn", "syn-ack", "ack", "data",
                                                    "fin", "rst",     "any"};
    if (const auto word = read_word(value, words))
        draft.fault.what = static_cast<SegmentClass>(*word);
}

void read_nth(const Value& value, FaultDraft& draft) {
    draft.has_nth = true;
    if (const auto number = read_whole_number(value, counts))
        draft.fault.nth = static_cast<std::uint32_t>(*number);
}

void read_every(const Value& value, FaultDraft& draft) {
    if (const auto number = read_whole_number(value, counts))
        draft.fault.every = static_cast<std::uint32_t>(*number);
}

void read_conn(const Value& value, FaultDraft& draft) {
    if (const auto number = read_whole_number(value, counts))
        draft.fault.conversation = static_cast<std::uint32_t>(*number);
}

void read_by(const Value& value, FaultDraft& draft) {
    draft.by = read_duration(value);
}

constexpr std::array keys{
    Key<FaultDraft>{"do", read_action},   Key<FaultDraft>{"from", read_from},
    Key<FaultDraft>{"what", read_what},   Key<FaultDraft>{"nth", read_nth},
    Key<FaultDraft>{"every", read_every}, Key<FaultDraft>{"conn", read_conn},
    Key<FaultDraft>{"by", read_by},
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

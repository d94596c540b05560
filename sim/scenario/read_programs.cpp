#include "sim/scenario/call_parser.h"
#include "sim/scenario/key_table.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/string_place.h"
#include "sim/scenario/values.h"

#include <algorithm>
#include <array>

namespace sim {

namespace {

constexpr std::size_t most_programs = 64;
constexpr std::size_t most_calls = 10'000;

/// A [[program]] as it is written.
struct ProgramDraft {
    Program program;
    Place host_place;
    const Node* calls{};
};

void read_host(const Value& value, ProgramDraft& draft) {
    if (auto host = read_text(value)) draft.program.host = std::move(*host);
    draft.host_place = value.node.place;
}

void read_name(const Value& value, ProgramDraft& draft) {
    if (auto name = read_text(value)) draft.program.name = std::move(*name);
    if (draft.program.name.empty()) value.report("program.name must not be empty");
}

void read_start(const Value& value, ProgramDraft& draft) {
    if (const auto start = read_duration(value)) draft.program.start = Time{} + *start;
}

void read_calls(const Value& value, ProgramDraft& draft) {
    const bool texts = value.node.kind == NodeKind::array
                       && std::all_of(value.node.items.begin(), value.node.items.end(),
                                      [](const Node& item) { return item.kind == NodeKind::text; });
    if (!texts)
        return value.report("program.calls must be an array of texts",
                            "write calls = ['sock = socket()', 'close(sock)']");
    if (value.node.items.size() > most_calls)
        return value.report("a program can have " + std::to_string(most_calls) + " calls at most");
    draft.calls = &value.node;
}

constexpr std::array keys{
    Key<ProgramDraft>{"host", read_host},
    Key<ProgramDraft>{"name", read_name},
    Key<ProgramDraft>{"start", read_start},
    Key<ProgramDraft>{"calls", read_calls},
};

/// Reads the calls one by one, and says where in the file the first bad one is bad.
class CallsReader {
public:
    CallsReader(std::string_view text, ProgramScope scope, Problems& problems)
        : text_(text), scope_(std::move(scope)), problems_(problems) {}

    void read(const Node& calls) {
        for (const Node& line : calls.items)
            if (!read_line(line)) return;
        if (scope_.program.calls.empty())
            problems_.report(calls.place, "this program makes no calls");
        if (scope_.loops.empty()) return;
        const std::uint32_t open = scope_.program.calls.at(scope_.loops.back().call).source_line;
        problems_.report({.line = open, .column = 0}, "this repeat has no end",
                         "add the line 'end'");
    }

private:
    bool read_line(const Node& line) {
        const std::size_t calls_before = scope_.program.calls.size();
        const tl::expected<void, CallError> added = add_line(line.text, scope_);
        if (!added) {
            const CallError& error = added.error();
            problems_.report(place_in_string(text_, line.place, error.offset), error.message,
                             error.remedy);
            return false;
        }
        if (scope_.program.calls.size() > calls_before)
            scope_.program.calls.back().source_line = line.place.line;
        return true;
    }

    std::string_view text_;
    ProgramScope scope_;
    Problems& problems_;
};

void check_name(const ProgramDraft& draft, const Place& place, const Scenario& scenario,
                Problems& problems) {
    for (const Program& other : scenario.programs)
        if (other.name == draft.program.name)
            problems.report(place, "there already is a program called \"" + other.name + "\"",
                            "give this one a name of its own");
}

} // namespace

void read_programs(const Node& document, std::string_view text, Scenario& scenario,
                   Problems& problems) {
    for (const Node* table : tables_called(document, "program", most_programs, problems)) {
        ProgramDraft draft;
        TableReader<ProgramDraft>(keys, "program.", draft, problems).read(*table);
        if (draft.program.host.empty())
            problems.report(table->place, "this program has no host", "write host = \"A\"");
        if (draft.calls == nullptr)
            problems.report(table->place, "this program has no calls",
                            "write calls = ['sock = socket()']");
        if (problems.first()) return;
        find_host(draft.program.host, draft.host_place, scenario, problems);
        if (draft.program.name.empty()) draft.program.name = draft.program.host;
        check_name(draft, table->place, scenario, problems);
        CallsReader(text, {.program = draft.program, .hosts = host_names(scenario)}, problems)
            .read(*draft.calls);
        scenario.programs.push_back(std::move(draft.program));
    }
}

} // namespace sim

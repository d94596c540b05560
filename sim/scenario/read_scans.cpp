#include "sim/scenario/key_table.h"
#include "sim/scenario/quantity.h"
#include "sim/scenario/read_marks.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/values.h"

#include <array>
#include <limits>

namespace sim {

namespace {

constexpr std::size_t most_scans = 4;
constexpr std::size_t most_ports = 1'000;
constexpr Bounds ports{.least = 1, .most = std::numeric_limits<std::uint16_t>::max()};
constexpr Bounds rates{.least = 1, .most = 10'000};
/// Where a scan comes from: a port that neither stage gives to a program by itself.
constexpr std::uint16_t usual_from_port = 61000;
constexpr std::uint32_t initial_number = 1'000;

/// A [[scan]] as it is written.
struct ScanDraft {
    const Scenario& scenario;
    std::uint8_t from{}, to{};
    std::uint16_t from_port{usual_from_port};
    std::vector<std::uint16_t> ports{};
    Time at{};
    std::uint64_t rate{10};
    bool has_from{}, has_to{};
};

void read_from(const Value& value, ScanDraft& draft) {
    draft.has_from = true;
    draft.from = read_host(value, draft.scenario).value_or(0);
}

void read_to(const Value& value, ScanDraft& draft) {
    draft.has_to = true;
    draft.to = read_host(value, draft.scenario).value_or(0);
}

void read_from_port(const Value& value, ScanDraft& draft) {
    draft.from_port =
        static_cast<std::uint16_t>(read_whole_number(value, ports).value_or(usual_from_port));
}

void read_at(const Value& value, ScanDraft& draft) {
    draft.at = Time{} + read_duration(value).value_or(Duration{});
}

void read_scan_rate(const Value& value, ScanDraft& draft) {
    draft.rate = read_whole_number(value, rates).value_or(1);
}

/// "8000-8010": the ports from one to the other.
void add_range(const Value& value, ScanDraft& draft) {
    const std::string& text = value.node.text;
    const std::size_t dash = text.find('-');
    const std::optional<std::uint64_t> first = parse_whole_number(text.substr(0, dash));
    const std::optional<std::uint64_t> last =
        dash == std::string::npos ? first : parse_whole_number(text.substr(dash + 1));
    if (!first || !last || *first < ports.least || *last > ports.most || *first > *last)
        return value.report("\"" + text + "\" are no ports",
                            R"(write a number, or a range such as "8000-8010")");
    for (std::uint64_t port = *first; port <= *last; ++port)
        draft.ports.push_back(static_cast<std::uint16_t>(port));
}

void read_ports(const Value& value, ScanDraft& draft) {
    if (value.node.kind == NodeKind::text) return add_range(value, draft);
    if (value.node.kind != NodeKind::array)
        return value.report(value.key + " must be an array of ports, or a range",
                            R"(write [8080, 8081], or "8000-8010")");
    for (const Node& item : value.node.items) {
        const Value port{item, value.key, value.problems};
        if (item.kind == NodeKind::text)
            add_range(port, draft);
        else
            draft.ports.push_back(
                static_cast<std::uint16_t>(read_whole_number(port, ports).value_or(1)));
    }
}

constexpr std::array keys{
    Key<ScanDraft>{"from", read_from},      Key<ScanDraft>{"to", read_to},
    Key<ScanDraft>{"ports", read_ports},    Key<ScanDraft>{"at", read_at},
    Key<ScanDraft>{"rate", read_scan_rate}, Key<ScanDraft>{"from_port", read_from_port},
};

void check(const ScanDraft& draft, const Place& place, Problems& problems) {
    if (!draft.has_from)
        problems.report(place, "this scan does not say which host scans", R"(write from = "A")");
    if (!draft.has_to)
        problems.report(place, "this scan does not say which host is scanned", R"(write to = "B")");
    if (draft.has_from && draft.has_to && draft.from == draft.to)
        problems.report(place, "a host can not scan itself here", "name the other host");
    if (draft.ports.empty())
        problems.report(place, "this scan has no ports", "write ports = [8080, 8081]");
    if (draft.ports.size() > most_ports)
        problems.report(place, "a scan can have " + std::to_string(most_ports) + " ports at most");
}

/// A scan is a row of SYNs of no connection, evenly spaced; the scanning host's stack answers
/// what comes back as it answers everything that is none of its own.
void add_syns(const ScanDraft& draft, std::vector<Injection>& injections) {
    constexpr std::int64_t ns_per_second = 1'000'000'000;
    for (std::size_t i = 0; i < draft.ports.size(); ++i) {
        const auto number = static_cast<std::uint32_t>(i);
        const Duration later{static_cast<std::int64_t>(i) * ns_per_second
                             / static_cast<std::int64_t>(draft.rate)};
        Injection syn;
        syn.from = draft.from;
        syn.at = draft.at + later;
        syn.from_port = draft.from_port;
        syn.to_port = draft.ports[i];
        syn.flags.syn = true;
        syn.seq = initial_number * (number + 1);
        injections.push_back(std::move(syn));
    }
}

} // namespace

void read_scans(const Node& document, Scenario& scenario, Problems& problems) {
    for (const Node* table : tables_called(document, "scan", most_scans, problems)) {
        ScanDraft draft{.scenario = scenario};
        TableReader<ScanDraft>(keys, "scan.", draft, problems).read(*table);
        check(draft, table->place, problems);
        if (!problems.first()) add_syns(draft, scenario.injections);
    }
}

} // namespace sim

#include "sim/scenario/key_table.h"
#include "sim/scenario/read_marks.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/values.h"

#include <array>
#include <limits>
#include <utility>

namespace sim {

namespace {

constexpr std::size_t most_injections = 100;
/// What an Ethernet carries behind two headers without options.
constexpr std::uint64_t most_bytes = 1460;
constexpr Bounds ports{.least = 1, .most = std::numeric_limits<std::uint16_t>::max()};
constexpr Bounds windows{.least = 0, .most = std::numeric_limits<std::uint16_t>::max()};
constexpr Bounds numbers{.least = 0, .most = std::numeric_limits<std::uint32_t>::max()};

/// An [[inject]] as it is written.
struct InjectionDraft {
    const Scenario& scenario;
    Injection injection{};
    DepartureMark after{};
    bool has_from{}, has_at{}, has_after{}, has_by{}, has_flags{}, has_ack{}, has_text{},
        has_length{}, has_window{}, has_mtu{};
};

void read_from(const Value& value, InjectionDraft& draft) {
    draft.has_from = true;
    draft.injection.from = read_host(value, draft.scenario).value_or(0);
}

void read_at(const Value& value, InjectionDraft& draft) {
    draft.has_at = true;
    draft.injection.at = Time{} + read_duration(value).value_or(Duration{});
}

void read_after_from(const Value& value, InjectionDraft& draft) {
    draft.has_after = true;
    draft.after.from = read_host(value, draft.scenario).value_or(0);
}

void read_after_what(const Value& value, InjectionDraft& draft) {
    if (const auto what = read_class(value)) draft.after.what = *what;
}

void read_after_nth(const Value& value, InjectionDraft& draft) {
    if (const auto number = read_count(value)) draft.after.nth = *number;
}

void read_after_conn(const Value& value, InjectionDraft& draft) {
    if (const auto number = read_count(value)) draft.after.conversation = *number;
}

void read_by(const Value& value, InjectionDraft& draft) {
    draft.has_by = true;
    draft.injection.by = read_duration(value).value_or(Duration{});
}

/// Sets the flag of a letter; false when it is none, or is set already.
bool set_flag(char letter, Flags& flags) {
    const Flags before = flags;
    switch (letter) {
    case 'S': flags.syn = true; break;
    case 'F': flags.fin = true; break;
    case 'R': flags.rst = true; break;
    case 'P': flags.psh = true; break;
    case 'A': flags.ack = true; break;
    case 'U': flags.urg = true; break;
    case 'E': flags.ece = true; break;
    case 'W': flags.cwr = true; break;
    default: break; // a char, none of our enumerators
    }
    return flags != before;
}

void read_flags(const Value& value, InjectionDraft& draft) {
    draft.has_flags = true;
    const auto text = read_text(value);
    if (!text) return;
    for (const char letter : *text)
        if (!set_flag(letter, draft.injection.flags))
            return value.report("\"" + *text + "\" are no flags",
                                "write letters of S F R P A U E W, each once");
}

void read_conn(const Value& value, InjectionDraft& draft) {
    draft.injection.conversation = read_count(value);
}

template <std::uint16_t Injection::*port>
void read_port(const Value& value, InjectionDraft& draft) {
    if (const auto number = read_whole_number(value, ports))
        draft.injection.*port = static_cast<std::uint16_t>(*number);
}

void read_seq(const Value& value, InjectionDraft& draft) {
    if (const auto number = read_whole_number(value, numbers))
        draft.injection.seq = static_cast<std::uint32_t>(*number);
}

void read_ack(const Value& value, InjectionDraft& draft) {
    draft.has_ack = true;
    if (const auto number = read_whole_number(value, numbers))
        draft.injection.ack = static_cast<std::uint32_t>(*number);
}

void read_window(const Value& value, InjectionDraft& draft) {
    draft.has_window = true;
    if (const auto number = read_whole_number(value, windows))
        draft.injection.window = static_cast<std::uint16_t>(*number);
}

void read_payload(const Value& value, InjectionDraft& draft) {
    draft.has_text = true;
    const auto text = read_text(value);
    if (!text) return;
    if (text->size() > most_bytes)
        return value.report("a segment carries " + std::to_string(most_bytes) + " bytes at most");
    draft.injection.payload.append(*text);
}

void read_length(const Value& value, InjectionDraft& draft) {
    draft.has_length = true;
    if (const auto count = read_whole_number(value, {.least = 0, .most = most_bytes}))
        draft.injection.payload.append_generated(*count);
}

void read_timestamp(const Value& value, InjectionDraft& draft) {
    if (const auto number = read_whole_number(value, numbers))
        draft.injection.timestamp = static_cast<std::uint32_t>(*number);
}

void read_icmp(const Value& value, InjectionDraft& draft) {
    constexpr std::array<std::string_view, 8> words{
        "net-unreachable",      "host-unreachable", "protocol-unreachable", "port-unreachable",
        "fragmentation-needed", "source-quench",    "time-exceeded",        "parameter-problem"};
    constexpr std::array<IcmpMessage, 8> messages{
        IcmpMessage{.type = 3, .code = 0},  IcmpMessage{.type = 3, .code = 1},
        IcmpMessage{.type = 3, .code = 2},  IcmpMessage{.type = 3, .code = 3},
        IcmpMessage{.type = 3, .code = 4},  IcmpMessage{.type = 4, .code = 0},
        IcmpMessage{.type = 11, .code = 0}, IcmpMessage{.type = 12, .code = 0}};
    const std::uint16_t mtu = draft.injection.icmp ? draft.injection.icmp->mtu : std::uint16_t{0};
    const auto word = read_word(value, words);
    draft.injection.icmp = word ? messages.at(*word) : IcmpMessage{};
    draft.injection.icmp->mtu = mtu;
}

void read_mtu(const Value& value, InjectionDraft& draft) {
    constexpr Bounds mtus{.least = 68, .most = 65535}; // RFC 791: what every host passes on
    draft.has_mtu = true;
    if (const auto number = read_whole_number(value, mtus)) {
        if (!draft.injection.icmp) draft.injection.icmp.emplace();
        draft.injection.icmp->mtu = static_cast<std::uint16_t>(*number);
    }
}

constexpr std::array keys{
    Key<InjectionDraft>{"from", read_from},
    Key<InjectionDraft>{"at", read_at},
    Key<InjectionDraft>{"after.from", read_after_from},
    Key<InjectionDraft>{"after.what", read_after_what},
    Key<InjectionDraft>{"after.nth", read_after_nth},
    Key<InjectionDraft>{"after.conn", read_after_conn},
    Key<InjectionDraft>{"by", read_by},
    Key<InjectionDraft>{"flags", read_flags},
    Key<InjectionDraft>{"conn", read_conn},
    Key<InjectionDraft>{"from_port", read_port<&Injection::from_port>},
    Key<InjectionDraft>{"to_port", read_port<&Injection::to_port>},
    Key<InjectionDraft>{"seq", read_seq},
    Key<InjectionDraft>{"ack", read_ack},
    Key<InjectionDraft>{"window", read_window},
    Key<InjectionDraft>{"text", read_payload},
    Key<InjectionDraft>{"length", read_length},
    Key<InjectionDraft>{"timestamp", read_timestamp},
    Key<InjectionDraft>{"icmp", read_icmp},
    Key<InjectionDraft>{"mtu", read_mtu},
};

void check_time(const InjectionDraft& draft, const Place& place, Problems& problems) {
    const bool has_mark = draft.has_after || draft.after != DepartureMark{};
    if (!draft.has_at && !has_mark)
        problems.report(place, "this injection does not say when",
                        R"(write at = "50 ms", or after.from = "A" and after.what = "data")");
    if (draft.has_at && has_mark)
        problems.report(place, "an injection has at or after, not both", "leave one of them out");
    if (has_mark && !draft.has_after)
        problems.report(place, "this injection does not say after whose segment it comes",
                        R"(write after.from = "A")");
    if (draft.has_at && draft.has_by)
        problems.report(place, "an injection with at has no by", "put the time into at");
}

void check_segment(const InjectionDraft& draft, const Place& place, Problems& problems) {
    const Injection& injection = draft.injection;
    const bool has_a_port = injection.from_port != 0 || injection.to_port != 0;
    const bool has_ports = injection.from_port != 0 && injection.to_port != 0;
    if (injection.timestamp && !injection.conversation)
        problems.report(place, "a timestamp counts from the first of a connection",
                        "write conn = 1, or leave timestamp out");
    if (!draft.has_flags)
        problems.report(place, "this injection has no flags",
                        R"(write flags = "S", or flags = "")");
    if (injection.conversation && has_a_port)
        problems.report(place, "an injection has conn or ports, not both", "leave conn out");
    if (!injection.conversation && !has_ports)
        problems.report(place, "this injection does not say which ports it has",
                        "write conn = 1, or from_port = 40000 and to_port = 8080");
    if (draft.has_ack && !injection.flags.ack)
        problems.report(place, "an ack needs the flag A", R"(write flags = "A", or leave ack out)");
    if (draft.has_text && draft.has_length)
        problems.report(place, "an injection has text or length, not both",
                        "leave one of them out");
}

/// An ICMP message is no segment, but about one.
void check_icmp(const InjectionDraft& draft, const Place& place, Problems& problems) {
    const Injection& injection = draft.injection;
    const bool is_segment = draft.has_flags || draft.has_ack || draft.has_window || draft.has_text
                            || draft.has_length || injection.timestamp;
    if (is_segment)
        problems.report(place, "an ICMP message has none of a segment's fields but seq",
                        "leave flags, ack, window, text, length and timestamp out");
    if (!injection.conversation)
        problems.report(place, "this ICMP message does not say which connection it is about",
                        "write conn = 1");
    const bool too_big = injection.icmp->type == 3 && injection.icmp->code == 4;
    if (too_big != draft.has_mtu)
        problems.report(place, R"(icmp = "fragmentation-needed" and mtu go together)",
                        too_big ? "write mtu = 1000" : "leave mtu out");
    const bool is_ipv4 = draft.scenario.hosts.front().address.family == AddressFamily::ipv4;
    if (!is_ipv4)
        problems.report(place, "ICMP messages are those of IPv4",
                        "give both hosts IPv4 addresses, such as 10.0.0.1");
}

} // namespace

void read_injections(const Node& document, Scenario& scenario, Problems& problems) {
    for (const Node* table : tables_called(document, "inject", most_injections, problems)) {
        InjectionDraft draft{.scenario = scenario};
        TableReader<InjectionDraft>(keys, "inject.", draft, problems).read(*table);
        if (!draft.has_from)
            problems.report(table->place, "this injection does not say as whose segment it travels",
                            R"(write from = "A")");
        check_time(draft, table->place, problems);
        if (draft.injection.icmp)
            check_icmp(draft, table->place, problems);
        else
            check_segment(draft, table->place, problems);
        if (draft.has_after) draft.injection.after = draft.after;
        scenario.injections.push_back(std::move(draft.injection));
    }
}

} // namespace sim

#include "sim/scenario/key_table.h"
#include "sim/scenario/quantity.h"
#include "sim/scenario/read_marks.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/values.h"

#include <array>
#include <limits>

namespace sim {

namespace {

constexpr std::size_t most_floods = 4;
constexpr Bounds ports{.least = 1, .most = std::numeric_limits<std::uint16_t>::max()};
constexpr Bounds rates{.least = 1, .most = 10'000'000};
constexpr Bounds counts{.least = 1, .most = 100'000'000};
/// So many SYNs of a flood the trace keeps without being asked.
constexpr std::uint64_t usual_trace = 1'000;
constexpr std::uint64_t longest_trace = 20'000;
/// All addresses of a run have numbers of 16 bits (AddressId); two are the hosts'.
constexpr std::uint32_t most_sources = 65'534;
constexpr std::uint8_t shortest_prefix = 16, longest_prefix = 30;
constexpr AddressRange private_network{.first = 10U << 24U, .prefix = 8};
constexpr AddressRange own_loopback{.first = 127U << 24U, .prefix = 8};
constexpr AddressRange usual_sources{.first = (10U << 24U) + (66U << 16U), .prefix = 16};

/// A [[flood]] as it is written.
struct FloodDraft {
    const Scenario& scenario;
    Flood flood{.sources = usual_sources};
    Duration duration{};
    Place sources_place{};
    bool has_to{}, has_port{}, has_rate{}, has_count{}, has_duration{}, has_every{};
};

void read_to(const Value& value, FloodDraft& draft) {
    draft.has_to = true;
    draft.flood.to = read_host(value, draft.scenario).value_or(0);
}

void read_port(const Value& value, FloodDraft& draft) {
    draft.has_port = true;
    draft.flood.port = static_cast<std::uint16_t>(read_whole_number(value, ports).value_or(1));
}

void read_at(const Value& value, FloodDraft& draft) {
    draft.flood.at = Time{} + read_duration(value).value_or(Duration{});
}

void read_flood_rate(const Value& value, FloodDraft& draft) {
    draft.has_rate = true;
    draft.flood.rate = read_whole_number(value, rates).value_or(1);
}

void read_flood_count(const Value& value, FloodDraft& draft) {
    draft.has_count = true;
    draft.flood.count = read_whole_number(value, counts).value_or(1);
}

void read_flood_duration(const Value& value, FloodDraft& draft) {
    draft.has_duration = true;
    draft.duration = read_duration(value).value_or(Duration{});
}

void read_answer(const Value& value, FloodDraft& draft) {
    constexpr std::array<std::string_view, 3> words{"silent", "reset", "complete"};
    if (const auto word = read_word(value, words))
        draft.flood.answer = static_cast<FloodAnswer>(*word);
}

void read_trace_every(const Value& value, FloodDraft& draft) {
    draft.has_every = true;
    draft.flood.trace_every = read_count(value).value_or(1);
}

/// "10.66.0.0/16"; nothing when it is something else.
std::optional<AddressRange> parse_range(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const Expected<Address> address = parse_address(text.substr(0, slash));
    const std::optional<std::uint64_t> prefix = parse_whole_number(text.substr(slash + 1));
    if (!address || !prefix || *prefix > 32) return std::nullopt;
    if (address->family != AddressFamily::ipv4) return std::nullopt;
    AddressRange range{.first = 0, .prefix = static_cast<std::uint8_t>(*prefix)};
    for (std::size_t i = 0; i < sizeof range.first; ++i)
        range.first = range.first << 8U | address->bytes[i];
    return range;
}

/// The sources lie inside the network of the scenario, which never is anybody else's: that is all
/// that a flood can name beside a host of the scenario.
void read_sources(const Value& value, FloodDraft& draft) {
    const auto text = read_text(value);
    if (!text) return;
    draft.sources_place = value.node.place;
    const std::optional<AddressRange> range = parse_range(*text);
    if (!range)
        return value.report("\"" + *text + "\" is no block of IPv4 addresses",
                            "write one such as \"10.66.0.0/16\"");
    if (range->prefix < shortest_prefix || range->prefix > longest_prefix)
        return value.report(value.key + " can be a block from /16 to /30");
    if ((range->first & (std::numeric_limits<std::uint32_t>::max() >> range->prefix)) != 0)
        return value.report(*text + " has bits set behind its prefix",
                            "write the lowest address of the block");
    if (!contains(private_network, address_at(*range, 0)))
        return value.report("the sources of a flood must lie in 10.0.0.0/8, the scenario's own "
                            "network",
                            "write one such as \"10.66.0.0/16\"");
    draft.flood.sources = *range;
}

constexpr std::array keys{
    Key<FloodDraft>{"to", read_to},
    Key<FloodDraft>{"port", read_port},
    Key<FloodDraft>{"at", read_at},
    Key<FloodDraft>{"rate", read_flood_rate},
    Key<FloodDraft>{"count", read_flood_count},
    Key<FloodDraft>{"duration", read_flood_duration},
    Key<FloodDraft>{"sources", read_sources},
    Key<FloodDraft>{"answer", read_answer},
    Key<FloodDraft>{"trace_every", read_trace_every},
};

void check_presence(const FloodDraft& draft, const Place& place, Problems& problems) {
    if (!draft.has_to)
        problems.report(place, "this flood does not say which host it goes to",
                        R"(write to = "B")");
    if (!draft.has_port)
        problems.report(place, "this flood does not say which port it goes to",
                        "write port = 8080");
    if (!draft.has_rate)
        problems.report(place, "this flood does not say how many SYNs leave a second",
                        "write rate = 1000");
    if (draft.has_count == draft.has_duration)
        problems.report(place, "a flood has count or duration, one of them",
                        R"(write count = 2000, or duration = "2 s")");
}

/// How many SYNs there are, and how many of them the trace keeps.
void settle_count(FloodDraft& draft, const Place& place, Problems& problems) {
    constexpr std::uint64_t ns_per_second = 1'000'000'000;
    Flood& flood = draft.flood;
    if (draft.has_duration) {
        const auto ns = static_cast<std::uint64_t>(draft.duration.count());
        flood.count =
            ns / ns_per_second * flood.rate + ns % ns_per_second * flood.rate / ns_per_second;
    }
    if (flood.count < counts.least || flood.count > counts.most)
        problems.report(place, "a flood can be 1 to " + std::to_string(counts.most) + " SYNs");
    if (!draft.has_every)
        flood.trace_every =
            static_cast<std::uint32_t>((flood.count + usual_trace - 1) / usual_trace);
    if (flood.trace_every == 0 || flood.count / flood.trace_every > longest_trace)
        problems.report(place,
                        "the trace would keep more than " + std::to_string(longest_trace)
                            + " SYNs of this flood",
                        "write a larger trace_every, or leave it out");
}

/// Nobody is flooded outside the scenario, and no host of it is made a source.
void check_network(const FloodDraft& draft, const Place& place, Problems& problems) {
    const Place& at = draft.sources_place.line != 0 ? draft.sources_place : place;
    const bool on_loopback = draft.scenario.topology == Topology::loopback;
    const AddressRange& network = on_loopback ? own_loopback : private_network;
    for (const HostSpec& host : draft.scenario.hosts) {
        if (contains(draft.flood.sources, host.address))
            problems.report(at, "the sources of this flood have the address of host " + host.name,
                            "write a block without it, such as \"10.66.0.0/16\"");
        if (!contains(network, host.address))
            problems.report(place,
                            "with a flood, host " + host.name + " must have an address in "
                                + (on_loopback ? "127.0.0.0/8" : "10.0.0.0/8"),
                            "leave its address out");
    }
    std::uint32_t sources = usable_addresses(draft.flood.sources);
    for (const Flood& other : draft.scenario.floods) {
        sources += usable_addresses(other.sources);
        if (contains(other.sources, address_at(draft.flood.sources, 0))
            || contains(draft.flood.sources, address_at(other.sources, 0)))
            problems.report(at, "two floods have sources in common",
                            "give each a block of its own");
    }
    if (sources > most_sources)
        problems.report(at, "all floods together can have " + std::to_string(most_sources)
                                + " sources at most");
}

} // namespace

void read_floods(const Node& document, Scenario& scenario, Problems& problems) {
    constexpr Duration usual_period = std::chrono::milliseconds{100};
    for (const Node* table : tables_called(document, "flood", most_floods, problems)) {
        FloodDraft draft{.scenario = scenario};
        TableReader<FloodDraft>(keys, "flood.", draft, problems).read(*table);
        check_presence(draft, table->place, problems);
        settle_count(draft, table->place, problems);
        check_network(draft, table->place, problems);
        scenario.floods.push_back(draft.flood);
    }
    if (!scenario.floods.empty() && scenario.sample_period == Duration{0})
        scenario.sample_period = usual_period;
}

} // namespace sim

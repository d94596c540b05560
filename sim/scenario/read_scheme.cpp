#include "sim/scenario/key_table.h"
#include "sim/scenario/read_marks.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/values.h"

#include <array>
#include <limits>

namespace sim {

namespace {

constexpr Bounds frame_counts{.least = 1, .most = 10'000};
constexpr Bounds sizes{.least = 1, .most = 65'535};
constexpr Bounds windows{.least = 1, .most = 1'000};
constexpr Bounds number_counts{.least = 1, .most = 1'000'000};
constexpr std::uint32_t usual_window = 4;

/// The scheme's table as it is written.
struct SchemeDraft {
    const Scenario& scenario;
    Scheme scheme{};
    bool has_name{};
    const Node* window{}; ///< where it stands
    const Node* numbers{};
};

void read_name(const Value& value, SchemeDraft& draft) {
    draft.has_name = true;
    if (const auto word = read_word(value, scheme_words))
        draft.scheme.name = static_cast<SchemeName>(*word);
}

void read_from(const Value& value, SchemeDraft& draft) {
    draft.scheme.from = read_host(value, draft.scenario).value_or(0);
}

template <std::uint32_t Scheme::*field>
void read_number(const Value& value, SchemeDraft& draft, Bounds bounds) {
    if (const auto number = read_whole_number(value, bounds))
        draft.scheme.*field = static_cast<std::uint32_t>(*number);
}

void read_frames(const Value& value, SchemeDraft& draft) {
    read_number<&Scheme::frames>(value, draft, frame_counts);
}

void read_size(const Value& value, SchemeDraft& draft) {
    read_number<&Scheme::size>(value, draft, sizes);
}

void read_window(const Value& value, SchemeDraft& draft) {
    draft.window = &value.node;
    if (read_whole_number(value, {.least = 0, .most = windows.most}) == 0)
        return value.report("with a window of 0 no frame could ever leave", "write 1 or more");
    read_number<&Scheme::window>(value, draft, windows);
}

void read_numbers(const Value& value, SchemeDraft& draft) {
    draft.numbers = &value.node;
    read_number<&Scheme::numbers>(value, draft, number_counts);
}

void read_timeout(const Value& value, SchemeDraft& draft) {
    constexpr Duration shortest = std::chrono::milliseconds{1};
    const auto timeout = read_duration(value);
    if (timeout && *timeout < shortest) return value.report(value.key + " must be 1 ms at least");
    if (timeout) draft.scheme.timeout = *timeout;
}

constexpr std::string_view prefix = "scheme.";
constexpr std::array keys{
    Key<SchemeDraft>{"scheme.name", read_name},
    Key<SchemeDraft>{"scheme.from", read_from},
    Key<SchemeDraft>{"scheme.frames", read_frames},
    Key<SchemeDraft>{"scheme.size", read_size},
    Key<SchemeDraft>{"scheme.window", read_window},
    Key<SchemeDraft>{"scheme.numbers", read_numbers},
    Key<SchemeDraft>{"scheme.timeout", read_timeout},
};

/// The keys of a scenario that a scheme has no use for.
struct Stranger {
    std::string_view key, why;
};
constexpr std::array strangers{
    Stranger{"program", "a scheme has no programs: its sender has all frames from the start"},
    Stranger{"inject", "nothing can be injected into a scheme"},
    Stranger{"flood", "a scheme can not be flooded"},
    Stranger{"scan", "a scheme has no ports that could be scanned"},
    Stranger{"profile", "a scheme has no TCP stack, and so no profile"},
    Stranger{"listen", "a scheme has no listener"},
    Stranger{"topology", "a scheme is played over the link between two hosts"},
};

/// Profile and topology of the command line are meant for whatever is played, and do no harm.
void check_strangers(const Node& document, Problems& problems) {
    for (const Stranger& stranger : strangers) {
        const Node* const found = find(document, stranger.key);
        if (found == nullptr || found->kind == NodeKind::argument) continue;
        problems.report(found->key_place, std::string(stranger.why),
                        "leave out " + std::string(stranger.key) + ", or scheme");
    }
}

bool is_of_tcp(SegmentClass what) {
    return what != SegmentClass::data && what != SegmentClass::ack && what != SegmentClass::any;
}

void check_surroundings(const Scenario& scenario, const Place& place, Problems& problems) {
    for (const HostSpec& host : scenario.hosts)
        if (!host.sysctls.empty())
            problems.report(place,
                            "a scheme has no TCP stack, and so no sysctl of host " + host.name,
                            "leave the sysctl out");
    for (const Fault& fault : scenario.faults)
        if (is_of_tcp(fault.what) || is_of_tcp(fault.until.what))
            problems.report(place, "a scheme has nothing but data and acknowledgments to lose",
                            R"(write what = "data" or what = "ack" in each [[fault]])");
}

/// The windows of both ends must fit into the numbers side by side.
void check_numbers(const SchemeDraft& draft, const Place& place, Problems& problems) {
    const Scheme& scheme = draft.scheme;
    const std::uint32_t least = least_numbers(scheme);
    if (scheme.numbers >= least || draft.scenario.too_few_numbers) return;
    const std::string why = scheme.name == SchemeName::selective_repeat
                                ? " needs twice as many numbers as its window"
                                : " needs one number more than its window";
    problems.report(
        place, std::string(name_of(scheme.name)) + why + " of " + std::to_string(scheme.window),
        "write scheme.numbers = " + std::to_string(least)
            + " or more, or variant.too_few_numbers = true to see what goes wrong");
}

/// Where the first of its keys stands; a table with dotted keys has no place of its own.
const Place& place_in(const Node& table) {
    return table.items.empty() ? table.place : table.items.front().place;
}

void check(const SchemeDraft& draft, const Node& table, Problems& problems) {
    const Scheme& scheme = draft.scheme;
    const Place& place = place_in(table);
    const bool alone = scheme.name == SchemeName::stop_and_wait;
    if (alone && scheme.window != 1 && draft.window != nullptr)
        problems.report(draft.window->place, "stop-and-wait has one frame under way, not more",
                        R"(write scheme.window = 1, or scheme.name = "go-back-n")");
    check_surroundings(draft.scenario, place, problems);
    // The window is to blame where it is what the command line has changed.
    const bool window_set = draft.window != nullptr && !draft.window->place.argument.empty();
    if (draft.numbers != nullptr)
        check_numbers(draft, window_set ? draft.window->place : draft.numbers->place, problems);
}

} // namespace

void read_scheme(const Node& document, Scenario& scenario, Problems& problems) {
    const Node* const table = find(document, "scheme");
    if (table == nullptr) {
        if (scenario.too_few_numbers)
            problems.report({.line = 1, .column = 1}, "variant.too_few_numbers is for a scheme",
                            R"(write scheme.name = "selective-repeat" as well)");
        return;
    }
    if (table->kind != NodeKind::table)
        return problems.report(table->place, "scheme must be a table",
                               R"(write scheme.name = "go-back-n")");
    SchemeDraft draft{.scenario = scenario};
    TableReader<SchemeDraft>(keys, "", draft, problems).read(*table, std::string(prefix));
    if (draft.window == nullptr && draft.scheme.name != SchemeName::stop_and_wait)
        draft.scheme.window = usual_window;
    if (!draft.has_name)
        problems.report(place_in(*table), "this scenario does not say which scheme it plays",
                        R"(write scheme.name = "go-back-n")");
    check_strangers(document, problems);
    check(draft, *table, problems);
    scenario.scheme = draft.scheme;
}

std::vector<std::string_view> scheme_paths() {
    std::vector<std::string_view> paths;
    paths.reserve(keys.size());
    for (const Key<SchemeDraft>& key : keys)
        paths.push_back(key.path);
    return paths;
}

} // namespace sim

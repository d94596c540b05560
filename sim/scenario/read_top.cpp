#include "sim/scenario/key_table.h"
#include "sim/scenario/sections.h"
#include "sim/scenario/values.h"

#include <algorithm>
#include <array>
#include <limits>

namespace sim {

namespace {

template <BilingualText Scenario::*field, std::string BilingualText::*language>
void read_bilingual(const Value& value, Scenario& scenario) {
    if (auto text = read_text(value)) scenario.*field.*language = std::move(*text);
}

void read_profile(const Value& value, Scenario& scenario) {
    const auto text = read_text(value);
    if (!text) return;
    const Expected<ProfileName> profile = profile_called(*text);
    if (!profile) return value.report(profile.error().message, profile.error().remedy);
    scenario.profile = *profile;
}

void read_topology(const Value& value, Scenario& scenario) {
    constexpr std::array<std::string_view, 2> words{"wire", "loopback"};
    if (const auto word = read_word(value, words)) scenario.topology = static_cast<Topology>(*word);
}

void read_until(const Value& value, Scenario& scenario) {
    constexpr std::array<std::string_view, 2> words{"quiet", "closed"};
    if (const auto word = read_word(value, words)) scenario.until = static_cast<RunUntil>(*word);
}

void read_limit(const Value& value, Scenario& scenario) {
    const auto limit = read_duration(value);
    if (limit && limit->count() == 0) value.report("run.limit must be more than 0");
    if (limit) scenario.limit = *limit;
}

void read_seed(const Value& value, Scenario& scenario) {
    constexpr Bounds bounds{.least = 0, .most = std::numeric_limits<std::int64_t>::max()};
    if (const auto seed = read_whole_number(value, bounds)) scenario.seed = *seed;
}

void read_delay(const Value& value, Scenario& scenario) {
    if (const auto delay = read_duration(value)) scenario.link.delay = *delay;
}

void read_link_rate(const Value& value, Scenario& scenario) {
    if (const auto rate = read_rate(value)) scenario.link.rate_bits_per_s = *rate;
}

void read_queue(const Value& value, Scenario& scenario) {
    constexpr Bounds bounds{.least = 0, .most = 1'000'000};
    if (const auto queue = read_whole_number(value, bounds))
        scenario.link.queue_packets = static_cast<std::uint32_t>(*queue);
}

void read_loss(const Value& value, Scenario& scenario) {
    if (const auto loss = read_chance(value)) scenario.link.loss_per_billion = *loss;
}

void read_model_only(const Value& value, Scenario& scenario) {
    const auto reason = read_text(value);
    if (reason && reason->empty()) value.report("model_only must say why no kernel can play this");
    if (reason) scenario.model_only = *reason;
}

void read_two_way(const Value& value, Scenario& scenario) {
    if (const auto wanted = read_switch(value)) scenario.two_way_handshake = *wanted;
}

void read_too_few(const Value& value, Scenario& scenario) {
    if (const auto wanted = read_switch(value)) scenario.too_few_numbers = *wanted;
}

void read_sample(const Value& value, Scenario& scenario) {
    constexpr Duration shortest = std::chrono::milliseconds{1};
    const auto period = read_duration(value);
    if (period && *period < shortest) return value.report(value.key + " must be 1 ms at least");
    if (period) scenario.sample_period = *period;
}

void read_policy(const Value& value, Scenario& scenario) {
    constexpr std::array<std::string_view, 3> words{"linux", "bsd", "textbook"};
    if (const auto word = read_word(value, words))
        scenario.listen_policy = static_cast<BacklogPolicy>(*word);
}

/// Hosts, programs, faults, injections, loads and schemes are read by others, in an order of their
/// own.
void leave(const Value&, Scenario&) {}

constexpr std::array keys{
    Key<Scenario>{"title.en", read_bilingual<&Scenario::title, &BilingualText::en>},
    Key<Scenario>{"title.zh", read_bilingual<&Scenario::title, &BilingualText::zh>},
    Key<Scenario>{"text.en", read_bilingual<&Scenario::text, &BilingualText::en>},
    Key<Scenario>{"text.zh", read_bilingual<&Scenario::text, &BilingualText::zh>},
    Key<Scenario>{"profile", read_profile},
    Key<Scenario>{"topology", read_topology},
    Key<Scenario>{"seed", read_seed},
    Key<Scenario>{"model_only", read_model_only},
    Key<Scenario>{"variant.two_way_handshake", read_two_way},
    Key<Scenario>{"variant.too_few_numbers", read_too_few},
    Key<Scenario>{"run.until", read_until},
    Key<Scenario>{"run.limit", read_limit},
    Key<Scenario>{"run.sample", read_sample},
    Key<Scenario>{"listen.policy", read_policy},
    Key<Scenario>{"link.delay", read_delay},
    Key<Scenario>{"link.rate", read_link_rate},
    Key<Scenario>{"link.queue", read_queue},
    Key<Scenario>{"link.loss", read_loss},
    Key<Scenario>{"host", leave},
    Key<Scenario>{"program", leave},
    Key<Scenario>{"fault", leave},
    Key<Scenario>{"inject", leave},
    Key<Scenario>{"flood", leave},
    Key<Scenario>{"scan", leave},
    Key<Scenario>{"scheme", leave},
};

bool is_read_elsewhere(std::string_view path) {
    constexpr std::array<std::string_view, 7> names{"host",  "program", "fault", "inject",
                                                    "flood", "scan",    "scheme"};
    return std::find(names.begin(), names.end(), path) != names.end();
}

} // namespace

void read_top(const Node& document, Scenario& scenario, Problems& problems) {
    TableReader<Scenario>(keys, "", scenario, problems).read(document);
}

std::vector<std::string_view> top_paths() {
    std::vector<std::string_view> paths;
    for (const Key<Scenario>& key : keys)
        if (!is_read_elsewhere(key.path)) paths.push_back(key.path);
    const std::vector<std::string_view> of_scheme = scheme_paths();
    paths.insert(paths.end(), of_scheme.begin(), of_scheme.end());
    return paths;
}

std::vector<const Node*> tables_called(const Node& document, std::string_view name,
                                       std::size_t most, Problems& problems) {
    const Node* found = find(document, name);
    std::vector<const Node*> tables;
    if (found == nullptr) return tables;
    const std::string header = "[[" + std::string(name) + "]]";
    if (found->kind != NodeKind::array) {
        problems.report(found->place, std::string(name) + " must be an array of tables",
                        "write " + header);
        return tables;
    }
    for (const Node& item : found->items) {
        if (item.kind != NodeKind::table)
            problems.report(item.place, std::string(name) + " must hold tables only",
                            "write " + header);
        else if (tables.size() == most)
            problems.report(item.place,
                            "there can be " + std::to_string(most) + " " + header + " at most");
        else
            tables.push_back(&item);
    }
    return tables;
}

} // namespace sim

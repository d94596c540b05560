// Plays random scenarios and stops at the first that breaks a property; scripts/soak starts it.
#include "tests/soak/play.h"
#include "tests/soak/random_scenario.h"

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <string>

namespace {

struct SoakOptions {
    std::uint64_t from{1}, count{1000}, step{1};
    std::string profile;
    bool shows{}, goes_on{};
};

/// Plays one seed; true when all properties held.
bool play_one(const SoakOptions& options, std::uint64_t seed, std::uint64_t& records,
              std::uint64_t& half_open) {
    const std::string text = soak::random_scenario(seed, options.profile);
    if (options.shows) std::printf("%s", text.c_str());
    const soak::Outcome outcome = soak::play(text, seed);
    records += outcome.records;
    half_open += outcome.half_open;
    if (outcome.problem.empty()) return true;
    std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), outcome.problem.c_str());
    if (!options.goes_on && !options.shows)
        std::printf("--- its scenario, for tcpsim run:\n%s", text.c_str());
    return false;
}

} // namespace

int main(int argc, char** argv) {
    SoakOptions options;
    CLI::App app("Plays random scenarios and holds them to what TCP promises.");
    app.add_option("--from", options.from, "the first seed");
    app.add_option("--count", options.count, "how many scenarios");
    app.add_option("--step", options.step, "from one seed to the next")->check(CLI::PositiveNumber);
    app.add_option("--profile", options.profile, "linux, rfc9293 or classroom; else by the seed");
    app.add_flag("--show", options.shows, "print every scenario");
    app.add_flag("--go-on", options.goes_on, "do not stop at the first failure");
    CLI11_PARSE(app, argc, argv);

    std::uint64_t records = 0;
    std::uint64_t half_open = 0;
    std::uint64_t failures = 0;
    constexpr std::uint64_t progress_every = 1000;
    for (std::uint64_t i = 0; i < options.count; ++i) {
        if (!play_one(options, options.from + i * options.step, records, half_open)) ++failures;
        if (failures != 0 && !options.goes_on) return 1;
        if ((i + 1) % progress_every == 0)
            std::printf("%s scenarios\n", std::to_string(i + 1).c_str());
        std::fflush(stdout);
    }
    std::printf("%llu scenarios, %llu records, %llu failures, %llu half-open after giving up\n",
                static_cast<unsigned long long>(options.count),
                static_cast<unsigned long long>(records), static_cast<unsigned long long>(failures),
                static_cast<unsigned long long>(half_open));
    return failures == 0 ? 0 : 1;
}

#include "app/tcpsim/command_options.h"

#include "app/tcpsim/choice.h"
#include "sim/scenario/quantity.h"

#include <chrono>
#include <vector>

namespace tcpsim {

namespace {

void add_setting(const std::string& text, Options& options) {
    const std::size_t equals = text.find('=');
    if (equals == 0 || equals == std::string::npos)
        throw CLI::ValidationError("--set", "\"" + text + "\" is not KEY=VALUE");
    options.overrides.settings.push_back(
        {.key = text.substr(0, equals), .value = text.substr(equals + 1)});
}

void set_limit(const std::string& text, Options& options) {
    const std::optional<sim::Duration> limit = sim::parse_duration(text);
    if (!limit || limit->count() == 0 || *limit > std::chrono::hours{1})
        throw CLI::ValidationError("--limit", "\"" + text + R"(" is not a time such as "10 s")");
    options.limit = limit;
}

void set_seed(const std::string& text, Options& options) {
    options.seed = sim::parse_whole_number(text);
    if (!options.seed)
        throw CLI::ValidationError("--seed", "\"" + text + "\" is not a whole number");
}

/// An option whose values are checked here, one by one.
struct TakenOption {
    const char* name;
    const char* value; ///< as help calls it
    void (*take)(const std::string& text, Options& options);
    const char* description;
};

void add_taken(CLI::App& command, const TakenOption& option, Options& options) {
    const auto take_all = [take = option.take, &options](const std::vector<std::string>& values) {
        for (const std::string& value : values)
            take(value, options);
    };
    command
        .add_option_function<std::vector<std::string>>(option.name, take_all, option.description)
        ->type_name(option.value)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

} // namespace

void add_language(CLI::App& command, Language& language) {
    language = language_of_locale();
    const std::vector<Choice<Language>> languages{{"en", Language::english},
                                                  {"zh", Language::chinese}};
    add_choice(command, "--lang", language, languages, "by default what the locale says");
}

void add_options(CLI::App& command, Options& options) {
    const std::vector<Choice<Format>> formats{{"ladder", Format::ladder},
                                              {"json", Format::json},
                                              {"pcapng", Format::pcapng},
                                              {"trace", Format::trace}};
    command.add_option("SCENARIO", options.scenario, "a shipped scenario's name, or a file")
        ->required()
        ->type_name("");
    command
        .add_option("--profile", options.overrides.profile, "the stack; by default the scenario's")
        ->type_name("linux|rfc9293|classroom");
    add_taken(command, {"--seed", "N", set_seed, "what random choices start from"}, options);
    add_taken(command,
              {"--set", "KEY=VALUE", add_setting,
               "a key of the scenario, or a sysctl (B:NAME for one host); may be repeated"},
              options);
    command.add_option("--topology", options.overrides.topology, "by default the scenario's")
        ->type_name("wire|loopback");
    add_choice(command, "--format", options.format, formats, "what to write; ladder by default");
    command.add_option("--output", options.output, "where to write; by default standard output")
        ->type_name("FILE");
    command.add_flag("--explain", options.explain, "say why each thing happened");
    add_taken(command, {"--limit", "DURATION", set_limit, "what bounds the run, such as \"10 s\""},
              options);
    add_language(command, options.language);
}

} // namespace tcpsim

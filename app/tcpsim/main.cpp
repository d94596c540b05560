#include "app/tcpsim/choice.h"
#include "app/tcpsim/command_options.h"
#include "app/tcpsim/commands.h"
#include "app/tcpsim/output.h"
#include "sim/base/spelling.h"

#include <CLI/CLI.hpp>
#include <csignal>
#include <exception>
#include <functional>
#include <iostream>
#include <sstream>
#include <vector>

namespace tcpsim {

namespace {

/// Everything the command line can say, and what is to be done about it.
struct CommandLine {
    CLI::App app{"Plays TCP scenarios on a model and on the real kernel.", "tcpsim"};
    Options options;
    LiveOptions live;
    std::vector<std::string> files;
    PacketdrillOptions packetdrill;
    RulesFormat rules_format{};
    Language language{};
    std::function<ExitStatus()> chosen;

    CommandLine() {
        app.require_subcommand(1);
        app.set_help_all_flag("--help-all", "Say what every command takes");
        add_list();
        add_check();
        add_run();
        add_live();
        add_compare();
        add_rules();
        add_packetdrill();
    }

    void add_list() {
        CLI::App* command = app.add_subcommand("list", "Names and titles of the shipped scenarios");
        add_language(*command, language);
        command->callback([this] { chosen = [this] { return list_scenarios(language); }; });
    }
    void add_check() {
        CLI::App* command = app.add_subcommand("check", "Parse scenarios and say what is wrong");
        command->add_option("FILE", files, "files, or names of shipped scenarios")->required();
        add_language(*command, language);
        command->callback([this] { chosen = [this] { return check_scenarios(files, language); }; });
    }
    void add_run() {
        CLI::App* command = app.add_subcommand("run", "Play a scenario on the model");
        add_options(*command, options);
        command->callback([this] { chosen = [this] { return run_scenario(options); }; });
    }
    void add_live() {
        CLI::App* command = app.add_subcommand("live", "Play a scenario on the real kernel");
        add_options(*command, options);
        command->add_flag("--record", live.record,
                          "keep the run as a trace: NAME.trace, or --output");
        command->add_flag("--progress", live.progress, "tell on standard error how far the run is");
        command->add_flag("--step", live.step,
                          "hold every packet; each line of standard input lets one go (\"step\" or "
                          "an empty line), \"run\" lets go of all, \"quit\" ends; what has "
                          "happened is written at once; --limit is \"10 min\" unless given");
        command->callback([this] { chosen = [this] { return play_live(options, live); }; });
    }
    void add_compare() {
        CLI::App* command =
            app.add_subcommand("compare", "Play both, and explain every difference");
        add_options(*command, options);
        command->callback([this] { chosen = [this] { return compare_stages(options); }; });
    }
    void add_rules() {
        const std::vector<Choice<RulesFormat>> formats{{"text", RulesFormat::text},
                                                       {"markdown", RulesFormat::markdown},
                                                       {"json", RulesFormat::json}};
        CLI::App* command = app.add_subcommand("rules", "List the rules that traces name");
        add_choice(*command, "--format", rules_format, formats, "what to write; text by default");
        add_language(*command, language);
        command->callback(
            [this] { chosen = [this] { return list_rules(rules_format, language); }; });
    }
    void add_packetdrill() {
        CLI::App* command = app.add_subcommand("packetdrill", "Play packetdrill scripts");
        add_packetdrill_options(*command, packetdrill);
        command->callback([this] { chosen = [this] { return play_packetdrill(packetdrill); }; });
    }
};

sim::Error no_such_command(const CLI::App& app, const std::string& word) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands({}))
        names.push_back(command->get_name());
    const std::vector<std::string_view> known(names.begin(), names.end());
    return {.message = "there is no command \"" + word + "\"",
            .remedy = sim::nearest_remedy(word, known)};
}

/// Help is an answer; all else that CLI11 throws is a usage error.
ExitStatus answer(const CLI::App& app, const CLI::ParseError& outcome) {
    const std::vector<std::string> unknown = app.remaining();
    if (app.get_subcommands().empty() && !unknown.empty() && unknown[0].rfind('-', 0) != 0)
        return complain(no_such_command(app, unknown[0]));
    std::ostringstream out, errors;
    const bool helps = app.exit(outcome, out, errors) == static_cast<int>(CLI::ExitCodes::Success);
    std::cerr << errors.str();
    return finish(out.str(), {}, helps ? ExitStatus::good : ExitStatus::bad_input);
}

ExitStatus run(int argc, char** argv) {
    CommandLine line;
    try {
        line.app.parse(argc, argv);
    } catch (const CLI::ParseError& outcome) {
        return answer(line.app, outcome);
    }
    return line.chosen();
}

} // namespace

} // namespace tcpsim

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN); // a reader that goes away shows as a failed write
    try {
        return static_cast<int>(tcpsim::run(argc, argv));
    } catch (const std::exception& problem) {
        return static_cast<int>(tcpsim::complain({.message = problem.what()}));
    }
}

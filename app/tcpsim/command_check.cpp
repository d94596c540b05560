#include "app/tcpsim/commands.h"
#include "app/tcpsim/load.h"
#include "app/tcpsim/output.h"

namespace tcpsim {

ExitStatus check_scenarios(const std::vector<std::string>& names, Language language) {
    ExitStatus status = ExitStatus::good;
    std::string lines;
    for (const std::string& name : names) {
        Options options;
        options.scenario = name;
        const sim::Expected<sim::Scenario> scenario = load_scenario(options);
        if (scenario)
            lines += name + ": " + in_language(scenario->title, language) + "\n";
        else
            status = complain(scenario.error());
    }
    return finish(lines, {}, status);
}

} // namespace tcpsim

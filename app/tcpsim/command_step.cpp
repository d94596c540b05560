#include "app/tcpsim/commands.h"
#include "app/tcpsim/kernel_stage.h"
#include "app/tcpsim/load.h"
#include "app/tcpsim/output.h"
#include "app/tcpsim/written_trace.h"

#include <algorithm>
#include <chrono>
#include <vector>

namespace tcpsim {

namespace {

constexpr sim::Duration default_limit = std::chrono::minutes{10};

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1);
        lines.push_back(text.substr(begin, end + 1 - begin));
        begin = end + 1;
    }
    return lines;
}

/// Writes what has come since the last time: each record once or, of a ladder, whose arrows arrive
/// later than they leave, from the first line that is not as it was.
class NewsWriter {
public:
    explicit NewsWriter(const Options& options) : options_(options) {}

    void write(const sim::Trace& trace) {
        std::vector<std::string> lines = lines_of(written_trace(trace, options_));
        auto fresh =
            std::mismatch(written_.begin(), written_.end(), lines.begin(), lines.end()).second;
        if (options_.format == Format::json)
            fresh = lines.begin()
                    + static_cast<std::ptrdiff_t>(std::min(written_.size(), lines.size()));
        std::string news;
        for (; fresh != lines.end(); ++fresh)
            news += *fresh;
        written_ = std::move(lines);
        if (!news.empty()) static_cast<void>(write_output(news, {}));
    }

private:
    const Options& options_;
    std::vector<std::string> written_;
};

} // namespace

ExitStatus step_live(const Options& options) {
    if (options.format != Format::ladder && options.format != Format::json)
        return complain({.message = "--step writes a ladder or json, line by line",
                         .remedy = "leave --format out, or write --format json"});
    if (!options.output.empty())
        return complain(
            {.message = "--step writes to standard output alone", .remedy = "leave --output out"});
    sim::Expected<sim::Scenario> scenario = load_scenario(options);
    if (!scenario) return complain(scenario.error());
    scenario->limit = options.limit.value_or(default_limit);
    NewsWriter writer(options);
    const KernelRun run = step_on_kernel(*scenario, options.language,
                                         [&](const sim::Trace& trace) { writer.write(trace); });
    if (!run.trace) return complain(run, options.language);
    writer.write(*run.trace);
    return status_of(*run.trace);
}

} // namespace tcpsim

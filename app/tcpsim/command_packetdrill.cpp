#include "app/tcpsim/commands.h"
#include "app/tcpsim/kernel_stage.h"
#include "app/tcpsim/output.h"
#include "sim/packetdrill/parser.h"
#include "sim/packetdrill/runner.h"
#include "sim/packetdrill/settings.h"
#include "sim/trace/trace_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace tcpsim {

namespace {

namespace pd = sim::packetdrill;
namespace fs = std::filesystem;

struct Counts {
    std::size_t passed{}, failed{}, unsupported{};
};

/// The scripts at `path`: itself, or all `.pkt` below a folder, in order of their names.
std::vector<std::string> scripts_at(const std::string& path) {
    std::error_code problem;
    if (!fs::is_directory(path, problem)) return {path};
    std::vector<std::string> found;
    for (fs::recursive_directory_iterator entry{path, problem}, end; !problem && entry != end;
         entry.increment(problem))
        if (entry->path().extension() == ".pkt") found.push_back(entry->path().string());
    std::sort(found.begin(), found.end());
    return found;
}

/// At most one byte more than the parser takes, whatever the file is.
sim::Expected<std::string> text_of(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::string text(pd::most_bytes + 1, '\0');
    std::error_code problem;
    if (!file || fs::is_directory(path, problem))
        return sim::failure(sim::Error{.message = "the script can not be read", .file = path});
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(file.gcount()));
    return text;
}

std::string place(const std::string& path, std::uint32_t line) {
    return line == 0 ? path : path + ":" + std::to_string(line);
}

/// "linux/a.pkt" in the folder "out": "out/linux_a.trace".
std::string trace_file(const std::string& folder, const std::string& script) {
    std::string name = fs::path{script}.lexically_normal().replace_extension().string();
    std::replace(name.begin(), name.end(), '/', '_');
    name.erase(0, name.find_first_not_of("._"));
    return (fs::path{folder} / (name + ".trace")).string();
}

/// What all scripts have come to, and what there is to say of each.
class Report {
public:
    explicit Report(const PacketdrillOptions& options) : options_(options) {}

    /// A script that can not be read.
    void refuse(const std::string& path, const sim::Error& error) {
        const bool unsupported = pd::is_unsupported(error);
        ++(unsupported ? counts_.unsupported : counts_.failed);
        text_ += (unsupported ? "UNSUPPORTED " : "FAIL ") + place(path, error.line) + ": "
                 + pd::plain_message(error) + "\n";
    }

    void tell(const std::string& path, const pd::RunResult& result) {
        if (const sim::Expected<void> kept = keep_trace(path, result); !kept)
            return refuse(path, kept.error());
        switch (result.outcome) {
        case pd::Outcome::passed:
            ++counts_.passed;
            text_ += "PASS " + path + "\n";
            for (const std::string& extra : result.extra)
                text_ += "  and then " + extra + "\n";
            return;
        case pd::Outcome::failed: ++counts_.failed; break;
        case pd::Outcome::unsupported: ++counts_.unsupported; break;
        }
        text_ += (result.outcome == pd::Outcome::failed ? "FAIL " : "UNSUPPORTED ")
                 + place(path, result.line) + ": " + result.message + "\n";
    }

    ExitStatus finish_it() {
        text_ += std::to_string(counts_.passed) + " passed, " + std::to_string(counts_.failed)
                 + " failed, " + std::to_string(counts_.unsupported) + " unsupported";
        if (left_out_ != 0) text_ += ", " + std::to_string(left_out_) + " left out";
        text_ += "\n";
        const bool all = counts_.failed == 0 && counts_.unsupported == 0;
        return finish(text_, {}, all ? ExitStatus::good : ExitStatus::differences);
    }

    /// A script that lasts too long.
    void leave_out() { ++left_out_; }

private:
    sim::Expected<void> keep_trace(const std::string& path, const pd::RunResult& result) const {
        if (options_.trace_folder.empty()) return {};
        return write_output(sim::encode_trace(result.trace),
                            trace_file(options_.trace_folder, path));
    }

    const PacketdrillOptions& options_;
    Counts counts_;
    std::size_t left_out_{};
    std::string text_;
};

sim::Expected<pd::Script> script_at(const std::string& path, const pd::RunRequest& request) {
    const sim::Expected<std::string> text = text_of(path);
    if (!text) return sim::failure(text.error());
    return pd::parse_script(*text,
                            {.file = path, .defined = pd::names_defined_for(request.profile)});
}

std::vector<std::string> all_scripts(const PacketdrillOptions& options) {
    std::vector<std::string> all;
    for (const std::string& path : options.paths) {
        const std::vector<std::string> found = scripts_at(path);
        all.insert(all.end(), found.begin(), found.end());
    }
    return all;
}

ExitStatus play_on_model(const PacketdrillOptions& options) {
    Report report{options};
    for (const std::string& path : all_scripts(options)) {
        const sim::Expected<pd::Script> script = script_at(path, options.request);
        if (script)
            report.tell(path, pd::run_script(*script, options.request));
        else
            report.refuse(path, script.error());
    }
    return report.finish_it();
}

ExitStatus play_on_kernel(const PacketdrillOptions& options) {
    Report report{options};
    std::vector<pd::Script> scripts;
    for (const std::string& path : all_scripts(options)) {
        sim::Expected<pd::Script> script = script_at(path, options.request);
        if (!script)
            report.refuse(path, script.error());
        else if (options.longest && pd::length_of(*script) > *options.longest)
            report.leave_out();
        else
            scripts.push_back(std::move(*script));
    }
    std::size_t told = 0;
    const auto tell = [&](const pd::RunResult& result) {
        report.tell(scripts[told++].file, result);
    };
    const KernelRun run = play_scripts_on_kernel(scripts, options.request, options.language, tell);
    if (run.status != ExitStatus::good) return complain(run, options.language);
    return report.finish_it();
}

} // namespace

ExitStatus play_packetdrill(const PacketdrillOptions& options) {
    std::error_code problem;
    if (!options.trace_folder.empty()) fs::create_directories(options.trace_folder, problem);
    if (problem)
        return complain({.message = "the folder for traces can not be made: " + problem.message(),
                         .file = options.trace_folder});
    return options.kernel ? play_on_kernel(options) : play_on_model(options);
}

} // namespace tcpsim

#include "app/tcpsim/commands.h"
#include "app/tcpsim/output.h"
#include "sim/packetdrill/parser.h"
#include "sim/packetdrill/runner.h"
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

/// Reads and plays one script; its line.
std::string play(const std::string& path, const PacketdrillOptions& options, Counts& counts) {
    const sim::Expected<std::string> text = text_of(path);
    if (!text) {
        ++counts.failed;
        return "FAIL " + path + ": " + text.error().message;
    }
    pd::ParseRequest request{.file = path};
    request.defined = {"STANDARD"};
    const sim::Expected<pd::Script> script = pd::parse_script(*text, request);
    if (!script) {
        const bool unsupported = pd::is_unsupported(script.error());
        ++(unsupported ? counts.unsupported : counts.failed);
        return (unsupported ? "UNSUPPORTED " : "FAIL ") + place(path, script.error().line) + ": "
               + pd::plain_message(script.error());
    }
    const pd::RunResult result = pd::run_script(*script, options.request);
    if (!options.trace_folder.empty())
        if (const sim::Expected<void> kept = write_output(sim::encode_trace(result.trace),
                                                          trace_file(options.trace_folder, path));
            !kept) {
            ++counts.failed;
            return "FAIL " + path + ": " + kept.error().message;
        }
    switch (result.outcome) {
    case pd::Outcome::passed: {
        ++counts.passed;
        std::string line = "PASS " + path;
        for (const std::string& extra : result.extra)
            line += "\n  and then " + extra;
        return line;
    }
    case pd::Outcome::failed: ++counts.failed; break;
    case pd::Outcome::unsupported: ++counts.unsupported; break;
    }
    return (result.outcome == pd::Outcome::failed ? "FAIL " : "UNSUPPORTED ")
           + place(path, result.line) + ": " + result.message;
}

} // namespace

ExitStatus play_packetdrill(const PacketdrillOptions& options) {
    std::error_code problem;
    if (!options.trace_folder.empty()) fs::create_directories(options.trace_folder, problem);
    if (problem)
        return complain({.message = "the folder for traces can not be made: " + problem.message(),
                         .file = options.trace_folder});
    Counts counts;
    std::string report;
    for (const std::string& path : options.paths)
        for (const std::string& script : scripts_at(path))
            report += play(script, options, counts) + "\n";
    report += std::to_string(counts.passed) + " passed, " + std::to_string(counts.failed)
              + " failed, " + std::to_string(counts.unsupported) + " unsupported\n";
    const bool all = counts.failed == 0 && counts.unsupported == 0;
    return finish(report, {}, all ? ExitStatus::good : ExitStatus::differences);
}

} // namespace tcpsim

#include "tests/house/include_rules.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <sstream>

namespace house {

namespace {

using Names = std::set<std::string, std::less<>>;

struct FolderRule {
    std::string_view folder;
    Names may_include; ///< beside itself
};

const Names foundation{"sim/base", "sim/packet", "sim/rule"};
/// What everyone above the foundation may name.
const Names vocabulary_headers{"sim/tcp/state.h", "sim/tcp/profile.h"};

Names operator+(Names names, const Names& more) {
    names.insert(more.begin(), more.end());
    return names;
}

const std::vector<FolderRule>& folder_rules() {
    static const Names below_program =
        foundation + Names{"sim/tcp", "sim/udp", "sim/ip", "sim/link"};
    static const Names below_net = below_program + Names{"sim/program", "sim/trace"};
    static const Names players = below_net + Names{"sim/net", "sim/scenario"};
    static const Names stagers = players + Names{"sim/classic"};
    static const std::vector<FolderRule> rules{
        {"sim/base", {}},
        {"sim/packet", {"sim/base"}},
        {"sim/rule", {"sim/base"}},
        {"sim/tcp", foundation},
        {"sim/udp", foundation},
        {"sim/ip", foundation},
        {"sim/link", foundation},
        {"sim/program", below_program},
        {"sim/trace", foundation + Names{"sim/tcp"}},
        {"sim/export", foundation + Names{"sim/trace"}},
        {"sim/classic", foundation + Names{"sim/link", "sim/trace"}},
        {"sim/scenario", foundation + Names{"sim/tcp", "sim/link", "sim/program", "sim/classic"}},
        {"sim/net", below_net},
        {"sim/explore", below_net + Names{"sim/net"}},
        {"sim/history", stagers},
        {"sim/packetdrill", players},
        {"live",
         foundation
             + Names{"sim/scenario", "sim/program", "sim/link", "sim/trace", "sim/packetdrill"}},
        {"ui", foundation + Names{"sim/scenario", "sim/trace", "sim/export"}},
    };
    return rules;
}

/// A library that has a home: nobody else includes its headers.
struct LibraryRule {
    std::string_view header; ///< how its headers begin
    std::vector<std::string_view> homes;
    std::string_view objection;
};

const std::vector<LibraryRule>& library_rules() {
    static const std::vector<LibraryRule> rules{
        {"tl/", {"sim/base/expected.h", "live/step.h"}, "is reached through sim/base/expected.h"},
        {"toml++", {"sim/scenario/"}, "belongs to sim/scenario"},
        {"CLI", {"app/tcpsim/"}, "belongs to app/tcpsim"},
        {"sys/mman.h",
         {"sim/trace/record_store.cpp", "live/", "app/"},
         "asks for memory, which in the model only the store of records does"},
        {"Q", {"ui/", "app/tcp_theater"}, "is Qt, which only ui, its program and tests know"},
    };
    return rules;
}

/// Standard headers that bring in a clock, a thread, a file, a terminal or an order that is not
/// ours.
const Names impure_headers{"atomic",        "condition_variable",
                           "ctime",         "csignal",
                           "filesystem",    "fstream",
                           "future",        "iostream",
                           "locale",        "mutex",
                           "random",        "shared_mutex",
                           "stop_token",    "thread",
                           "unordered_map", "unordered_set"};

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool is_in_pure_model(std::string_view file) {
    return starts_with(file, "sim/") && !starts_with(file, "sim/export/");
}

std::string_view objection_to_library(std::string_view file, std::string_view name) {
    for (const LibraryRule& rule : library_rules()) {
        if (!starts_with(name, rule.header)) continue;
        const bool at_home = std::any_of(rule.homes.begin(), rule.homes.end(),
                                         [&](auto home) { return starts_with(file, home); });
        return at_home ? "" : rule.objection;
    }
    const bool standard = name.find_first_of("./") == std::string_view::npos;
    if (!standard && !starts_with(file, "live/") && !starts_with(file, "app/"))
        return "is the system's, which only live and app know";
    if (is_in_pure_model(file) && impure_headers.contains(name))
        return "has no place in a pure model";
    return "";
}

std::string_view objection_to_app(std::string_view file, std::string_view target) {
    if (starts_with(file, "app/tcpsim") && target == "ui") return "tcpsim knows no window";
    if (starts_with(file, "app/tcp_theater") && target == "live")
        return "the window starts tcpsim, it knows no system call";
    return "";
}

bool table_allows(std::string_view file, const std::string& folder, const std::string& header) {
    const std::string target = folder_of(header);
    if (target == folder) return true;
    const bool plays = target == "sim/history" || target == "sim/packetdrill";
    if (starts_with(file, "ui/model/run") && plays) return true;
    if (!foundation.contains(folder) && vocabulary_headers.contains(header)) return true;
    return std::any_of(folder_rules().begin(), folder_rules().end(), [&](const FolderRule& rule) {
        return rule.folder == folder && rule.may_include.contains(target);
    });
}

} // namespace

std::string folder_of(std::string_view path) {
    const std::size_t first = path.find('/');
    if (path.substr(0, first) != "sim") return std::string{path.substr(0, first)};
    return std::string{path.substr(0, path.find('/', first + 1))};
}

std::string objection_to(std::string_view file, const Include& include) {
    const std::string folder = folder_of(file);
    if (folder == "tests") return "";
    if (include.in_angles) return std::string{objection_to_library(file, include.name)};
    if (include.name.find('/') == std::string::npos) {
        const bool generated = include.name.ends_with(".moc") || include.name.starts_with("ui_");
        return generated ? "" : "is not written from the top of the tree";
    }
    const std::string target = folder_of(include.name);
    if (target == "tests") return "is a test's";
    if (folder == "app") return std::string{objection_to_app(file, target)};
    return table_allows(file, folder, include.name) ? "" : "is nothing " + folder + " may know";
}

std::vector<std::string> forbidden_words(std::string_view file, std::string_view text) {
    if (!is_in_pure_model(file)) return {};
    Names words{"system_clock", "steady_clock", "high_resolution_clock", "unordered_map",
                "unordered_set"};
    const bool reads_files = starts_with(file, "sim/scenario/"); // a number on its way into units
    if (file.ends_with(".h") && !reads_files) words.insert({"float", "double"});

    std::vector<std::string> found;
    std::istringstream lines{blanked(text, Blank::comments_and_literals)};
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        std::replace_if(
            line.begin(), line.end(),
            [](unsigned char letter) { return std::isalnum(letter) == 0 && letter != '_'; }, ' ');
        std::istringstream parts{line};
        for (std::string word; parts >> word;)
            if (words.contains(word))
                found.push_back("line " + std::to_string(number) + ": " + word);
    }
    return found;
}

} // namespace house

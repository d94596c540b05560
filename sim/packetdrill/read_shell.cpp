// What shell lines ask for. They are read for the settings they would make and never run.
#include "sim/packetdrill/reader.h"
#include "sim/packetdrill/shell_words.h"

#include <algorithm>

namespace sim::packetdrill {

namespace {

using Kind = Command::Kind;
using Commands = std::vector<Command>;

tl::unexpected<Error> unsupported(const ShellLine& shell) {
    std::string text;
    for (const std::string& word : shell.words)
        text += (text.empty() ? "" : " ") + word;
    return Cursor{"", shell.line}.unsupported("the command \"" + text + "\"");
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::optional<std::int64_t> number_in(const std::string& text) {
    Cursor cursor{text};
    const Expected<std::int64_t> number = cursor.number("a number");
    if (!number || !cursor.at_end()) return std::nullopt;
    return *number;
}

/// The number behind `word`; nothing where there is none.
std::optional<std::int64_t> number_after(const ShellLine& shell, std::string_view word) {
    const auto found = std::find(shell.words.begin(), shell.words.end(), word);
    if (found == shell.words.end() || found + 1 == shell.words.end()) return std::nullopt;
    return number_in(*(found + 1));
}

bool has(const ShellLine& shell, std::string_view word) {
    return std::find(shell.words.begin(), shell.words.end(), word) != shell.words.end();
}

/// `name=value`; a path below /proc/sys is a name with dots.
Expected<Commands> settings(const ShellLine& shell) {
    Commands commands;
    for (std::size_t i = 1; i < shell.words.size(); ++i) {
        const std::string& word = shell.words[i];
        if (word.rfind('-', 0) == 0) continue;
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos) return unsupported(shell);
        std::string name = word.substr(0, equals);
        constexpr std::string_view proc = "/proc/sys/";
        if (name.rfind(proc, 0) == 0) {
            name.erase(0, proc.size());
        }
        std::replace(name.begin(), name.end(), '/', '.');
        commands.push_back(
            {.kind = Kind::sysctl, .subject = name, .text = word.substr(equals + 1)});
    }
    return commands;
}

/// The words behind each `grep` of a pipe, options aside.
std::vector<std::string> patterns(const ShellLine& shell) {
    std::vector<std::string> found;
    bool in_grep = false;
    for (const std::string& word : shell.words) {
        if (word == "|") in_grep = false;
        if (in_grep && word.rfind('-', 0) != 0) found.push_back(word);
        if (word == "grep") in_grep = true;
    }
    return found;
}

/// `... | grep SUBJECT | grep NUMBER`: the last two patterns.
Expected<Commands> assertion(const ShellLine& shell, Kind kind) {
    const std::vector<std::string> greps = patterns(shell);
    if (greps.size() < 2) return unsupported(shell);
    const std::optional<std::int64_t> number = number_in(greps.back());
    if (!number) return unsupported(shell);
    return Commands{{.kind = kind, .subject = greps[greps.size() - 2], .number = *number}};
}

Expected<Commands> queue_discipline(const ShellLine& shell) {
    if (shell.words.size() < 2 || shell.words[1] != "qdisc") return unsupported(shell);
    if (has(shell, "fq")) return Commands{{.kind = Kind::pacing, .number = 1}};
    if (number_after(shell, "limit") == 0) return Commands{{.kind = Kind::drop_outbound}};
    const bool plain = has(shell, "pfifo") || has(shell, "pfifo_fast") || has(shell, "noqueue");
    if (!plain) return unsupported(shell);
    return Commands{{.kind = Kind::pacing, .number = 0}};
}

Expected<Commands> ip_command(const ShellLine& shell) {
    if (has(shell, "tcp_metrics")) return Commands{{.kind = Kind::nothing}};
    Commands commands;
    const bool on_link = has(shell, "link");
    if (!on_link && !has(shell, "route")) return unsupported(shell);
    if (const auto mss = number_after(shell, "advmss"))
        commands.push_back({.kind = Kind::route_mss, .number = *mss});
    const Kind kind = on_link ? Kind::mtu : Kind::route_mtu;
    auto mtu = number_after(shell, "mtu");
    if (!mtu) mtu = number_after(shell, "lock");
    if (mtu) commands.push_back({.kind = kind, .number = *mtu});
    if (commands.empty()) return unsupported(shell);
    return commands;
}

Expected<Commands> offload(const ShellLine& shell) {
    const auto gso = std::find(shell.words.begin(), shell.words.end(), "gso");
    if (gso == shell.words.end() || gso + 1 == shell.words.end()) return unsupported(shell);
    return Commands{{.kind = Kind::segmentation, .number = *(gso + 1) == "off" ? 0 : 1}};
}

/// `echo 3 > /sys/module/tcp_cubic/parameters/hystart_detect`
Expected<Commands> echo(const ShellLine& shell) {
    constexpr std::string_view module = "/sys/module/";
    if (shell.words.size() != 4 || shell.words[2] != ">" || shell.words[3].rfind(module, 0) != 0)
        return unsupported(shell);
    std::string name = shell.words[3].substr(module.size());
    std::replace(name.begin(), name.end(), '/', '.');
    return Commands{{.kind = Kind::sysctl, .subject = name, .text = shell.words[1]}};
}

Expected<Commands> read_line(const ShellLine& shell) {
    const std::string& program = shell.words.front();
    if (ends_with(program, "defaults.sh")) return Commands{{.kind = Kind::defaults}};
    if (program == "sysctl" || ends_with(program, "set_sysctls.py")) return settings(shell);
    if (program.find("sysctl_restore_") != std::string::npos)
        return Commands{{.kind = Kind::nothing}};
    if (program == "tc") return queue_discipline(shell);
    if (program == "ip") return ip_command(shell);
    if (program == "ethtool") return offload(shell);
    if (program == "echo") return echo(shell);
    if (program == "sockstat") return assertion(shell, Kind::count_sockets);
    if (program == "tcpdrop" && has(shell, "TIME_WAIT"))
        return Commands{{.kind = Kind::drop_time_wait}};
    if (program == "nstat" && patterns(shell).empty()) return Commands{{.kind = Kind::nothing}};
    if (program == "nstat") return assertion(shell, Kind::counter);
    return unsupported(shell);
}

} // namespace

Expected<std::vector<Command>> read_shell(std::string_view text, std::uint32_t line) {
    const Expected<std::vector<ShellLine>> lines = shell_lines(text, line);
    if (!lines) return failure(lines.error());
    Commands all;
    for (const ShellLine& shell : *lines) {
        Expected<Commands> commands = read_line(shell);
        if (!commands) return failure(commands.error());
        all.insert(all.end(), commands->begin(), commands->end());
    }
    return all;
}

} // namespace sim::packetdrill

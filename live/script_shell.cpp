// The shell of a script on the kernel: settings of the host's namespace, and what it counts.
#include "live/lab.h"
#include "live/namespaces.h"
#include "live/offloads.h"
#include "live/rtnetlink.h"
#include "live/script_host.h"
#include "live/small_file.h"
#include "sim/packetdrill/parser.h"
#include "sim/packetdrill/settings.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sstream>
#include <sys/socket.h>

namespace live {

namespace pd = sim::packetdrill;
using sim::Expected;

namespace {

tl::unexpected<sim::Error> unsupported(const std::string& what) {
    return sim::failure(pd::unsupported_error(what));
}

/// What a setting of the interface came to.
Expected<bool> done(int error, const std::string& what) {
    if (error == 0) return true;
    const char* const name = strerrorname_np(error);
    return unsupported(what + ", which this kernel does not take in a network namespace ("
                       + (name != nullptr ? name : std::to_string(error)) + ")");
}

/// The number of a state in /proc/net/tcp.
std::optional<int> number_of(std::string_view state) {
    constexpr std::array<std::string_view, 11> names{
        "ESTABLISHED", "SYN-SENT",   "SYN-RECEIVED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT",
        "CLOSED",      "CLOSE-WAIT", "LAST-ACK",     "LISTEN",     "CLOSING"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names.at(i) == state) return static_cast<int>(i) + 1;
    return std::nullopt;
}

/// A namespace's default must be on the host's list of what ordinary users may choose; a socket may
/// have any that is loaded (tcp(7), TCP_CONGESTION).
bool takes_congestion_control(const Lab& lab, const std::string& name) {
    const Inside host{lab.hosts.front().network, lab.bridge_network};
    const Descriptor probe{socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    return setsockopt(probe.number(), IPPROTO_TCP, TCP_CONGESTION, name.data(),
                      static_cast<socklen_t>(name.size()))
           == 0;
}

} // namespace

Expected<bool> ScriptHost::apply_sysctl(const std::string& name, const std::string& value) {
    if (pd::is_of_another_system(name)) return true;
    if (!pd::is_known_setting(name)) return unsupported("the setting " + name + "=" + value);
    const int error = write_sysctl({name, value});
    const bool chooses = name == "net.ipv4.tcp_congestion_control";
    if (chooses) congestion_control_ = error == EPERM ? value : "";
    if (chooses && error == EPERM && takes_congestion_control(lab_, value)) return true;
    return done(error, "the setting " + name + "=" + value);
}

Expected<bool> ScriptHost::apply(const Command& command) {
    const Inside host{lab_.hosts.front().network, lab_.bridge_network};
    switch (command.kind) {
    case Command::Kind::nothing: return true;
    case Command::Kind::defaults:
        for (const sim::SysctlSetting& setting : pd::default_sysctls())
            if (Expected<bool> set = apply_sysctl(setting.name, setting.value); !set) return set;
        return true;
    case Command::Kind::sysctl: return apply_sysctl(command.subject, command.text);
    case Command::Kind::pacing:
        return done(rtnetlink::set_queue(host_interface, command.number != 0 ? "fq" : "pfifo"),
                    "the queue discipline");
    case Command::Kind::drop_outbound:
        return done(rtnetlink::set_queue(host_interface, "pfifo", 0), "a queue of no length");
    case Command::Kind::segmentation:
        return done(switch_segmentation(host_interface, command.number != 0),
                    "segmentation offload");
    case Command::Kind::mtu:
        return done(rtnetlink::change_interface(
                        host_interface,
                        {.hardware = {}, .mtu = static_cast<std::uint32_t>(command.number)}),
                    "an MTU of " + std::to_string(command.number));
    case Command::Kind::route_mss:
    case Command::Kind::route_mtu: return unsupported("a setting of the route");
    case Command::Kind::count_sockets:
    case Command::Kind::drop_time_wait:
    case Command::Kind::counter: return false;
    }
    return false;
}

std::optional<std::string> ScriptHost::file_of_network(const char* path) const {
    const Inside host{lab_.hosts.front().network, lab_.bridge_network};
    return read_file(path);
}

/// Two lines for each group of counters: their names, and their values in the same order; the name
/// of the group stands before each, and nstat(8) puts it before the counter's.
std::optional<std::int64_t> ScriptHost::counter(const std::string& name) const {
    for (const char* const path : {"/proc/self/net/netstat", "/proc/self/net/snmp"}) {
        std::istringstream lines{file_of_network(path).value_or("")};
        std::string names, values;
        while (std::getline(lines, names) && std::getline(lines, values)) {
            std::istringstream name_words{names}, value_words{values};
            std::string group, word, value;
            name_words >> group;
            value_words >> value;
            group.pop_back(); // the colon
            while (name_words >> word && value_words >> value)
                if (word == name || group + word == name) return std::stoll(value);
        }
    }
    return std::nullopt;
}

/// The fourth word of a line is the state, in hexadecimal (proc(5)).
std::optional<std::int64_t> ScriptHost::sockets_in(std::string_view state) const {
    const std::optional<int> wanted = number_of(state);
    if (!wanted) return std::nullopt;
    const bool is_ipv4 = addresses_.own.family == sim::AddressFamily::ipv4;
    std::istringstream lines{
        file_of_network(is_ipv4 ? "/proc/self/net/tcp" : "/proc/self/net/tcp6").value_or("")};
    std::int64_t count = 0;
    std::string line;
    std::getline(lines, line); // the heads of the columns
    while (std::getline(lines, line)) {
        std::istringstream words{line};
        std::string number, local, remote, shown;
        words >> number >> local >> remote >> shown;
        int seen = 0;
        std::from_chars(shown.data(), shown.data() + shown.size(), seen, 16);
        if (seen == *wanted) ++count;
    }
    return count;
}

} // namespace live

#include "tests/soak/random_scenario.h"

#include "sim/base/rng.h"

#include <array>
#include <vector>

namespace soak {

namespace {

using Lines = std::vector<std::string>;

/// What both ends of a connection do once it stands.
enum class Manner : std::uint8_t {
    polite,   ///< both write, shut down, read to the end of stream, close
    one_way,  ///< one writes and closes, the other reads to the end of stream
    rude,     ///< nobody reads; both end as they like
    one_rude, ///< one reads, the other ends as it likes; only where nothing is lost
};

class Writer {
public:
    Writer(std::uint64_t seed, std::string profile)
        : seed_(seed), rng_{seed}, profile_(std::move(profile)) {}

    std::string write();

private:
    std::uint64_t below(std::uint64_t count) { return rng_.next() % count; }
    bool chance(std::uint64_t percent) { return below(100) < percent; }
    std::string number(std::uint64_t least, std::uint64_t most) {
        return std::to_string(least + below(most - least + 1));
    }
    template <std::size_t count>
    std::string one_of(const std::array<const char*, count>& words) {
        return words.at(below(count));
    }
    void choose_link();
    std::string segments();
    void add_fault();
    void add_host(const char* name);
    void add_program(const std::string& name, const char* host, const std::string& start,
                     const Lines& calls);
    void add_connection(int index);
    void add_crossing(int index);
    void add_series(int index);
    void add_served(int index);

    Manner manner();
    void writes(Lines& calls, const std::string& socket);
    void reads(Lines& calls, const std::string& socket);
    void pauses(Lines& calls, std::uint64_t percent);
    void ends_somehow(Lines& calls, const std::string& socket);
    void ends_kindly(Lines& calls, const std::string& socket);
    void talk(Lines& calls, const std::string& socket, Manner how, bool first);

    std::uint64_t seed_;
    sim::Rng rng_;
    std::string profile_;
    std::string link_, faults_, hosts_, programs_;
    bool loses_{}, reorders_{};
    bool closes_always_{}; ///< in a loop, where a program's end would come too late
};

void Writer::choose_link() {
    if (chance(90)) link_ += "link.delay = \"" + number(0, 200) + " ms\"\n";
    if (chance(20)) link_ += "link.rate = \"" + number(1, 20) + " Mbit/s\"\n";
    if (chance(50)) {
        const std::string thousandths = number(1, 300);
        link_ += "link.loss = 0." + std::string(3 - thousandths.size(), '0') + thousandths + "\n";
        loses_ = true;
    }
    const std::uint64_t faults = chance(30) ? 0 : below(7);
    for (std::uint64_t i = 0; i < faults; ++i)
        add_fault();
}

/// Which segments of which host: "from" and "what".
std::string Writer::segments() {
    return "from = \"" + std::string(chance(50) ? "A" : "B") + "\"\nwhat = \""
           + one_of<7>({"syn", "syn-ack", "ack", "data", "fin", "rst", "any"}) + "\"\n";
}

void Writer::add_fault() {
    const bool harmless = !loses_ && seed_ % 2 == 0; // half of the others stay without loss
    std::string action = one_of<5>({"duplicate", "delay", "drop", "corrupt", "hold"});
    if (harmless) action = chance(50) ? "duplicate" : "delay";
    const bool holds = action == "hold"; // until what may never come: then it is lost
    loses_ = loses_ || holds || action == "drop" || action == "corrupt";
    reorders_ = reorders_ || holds || action == "delay" || action == "duplicate";
    faults_ += "\n[[fault]]\ndo = \"" + action + "\"\n" + segments();
    if (holds || chance(70))
        faults_ += "nth = " + number(1, 8) + "\n";
    else
        faults_ += "every = " + number(2, 6) + "\n";
    if (chance(20)) faults_ += "conn = " + number(1, 3) + "\n";
    if (action == "delay") faults_ += "by = \"" + number(1, chance(50) ? 50 : 3000) + " ms\"\n";
    if (!holds) return;
    faults_ += "[fault.until]\n" + segments() + "nth = " + number(1, 12) + "\n";
}

void Writer::add_host(const char* name) {
    hosts_ += std::string("\n[[host]]\nname = \"") + name + "\"\n[host.sysctl]\n";
    if (loses_ || reorders_) hosts_ += "\"net.ipv4.tcp_sack\" = 0\n";
    if (chance(20)) hosts_ += "\"net.ipv4.tcp_timestamps\" = " + number(0, 1) + "\n";
    if (chance(20)) hosts_ += "\"net.ipv4.tcp_window_scaling\" = " + number(0, 1) + "\n";
    if (chance(20)) hosts_ += "\"net.ipv4.tcp_rfc1337\" = " + number(0, 1) + "\n";
    if (chance(20)) hosts_ += "\"net.ipv4.tcp_fin_timeout\" = " + number(1, 90) + "\n";
}

void Writer::add_program(const std::string& name, const char* host, const std::string& start,
                         const Lines& calls) {
    programs_ += "\n[[program]]\nhost = \"" + std::string(host) + "\"\nname = \"" + name + "\"\n";
    programs_ += "start = \"" + start + " ms\"\ncalls = [\n";
    for (const std::string& call : calls)
        programs_ += "    '" + call + "',\n";
    programs_ += "]\n";
}

Manner Writer::manner() {
    const bool safe = !loses_;
    switch (below(safe ? 4 : 3)) {
    case 0: return Manner::polite;
    case 1: return Manner::one_way;
    case 2: return Manner::rude;
    default: return Manner::one_rude;
    }
}

void Writer::pauses(Lines& calls, std::uint64_t percent) {
    if (chance(percent)) calls.push_back("sleep(" + number(1, chance(80) ? 300 : 3000) + " ms)");
}

void Writer::writes(Lines& calls, const std::string& socket) {
    const std::uint64_t count = below(5);
    for (std::uint64_t i = 0; i < count; ++i) {
        if (chance(40))
            calls.push_back("send(" + socket + ", \"" + std::string(1 + below(9), 'A') + "-"
                            + number(0, 999) + "\")");
        else
            calls.push_back("send(" + socket + ", bytes(" + number(1, chance(50) ? 100 : 5000)
                            + "))");
        pauses(calls, 40);
    }
}

/// A pause after each recv, so that what it gave can be seen before the next one.
void Writer::reads(Lines& calls, const std::string& socket) {
    calls.emplace_back("repeat until end of stream");
    calls.push_back("    data = recv(" + socket + ", " + number(1, chance(30) ? 500 : 20000) + ")");
    calls.emplace_back("    sleep(1 ms)");
    calls.emplace_back("end");
    calls.emplace_back("sleep(1 ms)");
}

void Writer::ends_somehow(Lines& calls, const std::string& socket) {
    pauses(calls, 50);
    if (chance(35)) {
        calls.push_back("shutdown(" + socket + ", " + one_of<2>({"write", "both"}) + ")");
        pauses(calls, 70);
    }
    if (chance(30)) calls.push_back("setsockopt(" + socket + ", SO_LINGER, 0)");
    if (chance(80) || closes_always_) calls.push_back("close(" + socket + ")");
}

void Writer::ends_kindly(Lines& calls, const std::string& socket) {
    pauses(calls, 30);
    if (chance(80) || closes_always_) calls.push_back("close(" + socket + ")");
}

void Writer::talk(Lines& calls, const std::string& socket, Manner how, bool first) {
    pauses(calls, 20);
    switch (how) {
    case Manner::polite:
        writes(calls, socket);
        calls.push_back("shutdown(" + socket + ", write)");
        reads(calls, socket);
        return ends_kindly(calls, socket);
    case Manner::one_way:
        if (first)
            writes(calls, socket);
        else
            reads(calls, socket);
        return ends_kindly(calls, socket);
    case Manner::rude: writes(calls, socket); return ends_somehow(calls, socket);
    case Manner::one_rude:
        writes(calls, socket);
        if (!first) {
            reads(calls, socket);
            return ends_kindly(calls, socket);
        }
        return ends_somehow(calls, socket);
    }
}

/// Both sides call each other at the same moment (RFC 9293 3.5, figure 8).
void Writer::add_crossing(int index) {
    const std::string here = std::to_string(4000 + index);
    const std::string there = std::to_string(5000 + index);
    const Manner how = manner();
    const bool a_first = chance(50);
    Lines a{"s = socket()", "bind(s, " + here + ")", "connect(s, B, " + there + ")"};
    Lines b{"s = socket()", "bind(s, " + there + ")", "connect(s, A, " + here + ")"};
    talk(a, "s", how, a_first);
    talk(b, "s", how, !a_first);
    const std::string start = number(0, 500);
    add_program("caller-" + std::to_string(index), "A", start, a);
    add_program("crosser-" + std::to_string(index), "B", start, b);
}

/// The same ports, again and again: TIME-WAIT gives way.
void Writer::add_series(int index) {
    const std::string port = std::to_string(8000 + index);
    const std::string rounds = number(2, 4);
    closes_always_ = true;
    const Manner how = manner();
    const bool server_first = chance(50);
    Lines server{"l = socket()",          "setsockopt(l, SO_REUSEADDR, 1)",
                 "bind(l, " + port + ")", "listen(l, 5)",
                 "repeat " + rounds,      "c = accept(l)"};
    talk(server, "c", how, server_first);
    server.emplace_back("end");
    Lines client{"repeat " + rounds, "s = socket()", "setsockopt(s, SO_REUSEADDR, 1)",
                 "bind(s, " + std::to_string(6000 + index) + ")", "connect(s, B, " + port + ")"};
    talk(client, "s", how, !server_first);
    client.emplace_back("end");
    closes_always_ = false;
    add_program("server-" + std::to_string(index), "B", "0", server);
    add_program("client-" + std::to_string(index), "A", number(0, 500), client);
}

void Writer::add_served(int index) {
    const std::string port = std::to_string(8000 + index);
    const Manner how = manner();
    const bool server_first = chance(50);
    Lines server{"l = socket()", "bind(l, " + port + ")"};
    if (chance(95)) server.push_back("listen(l, " + number(0, 5) + ")"); // else: refused
    if (server.size() == 3) {
        if (chance(5) && (how == Manner::rude || !loses_)) { // whom nobody accepts is aborted
            server.push_back("sleep(" + number(1, 600) + " ms)");
            server.emplace_back("close(l)");
        } else {
            server.emplace_back("c = accept(l)");
            if (chance(30)) server.emplace_back("close(l)");
            talk(server, "c", how, server_first);
        }
    }
    Lines client{"s = socket()", "connect(s, B, " + port + ")"};
    talk(client, "s", how, !server_first);
    add_program("server-" + std::to_string(index), "B", "0", server);
    add_program("client-" + std::to_string(index), "A", number(0, 500), client);
}

void Writer::add_connection(int index) {
    const std::uint64_t kind = below(10);
    if (kind < 2) return add_crossing(index);
    if (kind < 4) return add_series(index);
    add_served(index);
}

std::string Writer::write() {
    const std::string chosen = one_of<3>({"linux", "rfc9293", "classroom"});
    choose_link();
    add_host("A");
    add_host("B");
    const int connections = static_cast<int>(1 + below(3));
    for (int index = 0; index < connections; ++index)
        add_connection(index);
    const std::string seed = std::to_string(seed_);
    return "title.en = \"Soak " + seed + "\"\ntitle.zh = \"Soak " + seed + "\"\nprofile = \""
           + (profile_.empty() ? chosen : profile_) + "\"\nseed = " + seed
           + "\nrun.until = \"closed\"\nrun.limit = \"60 min\"\n" + link_ + hosts_ + programs_
           + faults_;
}

} // namespace

std::string random_scenario(std::uint64_t seed, const std::string& profile) {
    return Writer(seed, profile).write();
}

} // namespace soak

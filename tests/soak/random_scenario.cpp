#include "tests/soak/random_scenario.h"

#include "tests/soak/random_host.h"
#include "tests/soak/random_link.h"
#include "tests/soak/random_talk.h"

namespace soak {

namespace {

class Writer {
public:
    Writer(std::uint64_t seed, std::string profile)
        : seed_(seed), draw_(seed), profile_(std::move(profile)) {}

    std::string write();

private:
    void choose_surroundings(const LinkText& link);
    void add_program(const std::string& name, char host, const std::string& start,
                     const Lines& calls);
    void add_connection(int index);
    void add_crossing(int index);
    void add_series(int index);
    void add_served(int index);
    Role one_role() { return draw_.chance(50) ? Role::first : Role::second; }

    std::uint64_t seed_;
    Draw draw_;
    std::string profile_;
    Surroundings around_;
    std::string programs_;
};

Role other(Role role) {
    return role == Role::first ? Role::second : Role::first;
}

void Writer::choose_surroundings(const LinkText& link) {
    around_.loses = link.loses;
    around_.delays = link.delays;
    around_.harsh = link.harsh;
    around_.tiny = draw_.chance(25);
    around_.ecn = draw_.chance(25);
    around_.loopback = link.link.empty() && draw_.chance(80);
    around_.ipv6 = !around_.loopback && draw_.chance(20);
}

void Writer::add_program(const std::string& name, char host, const std::string& start,
                         const Lines& calls) {
    programs_ += std::string("\n[[program]]\nhost = \"") + host + "\"\nname = \"" + name
                 + "\"\nstart = \"" + start + " ms\"\ncalls = [\n";
    for (const std::string& call : calls)
        programs_ += "    '" + call + "',\n";
    programs_ += "]\n";
}

/// Both sides call each other at the same moment (RFC 9293 3.5, figure 8). Linux scales its windows
/// then, whether the peer does or not: of a tiny buffer some 40 bytes are offered, and bulk would
/// take hours.
void Writer::add_crossing(int index) {
    const std::string here = std::to_string(4000 + index);
    const std::string there = std::to_string(5000 + index);
    Talk talk = random_talk(draw_, around_);
    talk.bulk = talk.bulk && !around_.tiny;
    const Role role = one_role();
    TalkWriter writer(draw_, around_);
    Lines a{"s = socket()", "bind(s, " + here + ")"};
    Lines b{"s = socket()", "bind(s, " + there + ")"};
    writer.prepare(a, "s");
    writer.prepare(b, "s");
    a.push_back("connect(s, B, " + there + ")");
    b.push_back("connect(s, A, " + here + ")");
    writer.talk(a, "s", talk, role);
    writer.talk(b, "s", talk, other(role));
    const std::string start = draw_.number(0, 500);
    add_program("caller-" + std::to_string(index), 'A', start, a);
    add_program("crosser-" + std::to_string(index), 'B', start, b);
}

/// The same ports, again and again: TIME-WAIT gives way.
void Writer::add_series(int index) {
    const std::string port = std::to_string(8000 + index);
    const std::string rounds = draw_.number(2, 4);
    Talk talk = random_talk(draw_, around_);
    talk.closes_always = true;
    talk.bulk = false;
    const Role role = one_role();
    TalkWriter writer(draw_, around_);
    Lines server{"l = socket()", "setsockopt(l, SO_REUSEADDR, 1)", "bind(l, " + port + ")"};
    writer.prepare(server, "l");
    server.insert(server.end(), {"listen(l, 5)", "repeat " + rounds, "c = accept(l)"});
    writer.talk(server, "c", talk, role);
    server.emplace_back("end");
    Lines client{"repeat " + rounds, "s = socket()", "setsockopt(s, SO_REUSEADDR, 1)",
                 "bind(s, " + std::to_string(6000 + index) + ")"};
    writer.prepare(client, "s");
    client.push_back("connect(s, B, " + port + ")");
    writer.talk(client, "s", talk, other(role));
    client.emplace_back("end");
    add_program("server-" + std::to_string(index), 'B', "0", server);
    add_program("client-" + std::to_string(index), 'A', draw_.number(0, 500), client);
}

void Writer::add_served(int index) {
    const std::string port = std::to_string(8000 + index);
    const Talk talk = random_talk(draw_, around_);
    const Role role = one_role();
    TalkWriter writer(draw_, around_);
    Lines server{"l = socket()", "bind(l, " + port + ")"};
    writer.prepare(server, "l");
    const bool may_close = talk.manner == Manner::rude || !around_.loses;
    if (draw_.chance(95)) { // else: refused
        server.push_back("listen(l, " + draw_.number(0, 5) + ")");
        if (may_close && draw_.chance(5)) { // whom nobody accepts is aborted
            server.push_back("sleep(" + draw_.number(1, 600) + " ms)");
            server.emplace_back("close(l)");
        } else {
            server.emplace_back("c = accept(l)");
            if (draw_.chance(30)) server.emplace_back("close(l)");
            writer.talk(server, "c", talk, role);
        }
    }
    Lines client{"s = socket()"};
    writer.prepare(client, "s");
    client.push_back("connect(s, B, " + port + ")");
    writer.talk(client, "s", talk, other(role));
    add_program("server-" + std::to_string(index), 'B', "0", server);
    add_program("client-" + std::to_string(index), 'A', draw_.number(0, 500), client);
}

void Writer::add_connection(int index) {
    const std::uint64_t kind = draw_.below(10);
    if (kind < 2) return add_crossing(index);
    if (kind < 4) return add_series(index);
    add_served(index);
}

std::string Writer::write() {
    const std::string chosen =
        draw_.one_of<5>({"linux", "linux", "rfc9293", "freebsd", "classroom"});
    const LinkText link = random_link(draw_);
    choose_surroundings(link);
    const std::string hosts = random_host(draw_, around_, 'A') + random_host(draw_, around_, 'B');
    const int connections = static_cast<int>(1 + draw_.below(3));
    for (int index = 0; index < connections; ++index)
        add_connection(index);
    const std::string seed = std::to_string(seed_);
    std::string top = "title.en = \"Soak " + seed + "\"\ntitle.zh = \"Soak " + seed
                      + "\"\nprofile = \"" + (profile_.empty() ? chosen : profile_)
                      + "\"\nseed = " + seed + "\nrun.until = \"closed\"\nrun.limit = \"60 min\"\n";
    if (around_.loopback) top += "topology = \"loopback\"\n";
    if (draw_.chance(15))
        top += "listen.policy = \"" + draw_.one_of<3>({"linux", "bsd", "textbook"}) + "\"\n";
    return top + link.link + hosts + programs_ + link.faults;
}

} // namespace

std::string random_scenario(std::uint64_t seed, const std::string& profile) {
    return Writer(seed, profile).write();
}

} // namespace soak

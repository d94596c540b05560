#include "tests/soak/random_talk.h"

namespace soak {

Talk random_talk(Draw& draw, const Surroundings& around) {
    Talk talk;
    talk.keeps_alive = draw.chance(15);
    talk.bulk = draw.chance(20) && !around.harsh;
    talk.manner = static_cast<Manner>(draw.below(manners));
    const bool safe = !around.loses || talk.keeps_alive;
    if (talk.manner == Manner::one_rude && !safe) talk.manner = Manner::rude;
    if (talk.bulk && draw.chance(70)) talk.manner = Manner::one_way;
    return talk;
}

void TalkWriter::option(Lines& calls, const std::string& socket, const std::string& name,
                        std::uint64_t least, std::uint64_t most) {
    calls.push_back("setsockopt(" + socket + ", " + name + ", " + draw_.number(least, most) + ")");
}

void TalkWriter::prepare(Lines& calls, const std::string& socket) {
    if (draw_.chance(20)) option(calls, socket, "TCP_MAXSEG", 88, draw_.chance(50) ? 536 : 1460);
    if (around_.tiny && draw_.chance(70)) option(calls, socket, "SO_RCVBUF", 2304, 6000);
    if (around_.tiny && draw_.chance(70)) option(calls, socket, "SO_SNDBUF", 2304, 6000);
    if (!around_.tiny && draw_.chance(10)) option(calls, socket, "SO_RCVBUF", 20'000, 212'992);
    if (!around_.tiny && draw_.chance(10)) option(calls, socket, "SO_SNDBUF", 20'000, 212'992);
    if (draw_.chance(10)) option(calls, socket, "TCP_NODELAY", 0, 1);
    if (draw_.chance(10)) option(calls, socket, "TCP_USER_TIMEOUT", 500, 20'000);
}

void TalkWriter::keeps_alive(Lines& calls, const std::string& socket) {
    option(calls, socket, "TCP_KEEPIDLE", 1, 3);
    option(calls, socket, "TCP_KEEPINTVL", 1, 3);
    option(calls, socket, "TCP_KEEPCNT", 2, 5);
    calls.push_back("setsockopt(" + socket + ", SO_KEEPALIVE, 1)");
}

/// Any option that may change while a connection stands.
void TalkWriter::changes_option(Lines& calls, const std::string& socket) {
    switch (draw_.below(5)) {
    case 0: return option(calls, socket, "TCP_NODELAY", 0, 1);
    case 1: return option(calls, socket, "TCP_CORK", 0, 1);
    case 2: return option(calls, socket, "TCP_QUICKACK", 0, 1);
    case 3: return option(calls, socket, "SO_RCVBUF", 6000, 60'000);
    default: return option(calls, socket, "SO_SNDBUF", 6000, 60'000);
    }
}

void TalkWriter::pauses(Lines& calls, std::uint64_t percent) {
    if (draw_.chance(percent))
        calls.push_back("sleep(" + draw_.number(1, draw_.chance(80) ? 300 : 3000) + " ms)");
}

/// What fits into the buffers of a tiny world; the first one alone may write more, so that the
/// two never wait for each other.
void TalkWriter::writes(Lines& calls, const std::string& socket, const Talk& talk, Role role) {
    if (talk.bulk && role == Role::first) return writes_much(calls, socket);
    const std::uint64_t most = around_.tiny && role == Role::second ? 150 : 5000;
    const std::uint64_t count = draw_.below(5);
    for (std::uint64_t i = 0; i < count; ++i) {
        if (draw_.chance(15)) changes_option(calls, socket);
        if (draw_.chance(40))
            calls.push_back("send(" + socket + ", \"" + std::string(1 + draw_.below(9), 'A') + "-"
                            + draw_.number(0, 999) + "\")");
        else
            calls.push_back("send(" + socket + ", bytes("
                            + draw_.number(1, draw_.chance(50) ? 100 : most) + "))");
        pauses(calls, 40);
    }
}

/// Hundreds of segments, as one write or as many.
void TalkWriter::writes_much(Lines& calls, const std::string& socket) {
    if (draw_.chance(60)) {
        calls.push_back("send(" + socket + ", bytes(" + draw_.number(200'000, 500'000) + "))");
    } else {
        calls.push_back("repeat " + draw_.number(50, 200));
        calls.push_back("    send(" + socket + ", bytes(" + draw_.number(100, 4000) + "))");
        if (draw_.chance(40)) calls.push_back("    sleep(" + draw_.number(1, 20) + " ms)");
        calls.emplace_back("end");
    }
}

/// A pause after each recv, so that what it gave can be seen before the next one.
void TalkWriter::reads(Lines& calls, const std::string& socket) {
    const bool slow = draw_.chance(20);
    const bool little = draw_.chance(20);
    calls.emplace_back("repeat until end of stream");
    calls.push_back("    data = recv(" + socket + ", "
                    + (little ? draw_.number(300, 900) : draw_.number(1000, 60'000)) + ")");
    calls.push_back("    sleep(" + (slow ? draw_.number(5, 100) : std::string("1")) + " ms)");
    calls.emplace_back("end");
    calls.emplace_back("sleep(1 ms)");
}

/// Something is always under way while it waits, so the answer can not fail to come.
void TalkWriter::asks(Lines& calls, const std::string& socket) {
    calls.push_back("repeat " + draw_.number(1, 12));
    calls.push_back("    send(" + socket + ", bytes(" + draw_.number(1, around_.tiny ? 80 : 3000)
                    + "))");
    calls.push_back("    data = recv(" + socket + ", " + draw_.number(1, 4000) + ")");
    calls.emplace_back("    sleep(1 ms)");
    calls.emplace_back("end");
    calls.push_back("shutdown(" + socket + ", write)");
    reads(calls, socket);
}

void TalkWriter::gives_back(Lines& calls, const std::string& socket) {
    calls.emplace_back("repeat until end of stream");
    calls.push_back("    data = recv(" + socket + ", " + draw_.number(1, 4000) + ")");
    calls.emplace_back("    sleep(1 ms)");
    calls.push_back("    send(" + socket + ", data)");
    calls.emplace_back("end");
    calls.emplace_back("sleep(1 ms)");
}

/// '!' stands nowhere else in what is written: it can be missed in the stream.
void TalkWriter::writes_urgently(Lines& calls, const std::string& socket) {
    if (draw_.chance(60))
        calls.push_back("send(" + socket + ", bytes(" + draw_.number(1, 900) + "))");
    pauses(calls, 30);
    calls.push_back("send_urgent(" + socket + ", \"" + (draw_.chance(50) ? "now!" : "!") + "\")");
    pauses(calls, 30);
    if (draw_.chance(60))
        calls.push_back("send(" + socket + ", bytes(" + draw_.number(1, 900) + "))");
}

void TalkWriter::ends_somehow(Lines& calls, const std::string& socket, const Talk& talk) {
    pauses(calls, 50);
    if (draw_.chance(35)) {
        calls.push_back("shutdown(" + socket + ", " + draw_.one_of<3>({"write", "read", "both"})
                        + ")");
        pauses(calls, 70);
        if (draw_.chance(30)) calls.push_back("try send(" + socket + ", \"late\")");
    }
    if (draw_.chance(30)) calls.push_back("setsockopt(" + socket + ", SO_LINGER, 0)");
    ends_kindly(calls, socket, talk);
}

void TalkWriter::ends_kindly(Lines& calls, const std::string& socket, const Talk& talk) {
    pauses(calls, 30);
    if (draw_.chance(80) || talk.closes_always) calls.push_back("close(" + socket + ")");
}

void TalkWriter::talk(Lines& calls, const std::string& socket, const Talk& talk, Role role) {
    if (talk.keeps_alive) keeps_alive(calls, socket);
    pauses(calls, 20);
    const bool first = role == Role::first;
    switch (talk.manner) {
    case Manner::polite:
        writes(calls, socket, talk, role);
        calls.push_back("shutdown(" + socket + ", write)");
        reads(calls, socket);
        return ends_kindly(calls, socket, talk);
    case Manner::one_way:
        if (first)
            writes(calls, socket, talk, role);
        else
            reads(calls, socket);
        return ends_kindly(calls, socket, talk);
    case Manner::echo:
        if (first)
            asks(calls, socket);
        else
            gives_back(calls, socket);
        return ends_kindly(calls, socket, talk);
    case Manner::urgent:
        if (first) return writes_urgently(calls, socket), ends_kindly(calls, socket, talk);
        if (draw_.chance(70)) calls.push_back("hot = recv_urgent(" + socket + ")");
        reads(calls, socket);
        return ends_kindly(calls, socket, talk);
    case Manner::rude: writes(calls, socket, talk, role); return ends_somehow(calls, socket, talk);
    case Manner::one_rude:
        writes(calls, socket, talk, role);
        if (first) return ends_somehow(calls, socket, talk);
        reads(calls, socket);
        return ends_kindly(calls, socket, talk);
    }
}

} // namespace soak

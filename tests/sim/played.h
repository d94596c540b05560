#pragma once

#include "sim/history/history.h"

#include <string>

#include <QString>

/// Plays the scenario `text`; ends the test program when it can not be read.
inline sim::History played(const std::string& text) {
    const sim::Expected<sim::Scenario> scenario = sim::parse_scenario(text, "test.toml");
    if (!scenario) qFatal("%s", sim::to_text(scenario.error()).c_str());
    return sim::History::play(*scenario);
}

/// A scenario of a server on B, which does `server` once it has accepted a connection, and a client
/// on A, which does `client` (quoted lines, with commas); `keys` and `more` hold further keys and
/// tables.
inline std::string pair_scenario(const std::string& server, const std::string& client,
                                 const std::string& keys = "", const std::string& more = "") {
    return R"(
title.en = "t"
title.zh = "t"
)" + keys + R"(
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)',
         )" + server
           + R"(]

[[program]]
host = "A"
name = "client"
calls = [)" + client
           + "]\n" + more;
}

/// A scenario whose server sends back what it reads.
inline std::string echo_scenario(const std::string& client, const std::string& keys = "",
                                 const std::string& more = "") {
    return pair_scenario(
        "'repeat until end of stream', 'd = recv(c, 65536)', 'send(c, d)', 'end', 'close(c)'",
        client, "link.delay = \"10 ms\"\n" + keys, more);
}

/// A scenario in which A writes `bytes` at once, `after_ms` after it connected, while B reads
/// nothing for 600 ms.
inline std::string unread_scenario(const std::string& keys, int after_ms, int bytes,
                                   const std::string& more = "") {
    const std::string client = "'s = socket()', 'connect(s, B, 8080)', 'sleep("
                               + std::to_string(after_ms) + " ms)', 'send(s, bytes("
                               + std::to_string(bytes) + "))', 'sleep(600 ms)', 'close(s)'";
    return pair_scenario(
        "'sleep(600 ms)', 'repeat until end of stream', 'd = recv(c, 65536)', 'end', 'close(c)'",
        client, keys, more);
}

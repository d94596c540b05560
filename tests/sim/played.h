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

/// A scenario of an echo server on B and `calls` of a client on A (quoted lines, with commas);
/// `more` holds further tables.
inline std::string echo_scenario(const std::string& calls, const std::string& keys = "",
                                 const std::string& more = "") {
    return R"(
title.en = "t"
title.zh = "t"
link.delay = "10 ms"
)" + keys + R"(
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)', 'repeat until end of stream',
         'd = recv(c, 65536)', 'send(c, d)', 'end', 'close(c)']

[[program]]
host = "A"
name = "client"
calls = [)" + calls
           + "]\n" + more;
}

/// A scenario in which A writes `bytes` at once, `after_ms` after it connected, while B reads
/// nothing for 600 ms; `keys` and `more` hold further keys and tables.
inline std::string unread_scenario(const std::string& keys, int after_ms, int bytes,
                                   const std::string& more = "") {
    return R"(title.en = "t"
title.zh = "t"
)" + keys + R"(
[[program]]
host = "B"
name = "server"
calls = ['l = socket()', 'bind(l, 8080)', 'listen(l, 5)', 'c = accept(l)', 'sleep(600 ms)',
         'repeat until end of stream', 'd = recv(c, 65536)', 'end', 'close(c)']
[[program]]
host = "A"
name = "client"
calls = ['s = socket()', 'connect(s, B, 8080)', 'sleep()"
           + std::to_string(after_ms) + " ms)', 'send(s, bytes(" + std::to_string(bytes)
           + "))', 'sleep(600 ms)', 'close(s)']\n" + more;
}

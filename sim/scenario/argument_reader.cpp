#include "sim/scenario/argument_reader.h"

#include "sim/base/assert.h"
#include "sim/base/spelling.h"
#include "sim/scenario/quantity.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace sim {

namespace {

constexpr NumberRange ports{.least = 1, .most = 65535, .what = "a port"};
constexpr NumberRange backlogs{.least = 0, .most = 65535, .what = "a backlog"};
constexpr NumberRange buffers{.least = 1, .most = 16'777'216, .what = "a number of bytes"};
constexpr NumberRange lengths{.least = 1, .most = 100'000'000, .what = "a number of bytes"};

/// An option that a program may set, and to what.
struct Setting {
    SocketOption option{};
    NumberRange values;
};
constexpr NumberRange switches{.least = 0, .most = 1, .what = "0 or 1"};
constexpr NumberRange linger_times{.least = 0, .most = 0, .what = "0 seconds"};
constexpr NumberRange segments{.least = 88, .most = 32767, .what = "a number of bytes"};
constexpr NumberRange spans{.least = 1, .most = 32767, .what = "a number of seconds"};
constexpr NumberRange probes{.least = 1, .most = 127, .what = "a number of probes"};
constexpr NumberRange patience{.least = 1, .most = 3'600'000, .what = "a number of milliseconds"};
/// Up to what every kernel allows (net.core.rmem_max, wmem_max).
constexpr NumberRange kernel_buffers{.least = 2304, .most = 212992, .what = "a number of bytes"};
constexpr std::array settings{
    Setting{SocketOption::linger, linger_times},
    Setting{SocketOption::reuse_address, switches},
    Setting{SocketOption::no_delay, switches},
    Setting{SocketOption::cork, switches},
    Setting{SocketOption::quick_ack, switches},
    Setting{SocketOption::max_segment, segments},
    Setting{SocketOption::keep_alive, switches},
    Setting{SocketOption::keep_idle, spans},
    Setting{SocketOption::keep_interval, spans},
    Setting{SocketOption::keep_count, probes},
    Setting{SocketOption::user_timeout, patience},
    Setting{SocketOption::receive_buffer, kernel_buffers},
    Setting{SocketOption::send_buffer, kernel_buffers},
};

} // namespace

void ArgumentReader::read(Parameter parameter, Call& call) {
    if (tokens_.error()) return;
    switch (parameter) {
    case Parameter::none: return;
    case Parameter::socket: call.socket = variable(VariableKind::socket); return;
    case Parameter::port: call.port = static_cast<std::uint16_t>(tokens_.number(ports)); return;
    case Parameter::backlog: call.count = tokens_.number(backlogs); return;
    case Parameter::size: call.count = tokens_.number(buffers); return;
    case Parameter::host: host(call); return;
    case Parameter::content: content(call); return;
    case Parameter::half: half(call); return;
    case Parameter::option: option(call); return;
    case Parameter::duration: duration(call); return;
    }
    unreachable();
}

/// The variable that stands here; it must have a value of `kind`.
VariableId ArgumentReader::variable(VariableKind kind) {
    const Token token = tokens_.peek();
    const std::string wanted = kind == VariableKind::socket ? "a socket" : "bytes";
    if (token.kind != TokenKind::word) {
        tokens_.fail_expected("the name of " + wanted);
        return no_variable;
    }
    tokens_.take();
    const std::vector<std::string>& names = scope_.program.variables;
    const auto found = std::find(names.begin(), names.end(), token.value);
    if (found == names.end()) {
        const std::vector<std::string_view> known(names.begin(), names.end());
        tokens_.fail(token, "nothing is called " + quoted(token) + " yet",
                     nearest_remedy(token.value, known));
        return no_variable;
    }
    const auto place = static_cast<std::size_t>(found - names.begin());
    const KnownVariable& known = scope_.variables[place];
    if (known.kind != kind) tokens_.fail(token, quoted(token) + " is not " + wanted);
    if (known.perhaps_unset)
        tokens_.fail(token, "the loop may have ended before " + quoted(token) + " got a value");
    return static_cast<VariableId>(place);
}

void ArgumentReader::host(Call& call) {
    const Token token = tokens_.peek();
    if (token.kind != TokenKind::word) return tokens_.fail_expected("the name of a host");
    tokens_.take();
    if (std::find(scope_.hosts.begin(), scope_.hosts.end(), token.value) == scope_.hosts.end())
        return tokens_.fail(token, "there is no host " + quoted(token),
                            nearest_remedy(token.value, scope_.hosts));
    if (token.value == scope_.program.host)
        return tokens_.fail(token, quoted(token) + " is the program's own host",
                            "name the other one");
    call.host = token.value;
}

/// "text", bytes(1448) or a variable.
void ArgumentReader::content(Call& call) {
    const Token token = tokens_.peek();
    if (token.kind == TokenKind::text) {
        tokens_.take();
        if (token.value.empty()) return tokens_.fail(token, "the text to send is empty");
        call.literal.append(token.value);
        return;
    }
    const bool counted = token.value == "bytes" && tokens_.peek(1).value == "(";
    if (token.kind == TokenKind::word && counted) {
        tokens_.take();
        tokens_.take();
        call.literal.append_generated(tokens_.number(lengths));
        return tokens_.expect(")");
    }
    if (token.kind != TokenKind::word)
        return tokens_.fail_expected("a \"text\", bytes(1448) or the name of bytes");
    call.data = variable(VariableKind::bytes);
}

void ArgumentReader::half(Call& call) {
    constexpr std::array<std::string_view, 3> halves{"read", "write", "both"};
    const Token token = tokens_.peek();
    const auto* const found = std::find(halves.begin(), halves.end(), token.value);
    if (token.kind != TokenKind::word || found == halves.end())
        return tokens_.fail_expected("read, write or both");
    tokens_.take();
    call.half = static_cast<ShutdownHalf>(found - halves.begin());
}

/// TCP_NODELAY, 1. What lingers longer than 0 s is not played, so it is not taken.
void ArgumentReader::option(Call& call) {
    const Token token = tokens_.peek();
    const auto* const found =
        std::find_if(settings.begin(), settings.end(), [&](const Setting& setting) {
            return name_of(setting.option) == token.value;
        });
    if (token.kind != TokenKind::word || found == settings.end()) {
        std::vector<std::string_view> names;
        for (const Setting& setting : settings)
            names.push_back(name_of(setting.option));
        tokens_.fail(token, quoted(token) + " is no option of a socket",
                     nearest_remedy(token.value, names));
        return;
    }
    tokens_.take();
    tokens_.expect(",", "write setsockopt(sock, " + std::string(token.value) + ", "
                            + std::to_string(found->values.least) + ")");
    call.option = found->option;
    call.count = tokens_.number(found->values);
}

void ArgumentReader::duration(Call& call) {
    const Token count = tokens_.peek();
    if (count.kind != TokenKind::number) return tokens_.fail_expected("a time such as 100 ms");
    tokens_.take();
    if (tokens_.peek().kind != TokenKind::word)
        return tokens_.fail_expected("a unit: ns, us, ms, s or min");
    const Token unit = tokens_.take();
    const std::optional<Duration> span = parse_duration(count.value + unit.value);
    if (!span || *span > std::chrono::hours{1})
        return tokens_.fail(count,
                            "\"" + count.value + " " + unit.value + "\" is not a time up to 60 min",
                            "write a number and a unit, such as 100 ms or 1.5 s");
    call.duration = *span;
}

} // namespace sim

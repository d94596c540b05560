#include "sim/packetdrill/parser.h"

#include "sim/packetdrill/reader.h"

#include <algorithm>
#include <array>

namespace sim::packetdrill {

namespace {

std::string first_line_of(std::string_view text) {
    constexpr std::size_t most = 200;
    return std::string(text.substr(0, std::min({text.find('\n'), text.size(), most})));
}

/// Reads a whole script; one object a script.
class ScriptReader {
public:
    ScriptReader(std::string_view text, const ParseRequest& request)
        : cursor_(text), request_(request) {
        script_.file = request.file;
    }

    Expected<Script> read() {
        Expected<void> good = read_options();
        while (good && !cursor_.at_end())
            good = read_item();
        if (good && !conditions_.empty()) good = cursor_.fail("an #ifdef has no #endif");
        if (!good) return failure(good.error());
        return std::move(script_);
    }

private:
    Expected<void> read_options() {
        while (cursor_.takes("--")) {
            Expected<void> good = read_option();
            if (!good) return good;
        }
        return {};
    }

    Expected<void> read_option() {
        const std::string line{cursor_.rest_of_line()};
        const std::size_t equals = line.find('=');
        const std::string name = line.substr(0, equals);
        std::string value = equals == std::string::npos ? "" : line.substr(equals + 1);
        value.erase(value.find_last_not_of(" \t\r") + 1);
        if (name == "ip_version") {
            script_.options.ipv6 = value == "ipv6";
            if (value != "ipv4" && value != "ipv6")
                return cursor_.unsupported("the IP version " + value);
            return {};
        }
        if (name == "local_ip" || name == "remote_ip") return read_address(name, value);
        if (std::find(ignored.begin(), ignored.end(), name) != ignored.end()) return {};
        return read_number_option(name, value);
    }

    Expected<void> read_address(const std::string& name, const std::string& value) {
        const Expected<Address> address = parse_address(value);
        if (!address) return cursor_.fail("--" + name + " needs an address");
        (name == "local_ip" ? script_.options.own : script_.options.peer) = *address;
        return {};
    }

    Expected<void> read_number_option(const std::string& name, const std::string& value) {
        Cursor inside{value, cursor_.line()};
        const Expected<std::int64_t> number = inside.number("a number");
        constexpr std::int64_t most = 1'000'000'000;
        const bool in_range = number && *number >= 0 && *number <= most;
        const std::chrono::microseconds span{in_range ? *number : 0};
        if (name == "tolerance_usecs")
            script_.options.tolerance = span;
        else if (name == "tcp_ts_tick_usecs")
            script_.options.timestamp_tick = span;
        else if (name == "mss")
            script_.options.inbound_mss = static_cast<std::uint16_t>(in_range ? *number : 0);
        else if (name == "mtu")
            script_.options.mtu = static_cast<std::uint32_t>(in_range ? *number : 0);
        else
            return cursor_.unsupported("the option --" + name);
        if (!in_range) return cursor_.fail("--" + name + " can not be \"" + value + "\"");
        return {};
    }

    Expected<void> read_item() {
        if (cursor_.sees("#")) return read_directive();
        if (is_skipping()) {
            cursor_.rest_of_line();
            return {};
        }
        if (cursor_.takes("`")) {
            Expected<std::vector<Command>> commands = read_commands();
            if (!commands) return failure(commands.error());
            std::vector<Command>& place = script_.events.empty() ? script_.before : script_.after;
            place.insert(place.end(), commands->begin(), commands->end());
            return {};
        }
        return read_event();
    }

    /// `#ifdef NAME`, `#else` and `#endif`.
    Expected<void> read_directive() {
        cursor_.takes("#");
        const std::string_view word = cursor_.word();
        if (word == "ifdef" || word == "ifndef") {
            const std::string name{cursor_.word()};
            const auto& defined = request_.defined;
            const bool holds = std::find(defined.begin(), defined.end(), name) != defined.end();
            conditions_.push_back(holds == (word == "ifdef"));
            return {};
        }
        if (conditions_.empty() || (word != "else" && word != "endif"))
            return cursor_.fail("#" + std::string(word) + " has no place here");
        if (word == "else")
            conditions_.back() = !conditions_.back();
        else
            conditions_.pop_back();
        return {};
    }
    [[nodiscard]] bool is_skipping() const {
        return std::find(conditions_.begin(), conditions_.end(), false) != conditions_.end();
    }

    Expected<std::vector<Command>> read_commands() {
        const std::uint32_t line = cursor_.line();
        const Expected<std::string_view> text = cursor_.until("`", "the command");
        if (!text) return failure(text.error());
        return read_shell(*text, line);
    }

    Expected<void> read_event() {
        cursor_.skip();
        const std::size_t begin = cursor_.place();
        Event event{.line = cursor_.line()};
        const Expected<EventTime> time = read_time(cursor_);
        if (!time) return failure(time.error());
        event.time = *time;
        Expected<Action> action = read_action();
        if (!action) return failure(action.error());
        event.action = std::move(*action);
        event.text = first_line_of(cursor_.between(begin, cursor_.place()));
        const bool may_block = std::holds_alternative<Call>(event.action);
        if (event.time.returns_at && !may_block) return cursor_.fail("only a call can block");
        script_.events.push_back(std::move(event));
        if (script_.events.size() > most_events)
            return cursor_.fail("the script has more than " + std::to_string(most_events)
                                + " events");
        return {};
    }

    Expected<Action> read_action() {
        if (cursor_.sees("<") || cursor_.sees(">")) return read_packet(cursor_);
        if (cursor_.takes("`")) {
            Expected<std::vector<Command>> commands = read_commands();
            if (!commands) return failure(commands.error());
            return Action{std::move(*commands)};
        }
        if (cursor_.takes("%{")) {
            const std::uint32_t line = cursor_.line();
            const Expected<std::string_view> text = cursor_.until("}%", "the code");
            if (!text) return failure(text.error());
            Expected<std::vector<Statement>> statements = read_code(*text, line);
            if (!statements) return failure(statements.error());
            return Action{std::move(*statements)};
        }
        Expected<Call> call = read_call(cursor_);
        if (!call) return failure(call.error());
        return Action{std::move(*call)};
    }

    static constexpr std::array<std::string_view, 4> ignored{"send_omit_free", "non_fatal",
                                                             "init_scripts", "tcp_ts_ecr_scaled"};

    Cursor cursor_;
    const ParseRequest& request_;
    Script script_;
    std::vector<bool> conditions_;
};

} // namespace

Expected<Script> parse_script(std::string_view text, const ParseRequest& request) {
    if (text.size() > most_bytes)
        return failure({.message = "the script is larger than 1 MiB", .file = request.file});
    Expected<Script> script = ScriptReader{text, request}.read();
    if (script) return script;
    Error error = script.error();
    error.file = request.file;
    return failure(error);
}

bool is_unsupported(const Error& error) {
    return error.message.rfind(unsupported_mark, 0) == 0;
}

Error unsupported_error(const std::string& what) {
    return {.message = std::string(unsupported_mark) + what};
}

std::string plain_message(const Error& error) {
    return is_unsupported(error) ? error.message.substr(unsupported_mark.size()) : error.message;
}

} // namespace sim::packetdrill

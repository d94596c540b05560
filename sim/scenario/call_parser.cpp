#include "sim/scenario/call_parser.h"

#include "sim/base/spelling.h"
#include "sim/scenario/argument_reader.h"
#include "sim/scenario/call_signature.h"

#include <algorithm>
#include <string>
#include <vector>

namespace sim {

namespace {

constexpr std::uint32_t most_rounds = 1'000'000;
constexpr std::size_t most_nested_loops = 8;
constexpr NumberRange rounds{.least = 1, .most = most_rounds, .what = "a number of rounds"};

/// A recursive-descent parser of one line. The first complaint stops it: after fail(), every step
/// is passed by.
class CallParser {
public:
    CallParser(std::string_view line, ProgramScope& scope)
        : line_(line), tokens_(line), scope_(scope) {}

    tl::expected<void, CallError> run() {
        if (tokens_.peek().kind != TokenKind::end) statement();
        if (tokens_.error()) return tl::unexpected<CallError>(*tokens_.error());
        return {};
    }

private:
    void statement() {
        if (tokens_.peek().kind != TokenKind::word)
            return tokens_.fail_expected("a call such as close(conn)");
        if (tokens_.next_is("repeat")) return repeat();
        if (tokens_.next_is("end")) return end_repeat();
        const bool tries = tokens_.next_is("try");
        const Token attempt = tokens_.peek();
        if (tries) tokens_.take();
        const bool assigns =
            tokens_.peek(1).kind == TokenKind::mark && tokens_.peek(1).value == "=";
        const Token target = tokens_.peek();
        if (assigns) {
            tokens_.take();
            tokens_.take();
        }
        call(assigns ? &target : nullptr, tries ? &attempt : nullptr);
    }

    void repeat() {
        const Token start = tokens_.take();
        Call loop{.kind = CallKind::repeat};
        if (tokens_.next_is("until")) {
            for (const std::string_view word : {"until", "end", "of", "stream"})
                tokens_.expect(word, "write repeat until end of stream");
            loop.until_end_of_stream = true;
        } else {
            loop.count = tokens_.number(rounds);
        }
        tokens_.expect_end();
        const std::uint64_t around = scope_.loops.empty() ? 1 : scope_.loops.back().rounds;
        const std::uint64_t all_rounds = around * std::max(loop.count, 1U);
        if (all_rounds > most_rounds || scope_.loops.size() == most_nested_loops)
            tokens_.fail(start,
                         "the loops have more than 1000000 rounds or are nested more than 8 deep");
        if (tokens_.error()) return;
        scope_.loops.push_back(
            {.call = place_of_next(), .rounds = static_cast<std::uint32_t>(all_rounds)});
        add(std::move(loop));
    }

    void end_repeat() {
        const Token start = tokens_.take();
        tokens_.expect_end();
        if (scope_.loops.empty())
            return tokens_.fail(start, "there is no repeat that this end could close");
        const OpenLoop loop = scope_.loops.back();
        Call& opening = scope_.program.calls.at(loop.call);
        if (loop.call + 1 == place_of_next()) tokens_.fail(start, "the loop has no calls");
        if (opening.until_end_of_stream && !loop.variables_at_recv)
            tokens_.fail(
                start,
                "the loop has no recv of its own, so it would never see the end of the stream");
        if (tokens_.error()) return;
        if (opening.until_end_of_stream) forget_what_may_be_unset(*loop.variables_at_recv);
        scope_.loops.pop_back();
        opening.partner = place_of_next();
        add({.kind = CallKind::end_repeat, .partner = loop.call});
    }

    /// The recv that ends a loop leaves it at once: what is set behind it may never be.
    void forget_what_may_be_unset(std::size_t first) {
        for (std::size_t i = first; i < scope_.variables.size(); ++i)
            scope_.variables[i].perhaps_unset = true;
    }

    /// `attempt` is the word "try" where it stands before the call.
    void call(const Token* target, const Token* attempt) {
        const Token name = tokens_.take();
        const CallSignature* signature =
            name.kind == TokenKind::word ? find_signature(name.value) : nullptr;
        if (signature == nullptr) return unknown_call(name);
        Call call{.kind = signature->kind, .may_fail = attempt != nullptr};
        if (call.may_fail && signature->gives == Gives::socket)
            return tokens_.fail(*attempt,
                                "without the socket that " + signature_name(*signature)
                                    + " gives the program can not go on",
                                "leave try out");
        tokens_.expect("(", usage(*signature));
        arguments(*signature, call);
        tokens_.expect(")", usage(*signature));
        tokens_.expect_end();
        keep_result(name, *signature, target, call);
        if (tokens_.error()) return;
        const bool reads = call.kind == CallKind::recv && !scope_.loops.empty();
        if (reads && !scope_.loops.back().variables_at_recv)
            scope_.loops.back().variables_at_recv = scope_.variables.size();
        add(std::move(call));
    }

    void arguments(const CallSignature& signature, Call& call) {
        bool first = true;
        for (const Parameter parameter : signature.parameters) {
            if (parameter == Parameter::none) break;
            if (!first) tokens_.expect(",", usage(signature));
            if (!tokens_.error()) ArgumentReader(tokens_, scope_).read(parameter, call);
            first = false;
        }
    }

    static std::string usage(const CallSignature& signature) {
        return "write " + std::string(signature.usage);
    }

    void unknown_call(const Token& name) {
        std::vector<std::string_view> names{"repeat", "end"};
        names.emplace_back("try");
        for (const CallSignature& each : all_signatures())
            names.push_back(each.name);
        tokens_.fail(name, "there is no call " + quoted(name), nearest_remedy(name.value, names));
    }

    void add(Call call) {
        call.text = line_.substr(0, line_.find_last_not_of(" \t") + 1);
        scope_.program.calls.push_back(std::move(call));
    }
    std::uint32_t place_of_next() const {
        return static_cast<std::uint32_t>(scope_.program.calls.size());
    }

    void keep_result(const Token& name, const CallSignature& signature, const Token* target,
                     Call& call) {
        if (tokens_.error()) return;
        if (target == nullptr) {
            if (signature.gives == Gives::socket)
                tokens_.fail(name,
                             "the socket that " + signature_name(signature) + " gives needs a name",
                             usage(signature));
            return;
        }
        if (signature.gives == Gives::nothing)
            return tokens_.fail(*target,
                                signature_name(signature) + " gives nothing that could be named",
                                usage(signature));
        const VariableKind kind =
            signature.gives == Gives::socket ? VariableKind::socket : VariableKind::bytes;
        call.result = assign(*target, kind);
    }

    static std::string signature_name(const CallSignature& signature) {
        return std::string(signature.name) + "()";
    }

    VariableId assign(const Token& target, VariableKind kind) {
        std::vector<std::string>& names = scope_.program.variables;
        const auto found = std::find(names.begin(), names.end(), target.value);
        if (found != names.end()) {
            const auto place = static_cast<std::size_t>(found - names.begin());
            KnownVariable& known = scope_.variables[place];
            if (known.kind != kind)
                tokens_.fail(target, quoted(target) + " already is the name of something else");
            known.perhaps_unset = false;
            return static_cast<VariableId>(place);
        }
        if (is_reserved(target.value) || target.value.find('-') != std::string::npos)
            tokens_.fail(target, quoted(target) + " can not be a name",
                         "use letters, digits and _");
        if (names.size() == no_variable)
            tokens_.fail(target, "a program can have 255 names at most");
        names.push_back(target.value);
        scope_.variables.push_back({.kind = kind});
        return static_cast<VariableId>(names.size() - 1);
    }

    std::string_view line_;
    TokenReader tokens_;
    ProgramScope& scope_;
};

} // namespace

tl::expected<void, CallError> add_line(std::string_view line, ProgramScope& scope) {
    return CallParser(line, scope).run();
}

} // namespace sim

#include "tests/house/state_writes.h"

#include "tests/house/code_scan.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace house {

namespace {

using Tokens = std::vector<Token>;

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* w) { return word == w; });
}

bool is_name(const std::string& text) {
    return std::isalpha(static_cast<unsigned char>(text.front())) != 0 || text.front() == '_';
}

const std::string& at(const Tokens& tokens, std::size_t place) {
    static const std::string nothing{";"};
    return place < tokens.size() ? tokens[place].text : nothing;
}

/// The place of the bracket that opens what closes at `close`.
std::size_t opening(const Tokens& tokens, std::size_t close) {
    int depth = 0;
    for (std::size_t i = close + 1; i-- > 0;) {
        if (is_one_of(tokens[i].text, {")", "]", "}"})) ++depth;
        if (is_one_of(tokens[i].text, {"(", "[", "{"}) && --depth == 0) return i;
    }
    return 0;
}

/// Where the expression that ends with the member at `place` begins: `a` of `a[i].b->state`.
std::size_t start_of_expression(const Tokens& tokens, std::size_t place) {
    while (place >= 2 && is_one_of(tokens[place - 1].text, {".", "->", "::"})) {
        place -= 2;
        while (place > 0 && is_one_of(tokens[place].text, {")", "]"}))
            place = opening(tokens, place) - (opening(tokens, place) > 0 ? 1 : 0);
    }
    return place;
}

/// The name nearest to the member at `place`: `record` of `trace.record.state`, `end` of
/// `end(i).state`; empty when it stands alone.
std::string owner(const Tokens& tokens, std::size_t place) {
    if (place < 2 || !is_one_of(tokens[place - 1].text, {".", "->"})) return {};
    std::size_t before = place - 2;
    while (before > 0 && is_one_of(tokens[before].text, {")", "]"}))
        before = opening(tokens, before) - (opening(tokens, before) > 0 ? 1 : 0);
    return is_name(tokens[before].text) ? tokens[before].text : std::string{};
}

/// What carries a `state` of its own that is a copy, not a Connection's.
bool is_a_copy(const std::string& name) {
    return is_one_of(name, {"record", "snapshot", "shot", "observation"});
}

/// `.state = x` inside braces: the type that is being made.
std::string designated_type(const Tokens& tokens, std::size_t place) {
    int depth = 0;
    for (std::size_t i = place; i-- > 0;) {
        if (tokens[i].text == "}") ++depth;
        if (tokens[i].text == "{" && depth-- == 0) return i > 0 ? tokens[i - 1].text : "";
        if (tokens[i].text == ";") break;
    }
    return {};
}

bool is_assigned(const Tokens& tokens, std::size_t place) {
    return at(tokens, place + 1) == "=";
}

bool is_declared_here(const Tokens& tokens, std::size_t place) {
    if (place == 0) return false;
    const std::string& before = tokens[place - 1].text;
    return (is_name(before) && !is_one_of(before, {"return", "else", "do", "co_return"}))
           || is_one_of(before, {"&", "*", ">"});
}

bool is_assignment(const Tokens& tokens, std::size_t place) {
    if (!is_assigned(tokens, place)) return false;
    const bool member = place > 0 && is_one_of(tokens[place - 1].text, {".", "->"});
    if (!member) return !is_declared_here(tokens, place);
    const bool designated = place > 1 && is_one_of(tokens[place - 2].text, {"{", ",", "("});
    if (designated) return designated_type(tokens, place) == "Connection";
    return !is_a_copy(owner(tokens, place));
}

/// `exchange(x.state, ...)`, `swap(x.state, ...)`, and the second argument of swap.
bool is_exchanged(const Tokens& tokens, std::size_t place) {
    if (!is_one_of(at(tokens, place + 1), {",", ")"})) return false;
    std::size_t open = start_of_expression(tokens, place);
    while (open > 0 && !is_one_of(tokens[open].text, {"(", ";", "{"}))
        --open;
    return open > 0 && tokens[open].text == "("
           && is_one_of(tokens[open - 1].text, {"exchange", "swap"});
}

/// `State& s = x.state;`, `auto* p = &x.state;`, `f(&x.state)`.
bool is_lent(const Tokens& tokens, std::size_t place) {
    if (is_assigned(tokens, place) || is_a_copy(owner(tokens, place))) return false;
    const std::size_t start = start_of_expression(tokens, place);
    if (start == 0) return false;
    const std::string& before = tokens[start - 1].text;
    if (before == "&")
        return start > 1 && is_one_of(tokens[start - 2].text, {"(", ",", "=", "return"});
    const bool binds =
        is_one_of(before, {"=", "{"}) && is_one_of(at(tokens, place + 1), {";", "}"});
    if (!binds || start < 4 || tokens[start - 3].text != "&") return false;
    std::size_t head = start - 3;
    while (head > 0 && !is_one_of(tokens[head].text, {";", "{", "}", "("}))
        --head;
    return std::none_of(tokens.begin() + static_cast<std::ptrdiff_t>(head),
                        tokens.begin() + static_cast<std::ptrdiff_t>(start),
                        [](const Token& token) { return token.text == "const"; });
}

std::string function_around(const std::vector<Function>& functions, std::size_t place) {
    for (const Function& function : functions)
        if (function.first_token < place && place < function.last_token) return function.name;
    return {};
}

} // namespace

std::vector<StateWrite> state_writes(std::string_view text) {
    const Tokens tokens = tokens_of(text);
    const std::vector<Function> functions = functions_of(tokens);
    std::vector<StateWrite> found;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!is_one_of(tokens[i].text, {"state", "state_"})) continue;
        if (is_assignment(tokens, i) || is_exchanged(tokens, i) || is_lent(tokens, i))
            found.push_back({tokens[i].line, function_around(functions, i)});
    }
    return found;
}

} // namespace house

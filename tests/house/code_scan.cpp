#include "tests/house/code_scan.h"

#include "tests/house/source_tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace house {

namespace {

bool is_word(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

/// Comments, literals and preprocessor lines (with their continuations) blanked.
std::string only_code(std::string_view text) {
    std::string code = blanked(text, Blank::comments_and_literals);
    bool directive = false;
    bool line_start = true;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '\n') {
            directive = directive && i > 0 && text[i - 1] == '\\';
            line_start = true;
            continue;
        }
        if (line_start && code[i] == '#') directive = true;
        if (std::isspace(static_cast<unsigned char>(code[i])) == 0) line_start = false;
        if (directive) code[i] = ' ';
    }
    return code;
}

std::size_t length_of_sign(std::string_view rest) {
    constexpr std::array<std::string_view, 20> signs{
        "<<=", ">>=", "<=>", "->", "::", "==", "!=", "<=", ">=", "+=",
        "-=",  "*=",  "/=",  "%=", "&=", "|=", "^=", "&&", "||", "++"};
    for (const std::string_view sign : signs)
        if (rest.substr(0, sign.size()) == sign) return sign.size();
    return 1;
}

bool is_one_of(const std::string& word, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(), [&](const char* w) { return word == w; });
}

/// The place after the template parameters that open at `at`.
std::size_t after_template(const std::vector<Token>& tokens, std::size_t at, std::size_t end) {
    int depth = 0;
    for (; at < end; ++at) {
        if (tokens[at].text == "<") ++depth;
        if (tokens[at].text == ">" && --depth == 0) return at + 1;
    }
    return at;
}

/// What stands between the last `;`, `{` or `}` and the brace at `end` may be the head of a
/// function: then the place of its name.
std::optional<std::size_t> function_name(const std::vector<Token>& tokens, std::size_t begin,
                                         std::size_t end) {
    while (begin < end && tokens[begin].text == "template")
        begin = after_template(tokens, begin + 1, end);
    for (std::size_t i = begin; i < end; ++i) {
        const std::string& word = tokens[i].text;
        if (is_one_of(word, {"struct", "class", "enum", "union", "namespace", "=", "extern"}))
            return std::nullopt;
        if (word != "(") continue;
        if (i > begin + 1 && tokens[i - 2].text == "operator") return i - 2;
        if (i == begin || !is_word(tokens[i - 1].text.front())) return std::nullopt;
        if (is_one_of(tokens[i - 1].text, {"alignas", "decltype", "noexcept", "explicit"}))
            continue;
        return i - 1;
    }
    return std::nullopt;
}

/// The place of the brace that closes the one at `open`; the last token when none does.
std::size_t closing_brace(const std::vector<Token>& tokens, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < tokens.size(); ++i) {
        if (tokens[i].text == "{") ++depth;
        if (tokens[i].text == "}" && --depth == 0) return i;
    }
    return tokens.size() - 1;
}

/// Whether the brace that closes at `close` is an initialiser before the body:
/// `Name() : member{1} {` or `: a{1}, b{2} {`.
bool is_member_initialiser(const std::vector<Token>& tokens, std::size_t close) {
    return close + 1 < tokens.size() && is_one_of(tokens[close + 1].text, {",", "{"});
}

} // namespace

std::vector<Token> tokens_of(std::string_view text) {
    const std::string code = only_code(text);
    std::vector<Token> tokens;
    int line = 1;
    for (std::size_t at = 0; at < code.size();) {
        if (std::isspace(static_cast<unsigned char>(code[at])) != 0) {
            line += code[at] == '\n' ? 1 : 0;
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < code.size() && is_word(code[end]))
            ++end;
        if (end == at) end += length_of_sign(std::string_view{code}.substr(at));
        tokens.push_back({code.substr(at, end - at), line});
        at = end;
    }
    return tokens;
}

std::vector<Function> functions_of(const std::vector<Token>& tokens) {
    std::vector<Function> found;
    std::size_t head = 0; // where the declaration that is being read began
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (is_one_of(tokens[i].text, {";", "}"})) head = i + 1;
        if (tokens[i].text != "{") continue;
        const std::optional<std::size_t> name = function_name(tokens, head, i);
        if (!name) {
            head = i + 1; // a namespace, a type, or an initialiser
            continue;
        }
        std::size_t open = i;
        std::size_t close = closing_brace(tokens, open);
        while (is_member_initialiser(tokens, close)) {
            open = close + 1;
            while (tokens[open].text != "{")
                ++open;
            close = closing_brace(tokens, open);
        }
        found.push_back({tokens[*name].text, tokens[head].line, tokens[close].line, open, close});
        i = close;
        head = close + 1;
    }
    return found;
}

} // namespace house

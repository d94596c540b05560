#include "sim/scenario/call_lexer.h"

#include <algorithm>
#include <optional>

namespace sim {

namespace {

bool is_digit(char letter) {
    return letter >= '0' && letter <= '9';
}
bool begins_word(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_';
}
bool continues_word(char letter) {
    return begins_word(letter) || is_digit(letter) || letter == '-';
}
bool continues_number(char letter) {
    return is_digit(letter) || letter == '.';
}

/// The first letters of `text` that satisfy `belongs`.
std::string_view run_of(std::string_view text, bool (*belongs)(char)) {
    const auto* const end = std::find_if_not(text.begin(), text.end(), belongs);
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::optional<std::uint32_t> hexadecimal_digit(char letter) {
    if (is_digit(letter)) return static_cast<std::uint32_t>(letter - '0');
    if (letter >= 'a' && letter <= 'f') return static_cast<std::uint32_t>(letter - 'a' + 10);
    if (letter >= 'A' && letter <= 'F') return static_cast<std::uint32_t>(letter - 'A' + 10);
    return std::nullopt;
}

std::optional<char> simple_escape(char letter) {
    constexpr std::string_view letters = "nrt0\"\\";
    constexpr std::string_view meanings{"\n\r\t\0\"\\", 6};
    const std::size_t at = letters.find(letter);
    if (at == std::string_view::npos) return std::nullopt;
    return meanings[at];
}

/// Cuts a line into tokens.
class Lexer {
public:
    explicit Lexer(std::string_view line) : line_(line) {}

    std::vector<Token> run() {
        do {
            tokens_.push_back(next());
        } while (tokens_.back().kind != TokenKind::end && tokens_.back().kind != TokenKind::wrong);
        return std::move(tokens_);
    }

private:
    Token next() {
        at_ = std::min(line_.find_first_not_of(" \t", at_), line_.size());
        if (at_ == line_.size() || line_[at_] == '#')
            return {.kind = TokenKind::end, .value = {}, .offset = at_};
        const char letter = line_[at_];
        if (begins_word(letter))
            return take(TokenKind::word, run_of(line_.substr(at_), continues_word));
        if (is_digit(letter))
            return take(TokenKind::number, run_of(line_.substr(at_), continues_number));
        if (letter == '"') return text();
        if (std::string_view("(),=").find(letter) != std::string_view::npos)
            return take(TokenKind::mark, line_.substr(at_, 1));
        return wrong("this character has no meaning here", at_);
    }

    Token take(TokenKind kind, std::string_view value) {
        const std::size_t offset = at_;
        at_ += value.size();
        return {.kind = kind, .value = std::string(value), .offset = offset};
    }

    static Token wrong(const char* message, std::size_t offset) {
        return {.kind = TokenKind::wrong, .value = message, .offset = offset};
    }

    Token text() {
        const std::size_t start = at_++;
        std::string value;
        while (at_ < line_.size()) {
            const char letter = line_[at_];
            if (letter == '"') {
                ++at_;
                return {.kind = TokenKind::text, .value = value, .offset = start};
            }
            const std::optional<char> read = letter == '\\' ? escape() : line_[at_++];
            if (!read) return wrong(R"(an escape is one of \n \r \t \0 \" \\ \xHH)", at_);
            value += *read;
        }
        return wrong("the text has no closing \"", start);
    }

    /// Reads what follows the backslash at `at_`; there it stays when that is no escape.
    std::optional<char> escape() {
        const std::string_view rest = line_.substr(at_ + 1);
        if (rest.empty()) return std::nullopt;
        if (const std::optional<char> simple = simple_escape(rest[0])) {
            at_ += 2;
            return simple;
        }
        if (rest[0] != 'x' || rest.size() < 3) return std::nullopt;
        const auto high = hexadecimal_digit(rest[1]), low = hexadecimal_digit(rest[2]);
        if (!high || !low) return std::nullopt;
        at_ += 4;
        return static_cast<char>(*high * 16 + *low);
    }

    std::string_view line_;
    std::size_t at_{};
    std::vector<Token> tokens_;
};

} // namespace

std::vector<Token> tokens_of(std::string_view line) {
    return Lexer(line).run();
}

} // namespace sim

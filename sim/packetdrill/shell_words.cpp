#include "sim/packetdrill/shell_words.h"

#include "sim/packetdrill/cursor.h"

namespace sim::packetdrill {

namespace {

/// Takes words from a cursor until its text ends.
class Splitter {
public:
    Splitter(std::string_view text, std::uint32_t line) : cursor_(text, line) {}

    Expected<std::vector<ShellLine>> split() {
        while (cursor_.here() != '\0') {
            const Expected<void> taken = step();
            if (!taken) return failure(taken.error());
        }
        end_line();
        return std::move(lines_);
    }

private:
    Expected<void> step() {
        const char letter = cursor_.here();
        switch (letter) {
        case '\n':
        case ';':
        case '&': end_line(); break;
        case '#':
            if (!word_.empty()) break;
            cursor_.rest_of_line();
            return {};
        case '\\': cursor_.advance(); break; // and the line end behind it
        case ' ':
        case '\t':
        case '\r': end_word(); break;
        case '|':
            end_word();
            words_.emplace_back("|");
            break;
        case '"':
        case '\'': return quoted(letter);
        case '$': return dollar();
        }
        if (letter == '\0'
            || std::string_view{"\n;&\\ \t\r|"}.find(letter) == std::string_view::npos)
            word_ += letter;
        cursor_.advance();
        return {};
    }

    Expected<void> quoted(char quote) {
        cursor_.advance();
        is_quoted_ = true;
        while (cursor_.here() != quote) {
            if (cursor_.here() == '\0') return cursor_.fail("the quoted text does not end");
            if (quote == '"' && cursor_.here() == '$') {
                if (Expected<void> good = dollar(); !good) return good;
                continue;
            }
            word_ += cursor_.here();
            cursor_.advance();
        }
        cursor_.advance();
        return {};
    }

    /// `$((32*1024))` is a number; another `$` stands for itself.
    Expected<void> dollar() {
        cursor_.advance();
        if (cursor_.here() != '(') {
            word_ += '$';
            return {};
        }
        const Expected<std::string_view> body = cursor_.until("))", "the arithmetic");
        if (!body) return failure(body.error());
        Cursor inside{body->substr(body->find_first_not_of('(')), cursor_.line()};
        Expected<std::int64_t> product = inside.number("a number");
        constexpr std::int64_t largest = 0x7fffffff;
        while (product && inside.takes("*")) {
            const Expected<std::int64_t> factor = inside.number("a number");
            if (!factor) return failure(factor.error());
            if (*product > largest || *factor > largest) return cursor_.fail("too large a number");
            product = *product * *factor;
        }
        if (!product) return failure(product.error());
        if (!inside.at_end()) return cursor_.unsupported("this arithmetic of the shell");
        word_ += std::to_string(*product);
        return {};
    }

    void end_word() {
        if (!word_.empty() || is_quoted_) {
            if (words_.empty()) first_line_ = cursor_.line();
            words_.push_back(std::move(word_));
        }
        word_.clear();
        is_quoted_ = false;
    }
    void end_line() {
        end_word();
        if (!words_.empty()) lines_.push_back({.line = first_line_, .words = std::move(words_)});
        words_.clear();
    }

    Cursor cursor_;
    std::string word_;
    bool is_quoted_{};
    std::uint32_t first_line_{};
    std::vector<std::string> words_;
    std::vector<ShellLine> lines_;
};

} // namespace

Expected<std::vector<ShellLine>> shell_lines(std::string_view text, std::uint32_t line) {
    return Splitter{text, line}.split();
}

} // namespace sim::packetdrill

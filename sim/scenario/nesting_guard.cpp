#include "sim/scenario/nesting_guard.h"

#include <cstddef>
#include <cstdint>

namespace sim {

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20U;
constexpr std::uint32_t most_nesting = 16;
constexpr std::uint32_t most_key_parts = 16;

/// Walks over a document, passing strings and comments by, and counts brackets and dots.
class Scanner {
public:
    Scanner(std::string_view text, const std::string& file) : rest_(text), file_(file) {}

    Expected<void> run() {
        while (!rest_.empty()) {
            step();
            if (depth_ > most_nesting) return refuse("brackets are nested", most_nesting);
            if (dots_ >= most_key_parts) return refuse("a key has parts", most_key_parts);
        }
        return {};
    }

private:
    tl::unexpected<Error> refuse(const std::string& what, std::uint32_t most) const {
        return failure({.message = what + " beyond the " + std::to_string(most) + " that are read",
                        .file = file_,
                        .line = line_});
    }

    void pass(std::size_t count) {
        for (const char letter : rest_.substr(0, count))
            if (letter == '\n') ++line_;
        rest_.remove_prefix(count < rest_.size() ? count : rest_.size());
    }

    void step() {
        const char letter = rest_.front();
        if (letter == '"' || letter == '\'') return pass_string(letter);
        if (letter == '#') return pass(rest_.find('\n'));
        if (letter == '[' || letter == '{') ++depth_;
        if ((letter == ']' || letter == '}') && depth_ > 0) --depth_;
        if (letter == '.')
            ++dots_;
        else if (ends_key(letter))
            dots_ = 0;
        pass(1);
    }

    static bool ends_key(char letter) {
        return std::string_view("\n=,[]{}").find(letter) != std::string_view::npos;
    }

    /// A string of one line, or between three quotes; one that does not end is passed by as far as
    /// the parser would read it.
    void pass_string(char quote) {
        const bool multi_line = rest_.substr(0, 3) == std::string(3, quote);
        pass(multi_line ? 3 : 1);
        while (!rest_.empty()) {
            if (rest_.front() == '\\' && quote == '"') {
                pass(2);
            } else if (multi_line && rest_.substr(0, 3) == std::string(3, quote)) {
                return pass_closing_quotes(quote);
            } else if (!multi_line && (rest_.front() == quote || rest_.front() == '\n')) {
                return pass(1);
            } else {
                pass(1);
            }
        }
    }

    /// Up to two quotes before the closing three belong to the string.
    void pass_closing_quotes(char quote) {
        const std::size_t quotes = rest_.substr(0, 5).find_first_not_of(quote);
        pass(quotes == std::string_view::npos ? 5 : quotes);
    }

    std::string_view rest_;
    const std::string& file_;
    std::uint32_t line_{1};
    std::uint32_t depth_{}, dots_{};
};

} // namespace

Expected<void> check_size_and_nesting(std::string_view text, const std::string& file) {
    if (text.size() > most_bytes) {
        return failure({.message = "the file has " + std::to_string(text.size())
                                   + " bytes; a scenario may have 1048576",
                        .file = file,
                        .line = 1});
    }
    return Scanner(text, file).run();
}

} // namespace sim

#pragma once

#include "sim/base/expected.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sim::packetdrill {

/// A place in the text of a script. Blanks and comments between two words are skipped by all that
/// reads a word; nothing is copied.
class Cursor {
public:
    explicit Cursor(std::string_view text, std::uint32_t line = 1) : text_(text), line_(line) {}

    /// To the next word: past blanks, line ends, `//` to the end of the line and `/* */`.
    void skip();
    /// Past blanks of this line only.
    void skip_blanks();
    [[nodiscard]] bool at_end();
    [[nodiscard]] std::uint32_t line() const { return line_; }
    [[nodiscard]] std::size_t place() const { return place_; }
    [[nodiscard]] std::string_view between(std::size_t first, std::size_t end) const {
        return text_.substr(first, end - first);
    }

    /// The character here, 0 at the end; nothing is skipped.
    [[nodiscard]] char here() const { return place_ < text_.size() ? text_[place_] : '\0'; }
    void advance(std::size_t count = 1);
    /// After skip(): does `word` stand here? A word of letters must end there.
    [[nodiscard]] bool sees(std::string_view word);
    /// The same, and goes past it.
    bool takes(std::string_view word);
    Expected<void> expect(std::string_view word);
    /// Letters, digits and underscores; empty when none stand here.
    std::string_view word();
    /// Decimal or 0x; up to 64 bits; an Error says what was expected.
    Expected<std::int64_t> number(std::string_view what);
    /// Up to `end`, which is taken too; an Error when it does not come.
    Expected<std::string_view> until(std::string_view end, std::string_view what);
    /// The rest of this line.
    std::string_view rest_of_line();

    [[nodiscard]] tl::unexpected<Error> fail(std::string message) const;
    [[nodiscard]] tl::unexpected<Error> unsupported(std::string_view what) const;

private:
    [[nodiscard]] bool starts(std::string_view word) const {
        return text_.substr(place_, word.size()) == word;
    }

    std::string_view text_;
    std::size_t place_{};
    std::uint32_t line_;
};

/// How the message of an Error begins that is about something valid which we do not play.
inline constexpr std::string_view unsupported_mark = "unsupported: ";

} // namespace sim::packetdrill

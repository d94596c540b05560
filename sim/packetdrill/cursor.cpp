#include "sim/packetdrill/cursor.h"

#include <algorithm>
#include <cctype>
#include <limits>

namespace sim::packetdrill {

namespace {

bool is_word(char letter) {
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

bool is_blank(char letter) {
    return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\f' || letter == '\v';
}

/// The value of a digit in any base up to 16; 16 for what is none.
unsigned digit_of(char letter) {
    if (letter >= '0' && letter <= '9') return static_cast<unsigned>(letter - '0');
    if (letter >= 'a' && letter <= 'f') return static_cast<unsigned>(letter - 'a') + 10;
    if (letter >= 'A' && letter <= 'F') return static_cast<unsigned>(letter - 'A') + 10;
    return 16;
}

} // namespace

void Cursor::advance(std::size_t count) {
    const std::size_t end = std::min(text_.size(), place_ + count);
    line_ +=
        static_cast<std::uint32_t>(std::count(text_.begin() + place_, text_.begin() + end, '\n'));
    place_ = end;
}

void Cursor::skip_blanks() {
    while (is_blank(here()))
        ++place_;
}

void Cursor::skip() {
    while (true) {
        skip_blanks();
        if (here() == '\n') {
            advance();
        } else if (starts("//")) {
            place_ = std::min(text_.find('\n', place_), text_.size());
        } else if (starts("/*")) {
            const std::size_t end = text_.find("*/", place_ + 2);
            advance((end == std::string_view::npos ? text_.size() : end + 2) - place_);
        } else {
            return;
        }
    }
}

bool Cursor::at_end() {
    skip();
    return place_ == text_.size();
}

bool Cursor::sees(std::string_view word) {
    skip();
    if (!starts(word)) return false;
    const std::size_t end = place_ + word.size();
    return !is_word(word.back()) || end == text_.size() || !is_word(text_[end]);
}

bool Cursor::takes(std::string_view word) {
    if (!sees(word)) return false;
    advance(word.size());
    return true;
}

Expected<void> Cursor::expect(std::string_view word) {
    if (takes(word)) return {};
    return fail("expected \"" + std::string(word) + "\"");
}

std::string_view Cursor::word() {
    skip();
    const std::size_t first = place_;
    while (is_word(here()))
        ++place_;
    return between(first, place_);
}

Expected<std::int64_t> Cursor::number(std::string_view what) {
    skip();
    const bool negative = here() == '-';
    if (negative) advance();
    const bool is_hex = starts("0x") || starts("0X");
    if (is_hex) advance(2);
    const unsigned base = is_hex ? 16 : 10;
    if (digit_of(here()) >= base) return fail("expected " + std::string(what));
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    std::int64_t value = 0;
    for (; digit_of(here()) < base; advance()) {
        const auto digit = static_cast<std::int64_t>(digit_of(here()));
        if (value > (largest - digit) / base) return fail("the number is too large");
        value = value * base + digit;
    }
    return negative ? -value : value;
}

Expected<std::string_view> Cursor::until(std::string_view end, std::string_view what) {
    const std::size_t found = text_.find(end, place_);
    if (found == std::string_view::npos)
        return fail(std::string(what) + " does not end: expected \"" + std::string(end) + "\"");
    const std::string_view body = between(place_, found);
    advance(found + end.size() - place_);
    return body;
}

std::string_view Cursor::rest_of_line() {
    const std::size_t end = std::min(text_.find('\n', place_), text_.size());
    const std::string_view rest = between(place_, end);
    advance(end - place_);
    return rest;
}

tl::unexpected<Error> Cursor::fail(std::string message) const {
    return failure(Error{.message = std::move(message), .line = line_});
}

tl::unexpected<Error> Cursor::unsupported(std::string_view what) const {
    return fail(std::string(unsupported_mark) + std::string(what));
}

} // namespace sim::packetdrill

#include "sim/scenario/string_place.h"

#include <algorithm>
#include <cstdint>

namespace sim {

namespace {

/// Whether a byte begins a character of UTF-8, so that it moves the column.
bool begins_character(char letter) {
    return (static_cast<unsigned char>(letter) & 0xc0U) != 0x80U;
}

/// How many bytes the character U+`digits` has in UTF-8.
std::size_t utf8_length(std::string_view digits) {
    const std::size_t first = digits.find_first_not_of('0');
    const std::string_view significant =
        first == std::string_view::npos ? "0" : digits.substr(first);
    if (significant.size() > 4) return 4;
    if (significant.size() == 4 || (significant.size() == 3 && significant[0] > '7')) return 3;
    return significant.size() == 3 || (significant.size() == 2 && significant[0] > '7') ? 2 : 1;
}

/// A reader of the document that knows its place.
class Cursor {
public:
    Cursor(std::string_view document, const Place& start) : rest_(document) {
        while (!rest_.empty()
               && (place_.line < start.line
                   || (place_.line == start.line && place_.column < start.column)))
            pass(1);
    }

    [[nodiscard]] const Place& place() const { return place_; }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] bool at(std::string_view text) const {
        return rest_.substr(0, text.size()) == text;
    }

    void pass(std::size_t count) {
        for (; count > 0 && !rest_.empty(); --count) {
            const bool line_ends = rest_.front() == '\n';
            rest_.remove_prefix(1);
            if (line_ends)
                place_ = {.line = place_.line + 1, .column = 1};
            else if (rest_.empty() || begins_character(rest_.front()))
                ++place_.column;
        }
    }

private:
    std::string_view rest_;
    Place place_{.line = 1, .column = 1};
};

/// Passes one escape by and returns how many bytes of the value it stands for.
std::size_t pass_escape(Cursor& cursor) {
    if (cursor.at("\\u") || cursor.at("\\U")) {
        const std::size_t digits = cursor.at("\\u") ? 4 : 8;
        const std::size_t bytes = utf8_length(cursor.rest().substr(2, digits));
        cursor.pass(2 + digits);
        return bytes;
    }
    const bool line_continues = cursor.rest().substr(1, 1).find_first_of(" \t\r\n") == 0;
    if (!line_continues) {
        cursor.pass(2);
        return 1;
    }
    const std::size_t next = cursor.rest().find_first_not_of(" \t\r\n", 1);
    cursor.pass(std::min(next, cursor.rest().size()));
    return 0;
}

} // namespace

Place place_in_string(std::string_view document, const Place& start, std::size_t offset) {
    Cursor cursor(document, start);
    const bool basic = cursor.at("\"");
    const bool long_string = cursor.at(R"(""")") || cursor.at("'''");
    cursor.pass(long_string ? 3 : 1);
    if (long_string && cursor.at("\r\n")) cursor.pass(2);
    if (long_string && cursor.at("\n")) cursor.pass(1);
    std::size_t passed = 0;
    while (passed < offset && !cursor.rest().empty()) {
        if (basic && cursor.at("\\")) {
            passed += pass_escape(cursor);
        } else {
            cursor.pass(1);
            ++passed;
        }
    }
    return cursor.place();
}

} // namespace sim

#include "sim/export/columns.h"

#include "sim/export/utf8.h"

#include <algorithm>

namespace sim {

namespace {

std::string blanks(std::string_view text, std::size_t width) {
    const std::size_t taken = display_width(text);
    std::string room(taken < width ? width - taken : 0, ' ');
    return room;
}

/// How many bytes of `text` fill at most `width` columns.
std::size_t bytes_within(std::string_view text, std::size_t width) {
    std::size_t bytes = 0;
    std::size_t columns = 0;
    while (bytes < text.size()) {
        const std::size_t length = first_code_point(text.substr(bytes)).length;
        columns += display_width(text.substr(bytes, length));
        if (columns > width) break;
        bytes += length;
    }
    return bytes;
}

/// Chinese punctuation that must not begin a line.
bool closes(std::string_view text) {
    constexpr std::u32string_view marks{U"，。：；！？）、”"};
    return !text.empty() && marks.find(first_code_point(text).value) != std::u32string_view::npos;
}

/// Where to break `text`, of which `most` bytes fit: after the last blank or wide character.
std::size_t break_within(std::string_view text, std::size_t most) {
    std::size_t best = 0;
    for (std::size_t at = 0; at < most;) {
        const std::size_t length = first_code_point(text.substr(at)).length;
        const bool wide = display_width(text.substr(at, length)) == 2;
        at += length;
        if (at > most || closes(text.substr(at))) continue;
        if (wide || text[at - 1] == ' ') best = at;
    }
    return best == 0 ? most : best;
}

} // namespace

std::string left_aligned(std::string_view text, std::size_t width) {
    return std::string(text) + blanks(text, width);
}

std::string right_aligned(std::string_view text, std::size_t width) {
    return blanks(text, width) + std::string(text);
}

std::string fitted(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string(text);
    constexpr std::string_view mark{"..."};
    return std::string(text.substr(0, bytes_within(text, width - mark.size()))) + std::string(mark);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    while (display_width(text) > width) {
        const std::size_t most = std::max<std::size_t>(bytes_within(text, width), 1);
        const std::size_t taken = text[most] == ' ' ? most : break_within(text, most);
        std::string_view line = text.substr(0, taken);
        text.remove_prefix(taken);
        while (!line.empty() && line.back() == ' ')
            line.remove_suffix(1);
        while (!text.empty() && text.front() == ' ')
            text.remove_prefix(1);
        lines.emplace_back(line);
    }
    if (!text.empty()) lines.emplace_back(text);
    return lines;
}

} // namespace sim

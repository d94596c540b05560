#include "sim/export/utf8.h"

#include <algorithm>
#include <array>

namespace sim {

namespace {

constexpr char32_t replacement = 0xfffd;

struct CodeRange {
    char32_t first{}, last{};
};

/// Wide and fullwidth characters, in blocks.
constexpr std::array wide{
    CodeRange{0x1100, 0x115f},   CodeRange{0x2e80, 0x303e}, CodeRange{0x3041, 0x33ff},
    CodeRange{0x3400, 0x4dbf},   CodeRange{0x4e00, 0x9fff}, CodeRange{0xa000, 0xa4cf},
    CodeRange{0xac00, 0xd7a3},   CodeRange{0xf900, 0xfaff}, CodeRange{0xfe30, 0xfe6f},
    CodeRange{0xff00, 0xff60},   CodeRange{0xffe0, 0xffe6}, CodeRange{0x1f300, 0x1f64f},
    CodeRange{0x20000, 0x3fffd},
};
constexpr std::array combining{CodeRange{0x0300, 0x036f}, CodeRange{0x200b, 0x200f},
                               CodeRange{0xfe00, 0xfe0f}};

template <std::size_t size>
bool lies_in(const std::array<CodeRange, size>& ranges, char32_t value) {
    return std::any_of(ranges.begin(), ranges.end(), [value](const CodeRange& range) {
        return range.first <= value && value <= range.last;
    });
}

/// How long a character is by its first byte; 0 when no character begins so.
std::size_t length_by(unsigned char first) {
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first < 0xe0) return 2;
    if (first >= 0xe0 && first < 0xf0) return 3;
    if (first >= 0xf0 && first < 0xf5) return 4;
    return 0;
}

bool is_scalar(char32_t value, std::size_t length) {
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    const bool too_long = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    return !surrogate && !too_long && value <= 0x10ffff;
}

} // namespace

CodePoint first_code_point(std::string_view text) {
    constexpr CodePoint invalid{.value = replacement, .length = 1, .valid = false};
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t length = length_by(first);
    if (length == 0 || length > text.size()) return invalid;
    if (length == 1) return {.value = first, .length = 1, .valid = true};
    char32_t value = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xc0U) != 0x80) return invalid;
        value = value << 6U | (byte & 0x3fU);
    }
    if (!is_scalar(value, length)) return invalid;
    return {.value = value, .length = length, .valid = true};
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const CodePoint point = first_code_point(text);
        if (lies_in(wide, point.value))
            width += 2;
        else if (!lies_in(combining, point.value))
            width += 1;
        text.remove_prefix(point.length);
    }
    return width;
}

} // namespace sim

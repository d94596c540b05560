#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

// Text for terminals, counted in columns (display_width), not in bytes.

/// `text` with blanks behind it up to `width` columns.
std::string left_aligned(std::string_view text, std::size_t width);
/// `text` with blanks before it up to `width` columns.
std::string right_aligned(std::string_view text, std::size_t width);
/// `text`, cut to at most `width` columns; "..." stands for what was cut.
std::string fitted(std::string_view text, std::size_t width);
/// `text` in lines of at most `width` columns, broken at blanks and between wide characters.
std::vector<std::string> wrapped(std::string_view text, std::size_t width);

} // namespace sim

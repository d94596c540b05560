#pragma once

#include <cstddef>
#include <string_view>

namespace sim {

/// One character of a UTF-8 text.
struct CodePoint {
    char32_t value{};     ///< U+FFFD when the bytes are not UTF-8
    std::size_t length{}; ///< bytes it takes, at least 1
    bool valid{};
};

/// The first character of `text`, which is not empty (RFC 3629: shortest form, no surrogates).
CodePoint first_code_point(std::string_view text);

/// How many columns of a terminal `text` takes: East Asian wide and fullwidth characters two,
/// combining marks none, all others one (Unicode Standard Annex 11).
std::size_t display_width(std::string_view text);

} // namespace sim

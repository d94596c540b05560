#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

enum class TokenKind : std::uint8_t {
    word,   ///< connect, sock, ms
    number, ///< 1024, 0.5
    text,   ///< "hello", escapes already replaced
    mark,   ///< one of ( ) , =
    wrong,  ///< something else; `value` says what is wrong with it
    end,    ///< the line's end, or a comment
};

/// A word of the call language.
struct Token {
    TokenKind kind{};
    std::string value;    ///< the word, the digits, the text, the mark
    std::size_t offset{}; ///< its first byte in the line
};

/// The tokens of one line; the last one is `end` or `wrong`.
std::vector<Token> tokens_of(std::string_view line);

} // namespace sim

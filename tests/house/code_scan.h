#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace house {

/// A word or a sign of C++, `==` and `->` in one piece.
struct Token {
    std::string text;
    int line{};
};

/// The tokens of `text`; comments, literals and preprocessor lines are left out.
std::vector<Token> tokens_of(std::string_view text);

/// A function with a body. Lambdas and local types belong to the function around them.
struct Function {
    std::string name; ///< without its class: "enter"
    int first_line{}, last_line{};
    std::size_t first_token{}, last_token{}; ///< from the opening to the closing brace
};

std::vector<Function> functions_of(const std::vector<Token>& tokens);

} // namespace house

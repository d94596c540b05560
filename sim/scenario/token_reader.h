#pragma once

#include "sim/scenario/call_lexer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

/// What is wrong with a line of a program; `offset` is the byte of the line where it shows.
struct CallError {
    std::string message, remedy;
    std::size_t offset{};
};

/// Numbers least <= n <= most, and what they count ("a port").
struct NumberRange {
    std::uint64_t least{}, most{};
    std::string_view what;
};

/// A token as an error shows it.
std::string quoted(const Token& token);

/// The tokens of a line, taken one after the other. The first complaint counts; what is taken after
/// it does not matter any more.
class TokenReader {
public:
    explicit TokenReader(std::string_view line) : tokens_(tokens_of(line)) {}

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const;
    Token take();
    [[nodiscard]] bool next_is(std::string_view value) const;

    /// Takes this very word or mark.
    void expect(std::string_view value, const std::string& remedy = {});
    void expect_end();
    /// Takes a whole number within the range.
    std::uint32_t number(const NumberRange& range);

    /// Complains about `at`; about what the lexer found wrong with it, if it did.
    void fail(const Token& at, const std::string& message, const std::string& remedy = {});
    /// Complains that the next token is not `what`.
    void fail_expected(const std::string& what, const std::string& remedy = {});
    [[nodiscard]] const std::optional<CallError>& error() const { return error_; }

private:
    std::vector<Token> tokens_;
    std::size_t next_{};
    std::optional<CallError> error_;
};

} // namespace sim

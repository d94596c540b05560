#include "sim/scenario/token_reader.h"

#include "sim/scenario/quantity.h"

#include <algorithm>

namespace sim {

std::string quoted(const Token& token) {
    return token.kind == TokenKind::end ? "the end of the line" : "\"" + token.value + "\"";
}

const Token& TokenReader::peek(std::size_t ahead) const {
    return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
}

Token TokenReader::take() {
    Token token = peek();
    if (next_ + 1 < tokens_.size()) ++next_;
    return token;
}

bool TokenReader::next_is(std::string_view value) const {
    const Token& token = peek();
    return (token.kind == TokenKind::word || token.kind == TokenKind::mark) && token.value == value;
}

void TokenReader::expect(std::string_view value, const std::string& remedy) {
    if (!next_is(value)) return fail_expected("\"" + std::string(value) + "\"", remedy);
    take();
}

void TokenReader::expect_end() {
    if (peek().kind != TokenKind::end) fail_expected("the end of the line");
}

std::uint32_t TokenReader::number(const NumberRange& range) {
    const std::string wanted = std::string(range.what) + " from " + std::to_string(range.least)
                               + " to " + std::to_string(range.most);
    const Token token = peek();
    if (token.kind != TokenKind::number) {
        fail_expected(wanted);
        return 0;
    }
    take();
    const std::optional<std::uint64_t> value = parse_whole_number(token.value);
    if (!value || *value < range.least || *value > range.most) {
        fail(token, token.value + " is not " + wanted);
        return 0;
    }
    return static_cast<std::uint32_t>(*value);
}

void TokenReader::fail(const Token& at, const std::string& message, const std::string& remedy) {
    if (error_) return;
    const bool wrong = at.kind == TokenKind::wrong;
    error_ = CallError{.message = wrong ? at.value : message,
                       .remedy = wrong ? std::string{} : remedy,
                       .offset = at.offset};
}

void TokenReader::fail_expected(const std::string& what, const std::string& remedy) {
    fail(peek(), "expected " + what + ", found " + quoted(peek()), remedy);
}

} // namespace sim

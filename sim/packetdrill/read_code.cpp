// Blocks of assertions: the five shapes that scripts use, without Python.
#include "sim/packetdrill/reader.h"

#include <array>
#include <cctype>

namespace sim::packetdrill {

namespace {

struct Sign {
    std::string_view text;
    Comparison comparison;
};
/// Longer ones first.
constexpr std::array signs{Sign{"==", Comparison::equal},   Sign{"!=", Comparison::unequal},
                           Sign{"<=", Comparison::at_most}, Sign{">=", Comparison::at_least},
                           Sign{"<", Comparison::less},     Sign{">", Comparison::greater}};

/// Reads the statements of one block. Lines and `;` end them, `\` at the end of a line does not.
class BlockReader {
public:
    BlockReader(std::string_view text, std::uint32_t line) : cursor_(text, line) {}

    Expected<std::vector<Statement>> read() {
        std::vector<Statement> statements;
        while (true) {
            skip_ends();
            if (cursor_.here() == '\0') return statements;
            if (word_ahead() == "print") {
                skip_statement();
                continue;
            }
            const Expected<void> good =
                takes("assert") ? read_checks(statements) : read_assignment(statements);
            if (!good) return failure(good.error());
        }
    }

private:
    /// Blanks, and ends of lines behind `\`.
    void skip_blanks() {
        while (true) {
            cursor_.skip_blanks();
            if (cursor_.here() != '\\') break;
            cursor_.advance();
            cursor_.skip_blanks();
            if (cursor_.here() == '\n') cursor_.advance();
        }
        if (cursor_.here() == '#') cursor_.rest_of_line();
    }
    void skip_ends() {
        for (skip_blanks(); cursor_.here() == ';' || cursor_.here() == '\n'; skip_blanks())
            cursor_.advance();
    }
    std::string_view word_ahead() {
        Cursor ahead = cursor_;
        return ahead.word();
    }
    /// To the end of the statement, whatever it says; strings may hold `;`.
    void skip_statement() {
        for (skip_blanks(); !at_end_of_statement(); skip_blanks()) {
            const char quote = cursor_.here();
            cursor_.advance();
            if (quote != '"' && quote != '\'') continue;
            while (cursor_.here() != quote && cursor_.here() != '\0')
                cursor_.advance();
            cursor_.advance();
        }
    }
    [[nodiscard]] bool at_end_of_statement() const {
        return cursor_.here() == ';' || cursor_.here() == '\n' || cursor_.here() == '\0';
    }
    bool takes(std::string_view text) {
        skip_blanks();
        return !at_end_of_statement() && cursor_.takes(text);
    }

    Expected<void> read_assignment(std::vector<Statement>& statements) {
        Statement statement{.line = cursor_.line()};
        const std::string_view name = cursor_.word();
        if (name.empty()) return cursor_.fail("expected assert, print or a variable");
        statement.target = std::string(name);
        const bool adds = takes("+=");
        if (!adds && !takes("=")) return cursor_.unsupported("this statement of code");
        statement.kind = adds ? Statement::Kind::add : Statement::Kind::assign;
        Expected<Operand> operand = read_operand();
        if (!operand) return failure(operand.error());
        statement.operands.push_back(std::move(*operand));
        statements.push_back(std::move(statement));
        return end_statement();
    }

    /// Comparisons, joined by `and`, and a message that nobody reads.
    Expected<void> read_checks(std::vector<Statement>& statements) {
        const bool in_brackets = bracket_is_outermost();
        if (in_brackets) takes("(");
        do {
            Expected<Statement> check = read_check();
            if (!check) return failure(check.error());
            statements.push_back(std::move(*check));
        } while (takes("and"));
        if (in_brackets && !takes(")")) return cursor_.fail("expected \")\"");
        if (takes(",")) skip_statement();
        return end_statement();
    }

    Expected<Statement> read_check() {
        Statement statement{.kind = Statement::Kind::check, .line = cursor_.line()};
        Expected<Operand> first = read_operand();
        if (!first) return failure(first.error());
        statement.operands.push_back(std::move(*first));
        while (const std::optional<Comparison> comparison = read_sign()) {
            Expected<Operand> next = read_operand();
            if (!next) return failure(next.error());
            statement.comparisons.push_back(*comparison);
            statement.operands.push_back(std::move(*next));
        }
        if (statement.comparisons.empty()) return cursor_.unsupported("an assertion of one value");
        return statement;
    }

    Expected<void> end_statement() {
        skip_blanks();
        if (at_end_of_statement()) return {};
        return cursor_.unsupported("this expression of code");
    }

    /// `assert (a == b)`, as opposed to `assert (a & MASK) == b`.
    bool bracket_is_outermost() {
        skip_blanks();
        Cursor ahead = cursor_;
        if (ahead.here() != '(') return false;
        int depth = 0;
        for (; ahead.here() != '\0' && ahead.here() != '\n'; ahead.advance()) {
            if (ahead.here() == '(') ++depth;
            if (ahead.here() == ')' && --depth == 0) return false;
            if (depth == 1 && (ahead.here() == '=' || ahead.here() == '<' || ahead.here() == '>'))
                return true;
        }
        return false;
    }

    std::optional<Comparison> read_sign() {
        for (const Sign& sign : signs)
            if (takes(sign.text)) return sign.comparison;
        return std::nullopt;
    }

    /// A sum, with a mask where `&` and a number follow; one pair of brackets may be round it.
    Expected<Operand> read_operand() {
        Operand operand;
        const bool in_brackets = takes("(");
        bool negative = false;
        do {
            Expected<Term> term = read_term();
            if (!term) return failure(term.error());
            term->negative = term->negative != negative;
            operand.sum.push_back(std::move(*term));
            negative = takes("-");
        } while (negative || takes("+"));
        if (takes("&")) {
            const Expected<Term> mask = read_term();
            if (!mask) return failure(mask.error());
            if (!mask->name.empty()) return cursor_.unsupported("a mask that is a variable");
            operand.mask = mask->number;
        }
        if (in_brackets && !takes(")")) return cursor_.fail("expected \")\"");
        return operand;
    }

    Expected<Term> read_product();
    Expected<Term> read_term();

    Cursor cursor_;
};

struct Name {
    std::string_view word;
    std::int64_t number;
};
constexpr std::array names{
    Name{"TCP_ESTABLISHED", 1},
    Name{"TCP_SYN_SENT", 2},
    Name{"TCP_SYN_RECV", 3},
    Name{"TCP_FIN_WAIT1", 4},
    Name{"TCP_FIN_WAIT2", 5},
    Name{"TCP_TIME_WAIT", 6},
    Name{"TCP_CLOSE", 7},
    Name{"TCP_CLOSE_WAIT", 8},
    Name{"TCP_LAST_ACK", 9},
    Name{"TCP_LISTEN", 10},
    Name{"TCP_CLOSING", 11},
    Name{"TCP_CA_Open", 0},
    Name{"TCP_CA_Disorder", 1},
    Name{"TCP_CA_CWR", 2},
    Name{"TCP_CA_Recovery", 3},
    Name{"TCP_CA_Loss", 4},
    // FreeBSD's names of the same states.
    Name{"TCPI_ESTABLISHED", 1},
    Name{"TCPI_SYN_SENT", 2},
    Name{"TCPI_SYN_RECEIVED", 3},
    Name{"TCPI_FIN_WAIT_1", 4},
    Name{"TCPI_FIN_WAIT_2", 5},
    Name{"TCPI_TIME_WAIT", 6},
    Name{"TCPI_CLOSED", 7},
    Name{"TCPI_CLOSE_WAIT", 8},
    Name{"TCPI_LAST_ACK", 9},
    Name{"TCPI_LISTEN", 10},
    Name{"TCPI_CLOSING", 11},
    Name{"TCPI_OPT_TIMESTAMPS", 1},
    Name{"TCPI_OPT_SACK", 2},
    Name{"TCPI_OPT_WSCALE", 4},
    Name{"TCPI_OPT_ECN", 8},
    Name{"TCPI_OPT_ECN_SEEN", 16},
    Name{"TCPI_OPT_SYN_DATA", 32},
    Name{"True", 1},
    Name{"False", 0},
};

/// Numbers with `*` between them.
Expected<Term> BlockReader::read_product() {
    constexpr std::int64_t largest_factor = 0x7fffffff;
    Term term;
    const Expected<std::int64_t> number = cursor_.number("a number");
    if (!number) return failure(number.error());
    term.number = *number;
    while (takes("*")) {
        const Expected<std::int64_t> factor = cursor_.number("a number");
        if (!factor) return failure(factor.error());
        if (term.number > largest_factor || *factor > largest_factor)
            return cursor_.fail("the number is too large");
        term.number *= *factor;
    }
    return term;
}

Expected<Term> BlockReader::read_term() {
    Term term;
    skip_blanks();
    if (std::isdigit(static_cast<unsigned char>(cursor_.here())) != 0 || cursor_.here() == '-')
        return read_product();
    const std::string_view word = at_end_of_statement() ? std::string_view{} : cursor_.word();
    if (word.empty()) return cursor_.fail("expected a number or a name");
    for (const Name& name : names) {
        if (name.word != word) continue;
        term.number = name.number;
        return term;
    }
    term.name = std::string(word);
    return term;
}

} // namespace

Expected<std::vector<Statement>> read_code(std::string_view text, std::uint32_t line) {
    return BlockReader{text, line}.read();
}

} // namespace sim::packetdrill

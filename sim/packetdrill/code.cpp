#include "sim/packetdrill/code.h"

namespace sim::packetdrill {

namespace {

bool holds(std::int64_t left, Comparison comparison, std::int64_t right) {
    switch (comparison) {
    case Comparison::equal: return left == right;
    case Comparison::unequal: return left != right;
    case Comparison::less: return left < right;
    case Comparison::at_most: return left <= right;
    case Comparison::greater: return left > right;
    case Comparison::at_least: return left >= right;
    }
    return false;
}

std::string_view sign_of(Comparison comparison) {
    switch (comparison) {
    case Comparison::equal: return "==";
    case Comparison::unequal: return "!=";
    case Comparison::less: return "<";
    case Comparison::at_most: return "<=";
    case Comparison::greater: return ">";
    case Comparison::at_least: return ">=";
    }
    return "";
}

std::string text_of(const Operand& operand) {
    std::string text;
    for (const Term& term : operand.sum) {
        if (term.negative || !text.empty()) text += term.negative ? " - " : " + ";
        text += term.name.empty() ? std::to_string(term.number) : term.name;
    }
    return operand.mask ? "(" + text + " & " + std::to_string(*operand.mask) + ")" : text;
}

} // namespace

std::optional<std::int64_t> CodeRunner::value_of(const Term& term, const InfoSource& info) const {
    if (term.name.empty()) return term.number;
    const auto variable = variables_.find(term.name);
    if (variable != variables_.end()) return variable->second;
    return info(term.name);
}

std::optional<std::int64_t> CodeRunner::value_of(const Operand& operand,
                                                 const InfoSource& info) const {
    std::uint64_t sum = 0; // wraps, as nothing else is promised
    for (const Term& term : operand.sum) {
        const std::optional<std::int64_t> value = value_of(term, info);
        if (!value) return std::nullopt;
        const auto amount = static_cast<std::uint64_t>(*value);
        sum = term.negative ? sum - amount : sum + amount;
    }
    const auto total = static_cast<std::int64_t>(sum);
    return operand.mask ? total & *operand.mask : total;
}

std::optional<CodeProblem> CodeRunner::run_one(const Statement& statement, const InfoSource& info) {
    std::vector<std::int64_t> values;
    for (const Operand& operand : statement.operands) {
        const std::optional<std::int64_t> value = value_of(operand, info);
        if (!value)
            return CodeProblem{.line = statement.line,
                               .message = "the value of " + text_of(operand),
                               .is_unsupported = true};
        values.push_back(*value);
    }
    if (statement.kind != Statement::Kind::check) {
        const bool adds = statement.kind == Statement::Kind::add;
        std::int64_t& variable = variables_[statement.target];
        variable = adds ? static_cast<std::int64_t>(static_cast<std::uint64_t>(variable)
                                                    + static_cast<std::uint64_t>(values[0]))
                        : values[0];
        return std::nullopt;
    }
    for (std::size_t i = 0; i < statement.comparisons.size(); ++i) {
        if (holds(values[i], statement.comparisons[i], values[i + 1])) continue;
        return CodeProblem{.line = statement.line,
                           .message = "expected " + text_of(statement.operands[i]) + " "
                                      + std::string(sign_of(statement.comparisons[i])) + " "
                                      + text_of(statement.operands[i + 1]) + " got "
                                      + std::to_string(values[i]) + " and "
                                      + std::to_string(values[i + 1])};
    }
    return std::nullopt;
}

std::optional<CodeProblem> CodeRunner::run(const std::vector<Statement>& statements,
                                           const InfoSource& info) {
    for (const Statement& statement : statements)
        if (auto problem = run_one(statement, info)) return problem;
    return std::nullopt;
}

} // namespace sim::packetdrill

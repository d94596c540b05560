#pragma once

#include "sim/packetdrill/script.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace sim::packetdrill {

/// What is wrong with a code block: a comparison that does not hold, or a name nobody knows.
struct CodeProblem {
    std::uint32_t line{};
    std::string message{};
    bool is_unsupported{};
};

/// A field of TCP_INFO; nothing for one that is not known.
using InfoSource = std::function<std::optional<std::int64_t>(std::string_view field)>;

/// Works code blocks off; variables live across the blocks of one script.
class CodeRunner {
public:
    std::optional<CodeProblem> run(const std::vector<Statement>& statements,
                                   const InfoSource& info);

private:
    [[nodiscard]] std::optional<std::int64_t> value_of(const Operand& operand,
                                                       const InfoSource& info) const;
    [[nodiscard]] std::optional<std::int64_t> value_of(const Term& term,
                                                       const InfoSource& info) const;
    std::optional<CodeProblem> run_one(const Statement& statement, const InfoSource& info);

    std::map<std::string, std::int64_t, std::less<>> variables_;
};

} // namespace sim::packetdrill

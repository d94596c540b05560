#pragma once

#include "sim/packetdrill/script.h"
#include "sim/tcp/connection.h"

#include <map>
#include <optional>
#include <string>

namespace sim::packetdrill {

/// What is wrong with a code block: a comparison that does not hold, or a name nobody knows.
struct CodeProblem {
    std::uint32_t line{};
    std::string message{};
    bool is_unsupported{};
};

/// What TCP_INFO is asked of; without a connection only the state is known.
struct CodeSubject {
    Time now{};
    const Connection* connection{};
    State state{State::closed};
};

/// Works code blocks off; variables live across the blocks of one script.
class CodeRunner {
public:
    std::optional<CodeProblem> run(const std::vector<Statement>& statements,
                                   const CodeSubject& subject);

private:
    [[nodiscard]] std::optional<std::int64_t> value_of(const Operand& operand,
                                                       const CodeSubject& subject) const;
    [[nodiscard]] std::optional<std::int64_t> value_of(const Term& term,
                                                       const CodeSubject& subject) const;
    std::optional<CodeProblem> run_one(const Statement& statement, const CodeSubject& subject);

    std::map<std::string, std::int64_t, std::less<>> variables_;
};

} // namespace sim::packetdrill

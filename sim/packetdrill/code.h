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

/// Works code blocks off; variables live across the blocks of one script.
class CodeRunner {
public:
    /// `connection` may be null: then there is no TCP_INFO.
    std::optional<CodeProblem> run(const std::vector<Statement>& statements,
                                   const Connection* connection, Time now);

private:
    struct Moment {
        const Connection* connection;
        Time now;
    };
    [[nodiscard]] std::optional<std::int64_t> value_of(const Operand& operand,
                                                       const Moment& moment) const;
    [[nodiscard]] std::optional<std::int64_t> value_of(const Term& term,
                                                       const Moment& moment) const;
    std::optional<CodeProblem> run_one(const Statement& statement, const Moment& moment);

    std::map<std::string, std::int64_t, std::less<>> variables_;
};

} // namespace sim::packetdrill

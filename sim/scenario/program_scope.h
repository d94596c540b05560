#pragma once

#include "sim/program/program.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sim {

enum class VariableKind : std::uint8_t { socket, bytes };

/// A variable as the lines so far have left it.
struct KnownVariable {
    VariableKind kind{};
    bool perhaps_unset{}; ///< its loop may have ended before it got a value
};

/// A loop whose `end` has not come yet.
struct OpenLoop {
    std::uint32_t call{};                           ///< place of the repeat
    std::uint32_t rounds{1};                        ///< of it and the counted loops around it
    std::optional<std::size_t> variables_at_recv{}; ///< how many were known after its first recv
};

/// A program while its lines are read, and what they may name.
struct ProgramScope {
    Program& program;
    std::vector<std::string_view> hosts;    ///< all of the scenario's
    std::vector<KnownVariable> variables{}; ///< beside Program::variables
    std::vector<OpenLoop> loops{};
};

} // namespace sim

#pragma once

#include "sim/program/program.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace sim {

/// What may stand in a place between a call's parentheses.
enum class Parameter : std::uint8_t {
    none,
    socket,
    port,
    backlog,
    size,
    host,
    content,
    half,
    option, ///< SO_REUSEADDR, 1
    duration
};

/// What a call gives back that a name can be put to.
enum class Gives : std::uint8_t { nothing, socket, bytes };

/// How a call is written.
struct CallSignature {
    CallKind kind{};
    std::string_view name;
    std::array<Parameter, 3> parameters{}; ///< up to the first `none`
    Gives gives{};
    std::string_view usage; ///< "bind(listener, 8080)"
};

std::span<const CallSignature> all_signatures();
/// The call of that name; null where there is none.
const CallSignature* find_signature(std::string_view name);
/// Whether the language uses the word itself, so that it can not name a variable.
bool is_reserved(std::string_view word);

} // namespace sim

#pragma once

#include "sim/program/interpreter.h"
#include "sim/tcp/error_name.h"

namespace sim {

/// A call that failed, with errno's name.
inline CallResult failed(const char* error) {
    return {.value = -1, .error = error};
}

} // namespace sim

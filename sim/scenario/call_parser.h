#pragma once

#include "sim/base/expected.h"
#include "sim/scenario/program_scope.h"
#include "sim/scenario/token_reader.h"

#include <string_view>

namespace sim {

/// Reads one line of the call language (program.h) and appends it to the program; a line with
/// nothing but blanks or a comment adds nothing.
tl::expected<void, CallError> add_line(std::string_view line, ProgramScope& scope);

} // namespace sim

#pragma once

#include "sim/scenario/document.h"

#include <cstddef>
#include <string_view>

namespace sim {

/// Where byte `offset` of a TOML string's value stands in the document that has the string at
/// `start`: quotes, escapes and the lines of a long string are allowed for.
Place place_in_string(std::string_view document, const Place& start, std::size_t offset);

} // namespace sim

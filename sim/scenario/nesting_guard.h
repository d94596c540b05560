#pragma once

#include "sim/base/expected.h"

#include <string>
#include <string_view>

namespace sim {

/// Refuses text that a TOML parser should not even begin with: more than 1 MiB, brackets nested
/// more than 16 deep, or a key of more than 16 parts. Text within strings and comments does not
/// count.
Expected<void> check_size_and_nesting(std::string_view text, const std::string& file);

} // namespace sim

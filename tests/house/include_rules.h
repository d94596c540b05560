#pragma once

#include "tests/house/source_tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace house {

/// The part of a path the table speaks of: "sim/tcp", "live", "ui", "app", "tests".
std::string folder_of(std::string_view path);

/// Why `file` may not include `include`; empty when it may. The table is the one of
/// docs/architecture.md, "Who may include whom".
std::string objection_to(std::string_view file, const Include& include);

/// What a header of sim's state may not mention (clocks, floating point): "line 3: double".
std::vector<std::string> forbidden_words(std::string_view file, std::string_view text);

} // namespace house

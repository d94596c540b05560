#pragma once

#include "sim/base/expected.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sim::packetdrill {

/// One command line: its words, with `|` as a word of its own.
struct ShellLine {
    std::uint32_t line{};
    std::vector<std::string> words;

    bool operator==(const ShellLine&) const = default;
};

/// Parts a shell text into lines at line ends, `;` and `&&`, and each into words: quotes hold
/// blanks together, `\` joins lines, `#` ends one, `$((a*b))` is worked out. Nothing is run.
Expected<std::vector<ShellLine>> shell_lines(std::string_view text, std::uint32_t line);

} // namespace sim::packetdrill

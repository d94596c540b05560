#pragma once

#include "sim/rule/rule.h"
#include "sim/trace/trace.h"

#include <cstdint>
#include <iosfwd>

namespace sim {

/// Whether each record of a ladder is followed by a sentence and the clause behind it.
enum class Explanations : std::uint8_t { without, with };

struct LadderOptions {
    Language language{Language::english};
    Explanations explanations{Explanations::without};
};

/// The trace as a ladder for terminals, 100 columns wide: host 0 left, the others right, each side
/// with its own time in milliseconds, the state it has just entered, and its lifeline. The same
/// trace gives the same text.
void write_ladder(const Trace& trace, LadderOptions options, std::ostream& out);

} // namespace sim

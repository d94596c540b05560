#pragma once

#include "app/tcpsim/language.h"
#include "sim/scenario/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tcpsim {

enum class Format : std::uint8_t { ladder, json, pcapng, trace };

/// What run, live and compare are told on the command line.
struct Options {
    std::string scenario; ///< a shipped name or a file
    sim::Overrides overrides;
    std::optional<std::uint64_t> seed;
    std::optional<sim::Duration> limit;
    Format format{Format::ladder};
    std::string output; ///< empty: standard output
    bool explain{};
    Language language{};
};

} // namespace tcpsim

#pragma once

#include <cstdint>

/// A flood that is measured (W4).
struct FloodOptions {
    std::uint64_t syns{};
    std::uint64_t rate{1'000'000}; ///< a virtual second
    std::uint32_t backlog{128};
    std::uint32_t cookies{0}; ///< net.ipv4.tcp_syncookies
    bool traced{};
};

/// Plays it and prints one line of JSON; the exit status.
int run_flood(const FloodOptions& options);

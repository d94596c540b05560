#pragma once

#include <cstdint>
#include <string>

/// CPU time and memory of this process.
struct Usage {
    double user_s{}, system_s{};
    long rss_kib{}; ///< at most so far
};
Usage usage_now();
/// What was spent between the two, and the memory of the later one.
Usage operator-(const Usage& later, const Usage& earlier);

/// What was measured, with what every peer tells as well.
struct Figures {
    std::uint32_t flows{};
    std::uint64_t bytes{}; ///< of each flow
    double loss{};
    std::uint64_t syns{};
    bool sack{}, traced{};
    std::uint64_t received{}; ///< bytes that the receivers' programs have read
    double virtual_s{};
    Usage spent; ///< by the run alone, and the memory of all
    std::uint64_t segments{}, events{};
};

/// `count` a `whole`; 0 of none: a short run may be over before the clock of the CPU has moved.
double per(double count, double whole);

/// One line of JSON: the fields of a peer, then `further` ones, which begin with a comma.
/// docs/performance.md says what they mean.
void print(const Figures& figures, const std::string& further);

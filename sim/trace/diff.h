#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sim {

/// How a pair of segments, calls or states of two traces stands.
enum class PairStatus : std::uint8_t {
    matched,     ///< equal in all that is compared
    explained,   ///< differs, and `rule` says why, with a cause and numbers
    unexplained, ///< differs, and nobody knows why
};

enum class PairKind : std::uint8_t { segment, call, state };

/// Two records that belong together; 0 on the side that has none.
struct Pair {
    PairKind kind{};
    RecordId model{}, kernel{};
    PairStatus status{};
    Rule rule{};              ///< for explained
    std::string difference{}; ///< "window 502 against 509"; English, for engineers
    std::string explanation_en{}, explanation_zh{}; ///< with its numbers; empty when matched

    bool operator==(const Pair&) const = default;
};

/// The same in both languages.
struct BilingualWords {
    std::string en, zh;

    bool operator==(const BilingualWords&) const = default;
};

/// A figure of the load on both stages: a queue's length at an instant, a counter, what became of a
/// flood's SYNs, when a client got in.
struct LoadRow {
    BilingualWords what;
    BilingualWords model, kernel; ///< a number, or a few words
    PairStatus status{};
    Rule rule{}; ///< for explained
    BilingualWords explanation;

    bool operator==(const LoadRow&) const = default;
};

/// Two traces laid side by side: all segments, and the calls and states that differ, in order of
/// time; with the counts of the last line of `tcpsim compare`: pairs in all, and how each of them
/// stands.
struct Diff {
    std::vector<Pair> pairs;
    std::vector<LoadRow> load; ///< those that differ count as a call that differs does
    std::uint32_t segments{}, matched{}, explained{}, unexplained{};

    bool operator==(const Diff&) const = default;
};

/// Lays the kernel's trace beside the model's: segments per connection and direction in order of
/// departure, calls per program, states per end.
Diff compare(const Trace& model, const Trace& kernel);

} // namespace sim

#pragma once

#include <cstdint>

namespace sim {

/// A sequence number, modulo 2^32 (RFC 9293 3.4). It has no operator<: numbers on a circle are
/// only before or after one another, and only when less than half the circle lies between them.
struct SeqNum {
    std::uint32_t raw{};

    bool operator==(const SeqNum&) const = default;
};

constexpr SeqNum operator+(SeqNum number, std::uint32_t count) {
    return {number.raw + count};
}
constexpr SeqNum operator-(SeqNum number, std::uint32_t count) {
    return {number.raw - count};
}

/// How far `later` lies after `sooner`, modulo 2^32.
constexpr std::uint32_t distance(SeqNum sooner, SeqNum later) {
    return later.raw - sooner.raw;
}

/// a < b on the circle.
constexpr bool before(SeqNum a, SeqNum b) {
    return static_cast<std::int32_t>(a.raw - b.raw) < 0;
}
/// a =< b on the circle.
constexpr bool before_or_equal(SeqNum a, SeqNum b) {
    return !before(b, a);
}

constexpr SeqNum later_of(SeqNum a, SeqNum b) {
    return before(a, b) ? b : a;
}

/// Sequence numbers first <= n < end.
struct SeqRange {
    SeqNum first, end;

    bool operator==(const SeqRange&) const = default;
};

constexpr std::uint32_t length(SeqRange range) {
    return distance(range.first, range.end);
}

} // namespace sim

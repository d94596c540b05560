#pragma once

#include <cstdint>
#include <vector>

namespace ui {

/// Sequence numbers from `from` to before `to`, counted from the sender's initial one: its SYN is
/// 0, its first byte 1. They do not wrap.
struct ByteRange {
    std::int64_t from{}, to{};

    [[nodiscard]] bool isEmpty() const { return from >= to; }
    bool operator==(const ByteRange&) const = default;
};

/// Ranges in the order of their numbers, without overlaps.
using ByteRanges = std::vector<ByteRange>;

/// Adds a range, which joins those that it meets; an empty one is left out.
void addRange(ByteRanges& ranges, ByteRange added);

/// Forgets what is before `from`.
void cutBefore(ByteRanges& ranges, std::int64_t from);

/// How many bytes all of them have.
std::int64_t lengthOf(const ByteRanges& ranges);

} // namespace ui

#pragma once

#include "sim/trace/trace.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <vector>

namespace ui {

/// The kinds of rows an event list tells apart; an arrival that was ignored is `received`.
enum class RowKind : std::uint8_t { sent, received, dropped, state, call, timer, change };
inline constexpr std::size_t row_kind_count = 7;

RowKind rowKindOf(sim::RecordKind kind);

/// A set of kinds, by their places in RowKind.
using RowKindSet = std::bitset<row_kind_count>;

/// The kind of every record of a trace, a byte each, so that choosing other kinds does not read the
/// records again: two million in a few milliseconds.
class RecordIndex {
public:
    RecordIndex() = default;
    explicit RecordIndex(const sim::Trace& trace);

    [[nodiscard]] std::size_t count(RowKind kind) const {
        return counts_.at(static_cast<std::size_t>(kind));
    }
    /// The records of those kinds, in order.
    [[nodiscard]] std::vector<sim::RecordId> select(RowKindSet kinds) const;

private:
    std::vector<std::uint8_t> kinds_; ///< by record, from 0
    std::array<std::size_t, row_kind_count> counts_{};
};

} // namespace ui

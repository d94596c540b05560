#pragma once

#include "sim/link/departure.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/values.h"

#include <array>
#include <optional>
#include <string_view>

namespace sim {

/// How often something may be counted.
constexpr Bounds counts_from_one{.least = 1, .most = 0x7fffffff};

// Parts of a DepartureMark; each reports what it does not understand and then gives nothing.

/// The place of the host that is named.
std::optional<std::uint8_t> read_host(const Value& value, const Scenario& scenario);
std::optional<SegmentClass> read_class(const Value& value);
/// A whole number from 1.
std::optional<std::uint32_t> read_count(const Value& value);

} // namespace sim

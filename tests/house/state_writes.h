#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace house {

/// A place that writes, or lets others write, the state of a Connection.
struct StateWrite {
    int line{};
    std::string function; ///< empty outside functions
};

/// Where `text` writes a `state` (or `state_`) that may be a Connection's: by assignment, by
/// exchange or swap, by a reference or pointer that is not const. A declaration's initial value is
/// no write, nor is the state of a record or a snapshot. With `Connection{.state = ...}` a value is
/// made whose state nobody entered: that counts.
std::vector<StateWrite> state_writes(std::string_view text);

} // namespace house

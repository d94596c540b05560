#pragma once

#include "sim/base/digest.h"
#include "sim/base/time.h"
#include "sim/link/departure.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sim {

/// What a scenario's [[fault]] does to a segment.
enum class FaultAction : std::uint8_t {
    drop,
    duplicate,
    delay,
    corrupt,
    hold,
    mark, ///< a router notes congestion in the IP header, where the sender takes note (RFC 3168 5)
};

struct Fault {
    FaultAction action{};
    std::uint8_t from{};
    SegmentClass what{SegmentClass::any};
    std::uint32_t nth{1};  ///< counts departures of that class from that host, from 1
    std::uint32_t every{}; ///< instead of nth: every k-th; 0 unless asked for
    std::optional<std::uint32_t> conversation{}; ///< only this connection's segments are counted
    Duration by{};                               ///< for delay: how much later
    DepartureMark until{};                       ///< for hold: what lets it go

    bool operator==(const Fault&) const = default;
};

/// What becomes of one departure.
struct Fate {
    bool dropped{};
    bool corrupted{};
    bool marked{};
    std::uint32_t copies{1};
    Duration extra_delay{};
    std::optional<std::uint32_t> held{}; ///< waits on the wire; the hold's number

    bool operator==(const Fate&) const = default;
};

/// The scenario's faults with what each has counted so far: a pure value that the model's link and
/// the kernel's bridge both ask, so that the same packet dies on both stages.
class FaultList {
public:
    FaultList() = default;
    explicit FaultList(std::vector<Fault> faults);

    /// Counts the departure and says its fate. A hold whose end has come before holds nothing.
    Fate judge(const Departure& departure);
    /// The numbers of the holds that end with the departure judged last: what each of them holds
    /// arrives when that departure would, without queueing behind it.
    [[nodiscard]] const std::vector<std::uint32_t>& released() const { return released_; }
    [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }

    void add_to(Digest& digest) const;
    bool operator==(const FaultList&) const = default;

private:
    [[nodiscard]] std::optional<std::uint32_t> hold_at(std::size_t place) const;

    std::vector<Fault> faults_;
    std::vector<std::uint32_t> seen_;  ///< per fault, the departures it has counted
    std::vector<std::uint32_t> holds_; ///< the places of those that hold; a hold's number is its
                                       ///< place here
    MarkCounter ends_of_holds_;
    std::vector<std::uint32_t> released_;
};

} // namespace sim

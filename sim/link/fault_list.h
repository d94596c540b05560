#pragma once

#include "sim/base/digest.h"
#include "sim/base/time.h"
#include "sim/packet/segment.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sim {

/// What a scenario's [[fault]] does to a segment.
enum class FaultAction : std::uint8_t { drop, duplicate, delay, corrupt };

/// Which segments a fault means. A segment with bytes and FIN is both data and fin.
enum class SegmentClass : std::uint8_t { syn, syn_ack, ack, data, fin, rst, any };

/// A segment that leaves a host, as far as the link judges it. Both stages make one.
struct Departure {
    std::uint8_t from{}; ///< the host's place in the scenario
    std::uint32_t conversation{};
    Flags flags;
    std::uint32_t length{}; ///< bytes of payload
};

/// `syn`: SYN without ACK; `syn_ack`: both; `ack`: ACK alone, without bytes; `rst`: RST set.
bool belongs_to(const Departure& departure, SegmentClass kind);

struct Fault {
    FaultAction action{};
    std::uint8_t from{};
    SegmentClass what{SegmentClass::any};
    std::uint32_t nth{1};  ///< counts departures of that class from that host, from 1
    std::uint32_t every{}; ///< instead of nth: every k-th; 0 unless asked for
    std::optional<std::uint32_t> conversation{}; ///< only this connection's segments are counted
    Duration by{};                               ///< for delay: how much later

    bool operator==(const Fault&) const = default;
};

/// What becomes of one departure.
struct Fate {
    bool dropped{};
    bool corrupted{};
    std::uint32_t copies{1};
    Duration extra_delay{};

    bool operator==(const Fate&) const = default;
};

/// The scenario's faults with what each has counted so far: a pure value that the model's link and
/// the kernel's bridge both ask, so that the same packet dies on both stages.
class FaultList {
public:
    FaultList() = default;
    explicit FaultList(std::vector<Fault> faults);

    /// Counts the departure and says its fate.
    Fate judge(const Departure& departure);
    [[nodiscard]] const std::vector<Fault>& faults() const { return faults_; }

    void add_to(Digest& digest) const;
    bool operator==(const FaultList&) const = default;

private:
    std::vector<Fault> faults_;
    std::vector<std::uint32_t> seen_; ///< per fault, the departures it has counted
};

} // namespace sim

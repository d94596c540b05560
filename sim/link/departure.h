#pragma once

#include "sim/base/digest.h"
#include "sim/packet/segment.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sim {

/// Which segments are meant. A segment with bytes and FIN is both data and fin.
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

/// The nth departure of a class from a host, counted from 1 since the start of the run.
struct DepartureMark {
    std::uint8_t from{};
    SegmentClass what{SegmentClass::any};
    std::uint32_t nth{1};
    std::optional<std::uint32_t> conversation{}; ///< only this connection's segments are counted

    bool operator==(const DepartureMark&) const = default;
};

/// Whether a departure is one of those that `mark` counts.
bool counts(const DepartureMark& mark, const Departure& departure);

/// Marks, with what each has counted so far: a value.
class MarkCounter {
public:
    MarkCounter() = default;
    explicit MarkCounter(std::vector<DepartureMark> marks)
        : marks_(std::move(marks)), seen_(marks_.size(), 0) {}

    /// Counts the departure. Yields the places of the marks it reaches, until the next call.
    const std::vector<std::uint32_t>& count(const Departure& departure);
    /// The mark at that place has been reached, now or before.
    [[nodiscard]] bool has_passed(std::uint32_t place) const {
        return seen_.at(place) >= marks_.at(place).nth;
    }

    void add_to(Digest& digest) const;
    bool operator==(const MarkCounter&) const = default;

private:
    std::vector<DepartureMark> marks_;
    std::vector<std::uint32_t> seen_;    ///< per mark, the departures it has counted
    std::vector<std::uint32_t> reached_; ///< by the departure counted last
};

} // namespace sim

#pragma once

#include "sim/trace/trace.h"
#include "ui/model/plot_series.h"
#include "ui/model/run.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace ui {

/// What the series of a plot tell of one direction. Sequence numbers count from the sender's
/// initial one (SYN = 0) and do not wrap.
enum class PlotTopic : std::uint8_t {
    segments,       ///< numbers of a segment that leaves for the first time
    segments_again, ///< numbers of one that leaves again, in whole or in part
    segments_lost,  ///< numbers of one that died, at its departure
    acknowledged,   ///< SEG.ACK, as it reaches the sender
    window_end,     ///< SEG.ACK + SEG.WND, as it reaches the sender
    sacked,         ///< a SACK block, as it reaches the sender
    cwnd,           ///< bytes
    flight_size,    ///< SND.NXT - SND.UNA (RFC 5681 2), bytes, from the first SACK block on
    in_flight,      ///< of these, what no SACK block has told of; 0 once the sender's end is gone
    ssthresh,       ///< bytes; where the stage tells it
    rtt,            ///< nanoseconds from a departure to its ACK, by Karn's algorithm
    rto,            ///< nanoseconds from the setting of the retransmission timer to its expiry
    advertised,     ///< the window the receiver offers in a segment, as it leaves; bytes
    unread,         ///< bytes in order that the receiver's program has not read
    sent,           ///< all payload that has left, repetitions included; bytes
    delivered,      ///< payload that has arrived in order; bytes
};
inline constexpr std::size_t plot_topics = 16;

/// One direction of a conversation.
struct PlotFlow {
    sim::ConversationId conversation{};
    sim::Side sender{};

    bool operator==(const PlotFlow&) const = default;
};

/// All series of a direction.
struct PlotData {
    PlotFlow flow;
    sim::HostId sender{}, receiver{};
    std::uint32_t initial{};         ///< the sender's initial sequence number
    sim::Time from, to;              ///< from the first to the last of its segments and ACKs
    std::optional<sim::Time> closed; ///< when the sender's end was gone, and its variables with it
    std::array<PlotSeries, plot_topics> series;

    [[nodiscard]] const PlotSeries& of(PlotTopic topic) const {
        return series.at(static_cast<std::size_t>(topic));
    }
    [[nodiscard]] PlotSeries& of(PlotTopic topic) {
        return series.at(static_cast<std::size_t>(topic));
    }
    /// Until when the last value of a series, which must not be empty, is true.
    [[nodiscard]] std::int64_t endOf(PlotTopic topic) const;
    /// The sender's end is gone by then, and with it this variable.
    [[nodiscard]] bool isGone(PlotTopic topic, std::int64_t at_ns) const;
    /// When the last of all that the series tell of happens.
    [[nodiscard]] std::int64_t end() const;
};

/// Reads the series out of a run. A conversation of a textbook scheme, which counts frames, has
/// none, and neither has conversation 0. The model's ssthresh is asked of the run, and left out
/// where that would take too many questions.
std::shared_ptr<const PlotData> readPlots(const Run& run, PlotFlow flow);

/// The directions that a run has bytes for: the one with more bytes of each conversation first;
/// those of floods are left out.
std::vector<PlotFlow> plotFlows(const sim::Trace& trace);

} // namespace ui

#pragma once

#include "sim/trace/trace.h"
#include "ui/model/byte_ranges.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace ui {

/// The bytes of one direction as both ends know them at an instant. What nobody knows yet is
/// absent.
struct ByteFlow {
    sim::HostId sender{}, receiver{};
    std::optional<std::int64_t> una;         ///< SND.UNA of the sender
    std::optional<std::int64_t> nxt;         ///< its SND.NXT
    std::optional<std::int64_t> window_end;  ///< its SND.UNA + SND.WND
    std::optional<std::int64_t> cwnd_end;    ///< its SND.UNA + cwnd
    std::optional<std::int64_t> received;    ///< RCV.NXT of the receiver
    std::optional<std::int64_t> receive_end; ///< its RCV.NXT + RCV.WND
    std::int64_t read{1};                    ///< what its program reads next
    std::int64_t sent{1};                    ///< behind the last byte that has ever left
    std::optional<std::int64_t> fin;         ///< the number of a FIN that has left
    std::vector<ByteRange> lost;     ///< left, did not arrive, and are on no way to the receiver
    std::vector<ByteRange> buffered; ///< have arrived behind a gap
    std::vector<ByteRange>
        sacked; ///< not acknowledged, but a SACK block that has come back has them
    std::vector<ByteRange> again; ///< not acknowledged, and sent more than once

    bool operator==(const ByteFlow&) const = default;
};

/// Both directions of a conversation at an instant; what its opener sends first.
struct ByteRibbon {
    sim::ConversationId conversation{};
    std::array<ByteFlow, 2> flows;

    bool operator==(const ByteRibbon&) const = default;
};

/// The conversation that is told of when the cursor stands on `cursor`: that of the last record
/// which has one and is not a flood's; before the first, the first. 0 where the trace has none, and
/// in that of a textbook scheme, which counts frames.
sim::ConversationId conversationAt(const sim::Trace& trace, sim::RecordId cursor);

/// Reads the bytes of one conversation out of its records. It keeps its place every few hundred
/// records, so that a jump reads few of them again.
class ByteRibbonReader {
public:
    ByteRibbonReader(std::shared_ptr<const sim::Trace> trace, sim::ConversationId conversation);

    [[nodiscard]] sim::ConversationId conversation() const { return conversation_; }
    /// As `cursor` and all records before it have left them.
    [[nodiscard]] ByteRibbon at(sim::RecordId cursor) const;

    /// The last departure up to `cursor` that carried a byte of a direction; 0 where none did.
    [[nodiscard]] sim::RecordId carrierOf(std::size_t flow, std::int64_t byte,
                                          sim::RecordId cursor) const;
    /// Where a departure of the conversation ended: its arrival or its loss; 0 where neither is
    /// told.
    [[nodiscard]] sim::RecordId endOf(sim::RecordId departure) const;

    /// How many bytes leave in a direction over the whole run, the most that one segment has, and
    /// whether any of them are sent again or SACKed.
    struct Extent {
        std::int64_t bytes{};
        std::uint32_t largest{};
        bool repeats{}, sacks{};
    };
    [[nodiscard]] const Extent& extent(std::size_t flow) const { return extents_.at(flow); }

private:
    /// A segment on its way.
    struct Copy {
        sim::RecordId departure{};
        ByteRange bytes;
    };
    struct Flow {
        ByteFlow bytes;
        std::vector<Copy> under_way;
        std::int64_t apart{}; ///< an urgent byte, which a read passes over; 0 without one
    };
    using Flows = std::array<Flow, 2>;

    void take(Flows& flows, sim::RecordId id) const;
    void takeSegment(Flow& out, Flow& in, sim::RecordId id) const;
    void takeSack(Flow& out, sim::RecordId id) const;
    void takeCall(Flow& in, const sim::Record& record) const;
    void takeVariables(Flow& out, Flow& in, const sim::Record& record) const;
    static void takeArrival(Flow& in, ByteRange bytes, std::int64_t limit);
    [[nodiscard]] std::int64_t relativeTo(std::int64_t near, sim::SeqNum number,
                                          sim::Side side) const;
    [[nodiscard]] ByteRange bytesOf(const sim::Record& record, const Flow& flow,
                                    sim::Side sender) const;
    [[nodiscard]] bool isKnown(sim::Side side) const;

    std::shared_ptr<const sim::Trace> trace_;
    sim::ConversationId conversation_;
    std::vector<sim::RecordId> records_; ///< of the conversation
    std::vector<Flows> kept_;            ///< before every `kept_apart`-th of them
    std::array<Extent, 2> extents_;
};

} // namespace ui

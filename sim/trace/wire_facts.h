#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sim {

/// Of a segment what two stages must agree on: numbers relative, values of timestamps aside.
struct WireFacts {
    RecordId record{};
    Flags flags;
    std::uint32_t seq{}, ack{}, length{}, window{};
    OptionsPresent present;
    std::uint16_t mss{};
    std::uint8_t window_shift{};
    std::vector<SeqRange> sack;
    std::uint16_t urgent_pointer{};
    bool dropped{};
};

/// The segments that `side` of `conversation` has sent, in order of departure.
std::vector<WireFacts> segments_sent(const Trace& trace, ConversationId conversation, Side side);

/// An ACK and nothing else.
bool is_pure_ack(const WireFacts& segment);
/// The first of `sent` that acknowledges as much as `ack`; null when none does.
const WireFacts* first_covering(const std::vector<WireFacts>& sent, std::uint32_t ack);
/// Same flags, numbers and length: one and the same segment, whatever window and options say.
bool is_same_segment(const WireFacts& a, const WireFacts& b);
/// What differs, in words ("window 502 against 509"); empty when nothing does.
std::string difference(const WireFacts& model, const WireFacts& kernel);
/// A segment in short: "A seq 1 ack 6 len 0".
std::string in_short(const WireFacts& facts);

} // namespace sim

#pragma once

#include "sim/base/seq_num.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace sim {

/// Names an address in the run's AddressTable.
using AddressId = std::uint16_t;

/// One end of a connection (RFC 9293: "socket", an address and a port).
struct Endpoint {
    AddressId address{};
    std::uint16_t port{};

    bool operator==(const Endpoint&) const = default;
};

/// The two ends of a connection as one of them sees it, or of a segment as its sender sees it.
struct Path {
    Endpoint local, remote;

    bool operator==(const Path&) const = default;
};

constexpr Path reversed(Path path) {
    return {.local = path.remote, .remote = path.local};
}

/// The control bits of RFC 9293 3.1 and RFC 3168.
struct Flags {
    bool syn : 1 {};
    bool ack : 1 {};
    bool fin : 1 {};
    bool rst : 1 {};
    bool psh : 1 {};
    bool urg : 1 {};
    bool ece : 1 {};
    bool cwr : 1 {};

    bool operator==(const Flags&) const = default;
};

/// The ECN field of the IP header (RFC 3168 5), by its number.
enum class Ecn : std::uint8_t {
    not_ect,
    ect1,
    ect0,
    ce, ///< congestion experienced
};

/// Where a segment's bytes are: `length` bytes at `offset` of the byte stream numbered `store`.
struct Payload {
    std::uint64_t offset{};
    std::uint32_t length{};
    std::uint32_t store{};

    bool operator==(const Payload&) const = default;
};

/// Which options a segment carries.
struct OptionsPresent {
    bool mss : 1 {};
    bool window_scale : 1 {};
    bool sack_permitted : 1 {};
    bool timestamps : 1 {};

    bool operator==(const OptionsPresent&) const = default;
};

/// TCP options (RFC 9293 3.2, RFC 7323, RFC 2018) in fixed room; only those that are present count.
struct Options {
    static constexpr std::size_t most_sack_blocks = 4;

    std::uint32_t timestamp{};      ///< TSval
    std::uint32_t timestamp_echo{}; ///< TSecr
    std::uint16_t mss{};
    std::uint8_t window_shift{};
    std::uint8_t sack_count{};
    std::array<SeqRange, most_sack_blocks> sack{};

    bool operator==(const Options&) const = default;
};

/// One TCP segment on the wire. `path.local` is the sender. Its bytes stay in their stream.
struct Segment {
    Path path{};
    SeqNum seq{}, ack{};
    std::uint16_t window{}; ///< as on the wire, not scaled
    Flags flags{};
    OptionsPresent present{};
    Ecn ecn{};
    std::uint16_t urgent_pointer{};
    Payload payload{};
    Options options{};

    bool operator==(const Segment&) const = default;
};
static_assert(std::is_trivially_copyable_v<Segment> && sizeof(Segment) <= 88);

/// SEG.LEN of RFC 9293 3.3.1: the sequence numbers a segment occupies, SYN and FIN included.
constexpr std::uint32_t sequence_length(const Segment& segment) {
    return segment.payload.length + static_cast<std::uint32_t>(segment.flags.syn)
           + static_cast<std::uint32_t>(segment.flags.fin);
}

/// Bytes of so many SACK blocks with their padding (RFC 2018 3); none, none.
constexpr std::uint32_t sack_bytes(std::size_t blocks) {
    constexpr std::uint32_t padded_header = 4, block = 8;
    return blocks == 0 ? 0 : padded_header + block * static_cast<std::uint32_t>(blocks);
}

/// Bytes of the TCP options with their padding, as they are on the wire.
inline std::uint32_t options_bytes(const Segment& segment) {
    if (segment.present == OptionsPresent{} && segment.options.sack_count == 0) return 0;
    std::uint32_t bytes = sack_bytes(segment.options.sack_count);
    if (segment.present.mss) bytes += 4;
    if (segment.present.window_scale) bytes += 4;
    if (segment.present.timestamps) bytes += segment.present.sack_permitted ? 10 : 12;
    if (segment.present.sack_permitted) bytes += segment.present.timestamps ? 2 : 4;
    return bytes;
}

} // namespace sim

#pragma once

#include "sim/base/digest.h"
#include "sim/base/ring.h"
#include "sim/base/seq_num.h"

#include <cstdint>
#include <vector>

namespace sim {

/// A kernel buffer that holds bytes which the program has not read (Linux sk_buff).
struct HeldBuffer {
    SeqNum first; ///< the number of its first byte
    std::uint32_t bytes{};
    std::uint32_t true_size{}; ///< what it costs: the bytes and their bookkeeping
    std::uint32_t room{};      ///< bytes that a following small segment may still use

    bool operator==(const HeldBuffer&) const = default;
};

/// The buffer of a frame that carries `bytes` of text from `first` on, behind `headers` bytes of
/// IP header and TCP options: the kernel allocates a small head or a power of two, with its own
/// records beside them (sk_buff and skb_shared_info).
HeldBuffer linux_buffer(SeqNum first, std::uint32_t bytes, std::uint32_t headers);

/// The buffers of a receiver: those in order, and those beyond a gap. A small segment moves into
/// the room of the buffer it follows (Linux tcp_try_coalesce).
class HeldBuffers {
public:
    /// Nothing is held in order.
    [[nodiscard]] bool empty() const { return in_order_.empty(); }
    /// Bytes in the first of those in order.
    [[nodiscard]] std::uint32_t first_bytes() const {
        return in_order_.empty() ? 0 : in_order_.front().bytes;
    }
    /// What all of them cost (Linux sk_rmem_alloc).
    [[nodiscard]] std::uint32_t allocated() const { return allocated_; }

    void keep_in_order(const HeldBuffer& buffer);
    void keep_beyond_gap(const HeldBuffer& buffer);
    /// All that begins before `next` is in order now.
    void close_gap(SeqNum next);
    /// The program took bytes, and what has none behind them: a FIN.
    void release(std::uint32_t bytes);

    void add_to(Digest& digest) const;
    bool operator==(const HeldBuffers&) const = default;

private:
    Ring<HeldBuffer> in_order_;
    std::vector<HeldBuffer> beyond_gap_; ///< by their numbers
    std::uint32_t allocated_{};
};

} // namespace sim

#pragma once

#include "sim/base/digest.h"
#include "sim/packet/segment.h"
#include "sim/tcp/held_buffers.h"
#include "sim/tcp/profile.h"

#include <algorithm>
#include <cstdint>

namespace sim {

/// The window a receiver has offered: all of it, and what of it is still open.
struct OfferedWindow {
    std::uint32_t whole{}, open{};
};

/// How much a receiver is ready to take: RCV.WND (RFC 9293 3.8.6), without what is in flight.
///
/// A fixed window is a buffer less what lies in it unread. Linux counts the buffers' true cost
/// (tcp_rmem), guesses which share of it is payload, and lets the window grow with what it sees.
class ReceiveWindow {
public:
    /// The window of a SYN or SYN-ACK, in bytes; `mss` is what a peer's segment will carry,
    /// `buffer` what SO_RCVBUF has set, 0 without.
    std::uint32_t open(const Profile& profile, std::uint32_t mss, std::uint32_t buffer = 0);
    /// The handshake is over: `advertised_mss` is our MSS, `window` what was offered last. The
    /// peer's segments are taken to be no larger than ours, `sent_mss`.
    void establish(const Profile& profile, std::uint32_t advertised_mss, std::uint32_t sent_mss,
                   std::uint32_t window);
    /// Where a segment's bytes belong.
    enum class Place : std::uint8_t {
        in_turn,
        beyond_gap, ///< Linux lets the window grow first, and counts the buffer then
        untold_gap, ///< without SACK: the window stays, so that duplicate ACKs are the same
    };
    /// `bytes` of `segment` are kept; true when more may be offered from now on.
    bool keep(const Profile& profile, const Segment& segment, std::uint32_t bytes,
              std::uint32_t offered, Place place) {
        if (profile.window != WindowChoice::linux_buffer) {
            count(bytes);
            return false;
        }
        held_bytes_ += bytes;
        Frame frame{
            .buffer = linux_buffer(segment.seq, bytes, options_bytes(segment) + profile.ip_header),
            .segment = segment.payload.length};
        if (frame.segment < segment_size_) frame.regular = regular_size(segment);
        return keep_frame(profile, frame, offered, place);
    }
    /// A FIN alone came in its turn: Linux keeps it until the program has come to it.
    void keep_fin(const Profile& profile, const Segment& segment) {
        if (profile.window == WindowChoice::linux_buffer)
            held_.keep_in_order(
                linux_buffer(segment.seq, 0, options_bytes(segment) + profile.ip_header));
    }
    /// A FIN beyond a gap has moved into another buffer; true when more may be offered from now on.
    bool grow_by_fin(const Profile& profile) { return grow(0, 0, profile.rmem.most); }
    /// Less than half of the room for payload is free, as Linux counts it.
    [[nodiscard]] bool is_half_taken() const;
    /// A gap was filled: all before `next` is in order.
    void close_gap(const Profile& profile, SeqNum next) {
        if (profile.window == WindowChoice::linux_buffer) held_.close_gap(next);
    }
    /// What is kept by stacks that only count bytes.
    void count(std::uint32_t bytes) {
        held_bytes_ += bytes;
        segment_size_ = std::max(segment_size_, std::min(bytes, advertised_mss_));
    }
    /// Linux takes the size of a smaller segment for the peer's when two in a row have it.
    [[nodiscard]] bool is_second_of_size(const Segment& segment) const {
        return segment.payload.length < segment_size_ && last_regular_ != 0
               && regular_size(segment) == last_regular_;
    }
    /// SO_RCVBUF has set another size. What was offered stays.
    void resize(std::uint32_t buffer) { buffer_ = buffer; }
    /// Auto-tuning wants room for a window of so many bytes, within tcp_rmem.
    void expand(std::uint64_t window, const Profile& profile);
    /// The window that may be offered by now (Linux rcv_ssthresh).
    [[nodiscard]] std::uint32_t threshold() const { return threshold_; }
    /// Twice as much may be offered as is open now: Linux looks for news worth a window update only
    /// while half of what it would ever offer is taken.
    [[nodiscard]] bool may_double(std::uint32_t open) const {
        return 2 * open <= (clamp_ == 0 ? buffer_ : clamp_);
    }
    /// FreeBSD tells of a window that has opened by two segments and a quarter of the buffer, or by
    /// half the buffer (tcp_output()).
    [[nodiscard]] bool is_bsd_news(std::uint32_t open, std::uint32_t shift) const;
    /// Bytes in the first buffer that waits to be read (Linux sk_buff).
    [[nodiscard]] std::uint32_t first_buffer() const { return held_.first_bytes(); }
    /// The program took bytes.
    void release(std::uint32_t bytes) {
        held_bytes_ -= bytes;
        if (!held_.empty()) held_.release(bytes);
    }
    /// The window to offer now. What is open of the last offer is never taken back: the right edge
    /// does not move left (RFC 9293 3.8.6, SHLD-14).
    [[nodiscard]] std::uint32_t offer(const Profile& profile, OfferedWindow current,
                                      std::uint32_t shift) const {
        return profile.window == WindowChoice::fixed ? fixed_offer(profile, current.open)
                                                     : buffer_offer(profile, current, shift);
    }

    /// The size of segment the peer seems to use (Linux rcv_mss).
    [[nodiscard]] std::uint32_t segment_size() const { return segment_size_; }
    /// The MSS that was offered, less timestamps (Linux advmss).
    [[nodiscard]] std::uint32_t advertised_mss() const { return advertised_mss_; }
    [[nodiscard]] std::uint32_t held_bytes() const { return held_bytes_; }
    /// All that may be held: what SO_RCVBUF tells.
    [[nodiscard]] std::uint32_t buffer() const { return buffer_; }

    void add_to(Digest& digest) const;
    bool operator==(const ReceiveWindow&) const = default;

private:
    [[nodiscard]] std::uint32_t payload_share(std::uint32_t space) const;
    [[nodiscard]] std::uint32_t linux_free_space() const;
    [[nodiscard]] std::uint32_t linux_offer(std::uint32_t last, std::uint32_t shift) const;
    /// RFC 9293 3.8.6.2.2: the right edge moves only when it can move by a segment or half the
    /// buffer.
    [[nodiscard]] std::uint32_t fixed_offer(const Profile& profile, std::uint32_t offered) const {
        const std::uint32_t free = buffer_ - std::min(buffer_, held_bytes_);
        if (free <= offered) return offered;
        const std::uint32_t mss = profile.own_mss();
        return free - offered >= std::min(buffer_ / 2, mss) ? free : offered;
    }
    [[nodiscard]] std::uint32_t buffer_offer(const Profile& profile, OfferedWindow current,
                                             std::uint32_t shift) const;
    /// What came at once: one segment, or several that the device has joined.
    struct Frame {
        HeldBuffer buffer;
        std::uint32_t segment{};
        std::uint32_t regular{}; ///< of a smaller one: regular_size()
    };
    bool keep_frame(const Profile& profile, Frame frame, std::uint32_t offered, Place place);
    /// What a segment's size tells of its sender, its SACK blocks included; 0 when it may be the
    /// small rest of something.
    static std::uint32_t regular_size(const Segment& segment);
    void measure_segment(const Frame& frame, std::uint32_t offered);
    bool grow(std::uint32_t bytes, std::uint32_t true_size, std::uint32_t most);

    HeldBuffers held_;
    std::uint32_t held_bytes_{};
    std::uint32_t buffer_{};        ///< sk_rcvbuf
    std::uint32_t clamp_{};         ///< window_clamp: never offer more
    std::uint32_t threshold_{};     ///< rcv_ssthresh: what may be offered by now
    std::uint32_t payload_ratio_{}; ///< of 256: the share of a buffer that is payload
    std::uint32_t advertised_mss_{};
    std::uint32_t segment_size_{};
    std::uint32_t last_regular_{}; ///< regular_size() of the segment before (Linux last_seg_size)
};

/// Bytes of the timestamps option with its padding (RFC 7323 appendix A).
inline constexpr std::uint32_t timestamps_bytes = 12;
/// The window field of a SYN-ACK, which is never scaled (RFC 7323 2.2).
enum class Timestamps : std::uint8_t { absent, present };
std::uint16_t opening_window(const Profile& profile, Timestamps timestamps);

/// The shift of the window scale option by tcp_rmem's largest value (RFC 7323 2.3).
/// `buffer` is what SO_RCVBUF has set, 0 without.
std::uint8_t window_shift(const Profile& profile, std::uint32_t buffer = 0);

} // namespace sim

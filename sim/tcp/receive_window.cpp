#include "sim/tcp/receive_window.h"

#include "sim/base/assert.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace sim {

namespace {

constexpr std::uint32_t ratio_whole = 256;
constexpr std::uint32_t initial_ratio = 128;
constexpr std::uint32_t most_unscaled = 65535;
constexpr std::uint32_t default_segment_size = 536;   // RFC 9293 3.7.1, TCP_MSS_DEFAULT
constexpr std::uint32_t shared_info_bytes = 320;      // sizeof(skb_shared_info), aligned
constexpr std::uint32_t sk_buff_bytes = 256;          // sizeof(sk_buff), aligned
constexpr std::uint32_t headers_bytes = 14 + 20 + 32; // Ethernet, IPv4, TCP with timestamps
constexpr std::uint32_t device_headroom = 16;
constexpr std::uint32_t cache_line = 64;
constexpr std::uint32_t smallest_growing = 128;

constexpr std::uint32_t rounded_up(std::uint32_t value, std::uint32_t unit) {
    return (value + unit - 1) / unit * unit;
}

/// What of a buffer is payload, before any segment has shown it.
std::uint32_t initial_share(std::uint32_t space) {
    return static_cast<std::uint32_t>(std::uint64_t{space} * initial_ratio / ratio_whole);
}

/// The room a frame's buffer has behind its last byte.
std::uint32_t tail_room(std::uint32_t bytes) {
    constexpr std::uint32_t linear_most = 3800; // beyond it, the rest lies in pages
    if (bytes > linear_most) return 0;
    const std::uint32_t used = device_headroom + headers_bytes + bytes;
    return linux_true_size(bytes) - sk_buff_bytes - shared_info_bytes - used;
}

} // namespace

std::uint32_t linux_true_size(std::uint32_t bytes) {
    constexpr std::uint32_t page = 4096, ip_and_tcp = 40;
    constexpr std::uint32_t least_headroom = 64;
    constexpr std::uint32_t linear = page - shared_info_bytes - least_headroom;
    if (least_headroom + ip_and_tcp + bytes >= page) // joined segments: the rest lies in pages
        return page + sk_buff_bytes + rounded_up(ip_and_tcp + bytes - linear, page);
    constexpr std::uint32_t small_head = 576; // SKB_SMALL_HEAD_CACHE_SIZE
    const std::uint32_t data =
        rounded_up(device_headroom + headers_bytes + bytes, cache_line) + shared_info_bytes;
    return (data <= small_head ? small_head : std::bit_ceil(data)) + sk_buff_bytes;
}

std::uint16_t opening_window(const Profile& profile, Timestamps timestamps) {
    const std::uint32_t less = timestamps == Timestamps::present ? timestamps_bytes : 0;
    const std::uint32_t window = ReceiveWindow{}.open(profile, profile.own_mss() - less);
    return static_cast<std::uint16_t>(std::min(window, most_unscaled));
}

std::uint8_t window_shift(const Profile& profile, std::uint32_t buffer) {
    constexpr std::uint32_t rmem_max = 212992; // net.core.rmem_max, not private to a namespace
    constexpr int unscaled_bits = 15;
    constexpr int most_shift = 14; // RFC 7323 2.3
    if (!profile.window_scaling) return 0;
    if (profile.window == WindowChoice::bsd_buffer) { // the least that can tell of all
        std::uint8_t shift = 0;
        while (shift < most_shift && (std::uint64_t{most_unscaled} << shift) < profile.rmem.most)
            ++shift;
        return shift;
    }
    std::uint32_t most = std::max(profile.rmem.most, rmem_max);
    if (buffer != 0) most = std::min(most, initial_share(buffer));
    const auto bits = static_cast<int>(std::bit_width(most)) - 1;
    return static_cast<std::uint8_t>(std::clamp(bits - unscaled_bits, 0, most_shift));
}

std::uint32_t ReceiveWindow::payload_share(std::uint32_t space) const {
    return static_cast<std::uint32_t>(std::uint64_t{space} * payload_ratio_ / ratio_whole);
}

std::uint32_t ReceiveWindow::open(const Profile& profile, std::uint32_t mss, std::uint32_t buffer) {
    switch (profile.window) {
    case WindowChoice::fixed: buffer_ = buffer == 0 ? profile.fixed_window : buffer; return buffer_;
    case WindowChoice::bsd_buffer:
        buffer_ = buffer == 0 ? profile.rmem.initial : buffer;
        return buffer_; // more than the header can say, if need be
    case WindowChoice::linux_buffer: {
        buffer_ = buffer == 0 ? profile.rmem.initial : buffer;
        payload_ratio_ = initial_ratio;
        const std::uint32_t space = payload_share(buffer_);
        clamp_ = space;
        threshold_ = space > mss ? space / mss * mss : space;
        return threshold_;
    }
    }
    unreachable();
}

void ReceiveWindow::establish(const Profile& profile, std::uint32_t advertised_mss,
                              std::uint32_t window) {
    advertised_mss_ = advertised_mss;
    segment_size_ = std::min({advertised_mss, default_segment_size, std::max(window / 2, 1U)});
    if (profile.window == WindowChoice::fixed) return;
    if (profile.window == WindowChoice::bsd_buffer) { // tcp_mss()
        buffer_ = rounded_up(buffer_, advertised_mss);
        return;
    }
    // One segment's room is kept back (tcp_init_buffer_space).
    const std::uint32_t space = payload_share(buffer_);
    clamp_ = std::min(clamp_, space);
    if (clamp_ > 2 * advertised_mss && clamp_ + advertised_mss > space)
        clamp_ = std::max(2 * advertised_mss, space - advertised_mss);
    threshold_ = std::min(threshold_, clamp_);
}

std::uint32_t ReceiveWindow::regular_size(const Segment& segment) {
    constexpr std::uint32_t header = 20, least = 88; // TCP_MIN_MSS
    const Flags flags = segment.flags;
    const std::uint32_t blocks =
        segment.options.sack_count == 0 ? 0 : 4 + 8U * segment.options.sack_count;
    const std::uint32_t size = segment.payload.length + blocks;
    const std::uint32_t whole = size + (segment.present.timestamps ? timestamps_bytes : 0) + header;
    const bool is_rest = flags.psh || flags.fin || flags.urg || flags.syn;
    const bool tells =
        whole >= default_segment_size + header || (whole >= least + header && !is_rest);
    return tells ? size : 0;
}

/// Linux keeps them in the buffer they came in.
bool ReceiveWindow::keep_frame(const Profile& profile, Frame frame, std::uint32_t offered,
                               Place place) {
    const std::uint32_t bytes = frame.bytes;
    const std::uint32_t joined = profile.joined_segment_size;
    frame.true_size = linux_true_size(bytes);
    frame.segment = joined == 0 ? bytes : std::min(bytes, joined);
    if (place == Place::in_turn) allocated_ += store(bytes, frame.true_size, tail_room(bytes));
    measure_segment(frame, offered);
    const bool grown = place != Place::untold_gap && bytes >= smallest_growing
                       && grow(bytes, frame.true_size, profile.rmem.most);
    if (place != Place::in_turn) allocated_ += store(bytes, frame.true_size, tail_room(bytes));
    return grown;
}

/// Small segments move into the last buffer's free room; returns what is allocated beside that.
std::uint32_t ReceiveWindow::store(std::uint32_t bytes, std::uint32_t true_size,
                                   std::uint32_t room) {
    if (!held_.empty() && bytes <= held_.back().room) {
        held_.back().bytes += bytes;
        held_.back().room -= bytes;
        return 0;
    }
    held_.push_back({.bytes = bytes, .true_size = true_size, .room = room});
    return true_size;
}

void ReceiveWindow::measure_segment(const Frame& frame, std::uint32_t offered) {
    const std::uint32_t last = std::exchange(last_regular_, 0);
    if (frame.segment < segment_size_) {
        last_regular_ = frame.regular;
        if (last != 0 && frame.regular == last) segment_size_ = last;
        return;
    }
    if (frame.segment != segment_size_) {
        const std::uint32_t old_ratio = payload_ratio_;
        payload_ratio_ = std::max(1U, frame.bytes * ratio_whole / frame.true_size);
        if (payload_ratio_ != old_ratio) {
            const std::uint32_t old_clamp = clamp_;
            clamp_ = payload_share(buffer_);
            threshold_ = clamp_ < old_clamp ? std::min(threshold_, clamp_)
                                            : std::max(threshold_, std::min(offered, clamp_));
        }
    }
    segment_size_ = std::min(frame.segment, advertised_mss_);
}

/// Buffers that are mostly payload let the window grow by two segments (tcp_grow_window); others
/// do, the sooner the further the window is below the largest buffer (__tcp_grow_window).
bool ReceiveWindow::grow(std::uint32_t bytes, std::uint32_t true_size, std::uint32_t most) {
    const std::uint32_t ceiling = std::min(clamp_, linux_free_space());
    if (ceiling <= threshold_) return false;
    std::uint32_t room = payload_share(true_size);
    std::uint32_t more = room <= bytes ? 2 * advertised_mss_ : 0;
    for (std::uint32_t window = payload_share(most) / 2; more == 0 && threshold_ <= window;
         window /= 2) {
        room /= 2;
        if (room <= bytes) more = 2 * segment_size_;
    }
    if (more != 0) threshold_ += std::min(ceiling - threshold_, std::max(more, 2 * bytes));
    return more != 0;
}

void ReceiveWindow::expand(std::uint64_t window, const Profile& profile) {
    const std::uint64_t wanted = window * ratio_whole / payload_ratio_;
    const auto buffer =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, profile.rmem.most));
    if (buffer <= buffer_) return;
    buffer_ = buffer;
    clamp_ = payload_share(buffer_);
}

void ReceiveWindow::release(std::uint32_t bytes) {
    held_bytes_ -= bytes;
    while (bytes > 0 && !held_.empty()) {
        HeldBuffer& first = held_.front();
        const std::uint32_t taken = std::min(bytes, first.bytes);
        first.bytes -= taken;
        bytes -= taken;
        if (first.bytes != 0) return;
        allocated_ -= first.true_size;
        held_.pop_front();
    }
}

bool ReceiveWindow::is_bsd_news(std::uint32_t open, std::uint32_t shift) const {
    const std::uint32_t free = buffer_ - std::min(buffer_, held_bytes_);
    const std::uint32_t window = std::min(free, most_unscaled << shift);
    const std::uint32_t shown = std::min(open, most_unscaled << shift);
    const std::uint32_t more = window > shown ? window - shown : 0;
    if (shown >> shift >= window >> shift) return false; // nobody would see it
    const bool is_much =
        more >= buffer_ / 4 || window <= buffer_ / 8 || buffer_ <= 8 * advertised_mss_;
    return (more >= 2 * advertised_mss_ && is_much) || 2 * more >= buffer_;
}

std::uint32_t ReceiveWindow::linux_free_space() const {
    return payload_share(buffer_ - std::min(buffer_, allocated_));
}

/// What stacks offer that reckon with what their buffers cost.
std::uint32_t ReceiveWindow::buffer_offer(const Profile& profile, OfferedWindow current,
                                          std::uint32_t shift) const {
    if (profile.window == WindowChoice::bsd_buffer) {
        const std::uint32_t free = buffer_ - std::min(buffer_, held_bytes_);
        const bool silly = free < buffer_ / 4 && free < advertised_mss_; // tcp_output()
        return std::max(silly ? 0 : free, current.open);
    }
    const std::uint32_t unit = 1U << shift;
    const std::uint32_t window = linux_offer(current.whole, shift);
    return window < current.open ? rounded_up(current.open, unit) : window;
}

std::uint32_t ReceiveWindow::linux_offer(std::uint32_t last, std::uint32_t shift) const {
    const std::uint32_t unit = 1U << shift;
    const std::uint32_t allowed = payload_share(buffer_);
    const std::uint32_t full = std::min(clamp_, allowed);
    const std::uint32_t mss = std::min(segment_size_, full);
    std::uint32_t free = linux_free_space();
    if (free < full / 2) {
        free = free / unit * unit;
        if (free < allowed / 16 || free < mss) return 0; // better closed than silly
    }
    free = std::min(free, threshold_);
    if (shift != 0) return rounded_up(free, unit);
    if (mss == 0) return 0;
    if (last + mss <= free || last > free) return free / mss * mss;
    return last;
}

void ReceiveWindow::add_to(Digest& digest) const {
    for (const std::uint32_t value :
         {held_bytes_, allocated_, buffer_, clamp_, threshold_, payload_ratio_, advertised_mss_,
          segment_size_, last_regular_})
        digest.add(value);
    for (std::size_t i = 0; i < held_.size(); ++i) {
        digest.add(held_[i].bytes);
        digest.add(held_[i].true_size);
    }
}

} // namespace sim

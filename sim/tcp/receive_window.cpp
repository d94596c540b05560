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
constexpr std::uint32_t default_segment_size = 536; // RFC 9293 3.7.1, TCP_MSS_DEFAULT
constexpr std::uint32_t smallest_growing = 128;

constexpr std::uint32_t rounded_up(std::uint32_t value, std::uint32_t unit) {
    return (value + unit - 1) / unit * unit;
}

/// What of a buffer is payload, before any segment has shown it.
std::uint32_t initial_share(std::uint32_t space) {
    return static_cast<std::uint32_t>(std::uint64_t{space} * initial_ratio / ratio_whole);
}

} // namespace

std::uint16_t opening_window(const Profile& profile, Timestamps timestamps) {
    const std::uint32_t less = timestamps == Timestamps::present ? timestamps_bytes : 0;
    const std::uint32_t window = ReceiveWindow{}.open(profile, profile.own_mss() - less);
    return static_cast<std::uint16_t>(std::min(window, most_unscaled));
}

std::uint8_t window_shift(const Profile& profile, std::uint32_t buffer) {
    // net.core.rmem_max, which is not private to a namespace: its default since Linux 6.18
    constexpr std::uint32_t rmem_max = 4U << 20;
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
                              std::uint32_t sent_mss, std::uint32_t window) {
    advertised_mss_ = advertised_mss;
    segment_size_ =
        std::min({advertised_mss, sent_mss, default_segment_size, std::max(window / 2, 1U)});
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
    const std::uint32_t whole = segment.payload.length + options_bytes(segment) + header;
    const bool is_rest = flags.psh || flags.fin || flags.urg || flags.syn;
    const bool tells =
        whole >= default_segment_size + header || (whole >= least + header && !is_rest);
    return tells ? whole - header - (segment.present.timestamps ? timestamps_bytes : 0) : 0;
}

/// Linux keeps them in the buffer they came in.
bool ReceiveWindow::keep_frame(const Profile& profile, Frame frame, std::uint32_t offered,
                               Place place) {
    const HeldBuffer& buffer = frame.buffer;
    const std::uint32_t joined = profile.joined_segment_size;
    frame.segment = joined == 0 ? buffer.bytes : std::min(buffer.bytes, joined);
    if (place == Place::in_turn) held_.keep_in_order(buffer);
    measure_segment(frame, offered);
    const std::uint32_t least = place == Place::in_turn ? smallest_growing : 1;
    const bool grown = place != Place::untold_gap && buffer.bytes >= least
                       && grow(buffer.bytes, buffer.true_size, profile.rmem.most);
    if (place != Place::in_turn) held_.keep_beyond_gap(buffer);
    return grown;
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
        payload_ratio_ = std::max(1U, frame.buffer.bytes * ratio_whole / frame.buffer.true_size);
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
    return payload_share(buffer_ - std::min(buffer_, held_.allocated()));
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

bool ReceiveWindow::is_half_taken() const {
    return linux_free_space() < std::min(clamp_, payload_share(buffer_)) / 2;
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
    for (const std::uint32_t value : {held_bytes_, buffer_, clamp_, threshold_, payload_ratio_,
                                      advertised_mss_, segment_size_, last_regular_})
        digest.add(value);
    held_.add_to(digest);
}

} // namespace sim

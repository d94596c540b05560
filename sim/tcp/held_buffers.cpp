#include "sim/tcp/held_buffers.h"

#include <algorithm>
#include <bit>

namespace sim {

namespace {

constexpr std::uint32_t rounded_up(std::uint32_t value, std::uint32_t unit) {
    return (value + unit - 1) / unit * unit;
}

/// The bytes of `buffer` fit behind those of `last`, which they follow: then they move there.
bool joins(HeldBuffer& last, const HeldBuffer& buffer) {
    if (last.first + last.bytes != buffer.first || buffer.bytes > last.room) return false;
    last.bytes += buffer.bytes;
    last.room -= buffer.bytes;
    return true;
}

} // namespace

HeldBuffer linux_buffer(SeqNum first, std::uint32_t bytes, std::uint32_t headers) {
    constexpr std::uint32_t page = 4096, least_headroom = 64, device_headroom = 16, ethernet = 14;
    constexpr std::uint32_t tcp = 20, ip_and_tcp = 40, cache_line = 64, small_head = 576;
    constexpr std::uint32_t shared_info = 320; // sizeof(skb_shared_info), aligned
    constexpr std::uint32_t sk_buff = 256;     // sizeof(sk_buff), aligned
    HeldBuffer buffer{.first = first, .bytes = bytes};
    if (least_headroom + ip_and_tcp + bytes >= page) { // joined segments: the rest lies in pages
        constexpr std::uint32_t linear = page - shared_info - least_headroom;
        buffer.true_size = page + sk_buff + rounded_up(ip_and_tcp + bytes - linear, page);
        return buffer;
    }
    const std::uint32_t used = device_headroom + ethernet + headers + tcp + bytes;
    const std::uint32_t wanted = rounded_up(used, cache_line) + shared_info;
    // SKB_SMALL_HEAD_CACHE_SIZE, or what kmalloc() has
    const std::uint32_t head = wanted <= small_head ? small_head : std::bit_ceil(wanted);
    buffer.true_size = head + sk_buff;
    buffer.room = head - shared_info - used;
    return buffer;
}

void HeldBuffers::keep_in_order(const HeldBuffer& buffer) {
    if (!in_order_.empty() && joins(in_order_.back(), buffer)) return;
    in_order_.push_back(buffer);
    allocated_ += buffer.true_size;
}

void HeldBuffers::keep_beyond_gap(const HeldBuffer& buffer) {
    const auto behind =
        std::find_if(beyond_gap_.begin(), beyond_gap_.end(),
                     [&](const HeldBuffer& held) { return before(buffer.first, held.first); });
    if (behind != beyond_gap_.begin() && joins(*(behind - 1), buffer)) return;
    beyond_gap_.insert(behind, buffer);
    allocated_ += buffer.true_size;
}

void HeldBuffers::close_gap(SeqNum next) {
    auto held = beyond_gap_.begin();
    for (; held != beyond_gap_.end() && before(held->first, next); ++held) {
        allocated_ -= held->true_size;
        keep_in_order(*held);
    }
    beyond_gap_.erase(beyond_gap_.begin(), held);
}

void HeldBuffers::release(std::uint32_t bytes) {
    while (!in_order_.empty() && (bytes > 0 || in_order_.front().bytes == 0)) {
        HeldBuffer& first = in_order_.front();
        const std::uint32_t taken = std::min(bytes, first.bytes);
        first.bytes -= taken;
        first.first = first.first + taken;
        bytes -= taken;
        if (first.bytes != 0) return;
        allocated_ -= first.true_size;
        in_order_.pop_front();
    }
}

void HeldBuffers::add_to(Digest& digest) const {
    const auto add = [&](const HeldBuffer& held) {
        digest.add(held.first.raw);
        digest.add(held.bytes);
        digest.add(held.true_size);
    };
    for (std::size_t i = 0; i < in_order_.size(); ++i)
        add(in_order_[i]);
    std::for_each(beyond_gap_.begin(), beyond_gap_.end(), add);
    digest.add(allocated_);
}

} // namespace sim

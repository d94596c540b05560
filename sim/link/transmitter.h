#pragma once

#include "sim/base/digest.h"
#include "sim/base/ring.h"
#include "sim/base/time.h"
#include "sim/link/link_spec.h"

#include <cstdint>
#include <optional>

namespace sim {

/// One direction of a link: when a packet that is ready now reaches the other side, in closed form.
/// A pure value that the model's link and the kernel's bridge both ask.
class Transmitter {
public:
    /// The packet's arrival; nothing when the queue is full. `bytes`: the length of the IP packet.
    std::optional<Time> admit(const LinkSpec& link, Time now, std::uint32_t bytes) {
        if (link.rate_bits_per_s == 0) return now + link.delay;
        while (!waiting_.empty() && waiting_.front() <= now)
            waiting_.pop_front();
        const bool waits = now < free_at_;
        if (waits && link.queue_packets != 0 && waiting_.size() >= link.queue_packets)
            return std::nullopt;
        const Time starts = waits ? free_at_ : now;
        free_at_ = starts + transmission_time(link, bytes);
        if (waits && link.queue_packets != 0) waiting_.push_back(starts);
        return free_at_ + link.delay;
    }

    void add_to(Digest& digest) const {
        digest.add(free_at_.since_start_ns);
        digest.add(static_cast<std::uint64_t>(waiting_.size()));
        for (std::size_t i = 0; i < waiting_.size(); ++i)
            digest.add(waiting_[i].since_start_ns);
    }
    bool operator==(const Transmitter&) const = default;

private:
    static Duration transmission_time(const LinkSpec& link, std::uint32_t bytes) {
        constexpr std::uint64_t ns_per_second = 1'000'000'000;
        return Duration{static_cast<std::int64_t>(std::uint64_t{bytes} * 8 * ns_per_second
                                                  / link.rate_bits_per_s)};
    }

    Time free_at_;
    Ring<Time> waiting_; ///< when each packet that waits will start to leave
};

} // namespace sim

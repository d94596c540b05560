#pragma once

#include "sim/packet/segment.h"

#include <cstdint>
#include <map>
#include <optional>

namespace sim::packetdrill {

/// How the numbers of a script stand to those on the wire: the endpoint chooses its initial
/// sequence number and its timestamp clock, a script writes its own. The peer's numbers are used as
/// they are.
class Numbers {
public:
    /// A new connection: nothing is known of it.
    void forget() { *this = Numbers{}; }

    /// The first SYN of the endpoint: `live` on the wire is `written` in the script.
    void learn_initial(SeqNum live, std::uint32_t written) {
        offset_ = live.raw - written;
        known_ = true;
    }
    [[nodiscard]] bool is_known() const { return known_; }
    [[nodiscard]] SeqNum live(std::uint32_t written) const { return {written + offset_}; }
    [[nodiscard]] std::uint32_t written(SeqNum live) const { return live.raw - offset_; }

    /// The endpoint has sent the timestamp `live` where the script has `written`.
    void learn_timestamp(std::uint32_t live, std::uint32_t written) {
        timestamps_.insert_or_assign(written, live);
        last_ = Stamp{.live = live, .written = written};
        if (!first_) first_ = last_;
    }
    /// The TSecr that a script's peer means.
    [[nodiscard]] std::uint32_t live_echo(std::uint32_t written) const {
        const auto found = timestamps_.find(written);
        if (found != timestamps_.end()) return found->second;
        return last_ ? written - last_->written + last_->live : written;
    }
    /// The TSval a script would show for `live`, as far as is known.
    [[nodiscard]] std::uint32_t written_timestamp(std::uint32_t live) const {
        return last_ ? live - last_->live + last_->written : live;
    }

    /// How far the wire's clock has run ahead of the script's since the first timestamp, in ticks.
    [[nodiscard]] std::int32_t timestamp_drift(std::uint32_t live, std::uint32_t written) const {
        if (!first_) return 0;
        return static_cast<std::int32_t>((live - first_->live) - (written - first_->written));
    }

private:
    struct Stamp {
        std::uint32_t live{}, written{};
    };

    bool known_{};
    std::uint32_t offset_{};
    std::map<std::uint32_t, std::uint32_t> timestamps_; ///< script to wire
    std::optional<Stamp> first_, last_;
};

} // namespace sim::packetdrill

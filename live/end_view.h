#pragma once

#include "live/diag.h"
#include "sim/trace/trace.h"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace live {

/// A segment as one of its ends sees it, with the window already scaled.
struct SegmentView {
    sim::SeqNum seq, ack;
    sim::Flags flags;
    std::uint32_t length{}; ///< bytes of payload
    std::uint32_t window_bytes{};
};

/// What is known of one end of a connection on the kernel: told from the packets that left and
/// reached it, and from what the kernel says of its socket. What neither tells stays unknown.
class EndView {
public:
    void has_sent(const SegmentView& segment);
    void has_received(const SegmentView& segment);
    /// Takes what a look at the socket showed; nothing: there is no socket. Yields the state the
    /// end was in before, when it has changed.
    std::optional<sim::State> look(const std::optional<SocketSeen>& seen);

    /// Its socket is another connection's now; the state it was last seen in.
    sim::State leave() { return std::exchange(state_, sim::State::closed); }
    [[nodiscard]] sim::State state() const { return state_; }
    /// The variables every record carries.
    [[nodiscard]] sim::Variables variables() const;
    /// The value of a variable, where it is known.
    [[nodiscard]] std::optional<std::int64_t> value(sim::Variable variable) const {
        return values_.at(static_cast<std::size_t>(variable));
    }
    /// The variables whose values have changed since the last call.
    std::vector<sim::Variable> take_news() { return std::exchange(news_, {}); }

private:
    [[nodiscard]] sim::State state_of(const std::optional<SocketSeen>& seen) const;
    void set(sim::Variable variable, std::int64_t value);
    void take_details(const TcpDetails& details);

    sim::State state_{sim::State::closed};
    bool has_lived_{}; ///< a socket of this name has been seen
    std::optional<sim::SeqNum> iss_, irs_;
    sim::SeqNum snd_una_, snd_nxt_, rcv_nxt_;
    sim::SeqNum window_end_;  ///< the first number the peer may not send
    std::uint32_t offered_{}; ///< the window of the latest segment it sent
    std::uint32_t snd_wnd_{}, cwnd_bytes_{};
    bool peer_has_closed_{};
    bool was_reset_{}; ///< by a segment of the peer's: a reset, or a SYN of another number
    std::array<std::optional<std::int64_t>, sim::variable_count> values_{};
    std::vector<sim::Variable> news_;
};

} // namespace live

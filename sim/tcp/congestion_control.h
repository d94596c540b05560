#pragma once

#include "sim/tcp/congestion.h"
#include "sim/tcp/cubic.h"
#include "sim/tcp/no_control.h"
#include "sim/tcp/profile.h"
#include "sim/tcp/reno.h"

#include <variant>

namespace sim {

/// One of the ways to govern the congestion window, as a value. Each is a small struct with the
/// functions below (docs/congestion-control.md shows how to add one); who calls them need not know
/// which it is.
class CongestionControl {
public:
    /// Starts anew with the one that the profile names.
    void choose(const Profile& profile);
    [[nodiscard]] ControlChoice choice() const {
        return static_cast<ControlChoice>(control_.index());
    }

    /// So much was delivered while cwnd was in use, and nothing forbids growth (RFC 5681 3.1).
    void grow(Congestion& window, const Delivery& delivery) {
        std::visit([&](auto& control) { control.grow(window, delivery); }, control_);
    }
    /// An ACK has brought a round trip time.
    void measured(Congestion& window, const RoundTrip& trip) {
        std::visit([&](auto& control) { control.measured(window, trip); }, control_);
    }
    /// Congestion was noticed: the new ssthresh (RFC 5681 3.1 equation 4). `flight`: segments
    /// outstanding.
    std::uint32_t reduced(const Congestion& window, std::uint32_t flight) {
        return std::visit([&](auto& control) { return control.reduced(window, flight); }, control_);
    }
    /// The retransmission timer has gone off.
    void timed_out(const Moment& moment) {
        std::visit([&](auto& control) { control.timed_out(moment); }, control_);
    }
    /// Data leaves after nothing was in flight for `silence`.
    void resumed(Duration silence, const Moment& moment) {
        std::visit([&](auto& control) { control.resumed(silence, moment); }, control_);
    }

    void add_to(Digest& digest) const {
        digest.add(control_.index());
        std::visit([&](const auto& control) { control.add_to(digest); }, control_);
    }
    bool operator==(const CongestionControl&) const = default;

private:
    // In the order of ControlChoice.
    std::variant<NoControl, Reno, Cubic> control_;
};

} // namespace sim

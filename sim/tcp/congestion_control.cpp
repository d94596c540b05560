#include "sim/tcp/congestion_control.h"

#include "sim/base/assert.h"

namespace sim {

void CongestionControl::choose(const Profile& profile) {
    switch (profile.congestion_control) {
    case ControlChoice::none: control_ = NoControl{}; return;
    case ControlChoice::reno: {
        Reno reno;
        reno.halves_flight = profile.halves_flight;
        control_ = reno;
        return;
    }
    case ControlChoice::cubic: control_ = Cubic{}; return;
    }
    unreachable();
}

} // namespace sim

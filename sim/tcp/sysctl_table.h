#pragma once

#include "sim/tcp/profile.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace sim {

/// On from `on` upwards, off below (0).
struct SwitchKnob {
    bool Profile::*field;
    std::uint32_t on{1};
};
struct NumberKnob {
    std::uint32_t Profile::*field;
};
/// 0, 1 and 2.
struct CookiesKnob {
    SynCookies Profile::*field;
};
/// The name of a congestion control.
struct ControlKnob {
    ControlChoice Profile::*field;
};
/// 0, 1 and 2.
struct EcnKnob {
    EcnChoice Profile::*field;
};
/// A span of time that the sysctl counts in `unit`.
struct TimeKnob {
    Duration Profile::*field;
    Duration unit;
};
/// Three numbers: least, initial, most.
struct BuffersKnob {
    BufferSizes Profile::*field;
};
/// The only value the model plays; a kernel is set to it, so that the two agree.
struct ConstantKnob {
    std::string_view value;
};

using Knob = std::variant<SwitchKnob, NumberKnob, CookiesKnob, EcnKnob, ControlKnob, TimeKnob,
                          BuffersKnob, ConstantKnob>;

/// A sysctl of a network namespace, and the knob of Profile it turns.
struct Sysctl {
    std::string_view name;
    Knob knob;
    std::uint32_t least{}, most{}; ///< of each number in its value
    std::string_view description;
};

std::span<const Sysctl> all_sysctls();

/// Reads `value` as the kernel would, into the profile.
Expected<void> assign(const Sysctl& sysctl, std::string_view value, Profile& profile);
/// The sysctl's value that stands for what is in the profile.
std::string value_in(const Profile& profile, const Sysctl& sysctl);

} // namespace sim

#pragma once

#include "sim/tcp/profile.h"

#include <string_view>

namespace sim::packetdrill {

/// Sets the knob of a sysctl of FreeBSD's (tcp(4)); false for one that is not known, or a value it
/// can not have. Those that change nothing a script could see are known.
bool set_freebsd_sysctl(Profile& profile, std::string_view name, std::string_view value);

} // namespace sim::packetdrill

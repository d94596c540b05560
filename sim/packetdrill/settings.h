#pragma once

#include "sim/base/expected.h"
#include "sim/packetdrill/script.h"
#include "sim/tcp/profile.h"

namespace sim::packetdrill {

/// The stack a script meets before its first line.
Profile starting_profile(ProfileName name, const ScriptOptions& options);

/// Applies a command that sets something; an Error for a setting that is not played. Commands that
/// assert something are none of these: false.
Expected<bool> apply_setting(const Command& command, Profile& profile);

} // namespace sim::packetdrill

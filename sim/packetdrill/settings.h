#pragma once

#include "sim/base/expected.h"
#include "sim/packetdrill/script.h"
#include "sim/tcp/profile.h"

#include <string>
#include <string_view>
#include <vector>

namespace sim::packetdrill {

/// The names that hold in `#ifdef` for a stack of this profile.
std::vector<std::string> names_defined_for(ProfileName name);

/// The stack a script meets before its first line.
Profile starting_profile(ProfileName name, const ScriptOptions& options);

/// Applies a command that sets something; an Error for a setting that is not played. Commands that
/// assert something are none of these: false.
Expected<bool> apply_setting(const Command& command, Profile& profile);

/// Whether a setting is one that scripts of this language make, whatever the model makes of it.
bool is_known_setting(std::string_view name);
/// A setting of FreeBSD's.
bool is_of_another_system(std::string_view name);

/// The sysctls that google's and the kernel's scripts set before anything else, as far as they
/// decide what a script sees.
std::vector<SysctlSetting> default_sysctls();

} // namespace sim::packetdrill

#pragma once

#include <string>

namespace live {

/// Switches the offloads off that would let a device cut or merge segments, or leave checksums
/// open: what is captured is then what TCP made. A device without one of them is as good.
int switch_offloads_off(const std::string& name);

} // namespace live

#pragma once

#include <string>

namespace live {

/// Who cuts what a TCP has to send into segments: itself, each one by itself, or the software in
/// front of the interface, which is given several at once (GSO).
enum class Cutting : unsigned char { by_tcp, by_interface };

/// Switches the segmentation, joining and checksum offloads of an interface off (ethtool), but for
/// GSO where the interface is to cut; 0 or an errno.
int switch_offloads_off(const std::string& name, Cutting cutting = Cutting::by_tcp);

/// Switches GSO of an interface on or off; 0 or an errno.
int switch_segmentation(const std::string& name, bool on);

} // namespace live

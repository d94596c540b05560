#pragma once

#include <cstdint>
#include <string>

namespace soak {

/// The text of a scenario made from `seed`: up to three connections, opened, used and ended at
/// random on a link that may lose, damage, double, delay and reorder. `profile` may be empty: then
/// the seed chooses.
///
/// Two things are kept out. Where segments can be lost or overtake one another both hosts set
/// tcp_sack = 0, since the model does not recover by SACK yet; and what lies unread stays far below
/// a window, since it does not probe closed windows yet.
///
/// A program that waits in recv() for a peer which is gone is a half-open connection and no fault
/// of TCP's. So who reads has a peer that reads to the end of stream before it closes and never
/// aborts, or a link that loses nothing.
std::string random_scenario(std::uint64_t seed, const std::string& profile = "");

} // namespace soak

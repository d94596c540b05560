#pragma once

namespace live {

/// Asks the system to wake this process as soon as it is due, also on a busy machine: timers
/// without slack and a short time slice. What is not granted is done without: the capture tells the
/// truth about times in any case.
void ask_for_punctuality();

} // namespace live

#pragma once

namespace live {

/// Returns as the kernel's timer wheel turns to a new slot of its timers of two to four seconds, of
/// HZ 250 every 256 ms. What starts then meets the slots where the model has them: the many
/// half-open entries a flood leaves within one slot end together on both stages, and are not cut in
/// two. It takes a little over two seconds.
void await_turn_of_timer_wheel();

} // namespace live

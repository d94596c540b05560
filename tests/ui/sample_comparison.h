#pragma once

#include "ui/model/comparison.h"

namespace ui_test {

/// The lost-data trace beside itself: every segment, call and state a pair. The second data
/// segment's window is explained, and the last ACK of the kernel is missing without a reason.
ui::Comparison sampleComparison();

} // namespace ui_test

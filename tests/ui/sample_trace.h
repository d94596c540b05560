#pragma once

#include "sim/trace/trace.h"
#include "ui/model/run.h"

#include <memory>

namespace ui_test {

/// A short conversation with everything a ladder can show: handshake over a link of 10 ms, three
/// segments of which the second is lost and sent again after 200 ms, teardown from A, TIME-WAIT.
sim::Trace lostDataTrace();

/// Both ends open at once: two SYN cross, then two SYN ACK; A sends, and both close at once, so
/// that two FIN cross. Both ends wait in TIME-WAIT.
sim::Trace crossingTrace();

/// One segment that the network delivers twice, one that it holds back until two later ones have
/// arrived, and a reset; three timers of A run at once.
sim::Trace strangeNetworkTrace();

/// `count` segments of a one-way bulk transfer, one in a hundred lost.
sim::Trace bulkTrace(std::uint32_t count);

/// A run over a trace, whose snapshots hold the states and nothing else.
std::shared_ptr<const ui::Run> runOf(sim::Trace trace);

} // namespace ui_test

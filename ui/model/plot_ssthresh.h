#pragma once

#include "ui/model/plot_data.h"

namespace ui {

/// Adds the sender's ssthresh to the series of a model's run. No record carries it, so the run is
/// asked for snapshots: where cwnd changes direction, and by halves where two of them differ. A run
/// that would need more than a few hundred of them stays without.
void addModelSsthresh(PlotData& data, const Run& run);

} // namespace ui

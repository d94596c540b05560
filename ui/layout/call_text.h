#pragma once

#include "sim/trace/trace.h"

#include <vector>

#include <QString>

namespace ui {

/// Calls of one instant, in one line.
struct CallText {
    QString brief; ///< one call with its arguments and result; of several only the names
    QString full;  ///< a line each
};

/// "recv(conn, 1024) = 5"; "accept(s) ..." while it blocks; "connect(s, B, 8080) = ECONNREFUSED".
CallText callText(const sim::Trace& trace, const std::vector<sim::RecordId>& records);

} // namespace ui

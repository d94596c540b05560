#pragma once

#include "sim/base/time.h"

#include <QString>

namespace ui {

/// "950 µs", "21.1 ms", "1.23 s": three digits that matter, in the unit that suits the span.
QString durationText(sim::Duration span);

/// How the instants of a run are written: all in one unit, chosen by how long a segment is under
/// way.
class TimeFormat {
public:
    explicit TimeFormat(sim::Duration flight);

    /// "µs" or "ms".
    [[nodiscard]] QString unit() const;
    /// The instant as a number of units, with as many digits after the point as show `resolution`.
    [[nodiscard]] QString number(sim::Time time, sim::Duration resolution) const;
    /// "24.0 ms", exact to a twentieth of a flight or better.
    [[nodiscard]] QString text(sim::Time time) const;

private:
    sim::Duration flight_, unit_;
};

} // namespace ui

#pragma once

#include "sim/trace/trace.h"
#include "ui/theme/theme.h"

#include <cstdint>

#include <QString>

namespace ui {

/// What a segment is for, as the pictures tell it apart. A segment with bytes and FIN is `fin`.
enum class SegmentKind : std::uint8_t { syn, syn_ack, ack, data, fin, rst };

SegmentKind kindOf(const sim::Record& record);

/// "SYN", "SYN ACK", "DATA", "FIN ACK": the same in every language.
QString badgeText(const sim::Record& record);

/// The hue of a segment that `sender` sends.
const QColor& hueOf(const Theme& theme, SegmentKind kind, sim::HostId sender);
/// The width of its line, in pixels.
qreal strokeOf(const Theme& theme, SegmentKind kind);

/// How sequence numbers are written.
enum class Numbers : std::uint8_t {
    relative, ///< from the initial number (SYN = 0)
    absolute, ///< as on the wire
};

/// "seq=1 ack=1 len=5", with what does not apply left out; "frame 3" of a textbook scheme.
QString numbersText(const sim::Trace& trace, const sim::Record& record, Numbers numbers);

} // namespace ui

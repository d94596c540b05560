#include "ui/layout/scrub_layout.h"

#include <algorithm>
#include <array>

namespace ui {

namespace {

/// Ticks nearer together than this can not be told apart.
constexpr qreal least_distance = 1.0;

} // namespace

ScrubLayout::ScrubLayout(const Run& run, const QRectF& line)
    : line_(line), end_(std::max<StageTime>(1, run.stageMap().end())) {
    const sim::Trace& trace = run.trace();
    std::array<qreal, 2> last{-least_distance, -least_distance};
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        const bool lost = record.kind == sim::RecordKind::dropped;
        if (!lost && record.kind != sim::RecordKind::sent) continue;
        const qreal x = xOf(run.stageMap().stageOf(lost && record.cause != 0 ? record.cause : id));
        qreal& previous = last.at(record.host == 0 ? 0 : 1);
        if (!lost && x - previous < least_distance) continue;
        previous = x;
        ticks_.push_back(
            {id, lost ? ScrubMark::loss : ScrubMark::departure, kindOf(record), record.host, x});
    }
}

qreal ScrubLayout::xOf(StageTime stage) const {
    const qreal share = static_cast<qreal>(stage) / static_cast<qreal>(end_);
    return line_.left() + std::clamp(share, 0.0, 1.0) * line_.width();
}

StageTime ScrubLayout::stageAt(qreal x) const {
    const qreal share = line_.width() <= 0 ? 0 : (x - line_.left()) / line_.width();
    return static_cast<StageTime>(std::clamp(share, 0.0, 1.0) * static_cast<qreal>(end_));
}

} // namespace ui

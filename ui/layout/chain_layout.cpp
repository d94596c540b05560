#include "ui/layout/chain_layout.h"

#include <algorithm>

namespace ui {

namespace {

QPointF placeOf(const LadderSource& source, sim::RecordId id) {
    const LadderGeometry& geometry = source.geometry;
    const sim::HostId host = source.run.trace().record(id).host;
    return {geometry.lifeline(host), geometry.yOf(source.run.stageMap().stageOf(id))};
}

/// A segment that died comes as far as the ladder draws it.
QLineF lineOf(const LadderSource& source, sim::RecordId cause, sim::RecordId effect) {
    const sim::Record& record = source.run.trace().record(effect);
    const QPointF from = placeOf(source, cause);
    const sim::HostId peer = sim::peer_of(source.run.trace(), record);
    if (record.kind != sim::RecordKind::dropped || peer == sim::no_host)
        return {from, placeOf(source, effect)};
    const StageMap& map = source.run.stageMap();
    const StageTime arrival = map.stageOf(cause) + map.flight().count();
    const QLineF whole(from, {source.geometry.lifeline(peer), source.geometry.yOf(arrival)});
    return {from, whole.pointAt(Arrow::dies_at)};
}

} // namespace

std::vector<ChainStep> layoutChain(const LadderSource& source, const CauseChain& chain, qreal top,
                                   qreal bottom) {
    std::vector<ChainStep> steps;
    const auto add = [&](sim::RecordId cause, sim::RecordId effect, bool ahead) {
        const QLineF line = lineOf(source, cause, effect);
        if (line.length() < 1 || line.y2() < top || line.y1() > bottom) return;
        const bool flight = sim::departure_of(source.run.trace(), effect) == cause;
        steps.push_back({cause, effect, line, ahead, flight});
    };
    sim::RecordId effect = chain.record;
    for (const sim::RecordId cause : chain.causes) {
        add(cause, effect, false);
        effect = cause;
    }
    for (const sim::RecordId consequence : chain.consequences)
        add(chain.record, consequence, true);
    return steps;
}

} // namespace ui

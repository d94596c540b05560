#include "ui/layout/ladder_index.h"

#include "sim/export/segment_facts.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace ui {

namespace {

/// Gathers the index while it reads the trace once.
class Indexer {
public:
    Indexer(const Run& run, LadderIndex& index) : trace_(run.trace()), index_(index) {}

    void read(sim::RecordId id) {
        const sim::Record& record = trace_.record(id);
        switch (record.kind) {
        case sim::RecordKind::sent:
            index_.lines.push_back({.departure = id, .sent_again = facts_.is_again(id)});
            break;
        case sim::RecordKind::received:
        case sim::RecordKind::dropped:
        case sim::RecordKind::ignored: ends(id, record); break;
        case sim::RecordKind::timer: timerChanges(id, record); break;
        case sim::RecordKind::state: index_.states.push_back(id); break;
        case sim::RecordKind::call:
            if (trace_.calls.at(record.detail).name != "sleep") index_.calls.push_back(id);
            break;
        case sim::RecordKind::icmp: index_.messages.push_back(id); break;
        case sim::RecordKind::change: break;
        }
    }

    /// Adds the second arrivals, in their places.
    void finish() {
        index_.lines.insert(index_.lines.end(), copies_.begin(), copies_.end());
        std::stable_sort(
            index_.lines.begin(), index_.lines.end(),
            [](const SegmentLine& a, const SegmentLine& b) { return a.departure < b.departure; });
    }

private:
    void ends(sim::RecordId id, const sim::Record& record) {
        const auto found = std::lower_bound(index_.lines.begin(), index_.lines.end(), record.cause,
                                            [](const SegmentLine& line, sim::RecordId departure) {
                                                return line.departure < departure;
                                            });
        if (found == index_.lines.end() || found->departure != record.cause) return;
        SegmentLine& line = *found;
        if (line.end == 0)
            line.end = id;
        else
            copies_.push_back({line.departure, id, line.sent_again, true});
    }

    void timerChanges(sim::RecordId id, const sim::Record& record) {
        const sim::TimerEvent& event = trace_.timers.at(record.detail);
        const auto key = std::make_tuple(record.conversation, record.host, event.kind);
        const auto running = running_.find(key);
        if (running != running_.end()) {
            TimerSpan& span = index_.timers[running->second];
            span.end = id;
            span.outcome = event.action == sim::TimerAction::fired ? TimerOutcome::fired
                                                                   : TimerOutcome::cancelled;
            running_.erase(running);
        }
        if (event.action != sim::TimerAction::set) return;
        running_[key] = index_.timers.size();
        index_.timers.push_back({.set = id});
    }

    const sim::Trace& trace_;
    LadderIndex& index_;
    sim::SegmentFacts facts_{trace_};
    std::map<std::tuple<sim::ConversationId, sim::HostId, sim::TimerKind>, std::size_t> running_;
    std::vector<SegmentLine> copies_;
};

} // namespace

StageTime LadderIndex::endOf(const Run& run, const SegmentLine& line) {
    const StageMap& map = run.stageMap();
    if (line.end != 0 && run.trace().record(line.end).kind != sim::RecordKind::dropped)
        return map.stageOf(line.end);
    return map.stageOf(line.departure) + map.flight().count();
}

std::size_t LadderIndex::firstUnderWay(StageTime stage) const {
    return static_cast<std::size_t>(std::lower_bound(latest_end.begin(), latest_end.end(), stage)
                                    - latest_end.begin());
}

LadderIndex indexOf(const Run& run) {
    LadderIndex index;
    Indexer indexer(run, index);
    for (sim::RecordId id = 1; id <= run.trace().last(); ++id)
        indexer.read(id);
    indexer.finish();
    StageTime latest = 0;
    for (const SegmentLine& line : index.lines) {
        latest = std::max(latest, LadderIndex::endOf(run, line));
        index.latest_end.push_back(latest);
    }
    return index;
}

} // namespace ui

#include "tests/ui/sample_comparison.h"

#include "tests/ui/sample_trace.h"

#include <optional>

namespace ui_test {

namespace {

std::optional<sim::PairKind> pairKindOf(sim::RecordKind kind) {
    if (kind == sim::RecordKind::sent) return sim::PairKind::segment;
    if (kind == sim::RecordKind::state) return sim::PairKind::state;
    if (kind == sim::RecordKind::call) return sim::PairKind::call;
    return std::nullopt;
}

} // namespace

ui::Comparison sampleComparison() {
    sim::Trace observed = lostDataTrace();
    observed.header.stage = sim::Provenance::observed;
    observed.header.environment = {{"kernel", "6.18.44"}, {"hz", "250"}};
    sim::RecordId last_ack = 0;
    sim::RecordId second_data = 0;
    for (sim::RecordId id = 1; id <= observed.last(); ++id) {
        const sim::Record& record = observed.record(id);
        if (record.kind != sim::RecordKind::sent) continue;
        last_ack = id;
        if (record.length > 0 && second_data == 0) second_data = id;
    }
    observed.records[second_data - 1].window = 509;
    ui::Comparison sample{runOf(lostDataTrace()), runOf(observed), {}};
    for (sim::RecordId id = 1; id <= observed.last(); ++id) {
        const auto kind = pairKindOf(observed.record(id).kind);
        if (!kind) continue;
        sim::Pair pair{*kind, id, id, sim::PairStatus::matched};
        if (id == second_data) {
            pair.status = sim::PairStatus::explained;
            pair.explanation_en = "The kernel had grown its buffer once more: 509 against 502.";
            pair.explanation_zh = "内核的缓冲区又增大了一次：509 对 502。";
        }
        if (id == last_ack) {
            pair.status = sim::PairStatus::unexplained;
            pair.kernel = 0;
            pair.difference = "only the model sends it";
        }
        sample.diff.pairs.push_back(pair);
        if (*kind == sim::PairKind::segment) ++sample.diff.segments;
    }
    sample.diff.explained = 1;
    sample.diff.unexplained = 1;
    sample.diff.matched = sample.diff.segments - 2;
    return sample;
}

} // namespace ui_test

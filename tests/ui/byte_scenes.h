#pragma once

#include "sim/scenario/scenario.h"
#include "tests/ui/sample_bytes.h"
#include "ui/view/main_window.h"

namespace ui_test {

/// Bytes of a scenario that ships nowhere, at an instant; on a laptop in the pane beside the
/// ladder.
inline void bytesAt(ui::MainWindow& window, const char* scenario, std::int64_t ms) {
    constexpr int bytes_pane = 4;
    window.viewState().setRun(ui::Run::played(sim::parse_scenario(scenario, "sample").value()));
    window.showPage(0);
    window.viewState().setTime({ms * 1'000'000});
    if (window.ladderPage().pageWidth() == ui::PageWidth::compact)
        window.ladderPage().showPane(bytes_pane);
}

/// The second of three segments is lost, the third has arrived.
inline void bytesLost(ui::MainWindow& window) {
    bytesAt(window, lost_segment, 33);
}
/// The same with the numbers that the segments carry.
inline void bytesOnTheWire(ui::MainWindow& window) {
    bytesLost(window);
    window.viewState().setNumbers(ui::Numbers::absolute);
}
/// The reader sleeps and its buffer is full.
inline void bytesUnread(ui::MainWindow& window) {
    bytesAt(window, slow_reader, 1500);
}
/// More than there is room for.
inline void bytesMany(ui::MainWindow& window) {
    bytesAt(window, bulk, 150);
}

/// Two of ten segments are lost, B has told of all others, and the first of the two is on its way
/// again.
inline void bytesSacked(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("sack"));
    const sim::Trace& trace = window.viewState().run()->trace();
    std::uint32_t highest = 0;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::sent || record.host != 0 || record.length == 0)
            continue;
        const std::uint32_t from = sim::relative_seq(trace, record);
        if (from < highest) {
            window.viewState().setCursor(id);
            return;
        }
        highest = from + record.length;
    }
}

} // namespace ui_test

#pragma once

#include "sim/scenario/scenario.h"
#include "ui/view/main_window.h"

#include <memory>

#include <QByteArray>
#include <QCoreApplication>
#include <QMouseEvent>

namespace ui_test {

/// 200 kB over a link of 10 Mbit/s that loses every fiftieth packet or so.
inline constexpr const char* lossy_transfer = R"(
title.en = "t"
title.zh = "t"
run.limit = "60 s"
link.delay = "10 ms"
link.rate = "10 Mbit/s"
link.loss = 0.02
[[host]]
name = "A"
[host.sysctl]
"net.ipv4.tcp_sack" = 0
[[program]]
host = "B"
name = "server"
calls = ['listener = socket()', 'bind(listener, 8080)', 'listen(listener, 5)', 'conn = accept(listener)',
    'repeat until end of stream', '    data = recv(conn, 20000)', 'end', 'close(conn)']
[[program]]
host = "A"
name = "client"
calls = ['sock = socket()', 'connect(sock, B, 8080)', 'send(sock, bytes(200000))', 'close(sock)']
)";

/// The same, where SACK blocks tell what has arrived behind a loss.
inline QByteArray sackedTransfer() {
    return QByteArray(lossy_transfer).replace("tcp_sack\" = 0", "tcp_sack\" = 1");
}

inline std::shared_ptr<const ui::Run> playedSample(const char* scenario) {
    return ui::Run::played(sim::parse_scenario(scenario, "sample").value());
}

/// The transfer's plots, with the cursor at an instant.
inline void plotsAt(ui::MainWindow& window, std::int64_t ms) {
    window.viewState().setRun(playedSample(lossy_transfer));
    window.showPage(4);
    window.plotsPage().setKernel(nullptr, {});
    window.viewState().setTime({ms * 1'000'000});
}

inline void plotsOverview(ui::MainWindow& window) {
    plotsAt(window, 300);
}
/// Around the first loss, as tcptrace draws it.
inline void plotsZoomed(ui::MainWindow& window) {
    plotsAt(window, 160);
    window.plotsPage().showChart(ui::PlotChart::sequence);
    window.plotsPage().scope().setStyle(ui::SequenceStyle::tcptrace);
    window.plotsPage().scope().setSpan({60'000'000, 260'000'000});
}
inline void plotsOfSacked(ui::MainWindow& window, ui::PlotChart chart) {
    window.viewState().setRun(playedSample(sackedTransfer().constData()));
    window.showPage(4);
    window.plotsPage().setKernel(nullptr, {});
    window.plotsPage().showChart(chart);
    window.plotsPage().scope().setStyle(ui::SequenceStyle::tcptrace);
    window.plotsPage().scope().setSpan({15'000'000, 115'000'000});
    window.viewState().setTime({90'000'000});
}
inline void plotsSacked(ui::MainWindow& window) {
    plotsOfSacked(window, ui::PlotChart::sequence);
}
/// cwnd and what is in flight in the same stretch.
inline void plotsRecovery(ui::MainWindow& window) {
    plotsOfSacked(window, ui::PlotChart::congestion);
    window.viewState().setTime({75'000'000});
}
/// The pointer is on what was sent again.
inline void plotsPointed(ui::MainWindow& window) {
    plotsAt(window, 300);
    QCoreApplication::processEvents();
    ui::PlotView& view = window.plotsPage().view(ui::PlotChart::sequence);
    const ui::PlotPoint& again =
        window.plotsPage().scope().model()->of(ui::PlotTopic::segments_again)[0];
    const QPointF at(view.shapes().frame.xOf(again.at_ns),
                     view.shapes().frame.yOf(static_cast<double>(again.value)));
    QMouseEvent event(QEvent::MouseMove, at, view.mapToGlobal(at), Qt::NoButton, Qt::NoButton,
                      Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &event);
}
/// The kernel's run that ships beside the model's.
inline void plotsBoth(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("slow-reader"));
    window.showPage(4);
    window.playback().toEnd();
}
inline void plotsFrames(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("go-back-n"));
    window.showPage(4);
}

} // namespace ui_test

#pragma once

#include "tests/ui/sample_flood.h"
#include "ui/view/main_window.h"

namespace ui_test {

/// The queues of a sample at an instant, beside the kernel's.
inline void queuesAt(ui::MainWindow& window, std::uint32_t most, Flooded flooded, std::int64_t ms) {
    window.viewState().setRun(floodRun(most, flooded));
    window.showPage(3);
    const std::shared_ptr<const ui::Run> kernel = observedFlood(most, flooded);
    window.queuesPage().setKernel(kernel,
                                  ui::ComparePage::nameOf(*kernel, ui::KernelSource::recorded));
    window.viewState().setTime({ms * 1'000'000});
}

inline void queuesBefore(ui::MainWindow& window) {
    queuesAt(window, 9, Flooded::without_cookies, 400);
}
inline void queuesDuring(ui::MainWindow& window) {
    queuesAt(window, 9, Flooded::without_cookies, 2300);
}
inline void queuesAfter(ui::MainWindow& window) {
    queuesAt(window, 9, Flooded::without_cookies, 12'400);
}
inline void queuesGivenUp(ui::MainWindow& window) {
    queuesAt(window, 129, Flooded::for_good, 40'000);
}
inline void queuesCookies(ui::MainWindow& window) {
    queuesAt(window, 1025, Flooded::with_cookies, 3200);
}
/// A shipped flood, as the model plays it.
inline void queuesShipped(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("flood-8-nocookies"));
    window.showPage(3);
    window.viewState().setTime({6'500'000'000});
}
/// The handshake has nobody under load.
inline void queuesNone(ui::MainWindow& window) {
    window.showPage(3);
}

} // namespace ui_test

#pragma once

#include "ui/view/main_window.h"

#include <QString>

namespace ui_test {

/// A textbook scheme: frames, and no states. The first frame that is sent again is selected.
inline void frames(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("go-back-n"));
    window.playback().toEnd();
    const sim::Trace& trace = window.viewState().run()->trace();
    for (sim::RecordId id = trace.last(); id > 0; --id)
        if (trace.record(id).rule == sim::Rule::textbook_resend_window)
            window.viewState().select(id);
}

/// The other scheme, while frame 2 is on its way for the second time.
inline void framesHalfway(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("selective-repeat"));
    window.viewState().setTime({130'000'000});
}

} // namespace ui_test

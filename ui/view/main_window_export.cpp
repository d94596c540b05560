#include "ui/view/ladder_export.h"
#include "ui/view/main_window.h"

#include <QFileDialog>

namespace ui {

/// The ladder as it looks in the window, but whole, and of the screen's size of type.
void MainWindow::chooseExport() {
    if (!state_.run() || !production_.scenario()) return;
    const sim::Scenario& scenario = *production_.scenario();
    QString chosen;
    QString file = QFileDialog::getSaveFileName(
        this, tr("Export the ladder as a picture"),
        QString::fromStdString(scenario.name) + QStringLiteral(".svg"),
        QStringLiteral("SVG (*.svg);;PNG (*.png);;PDF (*.pdf)"), &chosen);
    if (file.isEmpty()) return;
    if (!formatOf(file)) file += QLatin1Char('.') + chosen.left(3).toLower();
    const bool chinese = language_.language() == Language::chinese;
    const LadderSheet sheet{
        .title = QString::fromStdString(chinese ? scenario.title.zh : scenario.title.en),
        .theme = themeNamed(state_.theme().name),
        .numbers = state_.numbers()};
    const sim::Expected<void> written = exportLadder(*state_.run(), sheet, file);
    if (!written) notice_->show(written.error());
}

} // namespace ui

#include "ui/view/ladder_export.h"
#include "ui/view/main_window.h"
#include "ui/view/plot_export.h"

#include <QFileDialog>

namespace ui {

/// Asks for a file; empty when none is wanted. Its name ends in a format's.
QString MainWindow::chosenPicture(const QString& title) {
    QString chosen;
    QString file = QFileDialog::getSaveFileName(
        this, title, QString::fromStdString(production_.scenario()->name) + QStringLiteral(".svg"),
        QStringLiteral("SVG (*.svg);;PNG (*.png);;PDF (*.pdf)"), &chosen);
    if (!file.isEmpty() && !formatOf(file)) file += QLatin1Char('.') + chosen.left(3).toLower();
    return file;
}

/// The ladder as it looks in the window, but whole, and of the screen's size of type; or the plots
/// that are shown.
void MainWindow::chooseExport() {
    if (!state_.run() || !production_.scenario()) return;
    const bool plots = pages_->currentWidget() == plots_page_ && plots_page_->scope().model();
    const QString file = chosenPicture(plots ? tr("Export the plots as a picture")
                                             : tr("Export the ladder as a picture"));
    if (file.isEmpty()) return;
    const bool chinese = language_.language() == Language::chinese;
    const sim::BilingualText& title = production_.scenario()->title;
    const QString words = QString::fromStdString(chinese ? title.zh : title.en);
    const Theme theme = themeNamed(state_.theme().name);
    const sim::Expected<void> written =
        plots ? exportPlots(plots_page_->sheet(words, theme), file)
              : exportLadder(*state_.run(),
                             {.title = words, .theme = theme, .numbers = state_.numbers()}, file);
    if (!written) notice_->show(written.error());
}

} // namespace ui

#include "tests/ui/shown_window.h"

#include <algorithm>
#include <utility>

#include <QAbstractAnimation>
#include <QtTest>

namespace ui_test {

std::unique_ptr<ui::MainWindow> windowOn(const QString& scenario, QSize size) {
    auto window = std::make_unique<ui::MainWindow>();
    window->resize(size);
    window->language().setLanguage(ui::Language::english);
    window->show();
    if (!scenario.isEmpty()) window->openScenario(scenario);
    if (!QTest::qWaitForWindowExposed(window.get())) window.reset();
    return window;
}

bool isMoving(const ui::MainWindow& window) {
    const auto animations = window.findChildren<QAbstractAnimation*>();
    return std::any_of(animations.begin(), animations.end(), [](const QAbstractAnimation* one) {
        return one->state() == QAbstractAnimation::Running;
    });
}

QImage settledPicture(ui::MainWindow& window) {
    QImage last;
    for (int round = 0; round < 50; ++round) {
        QTest::qWait(120);
        QImage shown = window.grab().toImage();
        if (shown == last && !isMoving(window)) return shown;
        last = std::move(shown);
    }
    return {};
}

} // namespace ui_test

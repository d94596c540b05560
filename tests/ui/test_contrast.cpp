#include "tests/ui/contrast.h"
#include "ui/view/main_window.h"

#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

using ui::ThemeName;

namespace {

void showHome(ui::MainWindow& window) {
    window.showHome();
}
void showStart(ui::MainWindow& window) {
    window.showPage(0);
    window.playback().toStart();
}
void showEnd(ui::MainWindow& window) {
    window.showPage(0);
    window.playback().toEnd();
}
void showComparison(ui::MainWindow& window) {
    window.comparePage().showKernel(window.viewState().run(), ui::KernelSource::played);
    window.showPage(1);
    window.comparePage().selectPair(2);
}

/// Every theme after every other.
constexpr std::array switches{ThemeName::light, ThemeName::dark,          ThemeName::high_contrast,
                              ThemeName::light, ThemeName::high_contrast, ThemeName::dark,
                              ThemeName::light};

} // namespace

class TestContrast : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void black_and_white_are_the_furthest_apart() {
        QCOMPARE(ui_test::contrastOf(Qt::black, Qt::white), 21.0);
        QCOMPARE(ui_test::contrastOf(Qt::white, Qt::white), 1.0);
        const qreal grey = ui_test::contrastOf(QColor{0x77, 0x77, 0x77}, Qt::white);
        QVERIFY2(qAbs(grey - 4.48) < 0.01, qPrintable(QString::number(grey)));
    }

    void a_pale_text_is_found() {
        QLabel label{QStringLiteral("Hello")};
        label.setStyleSheet(QStringLiteral("color: #777777; background: #ffffff"));
        label.resize(200, 40);
        QCOMPARE(ui_test::paleTexts(label, label.grab().toImage()).size(), 1);
        label.setStyleSheet(QStringLiteral("color: #707070; background: #ffffff"));
        QCOMPARE(ui_test::paleTexts(label, label.grab().toImage()), QStringList{});
    }

    void every_text_can_be_read_after_themes_were_switched_in_any_order_data() {
        QTest::addColumn<ThemeName>("first");
        QTest::addColumn<void (*)(ui::MainWindow&)>("arrange");
        for (const ThemeName first :
             {ThemeName::dark, ThemeName::light, ThemeName::high_contrast}) {
            const QByteArray name = ui::keyOf(first).toLatin1();
            QTest::addRow("home-%s", name.constData()) << first << &showHome;
            QTest::addRow("start-%s", name.constData()) << first << &showStart;
            QTest::addRow("end-%s", name.constData()) << first << &showEnd;
            QTest::addRow("compare-%s", name.constData()) << first << &showComparison;
        }
    }

    void every_text_can_be_read_after_themes_were_switched_in_any_order() {
        QFETCH(ThemeName, first);
        using Arrange = void (*)(ui::MainWindow&);
        QFETCH(Arrange, arrange);
        QSettings().setValue(QStringLiteral("theme"), ui::keyOf(first));
        ui::MainWindow window;
        window.show();
        QVERIFY(window.openScenario(QStringLiteral("lost-data")));
        QCoreApplication::processEvents();
        arrange(window);
        QStringList pale = ui_test::paleTexts(window, window.grab().toImage());
        for (const ThemeName next : switches) {
            window.viewState().setTheme(ui::themeNamed(next));
            QCoreApplication::processEvents();
            for (const QString& text : ui_test::paleTexts(window, window.grab().toImage()))
                pale << ui::keyOf(next) + QStringLiteral(": ") + text;
        }
        QVERIFY2(pale.isEmpty(), qPrintable(pale.join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(TestContrast)
#include "test_contrast.moc"

#include "tests/soak/random_scenario.h"
#include "tests/ui/shown_window.h"

#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

namespace {

constexpr int pages = 5;
constexpr int moments = 4;
constexpr quint64 shipped_seeds = 20;

/// More of them where the environment says so (THEATER_WORLDS), from THEATER_FIRST_WORLD on.
quint64 fromEnvironment(const char* name, quint64 otherwise) {
    bool is_number = false;
    const quint64 value = qEnvironmentVariable(name).toULongLong(&is_number);
    return is_number ? value : otherwise;
}

} // namespace

/// Whatever the network and the programs do to each other, the window shows it.
class TestRandomWorlds : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QSettings().clear(); }

    void each_page_shows_any_world_at_any_moment() {
        const auto window = ui_test::windowOn({});
        QVERIFY(window != nullptr);
        const quint64 first = fromEnvironment("THEATER_FIRST_WORLD", 1);
        const quint64 count = fromEnvironment("THEATER_WORLDS", shipped_seeds);
        std::shared_ptr<const ui::Run> before;
        for (quint64 seed = first; seed < first + count; ++seed) {
            const auto scenario = sim::parse_scenario(soak::random_scenario(seed), "random");
            QVERIFY2(scenario.has_value(), qPrintable(QString::number(seed)));
            const auto run = ui::Run::played(*scenario);
            window->viewState().setRun(run);
            // Two worlds that have nothing to do with each other are compared as well.
            window->comparePage().showKernel(before ? before : run, ui::KernelSource::recorded);
            before = run;
            const sim::RecordId last = run->trace().last();
            for (int moment = 0; moment <= moments; ++moment) {
                window->viewState().select(last * static_cast<sim::RecordId>(moment) / moments);
                for (int page = 0; page < pages; ++page) {
                    window->showPage(page);
                    QVERIFY2(!window->grab().isNull(), qPrintable(QString::number(seed)));
                }
            }
        }
    }
};

QTEST_MAIN(TestRandomWorlds)
#include "test_random_worlds.moc"

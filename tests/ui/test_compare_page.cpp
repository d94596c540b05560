#include "sim/scenario/scenario.h"
#include "sim/trace/trace_file.h"
#include "tests/time_spent.h"
#include "ui/view/compare_page.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using ui::CompareStage;
using ui::KernelSource;

namespace {

std::shared_ptr<const ui::Run> played(const std::string& name, const sim::Overrides& overrides) {
    for (const sim::ShippedScenario& shipped : sim::shipped_scenarios())
        if (shipped.name == name)
            return ui::Run::played(sim::parse_scenario(shipped.text, name, overrides).value());
    return nullptr;
}

} // namespace

class TestComparePage : public QObject {
    Q_OBJECT

private:
    QTemporaryDir folder_;
    ui::ViewState state_;
    std::unique_ptr<ui::ComparePage> page_;

    void write(const QString& name, const QByteArray& bytes) {
        QFile file{folder_.filePath(name)};
        if (!file.open(QIODevice::WriteOnly)) qFatal("no file");
        file.write(bytes);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    /// The page asks a shell script instead of tcpsim.
    void playWith(const QByteArray& script) {
        write(QStringLiteral("tcpsim"), "#!/bin/sh\n" + script + "\n");
        page_->player().setProgram(folder_.filePath(QStringLiteral("tcpsim")));
        QTest::mouseClick(page_->findChild<QPushButton*>(), Qt::LeftButton);
    }

    QAbstractButton* tabNamed(const QString& name) {
        for (auto* tab : page_->findChildren<ui::PageTab*>())
            if (tab->text() == name) return tab;
        return nullptr;
    }

    ui::LoadLine lineOf(const QString& what) {
        for (const ui::LoadLine& line : page_->load().rows().lines())
            if (line.what == what) return line;
        return {};
    }

private slots:
    void init() {
        page_ = std::make_unique<ui::ComparePage>(state_);
        page_->resize(1400, 800);
        page_->show();
        state_.setRun(played("handshake", {}));
        page_->setRequest({QStringLiteral("not-shipped"), {}});
    }
    void cleanup() { page_.reset(); }

    void at_first_it_offers_to_play_the_kernel() {
        QCOMPARE(page_->banner().stage(), CompareStage::empty);
        QCOMPARE(page_->findChild<QPushButton*>()->text(), QStringLiteral("Play the kernel"));
    }

    void a_click_plays_the_kernel_and_lays_it_beside_the_model() {
        const std::string trace = sim::encode_trace(state_.run()->trace());
        write(QStringLiteral("trace"),
              QByteArray{trace.data(), static_cast<qsizetype>(trace.size())});
        playWith("cat $(dirname $0)/trace");
        QCOMPARE(page_->banner().stage(), CompareStage::playing);
        QTRY_COMPARE_WITH_TIMEOUT(page_->banner().stage(), CompareStage::compared, patience_ms);
        QCOMPARE(page_->banner().headline(),
                 QStringLiteral("The model did exactly what the real kernel did"));
        QVERIFY(page_->banner().details().startsWith(
            QStringLiteral("11 segments, 11 matched, 0 explained, 0 unexplained")));
        QCOMPARE(page_->twins().shapes().rows.size(), page_->comparison()->diff.pairs.size());
    }

    void while_it_plays_the_button_cancels() {
        playWith("exec sleep 60");
        auto* button = page_->findChild<QPushButton*>();
        QCOMPARE(button->text(), QStringLiteral("Cancel"));
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(!page_->player().isPlaying());
        QCOMPARE(page_->banner().stage(), CompareStage::empty);
    }

    void where_no_kernel_can_be_played_the_remedy_is_shown() {
        playWith(
            "echo 'Allow it: sysctl kernel.apparmor_restrict_unprivileged_userns=0' >&2; exit 4");
        QTRY_COMPARE_WITH_TIMEOUT(page_->banner().stage(), CompareStage::no_kernel, patience_ms);
        QCOMPARE(page_->banner().details(),
                 QStringLiteral("Allow it: sysctl kernel.apparmor_restrict_unprivileged_userns=0"));
    }

    void the_recording_that_ships_takes_the_kernels_place_and_says_so() {
        page_->setRequest({QStringLiteral("handshake"), {}});
        playWith("echo 'No namespaces here.' >&2; exit 4");
        QTRY_COMPARE_WITH_TIMEOUT(page_->banner().stage(), CompareStage::compared, patience_ms);
        QVERIFY2(page_->banner().details().contains(QStringLiteral("recorded on Linux ")),
                 qPrintable(page_->banner().details()));
        QVERIFY(page_->banner().details().endsWith(QStringLiteral("No namespaces here.")));
        QCOMPARE(page_->comparison()->diff.unexplained, 0U);
    }

    void a_click_on_a_row_tells_about_the_pair_and_selects_its_segment() {
        page_->showKernel(state_.run(), KernelSource::played);
        const sim::Pair& first = page_->comparison()->diff.pairs.front();
        const QRectF band = page_->twins().shapes().rows.front().band;
        QTest::mouseClick(page_->twins().viewport(), Qt::LeftButton, {}, band.center().toPoint());
        QCOMPARE(state_.selection(), first.model);
        QVERIFY(page_->pairCard().text().contains(QStringLiteral("Matched")));
    }

    void the_keys_walk_along_the_pairs() {
        page_->showKernel(state_.run(), KernelSource::played);
        auto* twins = page_->findChild<ui::TwinView*>();
        QTest::keyClick(twins, Qt::Key_Down);
        QTest::keyClick(twins, Qt::Key_Down);
        QCOMPARE(twins->selectedPair(), std::optional{std::size_t{1}});
        QTest::keyClick(twins, Qt::Key_Up);
        QCOMPARE(twins->selectedPair(), std::optional{std::size_t{0}});
    }

    void another_run_starts_the_page_afresh() {
        page_->showKernel(state_.run(), KernelSource::played);
        state_.setRun(played("refused", {}));
        QCOMPARE(page_->comparison(), nullptr);
        QCOMPARE(page_->banner().stage(), CompareStage::empty);
    }

    void a_scenario_without_load_has_no_second_view() {
        page_->showKernel(state_.run(), KernelSource::played);
        QVERIFY(!page_->hasLoad());
        page_->showView(ui::CompareView::load);
        QCOMPARE(page_->view(), ui::CompareView::segments);
    }

    void the_load_of_a_flood_stands_beside_the_recorded_kernels() {
        state_.setRun(played("flood-8-nocookies", {}));
        page_->showKernel(ui::recordedRun(QStringLiteral("flood-8-nocookies")),
                          KernelSource::recorded);
        QTest::mouseClick(tabNamed(QStringLiteral("Load")), Qt::LeftButton);
        QCOMPARE(page_->view(), ui::CompareView::load);
        QVERIFY(page_->load().isVisible());
        const ui::LoadLine full = lineOf(QStringLiteral("B:8080 half-open, 5.0 s"));
        QCOMPARE(full.model, QStringLiteral("9"));
        QCOMPARE(full.kernel, QStringLiteral("9"));
        QCOMPARE(full.status, sim::PairStatus::matched);
        QCOMPARE(lineOf(QStringLiteral("B:8080 half-open, 64.0 s")).model, QStringLiteral("4"));
        QCOMPARE(lineOf(QStringLiteral("SYNs of the flood")).kernel, QStringLiteral("2,000"));
        QCOMPARE(lineOf(QStringLiteral("TCPReqQFullDrop")).words,
                 QStringLiteral("SYNs dropped, the SYN queue was full"));
        QVERIFY(
            lineOf(QStringLiteral("client late")).model.startsWith(QStringLiteral("in at 10.")));
        QCOMPARE(page_->load().plot().shapes().curves.size(), std::size_t{4});
    }

    void every_figure_that_differs_says_why_or_that_nobody_knows() {
        state_.setRun(played("flood-8-nocookies", {}));
        page_->showKernel(played("flood-8-nocookies", {.settings = {{"listen.backlog", "4"}}}),
                          KernelSource::played);
        std::size_t differing = 0;
        for (const ui::LoadLine& line : page_->load().rows().lines()) {
            QCOMPARE(line.reason.isEmpty(), line.status == sim::PairStatus::matched);
            if (line.status != sim::PairStatus::matched) ++differing;
        }
        QVERIFY(differing > 0);
    }

    void a_click_into_the_plot_takes_the_cursor_there() {
        state_.setRun(played("flood-8-nocookies", {}));
        page_->showKernel(ui::recordedRun(QStringLiteral("flood-8-nocookies")),
                          KernelSource::recorded);
        page_->showView(ui::CompareView::load);
        ui::OccupancyView& plot = page_->load().plot();
        const sim::Time ten_seconds{10'000'000'000};
        QTest::mouseClick(&plot, Qt::LeftButton, {},
                          QPoint(qRound(plot.shapes().xOf(ten_seconds)), plot.height() / 2));
        const std::int64_t ms = state_.time().since_start_ns / 1'000'000;
        QVERIFY2(std::abs(ms - 10'000) < 200, qPrintable(QString::number(ms)));
    }

    void a_difference_is_marked_in_the_table() {
        page_->showKernel(played("handshake", {.profile = "classroom"}), KernelSource::played);
        const auto& pairs = page_->comparison()->diff.pairs;
        QVERIFY(pairs.front().status != sim::PairStatus::matched);
        page_->selectPair(0);
        QVERIFY(page_->pairCard().text().contains(QStringLiteral("≠")));
    }
};

QTEST_MAIN(TestComparePage)
#include "test_compare_page.moc"

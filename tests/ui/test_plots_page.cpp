#include "tests/time_spent.h"
#include "tests/ui/painted_texts.h"
#include "tests/ui/plot_scenes.h"
#include "tests/ui/sample_bytes.h"

#include <algorithm>

#include <QStandardPaths>
#include <QWheelEvent>
#include <QtTest>

using ui::PlotChart;
using ui::PlotTopic;

namespace {

void turnWheel(ui::PlotView& view, QPointF at, int notches, Qt::KeyboardModifiers modifiers = {}) {
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&view, &event);
}

void drag(QWidget& view, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
    QTest::mousePress(&view, Qt::LeftButton, modifiers, from);
    QTest::mouseMove(&view, (from + to) / 2);
    QTest::mouseMove(&view, to);
    QTest::mouseRelease(&view, Qt::LeftButton, modifiers, to);
}

QString wordsOn(QWidget& widget) {
    return ui_test::paintedWords(widget).join(QLatin1Char('\n'));
}

/// A million records and more: the bulk transfer, twelve times as long.
QByteArray longTransfer() {
    return QByteArray(ui_test::bulk).replace("repeat 20'", "repeat 240'").replace("60 s", "600 s");
}

} // namespace

class TestPlotsPage : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ui::MainWindow> window_;

    ui::PlotsPage& show(const char* scenario, std::int64_t ms) {
        window_ = std::make_unique<ui::MainWindow>();
        window_->resize(1600, 1000);
        window_->show();
        window_->viewState().setRun(ui_test::playedSample(scenario));
        window_->showPage(4);
        window_->plotsPage().setKernel(nullptr, {});
        QCoreApplication::processEvents();
        window_->viewState().setTime({ms * 1'000'000});
        return window_->plotsPage();
    }

    /// What a frame with another stretch of time costs, in milliseconds of the processor: the least
    /// of some, so that nothing else on the machine counts.
    static double frameTime(ui::PlotsPage& page) {
        QImage canvas(page.size(), QImage::Format_ARGB32_Premultiplied);
        const ui::PlotSpan whole = page.scope().whole();
        std::int64_t moved = 0;
        return least_ms(15, [&] {
            page.scope().setSpan({whole.from + moved, whole.to});
            page.render(&canvas);
            moved += 1'000'000;
        });
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup() { window_.reset(); }

    void a_key_shows_them_and_all_plots_are_linked() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 300);
        window_->showPage(0);
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        QTest::keyClick(window_.get(), Qt::Key_5, Qt::ControlModifier);
        QCOMPARE(window_->page(), &page);
        page.scope().setSpan({100'000'000, 200'000'000});
        for (std::size_t n = 0; n < ui::plot_charts; ++n) {
            const ui::PlotView& view = page.view(static_cast<PlotChart>(n));
            QVERIFY(view.isVisible());
            QVERIFY(!view.accessibleName().isEmpty());
            QVERIFY(!view.accessibleDescription().isEmpty());
            QCOMPARE(view.shapes().frame.span, (ui::PlotSpan{100'000'000, 200'000'000}));
        }
        for (const ui::ChoiceBox* box : {&page.flowBox(), &page.styleBox(), &page.stageBox()})
            QVERIFY(!box->accessibleName().isEmpty());
    }

    void the_wheel_zooms_about_the_pointer() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 300);
        ui::PlotView& view = page.view(PlotChart::sequence);
        const QPointF at = view.shapes().frame.plot.center() + QPointF(100, 0);
        const std::int64_t before = view.shapes().frame.timeAt(at.x());
        const double length = page.scope().span().length();
        turnWheel(view, at, 2);
        QVERIFY(page.scope().span().length() < 0.7 * length);
        QVERIFY(std::abs(view.shapes().frame.timeAt(at.x()) - before) < 1'000'000);
        const ui::PlotSpan zoomed = page.scope().span();
        turnWheel(view, at, -1, Qt::ShiftModifier);
        QVERIFY(page.scope().span().from > zoomed.from);
        QVERIFY(std::abs(page.scope().span().length() - zoomed.length()) <= 2);
    }

    void a_stretch_that_is_dragged_over_fills_the_plot() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 300);
        ui::PlotView& view = page.view(PlotChart::congestion);
        const QRectF plot = view.shapes().frame.plot;
        const QPoint from = (plot.topLeft() + QPointF(50, 30)).toPoint();
        const QPoint to = from + QPoint(200, 20);
        const std::int64_t first = view.shapes().frame.timeAt(from.x());
        const std::int64_t last = view.shapes().frame.timeAt(to.x());
        drag(view, from, to);
        QCOMPARE(page.scope().span(), (ui::PlotSpan{first, last}));
        drag(view, from, to, Qt::ShiftModifier);
        QVERIFY(page.scope().span().from < first);
        QTest::mouseDClick(&view, Qt::LeftButton, {}, from);
        QVERIFY(page.scope().isWhole());
    }

    void the_cursors_line_can_be_dragged() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 300);
        ui::PlotView& view = page.view(PlotChart::throughput);
        const QPoint line(qRound(view.cursorX()), qRound(view.shapes().frame.plot.center().y()));
        const QPoint to = line - QPoint(150, 0);
        const std::int64_t wanted = view.shapes().frame.timeAt(to.x());
        drag(view, line, to);
        const sim::Trace& trace = window_->viewState().run()->trace();
        const std::int64_t now = window_->viewState().time().since_start_ns;
        QVERIFY(window_->viewState().cursor() != 0);
        for (sim::RecordId id = 1; id <= trace.last(); ++id)
            QVERIFY(std::abs(now - wanted)
                    <= std::abs(trace.record(id).at.since_start_ns - wanted));
        QVERIFY(page.scope().isWhole());
    }

    void a_click_on_a_segment_selects_its_record() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 300);
        ui::PlotView& view = page.view(PlotChart::sequence);
        const ui::PlotPoint& again = page.scope().model()->of(PlotTopic::segments_again)[0];
        const QPointF at(view.shapes().frame.xOf(again.at_ns),
                         view.shapes().frame.yOf(static_cast<double>(again.value)));
        QTest::mouseClick(&view, Qt::LeftButton, {}, at.toPoint());
        QCOMPARE(window_->viewState().selection(), again.record);
        QCOMPARE(window_->viewState().time().since_start_ns, 300'000'000);
    }

    void the_pointer_reads_values_and_their_instant() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 300);
        ui::PlotView& view = page.view(PlotChart::congestion);
        const std::int64_t at = 150'000'000;
        const ui::PlotPoint* held = page.scope().model()->of(PlotTopic::cwnd).at(at);
        const QString value =
            ui::plotValueText(static_cast<double>(held->value), ui::PlotUnit::bytes);
        const QPointF point(view.shapes().frame.xOf(at),
                            view.shapes().frame.yOf(static_cast<double>(held->value)));
        QTest::mouseMove(&view, point.toPoint());
        QCOMPARE(view.legend().entries.front().value, value);
        QVERIFY(wordsOn(view).contains(QStringLiteral("cwnd  ") + value));
        // The others read the same instant, and say which it is.
        for (const PlotChart other : {PlotChart::congestion, PlotChart::round_trip}) {
            const ui::PlotFrame& frame = page.view(other).shapes().frame;
            QVERIFY(wordsOn(page.view(other))
                        .contains(ui::instantText(*page.scope().hover(), frame.span.to,
                                                  frame.timePerPixel())));
        }
        const auto* const rtt = page.scope().model()->of(PlotTopic::rtt).at(*page.scope().hover());
        QCOMPARE(page.view(PlotChart::round_trip).legend().entries.front().value,
                 ui::plotValueText(static_cast<double>(rtt->value), ui::PlotUnit::time));
    }

    void keys_zoom_about_the_cursor_and_show_all_again() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 300);
        QVERIFY(QTest::qWaitForWindowActive(window_.get()));
        const double x = page.view(PlotChart::sequence).cursorX();
        QTest::keyClick(window_.get(), Qt::Key_Plus);
        QVERIFY(!page.scope().isWhole());
        QVERIFY(std::abs(page.view(PlotChart::sequence).cursorX() - x) < 2);
        QTest::keyClick(window_.get(), Qt::Key_0);
        QVERIFY(page.scope().isWhole());
    }

    void a_stretch_follows_the_cursor_out_of_sight() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 100);
        page.scope().setSpan({80'000'000, 120'000'000});
        window_->viewState().setTime({300'000'000});
        QVERIFY(page.scope().span().from <= 300'000'000);
        QVERIFY(page.scope().span().to >= 300'000'000);
        QCOMPARE(page.scope().span().length(), 40e6);
    }

    void another_direction_has_other_series() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 300);
        QCOMPARE(page.flowBox().count(), 2);
        QCOMPARE(page.flowBox().currentText(), QString("A → B"));
        page.flowBox().setCurrentIndex(1);
        emit page.flowBox().activated(1);
        QCOMPARE(page.scope().model()->sender, sim::HostId{1});
        QCOMPARE(page.flow().sender, sim::Side::acceptor);
    }

    void model_and_kernel_lie_one_over_the_other_or_alone() {
        window_ = std::make_unique<ui::MainWindow>();
        window_->show();
        QVERIFY(window_->openScenario(QStringLiteral("slow-reader")));
        window_->showPage(4);
        ui::PlotsPage& page = window_->plotsPage();
        QVERIFY(page.stageBox().isVisible());
        QVERIFY(page.scope().stages().model && page.scope().stages().kernel);
        // The kernel's run ends later, and is seen to its end.
        QVERIFY(page.scope().stages().kernel->to > page.scope().stages().model->to);
        QVERIFY(page.scope().span().to > page.scope().stages().kernel->to.since_start_ns);
        QVERIFY(page.scope().isWhole());
        page.stageBox().setCurrentIndex(1);
        emit page.stageBox().activated(1);
        QVERIFY(!page.scope().stages().model);
        for (const ui::PlotCurve& curve : page.view(PlotChart::sequence).shapes().curves)
            QVERIFY(curve.of_kernel);
    }

    void tabs_have_room_where_a_box_is_hidden() {
        window_ = std::make_unique<ui::MainWindow>();
        QVERIFY(window_->openScenario(QStringLiteral("handshake")));
        window_->resize(960, 600);
        window_->show();
        QCoreApplication::processEvents();
        ui_test::plotsOverview(*window_);
        QCoreApplication::processEvents();
        for (const ui::PageTab* tab : window_->plotsPage().findChildren<ui::PageTab*>())
            QVERIFY(tab->width() >= tab->sizeHint().width());
    }

    void what_counts_frames_has_a_sentence_instead() {
        window_ = std::make_unique<ui::MainWindow>();
        window_->show();
        QVERIFY(window_->openScenario(QStringLiteral("go-back-n")));
        window_->showPage(4);
        QVERIFY(wordsOn(*window_).contains(QStringLiteral("counts frames")));
        QVERIFY(window_->openScenario(QStringLiteral("handshake")));
        window_->showPage(4);
        QVERIFY(wordsOn(*window_).contains(QStringLiteral("Sequence numbers over time")));
    }

    void numbers_can_be_those_on_the_wire() {
        ui::PlotsPage& page = show(ui_test::lossy_transfer, 300);
        window_->viewState().setNumbers(ui::Numbers::absolute);
        const std::uint32_t initial = page.scope().model()->initial;
        for (const ui::PlacedTick& tick : page.view(PlotChart::sequence).shapes().values)
            QVERIFY2(QString(tick.text).remove(QLatin1Char(',')).toULongLong() > initial,
                     qPrintable(tick.text));
    }

    void a_million_records_are_drawn_about_as_fast_as_few() {
        const double few = frameTime(show(ui_test::lossy_transfer, 300));
        ui::PlotsPage& page = show(longTransfer().constData(), 1000);
        const sim::RecordId records = window_->viewState().run()->trace().last();
        QVERIFY2(records >= 1'000'000, qPrintable(QString::number(records)));
        const double many = frameTime(page);
        std::shared_ptr<const ui::PlotData> data;
        const double read =
            least_ms(1, [&] { data = ui::readPlots(*window_->viewState().run(), page.flow()); });
        qInfo("read in %.0f ms", read);
        QCOMPARE(data->of(PlotTopic::segments).size(),
                 page.scope().model()->of(PlotTopic::segments).size());
        qInfo("%u records: %.1f ms a frame of five plots; %.1f ms of a few hundred", records, many,
              few);
        // A slow machine is slow with both; what must not be is that a million points cost more
        // than the pixels they fall on.
        QVERIFY(many < 6 * few + 8);
    }
};

QTEST_MAIN(TestPlotsPage)
#include "test_plots_page.moc"

#include "sim/scenario/scenario.h"
#include "tests/ui/byte_scenes.h"
#include "tests/ui/painted_texts.h"
#include "tests/ui/sample_bytes.h"
#include "ui/view/main_window.h"

#include <algorithm>

#include <QStandardPaths>
#include <QWheelEvent>
#include <QtTest>

namespace {

void turnWheel(ui::RibbonCard& card, QPointF at, int notches, Qt::KeyboardModifiers modifiers) {
    QWheelEvent event(at, card.mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&card, &event);
}

QPointF middleOf(const ui::RibbonShapes& shapes, std::size_t cell) {
    return {shapes.scale.left + (static_cast<double>(cell) + 0.5) * shapes.scale.cell_width,
            shapes.sent.center().y()};
}

} // namespace

class TestRibbonCard : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ui::MainWindow> window_;

    ui::RibbonCard& show(const char* scenario, std::int64_t ms, QSize size = {1600, 1000}) {
        window_ = std::make_unique<ui::MainWindow>();
        window_->viewState().setRun(
            ui::Run::played(sim::parse_scenario(scenario, "sample").value()));
        window_->resize(size);
        window_->showPage(0);
        window_->show();
        QCoreApplication::processEvents(); // the layouts find their sizes
        window_->viewState().setTime({ms * 1'000'000});
        return window_->ladderPage().ribbon();
    }

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void cleanup() { window_.reset(); }

    void it_follows_the_cursor() {
        ui::RibbonCard& card = show(ui_test::lost_segment, 33);
        QCOMPARE(card.ribbon().flows[0].lost, (std::vector<ui::ByteRange>{{1449, 2897}}));
        window_->viewState().setTime({300'000'000});
        QCOMPARE(card.ribbon().flows[0].una, std::optional<std::int64_t>{4345});
        window_->viewState().setTime({33'000'000});
        QCOMPARE(card.ribbon().flows[0].una, std::optional<std::int64_t>{1});
    }

    void the_pointer_is_told_which_bytes_and_what_they_are() {
        const ui::RibbonCard& card = show(ui_test::lost_segment, 33);
        QCOMPARE(
            card.tipAt(middleOf(card.shapes(0), 5)),
            QString("A's bytes 1,449 to 2,896 (1,448): lost on the way. A only notices that no "
                    "ACK covers them."));
        QVERIFY(card.tipAt(middleOf(card.shapes(1), 2)).startsWith("B's bytes 1 to "));
        QVERIFY(card.tipAt({2, 2}).isEmpty());
    }

    void a_click_on_bytes_selects_their_segment_and_another_goes_to_its_end() {
        ui::RibbonCard& card = show(ui_test::lost_segment, 33);
        const sim::Trace& trace = window_->viewState().run()->trace();
        const QPoint lost = middleOf(card.shapes(0), 5).toPoint();
        QTest::mouseClick(&card, Qt::LeftButton, {}, lost);
        const sim::RecordId segment = window_->viewState().selection();
        QVERIFY(segment != 0);
        QCOMPARE(trace.record(segment).kind, sim::RecordKind::sent);
        QCOMPARE(sim::relative_seq(trace, trace.record(segment)), 1449U);
        const sim::Time before = window_->viewState().time();
        QCOMPARE(before, sim::Time{33'000'000});
        QTest::mouseClick(&card, Qt::LeftButton, {}, lost);
        QCOMPARE(window_->viewState().selection(), segment);
        QVERIFY(window_->viewState().time() < before); // it died under way
        window_->viewState().select(0);
        QTest::mouseClick(
            &card, Qt::LeftButton, {},
            {qRound(card.shapes(0).scale.right()) - 6, qRound(card.shapes(0).sent.center().y())});
        QCOMPARE(window_->viewState().selection(), 0U); // nothing has left there
    }

    void cwnd_has_a_bracket_and_a_cursor() {
        const ui::RibbonCard& card = show(ui_test::lost_segment, 33);
        const ui::RibbonShapes& shapes = card.shapes(0);
        QVERIFY(shapes.cwnd);
        QCOMPARE(shapes.cwnd->x1(), shapes.scale.xOf(*card.ribbon().flows[0].una));
        const auto is_cwnd = [](const ui::RibbonMark& mark) {
            return mark.cursor == ui::RibbonCursor::cwnd_end;
        };
        const auto mark = std::find_if(shapes.marks.begin(), shapes.marks.end(), is_cwnd);
        QVERIFY(mark != shapes.marks.end());
        QCOMPARE(mark->number, *card.ribbon().flows[0].cwnd_end);
    }

    void numbers_can_be_those_on_the_wire() {
        const ui::RibbonCard& card = show(ui_test::lost_segment, 33);
        window_->viewState().setNumbers(ui::Numbers::absolute);
        const sim::Trace& trace = window_->viewState().run()->trace();
        QCOMPARE(trace.conversation(1).ends[0].initial.raw, 4251195516U);
        QCOMPARE(card.shapes(0).marks.front().text, QString("UNA 4,251,195,517"));
    }

    void the_wheel_moves_along_a_long_stream_and_the_cursor_brings_it_back() {
        ui::RibbonCard& card = show(ui_test::bulk, 150);
        const std::int64_t followed = card.shapes(0).scale.first;
        QVERIFY(followed > 1'000'000);
        turnWheel(card, middleOf(card.shapes(0), 3), 2, Qt::NoModifier);
        QCOMPARE(card.shapes(0).scale.first, followed - 6 * card.shapes(0).scale.per_cell);
        window_->playback().stepForward();
        QVERIFY(card.shapes(0).scale.first >= followed);
    }

    void wheel_and_keys_zoom() {
        ui::RibbonCard& card = show(ui_test::bulk, 150);
        QCOMPARE(card.shapes(0).scale.per_cell, std::int64_t{1448});
        turnWheel(card, middleOf(card.shapes(0), 3), 1, Qt::ControlModifier);
        QCOMPARE(card.shapes(0).scale.per_cell, std::int64_t{724});
        QTest::keyClick(&card, Qt::Key_Plus);
        QCOMPARE(card.shapes(0).scale.per_cell, std::int64_t{362});
        QTest::keyClick(&card, Qt::Key_0);
        QCOMPARE(card.shapes(0).scale.per_cell, std::int64_t{1448});
        QTest::keyClick(&card, Qt::Key_Minus);
        QCOMPARE(card.shapes(0).scale.per_cell, std::int64_t{2896});
    }

    void it_stands_below_the_ladder_where_there_is_room_and_on_a_projector() {
        const ui::RibbonCard& card = show(ui_test::lost_segment, 33, {1500, 880});
        QCOMPARE(window_->ladderPage().pageWidth(), ui::PageWidth::full);
        QVERIFY(card.isVisible());
        window_->viewState().setTheme(
            ui::themeNamed(ui::ThemeName::dark, ui::Projection::projector));
        QCoreApplication::processEvents();
        QVERIFY(card.isVisible());
        QVERIFY(ui_test::paintedWords(*window_).join(QString{}).contains("RCV.NXT 1,449"));
    }

    void the_legend_names_what_is_on_the_picture_first() {
        ui::RibbonCard& card = show(ui_test::slow_reader, 1500, {1500, 880});
        QStringList words = ui_test::paintedWords(card);
        QVERIFY(words.contains("beyond the window"));
        QVERIFY(words.contains("unread"));
        QVERIFY(!words.contains("in flight") && !words.contains("read"));
        window_->viewState().setTime({40'000'000'000});
        words = ui_test::paintedWords(card);
        QVERIFY(words.contains("read"));
    }

    void the_legend_has_all_the_room_that_the_title_leaves() {
        ui::RibbonCard& card = show(ui_test::lost_segment, 0);
        ui_test::bytesSacked(*window_);
        const QStringList words = ui_test::paintedWords(card);
        for (const char* name : {"acknowledged", "in flight", "sent again", "SACKed", "lost"})
            QVERIFY2(words.contains(QLatin1String(name)), name);
    }

    void a_high_card_has_a_second_line_of_labels_and_higher_cells() {
        constexpr int bytes_pane = 4;
        const ui::RibbonCard& card = show(ui_test::lost_segment, 33, {1366, 768});
        window_->ladderPage().showPane(bytes_pane);
        QCoreApplication::processEvents();
        const ui::RibbonShapes& shapes = card.shapes(0);
        QCOMPARE(shapes.sent.height(), 33.0);
        for (const ui::RibbonMark& mark : shapes.marks)
            if (mark.beyond == ui::RibbonBeyond::no)
                QVERIFY(mark.label.left() - 12 <= mark.x && mark.x <= mark.label.right() + 12);
    }

    void on_a_laptop_it_has_a_tab() {
        const ui::RibbonCard& card = show(ui_test::lost_segment, 33, {1366, 768});
        QVERIFY(!card.isVisible());
        for (auto* tab : window_->ladderPage().findChildren<ui::PageTab*>())
            if (tab->text() == "Bytes") QTest::mouseClick(tab, Qt::LeftButton);
        QVERIFY(card.isVisible());
        QCOMPARE(card.ribbon().flows[0].lost, (std::vector<ui::ByteRange>{{1449, 2897}}));
    }
};

QTEST_MAIN(TestRibbonCard)
#include "test_ribbon_card.moc"

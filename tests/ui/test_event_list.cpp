#include "tests/time_spent.h"
#include "tests/ui/sample_trace.h"
#include "ui/layout/event_columns.h"
#include "ui/view/event_list.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

using sim::RecordId;
using ui::RecordTable;
using ui::RowKind;

namespace {

constexpr ui::EventMeasure measure{.number = 30, .time = 70, .host = 18, .line = 18};

ui::RowKindSet only(RowKind kind) {
    return ui::RowKindSet{}.set(static_cast<std::size_t>(kind));
}

/// All columns of a row.
QStringList rowOf(const RecordTable& table, int row) {
    QStringList cells;
    for (int column = 0; column < RecordTable::columns; ++column)
        cells << table.data(table.index(row, column), Qt::DisplayRole).toString();
    return cells;
}

RecordId first(const sim::Trace& trace, sim::RecordKind kind) {
    for (RecordId id = 1; id <= trace.last(); ++id)
        if (trace.record(id).kind == kind) return id;
    return 0;
}

/// How many rows are left when the search for `needle` has ended; -1 when it does not end.
int rowsFound(RecordTable& table, const QString& needle) {
    table.setNeedle(needle);
    const bool ended = QTest::qWaitFor([&] { return !table.isSearching(); }, patience_ms);
    return ended ? table.rowCount() : -1;
}

/// A list on the run that loses a segment, all of which has happened, ready to be clicked.
struct Shown {
    ui::ViewState state;
    ui::EventList list{state};

    explicit Shown(QSize size = {800, 400}) {
        state.setRun(ui_test::runOf(ui_test::lostDataTrace()));
        state.setCursor(last());
        list.resize(size);
        list.show();
    }
    [[nodiscard]] RecordId last() const { return state.run()->trace().last(); }
    [[nodiscard]] QPoint inRow(int row) { return list.rows().rowBox(row).center().toPoint(); }
};

} // namespace

class TestEventList : public QObject {
    Q_OBJECT

private slots:
    void a_wide_list_has_the_sentence_beside_the_words() {
        const ui::EventColumns columns = ui::eventColumns(800, measure);
        QVERIFY(!columns.two_lines);
        QCOMPARE(columns.height, 26.0);
        QCOMPARE(columns.number, QRectF(8, 0, 30, 26));
        QCOMPARE(columns.time, QRectF(48, 0, 70, 26));
        QVERIFY(columns.sentence.left() > columns.what.right());
        QCOMPARE(columns.sentence.right(), 792.0);
    }

    void a_narrow_list_has_the_sentence_below_the_words() {
        const ui::EventColumns columns = ui::eventColumns(380, measure);
        QVERIFY(columns.two_lines);
        QCOMPARE(columns.height, 48.0);
        QVERIFY(columns.sentence.top() >= columns.what.bottom() - 8);
        QVERIFY(columns.sentence.bottom() <= columns.height);
        QCOMPARE(columns.what.right(), 372.0);
    }

    void what_has_not_happened_is_not_listed() {
        ui::ViewState state;
        RecordTable table(state);
        QCOMPARE(table.rowCount(), 0);
        state.setRun(ui_test::runOf(ui_test::lostDataTrace()));
        QCOMPARE(table.rowCount(), 0);
        state.setCursor(7);
        QCOMPARE(table.rowCount(), 7);
        state.setCursor(3);
        QCOMPARE(table.rowCount(), 3);
        table.setKinds(only(RowKind::dropped));
        QCOMPARE(table.rowCount(), 0);
    }

    void a_row_tells_number_time_host_what_and_a_sentence() {
        ui::ViewState state;
        RecordTable table(state);
        state.setRun(ui_test::runOf(ui_test::lostDataTrace()));
        state.setCursor(state.run()->trace().last());
        const int row = static_cast<int>(first(state.run()->trace(), sim::RecordKind::sent)) - 1;
        const QStringList cells = rowOf(table, row);
        QCOMPARE(cells.at(0), QString::number(row + 1));
        QCOMPARE(cells.at(1), QString("1.0 ms"));
        QCOMPARE(cells.at(2), QString("A"));
        QCOMPARE(cells.at(3), QString("sent SYN seq=0"));
        QVERIFY2(cells.at(4).startsWith("A asks B to open a connection"), qPrintable(cells.at(4)));
    }

    void each_kind_of_record_has_words() {
        ui::ViewState state;
        RecordTable table(state);
        state.setRun(ui_test::runOf(ui_test::lostDataTrace()));
        state.setCursor(state.run()->trace().last());
        const sim::Trace& trace = state.run()->trace();
        const auto words = [&](sim::RecordKind kind) {
            return rowOf(table, static_cast<int>(first(trace, kind)) - 1).at(3);
        };
        QCOMPARE(words(sim::RecordKind::received), QString("received SYN seq=0"));
        QCOMPARE(words(sim::RecordKind::dropped), QString("lost DATA seq=1449 ack=1 len=1448"));
        QCOMPARE(words(sim::RecordKind::state), QString("state CLOSED → LISTEN"));
        QCOMPARE(words(sim::RecordKind::call), QString("call listen(5) …"));
        QCOMPARE(words(sim::RecordKind::timer), QString("timer RTO set: 1 s"));
    }

    void a_filter_keeps_only_its_kinds() {
        ui::ViewState state;
        RecordTable table(state);
        state.setRun(ui_test::runOf(ui_test::lostDataTrace()));
        state.setCursor(state.run()->trace().last());
        table.setKinds(only(RowKind::dropped));
        QCOMPARE(table.rowCount(), 1);
        QCOMPARE(table.recordAt(0), first(state.run()->trace(), sim::RecordKind::dropped));
        QCOMPARE(table.rowOf(table.recordAt(0) + 5), 0);
        QCOMPARE(table.rowOf(table.recordAt(0) - 1), -1);
        table.setKinds({});
        QCOMPARE(table.rowCount(), 0);
    }

    void a_text_is_looked_for_in_all_of_a_row() {
        ui::ViewState state;
        RecordTable table(state);
        state.setRun(ui_test::runOf(ui_test::lostDataTrace()));
        state.setCursor(state.run()->trace().last());
        QCOMPARE(rowsFound(table, "LOST on the WAY"), 1);
        QCOMPARE(rowsFound(table, "seq=1449"), 4); // sent, lost, sent again, received
        QCOMPARE(rowsFound(table, "no such words"), 0);
        table.setNeedle({});
        QCOMPARE(table.rowCount(), static_cast<int>(state.run()->trace().last()));
    }

    void a_search_goes_on_when_the_cursor_does() {
        ui::ViewState state;
        RecordTable table(state);
        state.setRun(ui_test::runOf(ui_test::lostDataTrace()));
        table.setNeedle("SYN ACK");
        QTRY_VERIFY_WITH_TIMEOUT(!table.isSearching(), patience_ms);
        QCOMPARE(table.rowCount(), 0);
        state.setCursor(state.run()->trace().last());
        QTRY_VERIFY(table.rowCount() >= 2);
        state.setCursor(1);
        QTRY_VERIFY_WITH_TIMEOUT(!table.isSearching(), patience_ms);
        QCOMPARE(table.rowCount(), 0);
    }

    void clicking_a_row_selects_its_record() {
        Shown shown;
        shown.list.rows().verticalScrollBar()->setValue(0);
        QTest::mouseClick(shown.list.rows().viewport(), Qt::LeftButton, {}, shown.inRow(3));
        QCOMPARE(shown.state.selection(), RecordId{4});
        QCOMPARE(shown.state.cursor(), shown.last());
    }

    void up_and_down_select_and_enter_asks_for_the_cursor() {
        Shown shown;
        QSignalSpy activated(&shown.list, &ui::EventList::recordActivated);
        shown.state.select(10);
        QTest::keyClick(&shown.list.rows(), Qt::Key_Down);
        QCOMPARE(shown.state.selection(), RecordId{11});
        QTest::keyClick(&shown.list.rows(), Qt::Key_Up);
        QTest::keyClick(&shown.list.rows(), Qt::Key_Up);
        QCOMPARE(shown.state.selection(), RecordId{9});
        QTest::keyClick(&shown.list.rows(), Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().value<RecordId>(), RecordId{9});
    }

    void a_double_click_asks_for_the_cursor() {
        Shown shown;
        QSignalSpy activated(&shown.list, &ui::EventList::recordActivated);
        shown.list.rows().verticalScrollBar()->setValue(0);
        QTest::mouseDClick(shown.list.rows().viewport(), Qt::LeftButton, {}, shown.inRow(2));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().value<RecordId>(), RecordId{3});
    }

    void the_cursor_and_the_selection_stay_in_sight() {
        Shown shown({800, 300});
        ui::EventRows& rows = shown.list.rows();
        const QRectF view(rows.viewport()->rect());
        QVERIFY(view.contains(rows.rowBox(static_cast<int>(shown.last()) - 1)));
        shown.state.select(1);
        QVERIFY(view.contains(rows.rowBox(0)));
        QCOMPARE(rows.currentRow(), 0);
    }

    void a_chip_leaves_out_its_kind_and_a_text_narrows_the_rest() {
        Shown shown;
        const int all = shown.list.table().rowCount();
        QTest::mouseClick(&shown.list.chip(RowKind::timer), Qt::LeftButton);
        QVERIFY(shown.list.table().rowCount() < all);
        QTest::mouseClick(&shown.list.chip(RowKind::timer), Qt::LeftButton);
        QCOMPARE(shown.list.table().rowCount(), all);
        QTest::keyClicks(&shown.list.field(), "TIME-WAIT");
        QTRY_VERIFY_WITH_TIMEOUT(!shown.list.table().isSearching(), patience_ms);
        QVERIFY(shown.list.table().rowCount() > 0 && shown.list.table().rowCount() < all);
        QTest::keyClick(&shown.list.field(), Qt::Key_Escape);
        QCOMPARE(shown.list.table().rowCount(), all);
    }

    void folded_up_it_is_its_title() {
        Shown shown;
        shown.list.setOpen(false);
        QCOMPARE(shown.list.maximumHeight(), ui::Card::title_height);
        QVERIFY(!shown.list.rows().isVisible());
        QSignalSpy clicked(&shown.list, &ui::EventList::titleClicked);
        QTest::mouseClick(&shown.list, Qt::LeftButton, {}, {20, 10});
        QCOMPARE(clicked.size(), 1);
    }

    void two_million_records_are_filtered_at_once() {
        const sim::Trace trace = ui_test::bulkTrace(1'000'000);
        QVERIFY(trace.last() >= 1'990'000);
        const ui::RecordIndex index(trace);
        std::vector<RecordId> lost;
        std::vector<RecordId> most;
        const double few = least_ms(5, [&] { lost = index.select(only(RowKind::dropped)); });
        const double many = least_ms(5, [&] { most = index.select(~only(RowKind::dropped)); });
        QCOMPARE(lost.size(), std::size_t{10'000});
        QCOMPARE(most.size(), trace.last() - 10'000);
        qInfo("few: %.2f ms, most: %.2f ms", few, many);
        SKIP_LIMITS_IF_SANITIZED();
        QVERIFY(few < 30 && many < 30);
    }

    void a_million_records_scroll_within_a_frame() {
        ui::ViewState state;
        ui::EventList list(state);
        list.resize(800, 600);
        list.show();
        state.setRun(ui_test::runOf(ui_test::bulkTrace(500'000)));
        const double opened = least_ms(1, [&] {
            state.setCursor(state.run()->trace().last());
            list.rows().grab();
        });
        qInfo("opened in %.1f ms", opened);
        QCOMPARE(list.table().rowCount(), static_cast<int>(state.run()->trace().last()));
        constexpr int frames = 30;
        const auto scroll = [&] {
            for (int n = 0; n < frames; ++n) {
                list.rows().verticalScrollBar()->setValue(n * 700'000);
                list.rows().grab();
            }
        };
        const double ms = least_ms(3, scroll) / frames;
        qInfo("%.2f ms a frame", ms);
        SKIP_LIMITS_IF_SANITIZED();
        QVERIFY2(ms < 16, qPrintable(QString::number(ms)));
    }
};

QTEST_MAIN(TestEventList)
#include "test_event_list.moc"

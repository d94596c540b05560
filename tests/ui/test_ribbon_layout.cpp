#include "ui/layout/ribbon_layout.h"

#include <QtTest>

using ui::ByteFate;
using ui::RibbonCursor;

namespace {

/// A letter is 7 wide.
const ui::RibbonFonts fonts{
    .width = [](const QString& text) { return 7.0 * static_cast<double>(text.size()); },
    .number = [](std::int64_t number) { return QString::number(number); },
    .arrow = 16};
constexpr ui::RibbonRoom room{.label = 17, .sent = 22, .between = 3, .held = 11};

/// 20 cells of 24, a quarter of 1460 bytes each, from x = 100 on.
constexpr ui::RibbonScale quarters{
    .first = 1, .per_cell = 365, .cells = 20, .left = 100, .cell_width = 24};

/// Three segments of 1460: the first is acknowledged, the second lost, the third out of order.
ui::ByteFlow threeSegments() {
    return {.sender = 0,
            .receiver = 1,
            .una = 1461,
            .nxt = 4381,
            .window_end = 5841,
            .received = 1461,
            .receive_end = 5841,
            .read = 1,
            .sent = 4381,
            .fin = {},
            .lost = {{1461, 2921}},
            .buffered = {{2921, 4381}}};
}

std::vector<ByteFate> fatesIn(const ui::RibbonShapes& shapes, const QRectF& row) {
    std::vector<ByteFate> fates;
    for (const ui::RibbonPiece& piece : shapes.pieces)
        if (piece.box.top() == row.top()) fates.push_back(piece.fate);
    return fates;
}

const ui::RibbonMark& markOf(const ui::RibbonShapes& shapes, RibbonCursor cursor) {
    for (const ui::RibbonMark& mark : shapes.marks)
        if (mark.cursor == cursor) return mark;
    qFatal("no such mark");
}

} // namespace

class TestRibbonLayout : public QObject {
    Q_OBJECT

private slots:
    void a_segment_is_four_cells_of_one_fate() {
        const ui::RibbonShapes shapes =
            ui::layoutRibbon(threeSegments(), quarters, 40, room, fonts);
        std::vector<ByteFate> sent(4, ByteFate::acknowledged);
        sent.insert(sent.end(), 4, ByteFate::lost);
        sent.insert(sent.end(), 4, ByteFate::in_flight);
        sent.insert(sent.end(), 4, ByteFate::allowed);
        sent.insert(sent.end(), 4, ByteFate::forbidden);
        QCOMPARE(fatesIn(shapes, shapes.sent), sent);
        std::vector<ByteFate> held(4, ByteFate::unread);
        held.insert(held.end(), 4, ByteFate::room);
        held.insert(held.end(), 4, ByteFate::buffered);
        held.insert(held.end(), 4, ByteFate::room);
        held.insert(held.end(), 4, ByteFate::no_room);
        QCOMPARE(fatesIn(shapes, shapes.held), held);
        QCOMPARE(shapes.pieces.at(5).box, QRectF(100 + 5 * 24, 57, 22, 22));
        QCOMPARE(shapes.held, QRectF(100, 82, 480, 11));
    }

    void a_cell_with_two_fates_is_cut_in_proportion() {
        ui::ByteFlow flow = threeSegments();
        flow.una = 74; // 73 of the 365 bytes of the first cell
        flow.lost = {};
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, quarters, 40, room, fonts);
        QCOMPARE(shapes.pieces.at(0).bytes, (ui::ByteRange{1, 74}));
        QCOMPARE(shapes.pieces.at(0).fate, ByteFate::acknowledged);
        QCOMPARE(shapes.pieces.at(0).box, QRectF(100, 57, 4.8, 22));
        QCOMPARE(shapes.pieces.at(1).fate, ByteFate::in_flight);
        QCOMPARE(shapes.pieces.at(1).box.right(), 122.0);
    }

    void cursors_stand_before_their_byte() {
        const ui::RibbonShapes shapes =
            ui::layoutRibbon(threeSegments(), quarters, 40, room, fonts);
        QCOMPARE(markOf(shapes, RibbonCursor::snd_una).x, 196.0);
        QCOMPARE(markOf(shapes, RibbonCursor::snd_una).text, QString("SND.UNA 1461"));
        QCOMPARE(markOf(shapes, RibbonCursor::snd_nxt).x, 388.0);
        QCOMPARE(markOf(shapes, RibbonCursor::snd_end).x, 484.0);
        QCOMPARE(markOf(shapes, RibbonCursor::rcv_nxt).x, 196.0);
        QCOMPARE(markOf(shapes, RibbonCursor::rcv_end).text, QString("RCV.NXT+WND 5841"));
    }

    void labels_of_one_row_never_overlap() {
        ui::ByteFlow flow = threeSegments();
        flow.una = flow.nxt = flow.window_end = 4381; // a window of zero
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, quarters, 40, room, fonts);
        const QRectF& una = markOf(shapes, RibbonCursor::snd_una).label;
        const QRectF& nxt = markOf(shapes, RibbonCursor::snd_nxt).label;
        const QRectF& end = markOf(shapes, RibbonCursor::snd_end).label;
        QVERIFY(una.right() + 8 <= nxt.left());
        QVERIFY(nxt.right() + 8 <= end.left());
        QVERIFY(una.left() >= 100 && end.right() <= 580);
    }

    void labels_keep_clear_of_the_line_of_cwnd() {
        ui::ByteFlow flow = threeSegments();
        flow.cwnd_end = 5841;
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, quarters, 40, room, fonts);
        QVERIFY(shapes.cwnd);
        const double line = shapes.cwnd->y1();
        for (const RibbonCursor cursor : {RibbonCursor::snd_una, RibbonCursor::cwnd_end})
            QVERIFY(markOf(shapes, cursor).label.bottom() + 2 <= line);
    }

    void labels_are_further_apart_where_the_type_is_larger() {
        ui::RibbonFonts large = fonts;
        large.gap = 11;
        ui::ByteFlow flow = threeSegments();
        flow.una = flow.nxt = 4381;
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, quarters, 40, room, large);
        const QRectF& una = markOf(shapes, RibbonCursor::snd_una).label;
        QVERIFY(una.right() + 11 <= markOf(shapes, RibbonCursor::snd_nxt).label.left());
    }

    void names_are_shortened_where_all_of_them_do_not_fit() {
        ui::RibbonScale narrow = quarters;
        narrow.cells = 10; // 240 wide; the long names take 12, 12 and 16 letters and gaps
        const ui::RibbonShapes shapes = ui::layoutRibbon(threeSegments(), narrow, 40, room, fonts);
        QCOMPARE(markOf(shapes, RibbonCursor::snd_una).text, QString("UNA 1461"));
    }

    void a_cursor_beyond_the_cells_says_where_it_is() {
        ui::ByteFlow flow = threeSegments();
        flow.window_end = 65'161;
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, quarters, 40, room, fonts);
        const ui::RibbonMark& end = markOf(shapes, RibbonCursor::snd_end);
        QCOMPARE(end.beyond, ui::RibbonBeyond::right);
        QCOMPARE(end.text, QString("SND.UNA+WND 65161"));
        QCOMPARE(end.label.right(), 580.0);
        QCOMPARE(end.label.width(), 17 * 7.0 + 16); // the arrow
    }

    void cursors_beyond_one_edge_stand_in_the_order_of_their_numbers() {
        ui::ByteFlow flow = threeSegments();
        flow.window_end = 65'161;
        flow.cwnd_end = 14'481;
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, quarters, 40, room, fonts);
        const QRectF& cwnd = markOf(shapes, RibbonCursor::cwnd_end).label;
        QVERIFY(cwnd.right() + 8 <= markOf(shapes, RibbonCursor::snd_end).label.left());
    }

    void cursors_beyond_the_cells_are_shortened_before_a_label_leaves_its_line() {
        ui::RibbonScale narrow = quarters;
        narrow.cells = 17; // 408 wide
        ui::ByteFlow flow = threeSegments();
        flow.window_end = 65'161;
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, narrow, 40, room, fonts);
        const ui::RibbonMark& nxt = markOf(shapes, RibbonCursor::snd_nxt);
        QCOMPARE(nxt.text, QString("SND.NXT 4381"));
        QVERIFY(nxt.label.left() < 388 && 388 < nxt.label.right());
        QCOMPARE(markOf(shapes, RibbonCursor::snd_end).text, QString("UNA+WND 65161"));
    }

    void a_second_line_of_labels_has_the_cursors_beyond_the_cells() {
        ui::RibbonScale narrow = quarters;
        narrow.cells = 13; // 312 wide
        ui::RibbonRoom roomy = room;
        roomy.lines_above = 2;
        ui::ByteFlow flow = threeSegments();
        flow.window_end = 65'161;
        flow.cwnd_end = 14'481;
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, narrow, 40, roomy, fonts);
        QCOMPARE(markOf(shapes, RibbonCursor::snd_end).label.top(), 40.0);
        QCOMPARE(markOf(shapes, RibbonCursor::cwnd_end).label.top(), 40.0);
        QCOMPARE(markOf(shapes, RibbonCursor::snd_una).label.top(), 57.0);
        QCOMPARE(shapes.sent.top(), 74.0);
        const QRectF& nxt = markOf(shapes, RibbonCursor::snd_nxt).label;
        QVERIFY(nxt.left() <= 388 && 388 <= nxt.right());
    }

    void no_label_leaves_the_cells_however_narrow_they_are() {
        ui::RibbonScale narrow = quarters;
        narrow.cells = 9; // 216 wide
        ui::ByteFlow flow = threeSegments();
        flow.nxt = 2921;
        flow.window_end = 65'161;
        flow.cwnd_end = 14'481;
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, narrow, 40, room, fonts);
        for (const ui::RibbonMark& mark : shapes.marks)
            QVERIFY(mark.text.isEmpty() || (mark.label.left() >= 100 && mark.label.right() <= 316));
        QCOMPARE(markOf(shapes, RibbonCursor::snd_una).text, QString("UNA 1461"));
        QCOMPARE(markOf(shapes, RibbonCursor::cwnd_end).text, QString("cwnd 14481"));
        QCOMPARE(markOf(shapes, RibbonCursor::snd_end).text, QString());
    }

    void few_bytes_have_a_cell_each_and_many_are_scrolled() {
        QCOMPARE(ui::bytesPerCell({.bytes = 5, .largest = 5}, 25, 0), std::int64_t{1});
        QCOMPARE(ui::bytesPerCell({.bytes = 4380, .largest = 1460}, 25, 0), std::int64_t{365});
        QCOMPARE(ui::bytesPerCell({.bytes = 14'480, .largest = 1448}, 25, 0), std::int64_t{724});
        QCOMPARE(ui::bytesPerCell({.bytes = 9'000'000, .largest = 1448}, 25, 0),
                 std::int64_t{1448});
    }

    void zooming_halves_and_doubles() {
        const ui::ByteRibbonReader::Extent extent{.bytes = 9'000'000, .largest = 1448};
        QCOMPARE(ui::bytesPerCell(extent, 25, 2), std::int64_t{362});
        QCOMPARE(ui::bytesPerCell(extent, 25, -1), std::int64_t{2896});
        QCOMPARE(ui::bytesPerCell(extent, 25, 20), std::int64_t{1});
        QVERIFY(ui::bytesPerCell(extent, 25, -40) <= std::int64_t{2 * 9'000'000 / 25});
    }

    void a_long_stream_is_followed_with_some_of_what_is_acknowledged() {
        const ui::ByteRibbonReader::Extent extent{.bytes = 9'000'000, .largest = 1448};
        ui::RibbonScale scale{
            .first = 1, .per_cell = 1448, .cells = 24, .left = 0, .cell_width = 24};
        ui::ByteFlow flow;
        flow.una = 1 + 1448 * 100;
        QCOMPARE(ui::firstFollowed(flow, extent, scale), std::int64_t{1 + 1448 * 93});
        flow.una = 1 + 1448 * 100 + 288; // a cell begins there
        QCOMPARE(ui::firstFollowed(flow, extent, scale), std::int64_t{1 + 1448 * 93 + 288});
        flow.una = 1;
        QCOMPARE(ui::firstFollowed(flow, extent, scale), std::int64_t{1});
        QCOMPARE(ui::firstFollowed(flow, {.bytes = 5, .largest = 5}, scale), std::int64_t{1});
    }

    void the_fate_under_the_pointer_is_the_whole_range() {
        const ui::RibbonShapes shapes =
            ui::layoutRibbon(threeSegments(), quarters, 40, room, fonts);
        const auto lost = shapes.fateAt({100 + 5.5 * 24, 60});
        QCOMPARE(lost->bytes, (ui::ByteRange{1461, 2921}));
        QCOMPARE(lost->fate, ByteFate::lost);
        QCOMPARE(shapes.fateAt({100 + 9.5 * 24, 85})->fate, ByteFate::buffered);
        QVERIFY(!shapes.fateAt({90, 60}));
    }

    void a_fin_is_seen_however_many_bytes_a_cell_has() {
        ui::ByteFlow flow = threeSegments();
        flow.fin = 4381;
        const ui::RibbonShapes shapes = ui::layoutRibbon(flow, quarters, 40, room, fonts);
        QCOMPARE(*shapes.fin, QRectF(388, 57, 5, 22));
    }
};

QTEST_GUILESS_MAIN(TestRibbonLayout)
#include "test_ribbon_layout.moc"

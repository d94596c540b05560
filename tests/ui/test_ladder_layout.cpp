#include "sim/scenario/scenario.h"
#include "tests/ui/sample_bytes.h"
#include "tests/ui/sample_trace.h"
#include "tests/ui/trace_builder.h"
#include "ui/layout/ladder_hit.h"
#include "ui/layout/ladder_layout.h"

#include <algorithm>

#include <QtTest>

using ui::Arrow;
using ui::Fate;
using ui::LadderShapes;
using ui::SideKind;

/// A run with everything a layout needs, kept alive together.
struct LaidOut {
    explicit LaidOut(sim::Trace trace, qreal width = 780, qreal zoom = 1)
        : run(ui_test::runOf(std::move(trace))),
          theme(ui::themeNamed(ui::ThemeName::dark)),
          geometry(*run, width, zoom, theme),
          index(ui::indexOf(*run)),
          shapes(ui::layoutLadder({*run, index, geometry, theme, ui::Numbers::relative},
                                  ui::wholeOf(*run))) {}

    std::shared_ptr<const ui::Run> run;
    ui::Theme theme;
    ui::LadderGeometry geometry;
    ui::LadderIndex index;
    LadderShapes shapes;

    /// The arrow whose badge says `badge`, the `nth` of them from 0.
    [[nodiscard]] const Arrow* arrow(const QString& badge, int nth = 0) const {
        for (const Arrow& candidate : shapes.arrows)
            if (candidate.label && candidate.label->badge == badge && nth-- == 0) return &candidate;
        return nullptr;
    }
};

sim::Trace shippedTrace(std::string_view name) {
    for (const sim::ShippedScenario& shipped : sim::shipped_scenarios())
        if (shipped.name == name)
            return ui::Run::played(
                       sim::parse_scenario(shipped.text, std::string{shipped.name}).value())
                ->trace();
    return {};
}

sim::Trace playedTrace(const char* scenario) {
    return ui::Run::played(sim::parse_scenario(scenario, "sample").value())->trace();
}

/// How far above or below words a line that goes the same way runs; far for any other.
qreal distanceOf(const ui::LineLabel& words, const Arrow& other) {
    constexpr qreal far = 1000;
    const bool same_way = (other.line.dx() > 0) == (words.degrees > 0);
    const QLineF up(words.centre, words.centre - QPointF(0, 100));
    QPointF at;
    if (!same_way || other.line.intersects(up, &at) == QLineF::NoIntersection) return far;
    const bool on_line = at.y() > other.line.y1() && at.y() < other.line.y2();
    return on_line ? std::abs(at.y() - words.centre.y()) : far;
}

class TestLadderLayout : public QObject {
    Q_OBJECT

private slots:
    void an_icmp_message_is_a_line_from_between_the_hosts_to_the_one_that_hears_it() {
        const LaidOut ladder(shippedTrace("icmp-unreachable"));
        const sim::Trace& trace = ladder.run->trace();
        const LadderShapes& shapes = ladder.shapes;
        QCOMPARE(ladder.index.messages.size(), std::size_t{2});
        QCOMPARE(shapes.messages.size(), std::size_t{2});
        const ui::MessageMark& mark = shapes.messages.front();
        QCOMPARE(trace.record(mark.record).kind, sim::RecordKind::icmp);
        QCOMPARE(mark.line.y2(), ladder.geometry.yOf(ladder.run->stageMap().stageOf(mark.record)));
        QVERIFY(mark.line.y1() < mark.line.y2());
        QVERIFY(mark.line.x2() > ladder.geometry.lifeline(0) && mark.line.x2() < mark.line.x1());
        QVERIFY(mark.line.x1() < ladder.geometry.lifeline(1));
        const auto pill =
            std::find_if(shapes.sides.begin(), shapes.sides.end(),
                         [&](const auto& label) { return label.record == mark.record; });
        QVERIFY(pill != shapes.sides.end());
        QCOMPARE(pill->kind, ui::SideKind::message);
        QVERIFY(pill->text.endsWith(QStringLiteral("host unreachable")));
        QVERIFY(pill->tip.contains(QStringLiteral("about seq=0")));
        // It can be pointed at, once it has come.
        const QPointF on_line = mark.line.pointAt(0.9);
        QCOMPARE(ui::hitAt(shapes, on_line, trace.last()).record, mark.record);
        QVERIFY(ui::hitAt(shapes, on_line, mark.record - 1).record != mark.record);
    }

    void a_segment_falls_by_the_time_it_is_under_way() {
        const LaidOut ladder(ui_test::lostDataTrace());
        const Arrow* syn = ladder.arrow("SYN");
        QVERIFY(syn != nullptr);
        QCOMPARE(syn->line.x1(), ladder.geometry.lifeline(0) + 7);
        QCOMPARE(syn->line.x2(), ladder.geometry.lifeline(1) - 7);
        // 10.04 ms under way is one flight: 112 pixels.
        QVERIFY(std::abs(syn->line.dy() - 112) < 0.01);
        const Arrow* syn_ack = ladder.arrow("SYN ACK");
        QVERIFY(syn_ack->line.dx() < 0);
        QCOMPARE(syn_ack->line.y1(), syn->line.y2());
    }

    void a_lost_segment_dies_on_its_way_and_says_why() {
        const LaidOut ladder(ui_test::lostDataTrace());
        const auto lost = std::find_if(ladder.shapes.arrows.begin(), ladder.shapes.arrows.end(),
                                       [](const Arrow& arrow) { return arrow.fate == Fate::lost; });
        QVERIFY(lost != ladder.shapes.arrows.end());
        QCOMPARE(lost->reach(), Arrow::dies_at);
        QCOMPARE(lost->loss->text, QString("lost in the network"));
        QCOMPARE(lost->label->badge, QString("DATA"));
        QVERIFY(lost->label->numbers.startsWith("seq=1449"));
    }

    void the_same_bytes_sent_again_are_marked() {
        const LaidOut ladder(ui_test::lostDataTrace());
        int again = 0;
        for (const Arrow& arrow : ladder.shapes.arrows)
            if (arrow.sent_again) ++again;
        QCOMPARE(again, 1);
        QVERIFY(ladder.arrow("DATA", 3)->sent_again);
    }

    void words_on_lines_do_not_lie_on_one_another() {
        const LaidOut ladder(ui_test::lostDataTrace());
        std::vector<QPolygonF> words;
        for (const Arrow& arrow : ladder.shapes.arrows) {
            if (!arrow.label) continue;
            QTransform turn;
            turn.translate(arrow.label->centre.x(), arrow.label->centre.y());
            turn.rotate(arrow.label->degrees);
            const qreal width = arrow.label->width();
            const qreal height = arrow.label->height - 2;
            const QPolygonF box(QRectF(-width / 2, -height / 2, width, height));
            words.push_back(turn.map(box));
        }
        QCOMPARE(words.size(), std::size_t{14});
        for (std::size_t n = 0; n < words.size(); ++n)
            for (std::size_t m = n + 1; m < words.size(); ++m)
                QVERIFY2(!words[n].intersects(words[m]),
                         qPrintable(QString("%1 %2").arg(n).arg(m)));
    }

    void words_do_not_stand_on_a_line_of_another_kind() {
        for (const qreal width : {560.0, 660.0, 700.0, 780.0}) {
            const LaidOut ladder(playedTrace(ui_test::lost_segment), width);
            for (const Arrow& arrow : ladder.shapes.arrows)
                for (const Arrow& other : ladder.shapes.arrows)
                    if (arrow.label && other.kind != arrow.kind)
                        QVERIFY2(distanceOf(*arrow.label, other) > 11,
                                 qPrintable(arrow.label->badge));
        }
    }

    void side_labels_of_a_host_stand_below_one_another() {
        const LaidOut ladder(ui_test::lostDataTrace());
        for (const sim::HostId host : {0, 1}) {
            qreal bottom = 0;
            for (const ui::SideLabel& label : ladder.shapes.sides) {
                if (label.host != host) continue;
                QVERIFY(label.box.top() >= bottom);
                bottom = label.box.bottom();
            }
            QVERIFY(bottom > 0);
        }
    }

    void side_labels_stand_outside_their_lifelines() {
        const LaidOut ladder(ui_test::lostDataTrace());
        for (const ui::SideLabel& label : ladder.shapes.sides) {
            if (label.host == 0)
                QVERIFY(label.box.right() < ladder.geometry.lifeline(0));
            else
                QVERIFY(label.box.left() > ladder.geometry.lifeline(1));
        }
    }

    void states_follow_the_story() {
        const LaidOut ladder(ui_test::lostDataTrace());
        QStringList states;
        for (const ui::SideLabel& label : ladder.shapes.sides)
            if (label.kind == SideKind::state && label.host == 0) states << label.text;
        QCOMPARE(states, (QStringList{"CLOSED", "SYN-SENT", "ESTABLISHED", "FIN-WAIT-1",
                                      "FIN-WAIT-2", "TIME-WAIT", "CLOSED"}));
    }

    void a_timer_that_fired_says_how_long_it_ran() {
        const LaidOut ladder(ui_test::lostDataTrace(), 900);
        QStringList fired;
        for (const ui::SideLabel& label : ladder.shapes.sides)
            if (label.kind == SideKind::timer) fired << label.text;
        QCOMPARE(fired, (QStringList{"RTO expired · 221 ms", "2 MSL expired · 60 s"}));
    }

    void a_fold_says_how_much_time_it_skips() {
        const LaidOut ladder(ui_test::lostDataTrace());
        QCOMPARE(ladder.shapes.folds.size(), std::size_t{2});
        QCOMPARE(ladder.shapes.folds[0].text, QString("185 ms later"));
        QCOMPARE(ladder.shapes.folds[1].text, QString("60 s later"));
        QVERIFY(std::abs(ladder.shapes.folds[0].to - ladder.shapes.folds[0].from - 56) < 0.01);
    }

    void the_axis_counts_evenly_and_leaves_folds_out() {
        const LaidOut ladder(ui_test::lostDataTrace());
        QCOMPARE(ladder.shapes.ticks[0].text, QString("0"));
        QCOMPARE(ladder.shapes.ticks[1].text, QString("5"));
        for (const ui::Tick& tick : ladder.shapes.ticks)
            for (const ui::FoldBand& fold : ladder.shapes.folds)
                QVERIFY(tick.y < fold.from || tick.y > fold.to);
    }

    void pointing_at_a_line_finds_its_departure_or_its_arrival() {
        const LaidOut ladder(ui_test::lostDataTrace());
        const sim::RecordId last = ladder.run->trace().last();
        const Arrow* syn = ladder.arrow("SYN");
        QCOMPARE(ui::hitAt(ladder.shapes, syn->line.pointAt(0.1), last).record, syn->departure);
        QCOMPARE(ui::hitAt(ladder.shapes, syn->line.pointAt(0.9), last).record, syn->end);
        QCOMPARE(ui::hitAt(ladder.shapes, syn->line.pointAt(0.9), syn->departure).record,
                 syn->departure);
        QCOMPARE(ui::hitAt(ladder.shapes, syn->line.pointAt(0.9) + QPointF(0, 40), last).record,
                 sim::RecordId{0});
    }

    void what_has_not_happened_can_not_be_pointed_at() {
        const LaidOut ladder(ui_test::lostDataTrace());
        const Arrow* fin = ladder.arrow("FIN ACK");
        QCOMPARE(ui::hitAt(ladder.shapes, fin->line.pointAt(0.5), fin->departure - 1).record,
                 sim::RecordId{0});
    }

    void a_stretch_of_time_holds_what_touches_it() {
        const LaidOut ladder(ui_test::lostDataTrace());
        const ui::StageMap& map = ladder.run->stageMap();
        const ui::StageRange range{map.stageAt({12'000'000}), map.stageAt({20'000'000})};
        const LadderShapes part = ui::layoutLadder(
            {*ladder.run, ladder.index, ladder.geometry, ladder.theme, ui::Numbers::relative},
            range);
        QCOMPARE(part.arrows.size(), std::size_t{1});
        QCOMPARE(part.arrows[0].label->badge, QString("SYN ACK"));
    }

    void a_large_trace_is_laid_out_by_the_pixel() {
        const LaidOut ladder(ui_test::bulkTrace(50'000), 780, 1);
        const qreal top = ladder.geometry.yOf(ladder.run->stageMap().end() / 2);
        const ui::StageRange screen{ladder.geometry.stageAt(top),
                                    ladder.geometry.stageAt(top + 800)};
        const LadderShapes part = ui::layoutLadder(
            {*ladder.run, ladder.index, ladder.geometry, ladder.theme, ui::Numbers::relative},
            screen);
        QVERIFY(!part.arrows.empty());
        QVERIFY(part.arrows.size() < 3200);
    }
};

QTEST_MAIN(TestLadderLayout)
#include "test_ladder_layout.moc"

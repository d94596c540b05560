#include "tests/ui/sample_trace.h"
#include "tests/ui/trace_builder.h"
#include "ui/layout/chain_layout.h"

#include <QtTest>

namespace {

constexpr sim::HostId a = 0;
constexpr sim::HostId b = 1;

/// A run with what a layout needs, 600 pixels wide: lifelines at 194 and 464.
struct Laid {
    std::shared_ptr<const ui::Run> run;
    ui::Theme theme = ui::themeNamed(ui::ThemeName::dark);
    ui::LadderIndex index = ui::indexOf(*run);
    ui::LadderGeometry geometry{*run, 600, 1, theme};

    explicit Laid(sim::Trace trace) : run(ui_test::runOf(std::move(trace))) {}

    [[nodiscard]] std::vector<ui::ChainStep> steps(sim::RecordId record, qreal top = 0,
                                                   qreal bottom = 1e9) const {
        const ui::LadderSource source{*run, index, geometry, theme, {}};
        const sim::Trace& trace = run->trace();
        return ui::layoutChain(source, ui::chainOf(trace, record, trace.last()), top, bottom);
    }
    [[nodiscard]] QPointF place(sim::RecordId record) const {
        return {geometry.lifeline(run->trace().record(record).host),
                geometry.yOf(run->stageMap().stageOf(record))};
    }
};

/// 1: A sends a SYN; 2: it arrives; 3: B answers; 4: the answer arrives; 5: A sends data, 6: lost.
sim::Trace conversation() {
    ui_test::TraceBuilder story;
    const sim::RecordId syn = story.at(0).sent(a, {.syn = true}, 0, 0);
    story.at(10'000).received(syn);
    const sim::RecordId answer = story.sent(b, {.syn = true, .ack = true}, 0, 1);
    story.at(20'000).received(answer);
    const sim::RecordId data = story.sent(a, {.ack = true}, 1, 1, 100);
    story.dropped(data);
    return story.finish();
}

} // namespace

class TestChainLayout : public QObject {
    Q_OBJECT

private slots:
    void the_way_to_a_record_runs_along_the_segments_that_led_to_it() {
        const Laid laid(conversation());
        const std::vector<ui::ChainStep> steps = laid.steps(4);
        QCOMPARE(steps.size(), std::size_t{2});
        QCOMPARE(steps[0].line, QLineF(laid.place(3), laid.place(4)));
        QVERIFY(steps[0].line.x1() > steps[0].line.x2());
        QCOMPARE(steps[1].line, QLineF(laid.place(1), laid.place(2)));
        QVERIFY(!steps[0].ahead && !steps[1].ahead);
    }

    void what_came_of_a_record_leads_ahead() {
        const Laid laid(conversation());
        const std::vector<ui::ChainStep> steps = laid.steps(1);
        QCOMPARE(steps.size(), std::size_t{1});
        QVERIFY(steps[0].ahead && steps[0].flight);
        QCOMPARE(steps[0].effect, sim::RecordId{2});
    }

    void a_lost_segment_ends_where_it_dies() {
        const Laid laid(conversation());
        const std::vector<ui::ChainStep> steps = laid.steps(5);
        const auto lost = std::find_if(steps.begin(), steps.end(),
                                       [](const ui::ChainStep& step) { return step.effect == 6; });
        QVERIFY(lost != steps.end());
        const qreal share = (lost->line.x2() - laid.geometry.lifeline(a))
                            / (laid.geometry.lifeline(b) - laid.geometry.lifeline(a));
        QVERIFY(std::abs(share - 0.56) < 1e-6);
    }

    void something_that_waited_runs_down_its_lifeline() {
        ui_test::TraceBuilder story;
        story.at(0).sent(a, {.syn = true}, 0, 0);
        sim::Trace trace = story.finish();
        sim::Record later = trace.record(1);
        later.at = {1'000'000'000};
        later.cause = 1;
        trace.append(later);
        const Laid laid(std::move(trace));
        const std::vector<ui::ChainStep> steps = laid.steps(2);
        QCOMPARE(steps.size(), std::size_t{1});
        QVERIFY(!steps[0].flight);
        QCOMPARE(steps[0].line.x1(), steps[0].line.x2());
        QVERIFY(steps[0].line.y2() > steps[0].line.y1());
    }

    void what_is_out_of_sight_is_left_out() {
        const Laid laid(conversation());
        const qreal below = laid.place(4).y() + 200;
        QVERIFY(laid.steps(4, below, below + 500).empty());
        QCOMPARE(laid.steps(4, 0, laid.place(1).y() + 1).size(), std::size_t{1});
    }

    void nothing_selected_is_no_way() {
        const Laid laid(conversation());
        QVERIFY(laid.steps(0).empty());
    }
};

QTEST_MAIN(TestChainLayout)
#include "test_chain_layout.moc"

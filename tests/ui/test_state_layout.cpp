#include "tests/ui/sample_trace.h"
#include "tests/ui/trace_builder.h"
#include "ui/layout/state_layout.h"
#include "ui/layout/state_routes.h"
#include "ui/model/state_figure.h"

#include <set>

#include <QtTest>

using sim::State;
using ui::ArrowLook;
using ui::MoveOrigin;
using ui::StateStory;

namespace {

constexpr sim::HostId a = 0;
constexpr sim::HostId b = 1;
const QRectF room{0, 0, 440, 404};

double widthOf(const QString& text) {
    return 6.4 * static_cast<double>(text.size());
}

bool runsThrough(const QPainterPath& path, const QRectF& box) {
    constexpr int parts = 100;
    for (int part = 0; part <= parts; ++part)
        if (box.contains(path.pointAtPercent(part / static_cast<double>(parts)))) return true;
    return false;
}

ui::StateShapes shapesAfter(const StateStory& story, std::size_t moves) {
    return ui::layoutStates(story, moves, room, widthOf);
}

sim::Trace refusedTrace() {
    ui_test::TraceBuilder story;
    story.at(0).call(a, "connect", {"B", "8080"}, {});
    story.state(a, State::closed, State::syn_sent);
    const sim::RecordId syn = story.sent(a, {.syn = true}, 0, 0);
    story.at(10'000).received(syn);
    const sim::RecordId reset = story.sent(b, {.ack = true, .rst = true}, 0, 1);
    story.at(20'000).received(reset);
    story.state(a, State::syn_sent, State::closed);
    return story.finish();
}

/// B listens, and A's port is unreachable: A has words on three arrows about LISTEN.
sim::Trace unreachableTrace() {
    ui_test::TraceBuilder story;
    story.at(0).call(b, "listen", {"5"}, {});
    story.state(b, State::closed, State::listen);
    story.call(a, "connect", {"B", "8080"}, {});
    story.state(a, State::closed, State::syn_sent);
    story.sent(a, {.syn = true}, 0, 0);
    story.at(20'000).state(a, State::syn_sent, State::closed);
    return story.finish();
}

} // namespace

class TestStateLayout : public QObject {
    Q_OBJECT

private slots:
    void the_figure_has_twenty_different_arrows() {
        std::set<std::pair<State, State>> ends;
        for (const ui::StateEdge& edge : ui::stateEdges())
            ends.insert({edge.from, edge.to});
        QCOMPARE(ends.size(), std::size_t{20});
    }

    void each_arrow_carries_the_words_of_the_figure_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("words");
        const auto row = [](State from, State to, const char* words) {
            QTest::newRow(words) << static_cast<int>(from) << static_cast<int>(to)
                                 << QString::fromLatin1(words);
        };
        row(State::closed, State::syn_sent, "active open / create TCB, snd SYN");
        row(State::closed, State::listen, "passive open / create TCB");
        row(State::syn_sent, State::closed, "close / delete TCB");
        row(State::syn_received, State::listen, "rcv RST");
        row(State::listen, State::syn_received, "rcv SYN / snd SYN,ACK");
        row(State::listen, State::syn_sent, "send / snd SYN");
        row(State::syn_received, State::established, "rcv ACK of SYN");
        row(State::syn_sent, State::established, "rcv SYN,ACK / snd ACK");
        row(State::syn_received, State::fin_wait_1, "close / snd FIN");
        row(State::established, State::close_wait, "rcv FIN / snd ACK");
        row(State::fin_wait_1, State::fin_wait_2, "rcv ACK of FIN");
        row(State::time_wait, State::closed, "2MSL timeout / delete TCB");
    }
    void each_arrow_carries_the_words_of_the_figure() {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(QString, words);
        const auto edge = ui::edgeBetween(static_cast<State>(from), static_cast<State>(to));
        QVERIFY(edge.has_value());
        QCOMPARE(ui::fullEdgeLabel(ui::stateEdges().at(*edge)), words);
    }

    void an_arrow_begins_and_ends_at_the_rim_of_its_pills() {
        for (std::size_t i = 0; i < ui::state_edge_count; ++i) {
            const ui::StateEdge& edge = ui::stateEdges().at(i);
            const QPainterPath route = ui::edgeRoute(i);
            const auto rim = [](State state, double by) {
                QRectF rect{QPointF{}, ui::state_pill};
                rect.moveCenter(ui::stateCentre(state));
                return rect.adjusted(-by, -by, by, by);
            };
            for (const auto& [state, point] : {std::pair{edge.from, route.pointAtPercent(0)},
                                               std::pair{edge.to, route.pointAtPercent(1)}}) {
                QVERIFY2(rim(state, 2).contains(point), qPrintable(ui::fullEdgeLabel(edge)));
                QVERIFY2(!rim(state, -2).contains(point), qPrintable(ui::fullEdgeLabel(edge)));
            }
        }
    }

    void no_arrow_crosses_a_pill_it_does_not_touch() {
        for (std::size_t i = 0; i < ui::state_edge_count; ++i) {
            const ui::StateEdge& edge = ui::stateEdges().at(i);
            for (const State state : sim::all_states) {
                if (state == edge.from || state == edge.to) continue;
                QRectF rect{QPointF{}, ui::state_pill};
                rect.moveCenter(ui::stateCentre(state));
                const QPainterPath route = ui::edgeRoute(i);
                for (int step = 0; step <= 100; ++step)
                    QVERIFY2(!rect.contains(route.pointAtPercent(step / 100.0)),
                             qPrintable(ui::fullEdgeLabel(edge)));
            }
        }
    }

    void before_the_first_record_both_ends_are_closed_and_all_arrows_idle() {
        const StateStory story{ui_test::lostDataTrace(), 1};
        const ui::StateShapes shapes = shapesAfter(story, 0);
        QCOMPARE(shapes.arrows.size(), std::size_t{20});
        for (const ui::StateArrow& arrow : shapes.arrows)
            QCOMPARE(arrow.look, ArrowLook::idle);
        QCOMPARE(shapes.tokens.size(), std::size_t{2});
        for (const ui::StateToken& token : shapes.tokens)
            QCOMPARE(token.state, State::closed);
    }

    void the_whole_run_takes_the_arrows_both_ends_went() {
        const StateStory story{ui_test::lostDataTrace(), 1};
        std::vector<std::pair<State, State>> server;
        for (const ui::StateMove& move : story.moves())
            if (move.host == b) server.emplace_back(move.from, move.to);
        const std::vector<std::pair<State, State>> expected{
            {State::closed, State::listen},
            {State::listen, State::syn_received},
            {State::syn_received, State::established},
            {State::established, State::close_wait},
            {State::close_wait, State::last_ack},
            {State::last_ack, State::closed}};
        QCOMPARE(server, expected);
        const ui::StateShapes shapes = shapesAfter(story, story.moves().size());
        const auto idle = std::count_if(
            shapes.arrows.begin(), shapes.arrows.end(),
            [](const ui::StateArrow& arrow) { return arrow.look == ArrowLook::idle; });
        QCOMPARE(idle, 20 - 12);
        QCOMPARE(shapes.arrows.back().look, ArrowLook::fresh);
        QCOMPARE(shapes.arrows.back().from, State::time_wait);
    }

    void only_the_newest_move_and_the_exits_of_the_current_states_have_words() {
        const StateStory story{ui_test::lostDataTrace(), 1};
        const ui::StateShapes shapes = shapesAfter(story, 5);
        // LISTEN, SYN-SENT, SYN-RECEIVED, ESTABLISHED of A, ESTABLISHED of B.
        std::multiset<QString> words;
        for (const ui::StateLabel& label : shapes.labels)
            words.insert(label.text);
        const std::multiset<QString> expected{"rcv ACK of SYN", "close / snd FIN",
                                              "rcv FIN / snd ACK"};
        QCOMPARE(words, expected);
    }

    void labels_cover_neither_pills_nor_each_other() {
        const StateStory story{ui_test::lostDataTrace(), 1};
        for (std::size_t moves = 0; moves <= story.moves().size(); ++moves) {
            const ui::StateShapes shapes = shapesAfter(story, moves);
            for (std::size_t i = 0; i < shapes.labels.size(); ++i) {
                const QRectF rect = shapes.labels.at(i).rect;
                for (const ui::StatePill& pill : shapes.pills)
                    QVERIFY2(!pill.rect.intersects(rect), qPrintable(shapes.labels.at(i).text));
                for (std::size_t j = 0; j < i; ++j)
                    QVERIFY(!shapes.labels.at(j).rect.intersects(rect));
            }
        }
    }

    void words_lie_on_no_other_arrow_where_they_need_not() {
        const StateStory story{ui_test::lostDataTrace(), 1};
        const ui::StateShapes shapes = ui::layoutStates(story, 5, room, [](const QString& text) {
            return 6.0 * static_cast<double>(text.size());
        });
        const ui::StateLabel& newest = shapes.labels.front();
        QCOMPARE(newest.text, QString("rcv ACK of SYN"));
        for (const ui::StateArrow& arrow : shapes.arrows) {
            if (arrow.from == State::syn_received && arrow.to == State::established) continue;
            QVERIFY(!runsThrough(arrow.path, newest.rect));
        }
        QVERIFY(!newest.rect.contains(ui::edgeRoute(8).pointAtPercent(1)));
    }

    /// On a projector words are larger beside their arrows than on a screen.
    void large_words_lie_on_no_other_arrow_where_they_need_not_data() {
        QTest::addColumn<double>("width");
        for (const double width : {9.0, 9.5, 9.9, 10.4})
            QTest::addRow("%.1f", width) << width;
    }
    void large_words_lie_on_no_other_arrow_where_they_need_not() {
        QFETCH(double, width);
        const StateStory story{ui_test::lostDataTrace(), 1};
        const ui::StateShapes shapes =
            ui::layoutStates(story, 5, {0, 0, 500, 740}, [width](const QString& text) {
                return width * static_cast<double>(text.size());
            });
        const ui::StateLabel& newest = shapes.labels.front();
        QCOMPARE(newest.text, QString("rcv ACK of SYN"));
        for (const ui::StateArrow& arrow : shapes.arrows) {
            if (arrow.from == State::syn_received && arrow.to == State::established) continue;
            QVERIFY(!runsThrough(arrow.path, newest.rect));
        }
    }

    void words_of_an_exit_are_left_out_where_they_would_hide_several_arrows_data() {
        QTest::addColumn<StateStory>("story");
        QTest::newRow("lost data") << StateStory{ui_test::lostDataTrace(), 1};
        QTest::newRow("refused") << StateStory{refusedTrace(), 1};
        QTest::newRow("unreachable") << StateStory{unreachableTrace(), 1};
    }
    void words_of_an_exit_are_left_out_where_they_would_hide_several_arrows() {
        QFETCH(StateStory, story);
        for (std::size_t moves = 0; moves <= story.moves().size(); ++moves) {
            const ui::StateShapes shapes =
                ui::layoutStates(story, moves, {0, 0, 500, 740}, [](const QString& text) {
                    return 9.9 * static_cast<double>(text.size());
                });
            QVERIFY(!shapes.labels.empty());
            for (const ui::StateLabel& label : shapes.labels) {
                if (label.look == ArrowLook::fresh) continue;
                const auto hidden = std::count_if(
                    shapes.arrows.begin(), shapes.arrows.end(),
                    [&label](const ui::StateArrow& arrow) {
                        return runsThrough(arrow.path, label.rect.adjusted(1, 1, -1, -1));
                    });
                QVERIFY2(hidden <= 2, qPrintable(label.text)); // its own, and one more
            }
        }
    }

    void an_end_without_a_close_runs_behind_no_other_state() {
        const QPainterPath route = ui::extraRoute(State::established, State::closed);
        for (const State state : {State::listen, State::syn_sent}) {
            QRectF pill{QPointF{}, ui::state_pill};
            pill.moveCenter(ui::stateCentre(state));
            QVERIFY(!runsThrough(route, pill));
        }
    }

    void a_reset_is_a_dashed_arrow_with_words_of_its_own() {
        const StateStory story{refusedTrace(), 1};
        QCOMPARE(story.moves().size(), std::size_t{2});
        QCOMPARE(story.moves().back().origin, MoveOrigin::note_3);
        const ui::StateShapes shapes = shapesAfter(story, 2);
        QCOMPARE(shapes.arrows.back().line, Qt::DashLine);
        QCOMPARE(shapes.labels.front().text, QStringLiteral("RST (note 3)"));
    }

    void a_timer_that_stops_at_a_reset_is_not_why_the_connection_ends() {
        const StateStory story(ui_test::strangeNetworkTrace(), 1);
        const ui::StateMove& last = story.moves().back();
        QCOMPARE(last.host, a);
        QCOMPARE(last.to, State::closed);
        QCOMPARE(last.origin, MoveOrigin::note_3);
    }

    void a_point_in_a_pill_finds_its_state() {
        const ui::StateShapes shapes = shapesAfter(StateStory{}, 0);
        QCOMPARE(ui::stateAt(shapes, {360, 250}), std::optional{State::close_wait});
        QCOMPARE(ui::stateAt(shapes, {220, 240}), std::nullopt);
    }

    void a_token_travels_along_its_newest_arrow() {
        const StateStory story{ui_test::lostDataTrace(), 1};
        const ui::StateShapes shapes = shapesAfter(story, 2);
        const ui::StateToken& traveller = shapes.tokens.at(1);
        QCOMPARE(traveller.host, a);
        QCOMPARE(ui::travellingCentre(shapes, traveller, 0), (QPointF{283, 20}));
        QCOMPARE(ui::travellingCentre(shapes, traveller, 1), traveller.centre);
        QCOMPARE(ui::travellingCentre(shapes, shapes.tokens.at(0), 0), shapes.tokens.at(0).centre);
    }
};

QTEST_MAIN(TestStateLayout)
#include "test_state_layout.moc"

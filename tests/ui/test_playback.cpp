#include "tests/ui/sample_trace.h"
#include "ui/model/playback.h"

#include <QSignalSpy>
#include <QtTest>

using ui::Playback;
using ui::ViewState;

class TestPlayback : public QObject {
    Q_OBJECT

private:
    ViewState state_;

private slots:
    void init() { state_.setRun(ui_test::runOf(ui_test::lostDataTrace())); }

    void a_step_moves_by_an_input_with_all_that_came_of_it() {
        Playback playback(state_);
        playback.stepForward();
        playback.stepForward();
        // B listens and accepts; A connects, which left a SYN on its way and a timer running.
        QCOMPARE(playback.eventsDone(), std::size_t{2});
        QCOMPARE(state_.time().since_start_ns, std::int64_t{1'000'000});
        const sim::Record& last = state_.run()->trace().record(state_.cursor());
        QCOMPARE(last.kind, sim::RecordKind::timer);
    }

    void steps_back_return_through_the_same_records() {
        Playback playback(state_);
        std::vector<sim::RecordId> there{state_.cursor()};
        while (playback.eventsDone() < playback.eventCount()) {
            playback.stepForward();
            there.push_back(state_.cursor());
        }
        for (std::size_t n = there.size() - 1; n-- > 0;) {
            playback.stepBack();
            QCOMPARE(state_.cursor(), there[n]);
        }
    }

    void a_step_back_between_two_events_returns_to_the_one_that_happened() {
        Playback playback(state_);
        playback.scrubTo(5'000'000);
        playback.stepBack();
        QCOMPARE(state_.time().since_start_ns, std::int64_t{1'000'000});
        QCOMPARE(playback.eventsDone(), std::size_t{2});
    }

    void normal_speed_lets_a_flight_of_ten_milliseconds_be_seen() {
        Playback playback(state_);
        QCOMPARE(playback.speed(), (ui::Speed{1, 100}));
        playback.advance(std::chrono::milliseconds{500});
        QCOMPARE(state_.time().since_start_ns, std::int64_t{5'000'000});
    }

    void a_long_silence_takes_half_a_flight_to_play() {
        Playback playback(state_);
        const ui::Fold fold = state_.run()->stageMap().folds().front();
        playback.scrubTo(fold.stage_from);
        QCOMPARE(state_.time().since_start_ns, std::int64_t{55'100'000});
        playback.advance(std::chrono::milliseconds{502});
        QCOMPARE(state_.time().since_start_ns, std::int64_t{239'980'000});
    }

    void playing_ends_at_the_last_record_and_starts_again_from_there() {
        Playback playback(state_);
        playback.play();
        QVERIFY(playback.isPlaying());
        playback.advance(std::chrono::hours{1});
        QVERIFY(!playback.isPlaying());
        QCOMPARE(state_.cursor(), state_.run()->trace().last());
        playback.play();
        QCOMPARE(state_.cursor(), sim::RecordId{0});
    }

    void next_state_change_shows_the_whole_event_around_it() {
        Playback playback(state_);
        playback.scrubTo(2'000'000);
        playback.toNextStateChange();
        QCOMPARE(state_.time().since_start_ns, std::int64_t{11'040'000});
        QCOMPARE(state_.run()->snapshotAt(state_.cursor()).connections[1].state,
                 sim::State::syn_received);
    }

    void a_paused_playback_runs_no_timer() {
        Playback playback(state_);
        playback.play();
        playback.stepForward();
        const auto timers = playback.findChildren<QTimer*>();
        for (const QTimer* timer : timers)
            QVERIFY(!timer->isActive());
        QSignalSpy moves(&state_, &ViewState::cursorChanged);
        QTest::qWait(60);
        QCOMPARE(moves.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestPlayback)
#include "test_playback.moc"

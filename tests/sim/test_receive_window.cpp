#include "sim/tcp/profile.h"
#include "tests/sim/peer.h"

#include <QtTest>

namespace {

using namespace sim;

/// `length` bytes of the peer, from its byte number `from` on, counted from 1.
Segment text_at(std::uint32_t from, std::uint32_t length, const Connection& to) {
    Segment segment{.path = reversed(to.path), .seq = to.rcv.irs + from, .ack = to.snd.nxt};
    segment.flags.ack = true;
    segment.window = 1000;
    segment.payload.length = length;
    return segment;
}

} // namespace

class TestReceiveWindow : public QObject {
    Q_OBJECT

private slots:
    void what_arrives_twice_beyond_a_gap_is_held_once_data() {
        QTest::addColumn<int>("profile");
        for (const ProfileName name :
             {ProfileName::linux, ProfileName::rfc9293, ProfileName::classroom})
            QTest::addRow("%s", std::string(name_of(name)).c_str()) << static_cast<int>(name);
    }
    void what_arrives_twice_beyond_a_gap_is_held_once() {
        QFETCH(int, profile);
        Peer peer(profile_named(static_cast<ProfileName>(profile)));
        Connection at = peer.connection_in(State::established);
        for (int i = 0; i < 5; ++i)
            peer.arrive(text_at(101, 100, at), at);
        QCOMPARE(at.receive_window.held_bytes(), 100U);
        peer.arrive(text_at(151, 100, at), at); // half of it is news
        QCOMPARE(at.receive_window.held_bytes(), 150U);
        peer.arrive(text_at(1, 150, at), at); // fills the gap, and half of the rest again
        QCOMPARE(at.receive_window.held_bytes(), 250U);
        QCOMPARE(at.app_reads(1000, peer.begin()), 250U);
        QCOMPARE(at.receive_window.held_bytes(), 0U);
    }

    /// The window may have to tell of what SO_RCVBUF can ask for: net.core.rmem_max, 4 MB since
    /// Linux 6.18, whatever the largest buffer of auto-tuning is.
    void the_scale_is_that_of_the_largest_buffer_a_program_may_ask_for() {
        Profile profile = profile_named(ProfileName::linux);
        QCOMPARE(int{window_shift(profile)}, 7);
        profile.rmem.most = 60'000;
        QCOMPARE(int{window_shift(profile)}, 7);
        profile.rmem.most = 33'554'432;
        QCOMPARE(int{window_shift(profile)}, 10);
        QCOMPARE(int{window_shift(profile, 131'072)}, 1);
    }

    void each_time_the_persist_timer_fires_has_a_rule() { // the last time as well, which gives up
        Profile profile = profile_named(ProfileName::linux);
        profile.retries2 = 3;
        Peer peer(profile);
        Connection at = peer.connection_in(State::established);
        Segment closed = text_at(1, 0, at);
        closed.window = 0;
        peer.arrive(closed, at);
        at.app_sends(10, peer.begin());
        for (int i = 0; i < 4; ++i) {
            QVERIFY(at.timers.is_set(TimerKind::persist));
            Step& step = peer.begin(std::chrono::minutes{2});
            at.timer_fires(TimerKind::persist, step);
            QVERIFY(step.input_rule != Rule::none);
        }
        QCOMPARE(at.state(), State::closed);
    }
};

QTEST_APPLESS_MAIN(TestReceiveWindow)
#include "test_receive_window.moc"

#include "sim/packetdrill/matcher.h"
#include "sim/packetdrill/tested_host.h"

#include <QtTest>

namespace pd = sim::packetdrill;

namespace {

constexpr std::uint32_t piece = 1000;

/// Segments one behind the other, of these lengths, each a millisecond after the one before.
std::deque<pd::Departed> left(const std::vector<std::uint32_t>& lengths) {
    std::deque<pd::Departed> departed;
    sim::Time at{};
    sim::SeqNum seq{1};
    for (const std::uint32_t length : lengths) {
        pd::Departed one{.at = at};
        one.segment.seq = seq;
        one.segment.flags.ack = true;
        one.segment.payload.length = length;
        departed.push_back(one);
        seq = seq + length;
        at = at + std::chrono::milliseconds{1};
    }
    return departed;
}

pd::TcpPacket packet_of(std::uint32_t length) {
    pd::TcpPacket packet;
    packet.length = length;
    return packet;
}

} // namespace

class TestPacketdrillMatcher : public QObject {
    Q_OBJECT

private slots:
    void takes_as_many_segments_as_the_packet_is_long() {
        std::deque<pd::Departed> departed = left({piece, piece, piece, piece});
        const pd::Departed whole = pd::take_packet(departed, packet_of(3 * piece));
        QCOMPARE(whole.segment.payload.length, 3 * piece);
        QCOMPARE(whole.segment.seq, sim::SeqNum{1});
        QCOMPARE(whole.at, sim::Time{} + std::chrono::milliseconds{2});
        QCOMPARE(departed.size(), std::size_t{1});
    }

    void a_short_segment_ends_a_packet() {
        std::deque<pd::Departed> departed = left({piece, piece / 2, piece});
        QCOMPARE(pd::take_packet(departed, packet_of(5 * piece)).segment.payload.length,
                 piece + piece / 2);
        QCOMPARE(departed.size(), std::size_t{1});
    }

    void the_rest_of_a_packet_may_be_on_its_way_data() {
        QTest::addColumn<std::vector<std::uint32_t>>("lengths");
        QTest::addColumn<bool>("begun");
        using Lengths = std::vector<std::uint32_t>;
        QTest::newRow("nothing left") << Lengths{} << false;
        QTest::newRow("full pieces") << Lengths{piece, piece} << true;
        QTest::newRow("all of it") << Lengths{piece, piece, piece} << false;
        QTest::newRow("a short one ends it") << Lengths{piece, piece / 2} << false;
        QTest::newRow("no data") << Lengths{0} << false;
        QTest::newRow("too much") << Lengths{piece, piece, piece, piece} << false;
        QTest::newRow("longer than all of it") << Lengths{4 * piece} << false;
    }
    void the_rest_of_a_packet_may_be_on_its_way() {
        QFETCH(std::vector<std::uint32_t>, lengths);
        QFETCH(bool, begun);
        QCOMPARE(pd::is_begun(left(lengths), packet_of(3 * piece)), begun);
    }

    void what_does_not_go_on_ends_a_packet() {
        std::deque<pd::Departed> departed = left({piece, piece});
        departed.back().segment.seq = departed.back().segment.seq + 1;
        QVERIFY(!pd::is_begun(departed, packet_of(3 * piece)));
        QCOMPARE(pd::take_packet(departed, packet_of(3 * piece)).segment.payload.length, piece);
    }
};

QTEST_APPLESS_MAIN(TestPacketdrillMatcher)
#include "test_packetdrill_matcher.moc"

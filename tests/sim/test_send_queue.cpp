#include "sim/tcp/profile.h"
#include "sim/tcp/send_queue.h"
#include "sim/tcp/write_queue.h"
#include "tests/sim/peer.h"

#include <algorithm>

#include <QtTest>

namespace {

using namespace sim;

/// Segments of ten bytes each, sent once.
SendQueue queue_of(std::uint32_t count) {
    SendQueue queue;
    for (std::uint32_t i = 0; i < count; ++i)
        queue.push({.first = SeqNum{10 * i}, .end = SeqNum{10 * i + 10}});
    return queue;
}

} // namespace

class TestSendQueue : public QObject {
    Q_OBJECT

private slots:
    void a_place_is_found_among_segments_of_any_size_data() {
        QTest::addColumn<QList<quint32>>("sizes");
        QTest::newRow("none") << QList<quint32>{};
        QTest::newRow("one") << QList<quint32>{7};
        QTest::newRow("equal") << QList<quint32>{10, 10, 10, 10, 10, 10, 10};
        QTest::newRow("the first one short") << QList<quint32>{1, 10, 10, 10, 10};
        QTest::newRow("the first one long") << QList<quint32>{50, 10, 1, 1, 10};
        QTest::newRow("mixed") << QList<quint32>{10, 3, 10, 1, 1, 25, 10};
    }

    void a_place_is_found_among_segments_of_any_size() {
        QFETCH(QList<quint32>, sizes);
        const SeqNum begin{0xfffffff0}; // the numbers begin anew at 2^32
        SendQueue queue;
        QList<quint32> firsts;
        quint32 total = 0;
        for (const quint32 size : sizes) {
            queue.push({.first = begin + total, .end = begin + total + size});
            firsts.append(total);
            total += size;
        }
        for (quint32 number = 0; number <= total + 20; ++number) {
            const auto from = std::lower_bound(firsts.begin(), firsts.end(), number);
            const auto place = static_cast<std::size_t>(from - firsts.begin());
            QCOMPARE(queue.index_from(begin + number), place);
            const auto behind = std::upper_bound(firsts.begin(), firsts.end(), number);
            const auto holds = static_cast<std::size_t>(behind - firsts.begin()) - 1;
            QCOMPARE(queue.index_of(begin + number), number < total ? holds : queue.size());
        }
    }

    void duplicates_give_way_to_segments_taken_along() { // RFC 5681 3.2: none may be left
        SendQueue queue = queue_of(4);
        queue.set_duplicates(3);
        queue.mark_lost(0);
        QCOMPARE(queue.in_flight(), 0U);
        queue.collapse_into(0, 1000, SeqNum{10000});
        QCOMPARE(queue.size(), 1U);
        QCOMPARE(queue.duplicates(), 0U);
        QCOMPARE(queue.in_flight(), 0U);
    }

    void the_rest_of_a_buffer_that_a_probe_has_cut_pushes() { // as Linux's tcp_write_wakeup() does
        WriteQueue whole;
        whole.add_new(SeqNum{0}, 1000);
        whole.add_new(SeqNum{1000}, 1000);
        WriteQueue cut = whole;
        cut.note_cut(SeqNum{50});
        QVERIFY(!whole.sent_to(SeqNum{1050}).pushes);
        QVERIFY(cut.sent_to(SeqNum{1050}).pushes);
        cut.note_cut(SeqNum{1000}); // nothing of the second one has left
        QVERIFY(!cut.sent_to(SeqNum{2000}).pushes);
    }

    void a_segment_parts_in_two_with_the_same_marks() {
        SendQueue queue = queue_of(3);
        queue.mark_lost(1);
        queue.mark_lost(2);
        queue.split(1, SeqNum{14});
        QCOMPARE(queue.size(), 4U);
        QCOMPARE(queue.lost(), 3U);
        QCOMPARE(queue[1].end, SeqNum{14});
        QCOMPARE(queue[2].first, SeqNum{14});
        QCOMPARE(queue[2].end, SeqNum{20});
        QCOMPARE(queue.next_lost(), std::size_t{1});
        queue.note_resent(1, Time{}, false);
        QCOMPARE(queue.next_lost(), std::size_t{2});
        QCOMPARE(queue.in_flight(), 2U); // the first one, and what was sent again
    }

    void the_end_of_a_write_and_its_fin_stay_with_the_second_part() {
        SendQueue queue;
        queue.push({.first = SeqNum{0}, .end = SeqNum{11}, .psh = true, .fin = true});
        queue.split(0, SeqNum{4});
        QVERIFY(!queue[0].psh && !queue[0].fin);
        QVERIFY(queue[1].psh && queue[1].fin);
    }

    void a_buffer_takes_bytes_of_the_next_one_along() { // as Linux's tcp_grow_skb() does
        WriteQueue queue;
        queue.add_new(SeqNum{0}, 300);
        queue.add_new(SeqNum{300}, 300);
        queue.add_new(SeqNum{600}, 300);
        queue.fill_first(SeqNum{0}, 400);
        QCOMPARE(queue.front().end, SeqNum{400});
        QCOMPARE(queue.size(), 3U);
        queue.sent_to(SeqNum{400});
        queue.fill_first(SeqNum{400}, 1000); // one at a time
        QCOMPARE(queue.front().first, SeqNum{400});
        QCOMPARE(queue.front().end, SeqNum{900});
        QCOMPARE(queue.size(), 1U);
    }

    void a_buffer_takes_nothing_beyond_the_end_of_a_record() { // MSG_EOR
        WriteQueue queue;
        queue.add_new(SeqNum{0}, 300);
        queue.back().closed = true;
        queue.add_new(SeqNum{300}, 300);
        queue.fill_first(SeqNum{0}, 400);
        QCOMPARE(queue.front().end, SeqNum{300});
    }

    void what_is_written_stays_within_what_numbers_tell_apart() { // RFC 9293 3.4
        Peer peer{profile_named(ProfileName::rfc9293)};
        Connection connection = peer.connection_in(State::established);
        constexpr std::uint32_t write = 1U << 20U, writes = 3000;
        std::uint64_t taken = 0;
        for (std::uint32_t i = 0; i < writes; ++i)
            taken += connection.app_sends(write, {}, peer.begin(Duration{0}));
        QVERIFY(taken > (1U << 29U));
        QVERIFY(taken <= (1U << 30U) + write);
        QCOMPARE(connection.queued(), taken + 100); // and what the peer owes an ACK for
        QVERIFY(!connection.is_writable(peer.profile()));
    }
};

QTEST_APPLESS_MAIN(TestSendQueue)
#include "test_send_queue.moc"

#include "sim/tcp/send_queue.h"

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
    void duplicates_give_way_to_segments_taken_along() { // RFC 5681 3.2: none may be left
        SendQueue queue = queue_of(4);
        queue.set_duplicates(3);
        queue.mark_lost(0);
        QCOMPARE(queue.in_flight(), 0U);
        queue.collapse_into(0, 1000);
        QCOMPARE(queue.size(), 1U);
        QCOMPARE(queue.duplicates(), 0U);
        QCOMPARE(queue.in_flight(), 0U);
    }
};

QTEST_APPLESS_MAIN(TestSendQueue)
#include "test_send_queue.moc"

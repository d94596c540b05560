#include "sim/tcp/held_buffers.h"

#include <QtTest>

namespace {

using namespace sim;

HeldBuffer text(std::uint32_t first, std::uint32_t bytes) {
    return linux_buffer(SeqNum{first}, bytes, 20);
}

} // namespace

class TestHeldBuffers : public QObject {
    Q_OBJECT

private slots:
    void a_frame_costs_more_than_its_bytes_data() {
        QTest::addColumn<std::uint32_t>("bytes");
        QTest::addColumn<std::uint32_t>("true_size");
        QTest::newRow("small head") << 10U << 832U;
        QTest::newRow("last that fits in one") << 186U << 832U;
        QTest::newRow("kmalloc") << 187U << 1280U;
        QTest::newRow("full segment") << 1460U << 2304U;
        QTest::newRow("joined segments") << 4380U << 8448U;
    }
    void a_frame_costs_more_than_its_bytes() {
        QFETCH(std::uint32_t, bytes);
        QTEST(text(0, bytes).true_size, "true_size");
    }

    void a_small_segment_moves_into_the_room_before_it() {
        HeldBuffers held;
        held.keep_in_order(text(0, 1200));
        held.keep_in_order(text(1200, 248));
        QCOMPARE(held.allocated(), 2304U);
        held.release(1200);
        QCOMPARE(held.allocated(), 2304U);
        held.release(248);
        QCOMPARE(held.allocated(), 0U);
    }

    void what_lies_beyond_a_gap_follows_when_it_is_filled() {
        HeldBuffers held;
        held.keep_in_order(text(0, 1460));
        held.keep_beyond_gap(text(4380, 100));
        held.keep_beyond_gap(text(2920, 1200));
        QCOMPARE(held.allocated(), 2304U + 832U + 2304U);
        held.keep_in_order(text(1460, 1460)); // not behind those beyond the gap
        held.close_gap(SeqNum{4120});
        held.keep_in_order(text(4120, 260)); // fits behind the 1,200 bytes
        held.close_gap(SeqNum{4480});        // and so do these
        QCOMPARE(held.allocated(), 3 * 2304U);
        held.release(4480);
        QCOMPARE(held.allocated(), 0U);
    }
};

QTEST_APPLESS_MAIN(TestHeldBuffers)
#include "test_held_buffers.moc"

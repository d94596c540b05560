#include "sim/trace/conversation_book.h"

#include <QtTest>

using namespace sim;

namespace {

/// Between a client's port on host 0 and port 80 on host 1.
Segment segment(HostId from, std::uint16_t client, Flags flags, std::uint32_t seq,
                std::uint32_t ack = 0) {
    const Path path{.local = {.address = 0, .port = client}, .remote = {.address = 1, .port = 80}};
    return {.path = from == 0 ? path : reversed(path), .seq = {seq}, .ack = {ack}, .flags = flags};
}

constexpr Flags syn{.syn = true};
constexpr Flags syn_ack{.syn = true, .ack = true};
constexpr Flags ack{.ack = true};
constexpr Flags rst{.rst = true};

} // namespace

class TestConversationBook : public QObject {
    Q_OBJECT

private slots:
    void ports_alone_tell_conversations_apart_as_a_rule() {
        ConversationBook book;
        QCOMPARE(book.find(segment(0, 40000, syn, 100)), 0U);
        QCOMPARE(book.open(segment(0, 40000, syn, 100)), 1U);
        QCOMPARE(book.open(segment(0, 40001, syn, 100)), 2U);
        QCOMPARE(book.find(segment(1, 40000, ack, 5, 101)), 1U);
        QCOMPARE(book.find(segment(1, 40001, ack, 5, 101)), 2U);
        QVERIFY(!book.shares_ports());
    }

    void where_ports_are_shared_the_openers_initial_number_tells() {
        ConversationBook book;
        book.open(segment(0, 40000, syn, 100));
        QCOMPARE(book.find(segment(0, 40000, syn, 90)), 0U); // an old SYN is another one
        book.open(segment(0, 40000, syn, 90));
        QVERIFY(book.shares_ports());
        QCOMPARE(book.find(segment(1, 40000, syn_ack, 300, 91)), 2U);
        QCOMPARE(book.find(segment(0, 40000, rst, 91)), 2U);
        QCOMPARE(book.find(segment(0, 40000, syn, 100)), 1U); // sent again
        QCOMPARE(book.find(segment(1, 40000, syn_ack, 400, 101)), 1U);
        QCOMPARE(book.find(segment(0, 40000, ack, 101, 401)), 1U);
        QCOMPARE(book.find(segment(1, 40000, rst, 7)), 2U); // nothing tells: the newest
    }

    void both_may_open_one_connection_at_once() {
        ConversationBook book;
        book.open(segment(0, 40000, syn, 100));
        QCOMPARE(book.find(segment(1, 40000, syn, 500)), 1U);
        book.note_syn(1, segment(1, 40000, syn, 500));
        QCOMPARE(book.initial(1, 1)->raw, 500U);
        QCOMPARE(book.find(segment(1, 40000, syn, 600)), 0U);
    }

    void a_stray_segment_is_no_opening_that_a_syn_could_join() {
        ConversationBook book;
        book.open(segment(0, 40000, ack, 77, 99));
        QVERIFY(!book.initial(1, 0).has_value());
        QCOMPARE(book.find(segment(1, 40000, rst, 99)), 1U);
        QCOMPARE(book.find(segment(0, 40000, syn, 700)), 0U);
    }
};

QTEST_APPLESS_MAIN(TestConversationBook)
#include "test_conversation_book.moc"

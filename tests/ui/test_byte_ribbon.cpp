#include "sim/history/history.h"
#include "sim/scenario/scenario.h"
#include "tests/time_spent.h"
#include "tests/ui/sample_bytes.h"
#include "tests/ui/trace_builder.h"
#include "ui/model/byte_fates.h"
#include "ui/model/run.h"

#include <numeric>

#include <QtTest>

using sim::RecordKind;
using ui::ByteFate;
using ui::ByteRange;
using ui::FateRange;
using Ranges = std::vector<ui::ByteRange>;
using Fates = std::vector<ui::FateRange>;

namespace {

sim::History played(const std::string& text) {
    return sim::History::play(sim::parse_scenario(text, "test.toml").value());
}

/// The `nth` record of a kind by a host with that many bytes.
sim::RecordId recordOf(const sim::Trace& trace, RecordKind kind, sim::HostId host,
                       std::uint32_t length, int nth) {
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind == kind && record.host == host && record.length == length && --nth == 0)
            return id;
    }
    return 0;
}

/// The `nth` time that a recv() came back.
sim::RecordId readingOf(const sim::Trace& trace, int nth) {
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != RecordKind::call) continue;
        const sim::CallEvent& call = trace.calls.at(record.detail);
        if (call.name == "recv" && call.phase == sim::CallPhase::returned && --nth == 0) return id;
    }
    return 0;
}

std::int64_t bytesIn(const Ranges& ranges) {
    return std::accumulate(
        ranges.begin(), ranges.end(), std::int64_t{},
        [](std::int64_t sum, const ByteRange& range) { return sum + range.to - range.from; });
}

} // namespace

class TestByteRibbon : public QObject {
    Q_OBJECT

private:
    /// Three segments of A, of which the second is lost; B's duplicate ACK has the third. Then the
    /// second is sent again.
    std::shared_ptr<const sim::Trace> sacked_ = [] {
        ui_test::TraceBuilder story;
        const sim::Flags ack{.ack = true};
        const sim::RecordId first = story.at(1000).sent(0, ack, 1, 1, 100);
        const sim::RecordId second = story.sent(0, ack, 101, 1, 100);
        const sim::RecordId third = story.sent(0, ack, 201, 1, 100);
        story.at(5000).dropped(second);
        story.at(11'000).received(first);
        story.received(third);
        const sim::RecordId duplicate = story.sent(1, ack, 1, 101);
        story.sackOf(duplicate, {sim::SeqNum{201}, sim::SeqNum{301}});
        story.at(21'000).received(duplicate);
        story.watched(0, {.una = 101, .nxt = 301, .window = 5000, .cwnd = 400});
        story.at(22'000).sent(0, ack, 101, 1, 100);
        story.watched(0, {.una = 101, .nxt = 301, .window = 5000, .cwnd = 400});
        return std::make_shared<const sim::Trace>(story.finish());
    }();

private slots:
    void what_a_sack_block_says_has_arrived_is_known_to_the_sender() {
        const ui::ByteRibbonReader reader(sacked_, 1);
        const ui::ByteFlow flow = reader.at(sacked_->last() - 1).flows[0];
        QCOMPARE(flow.sacked, (Ranges{{201, 301}}));
        QCOMPARE(flow.cwnd_end, std::optional<std::int64_t>{501});
        QCOMPARE(ui::sentFates(flow, {1, 400}), (Fates{{{1, 101}, ByteFate::acknowledged},
                                                       {{101, 201}, ByteFate::lost},
                                                       {{201, 301}, ByteFate::sacked},
                                                       {{301, 400}, ByteFate::allowed}}));
    }

    void what_was_sent_again_is_told_from_what_was_sent_once() {
        const ui::ByteRibbonReader reader(sacked_, 1);
        const ui::ByteFlow flow = reader.at(sacked_->last()).flows[0];
        QCOMPARE(flow.again, (Ranges{{101, 201}}));
        QCOMPARE(ui::sentFates(flow, {101, 301}),
                 (Fates{{{101, 201}, ByteFate::again}, {{201, 301}, ByteFate::sacked}}));
    }

    void nothing_is_said_of_what_was_sent_while_nobody_knows_what_is_acknowledged() {
        const ui::ByteFlow flow{.sent = 401};
        QCOMPARE(ui::sentFates(flow, {1, 500}), (Fates{{{401, 500}, ByteFate::forbidden}}));
    }

    void a_byte_leads_to_the_segment_that_carried_it_and_to_its_end() {
        const ui::ByteRibbonReader reader(sacked_, 1);
        const sim::RecordId last = sacked_->last();
        const auto kind_at = [this](sim::RecordId id) { return sacked_->record(id).kind; };
        const sim::RecordId second = reader.carrierOf(0, 150, last - 1);
        QCOMPARE(sim::relative_seq(*sacked_, sacked_->record(second)), 101U);
        QCOMPARE(kind_at(reader.endOf(second)), RecordKind::dropped);
        QCOMPARE(reader.carrierOf(0, 150, last), last);
        QCOMPARE(reader.endOf(last), 0U);
        const sim::RecordId third = reader.carrierOf(0, 300, last);
        QCOMPARE(kind_at(reader.endOf(third)), RecordKind::received);
        QCOMPARE(reader.carrierOf(0, 301, last), 0U);
        QCOMPARE(reader.carrierOf(1, 1, last), 0U);
    }

    void a_lost_segment_is_lost_until_it_is_sent_again() {
        const sim::History history = played(ui_test::lost_segment);
        const ui::ByteRibbonReader reader(history.shared_trace(), 1);
        const sim::RecordId third = recordOf(history.trace(), RecordKind::received, 1, 1448, 2);
        const ui::ByteFlow before = reader.at(third).flows[0];
        QCOMPARE(before.lost, (Ranges{{1449, 2897}}));
        QCOMPARE(before.una, std::optional<std::int64_t>{1});
        QCOMPARE(before.nxt, std::optional<std::int64_t>{4345});
        const sim::RecordId again = recordOf(history.trace(), RecordKind::sent, 0, 1448, 4);
        QVERIFY(again > third);
        QCOMPARE(reader.at(again - 1).flows[0].lost, (Ranges{{1449, 2897}}));
        QCOMPARE(reader.at(again).flows[0].lost, Ranges{});
    }

    void what_arrives_behind_a_gap_is_kept_out_of_order() {
        const sim::History history = played(ui_test::lost_segment);
        const ui::ByteRibbonReader reader(history.shared_trace(), 1);
        const sim::RecordId third = recordOf(history.trace(), RecordKind::received, 1, 1448, 2);
        const ui::ByteFlow flow = reader.at(third).flows[0];
        QCOMPARE(flow.received, std::optional<std::int64_t>{1449});
        QCOMPARE(flow.buffered, (Ranges{{2897, 4345}}));
        QCOMPARE(ui::sentFates(flow, {1, 5000}), (Fates{{{1, 1449}, ByteFate::in_flight},
                                                        {{1449, 2897}, ByteFate::lost},
                                                        {{2897, 4345}, ByteFate::in_flight},
                                                        {{4345, 5000}, ByteFate::allowed}}));
        QCOMPARE(ui::heldFates(flow, {1, 5000}), (Fates{{{1, 1449}, ByteFate::unread},
                                                        {{1449, 2897}, ByteFate::room},
                                                        {{2897, 4345}, ByteFate::buffered},
                                                        {{4345, 5000}, ByteFate::room}}));
        const sim::RecordId filled = recordOf(history.trace(), RecordKind::received, 1, 1448, 3);
        QCOMPARE(reader.at(filled).flows[0].buffered, Ranges{});
        QCOMPARE(reader.at(filled).flows[0].received, std::optional<std::int64_t>{4345});
    }

    void bytes_are_unread_until_the_program_reads_them() {
        const sim::History history = played(ui_test::lost_segment);
        const ui::ByteRibbonReader reader(history.shared_trace(), 1);
        const sim::RecordId first = readingOf(history.trace(), 1);
        QCOMPARE(reader.at(first - 1).flows[0].read, std::int64_t{1});
        QCOMPARE(reader.at(first).flows[0].read, std::int64_t{1449});
        const ui::ByteFlow end = reader.at(history.trace().last()).flows[0];
        QCOMPARE(end.read, std::int64_t{4345});
        QCOMPARE(end.fin, std::optional<std::int64_t>{4345});
        QCOMPARE(ui::heldFates(end, {1, 6000}),
                 (Fates{{{1, 4345}, ByteFate::read}, {{4345, 6000}, ByteFate::no_room}}));
        QCOMPARE(ui::sentFates(end, {1, 6000}),
                 (Fates{{{1, 4345}, ByteFate::acknowledged}, {{4345, 6000}, ByteFate::forbidden}}));
    }

    void a_window_of_zero_leaves_nothing_free() {
        const sim::History history = played(ui_test::slow_reader);
        const sim::Trace& trace = history.trace();
        const ui::ByteRibbonReader reader(history.shared_trace(), 1);
        sim::RecordId closed = 0;
        for (sim::RecordId id = 1; id <= trace.last() && closed == 0; ++id) {
            const ui::ByteFlow flow = reader.at(id).flows[0];
            const bool known = flow.una && *flow.una > 1;
            if (known && flow.window_end == flow.una && flow.receive_end == flow.received)
                closed = id;
        }
        QVERIFY(closed != 0);
        const ui::ByteFlow flow = reader.at(closed).flows[0];
        for (const FateRange& range : ui::sentFates(flow, {1, 20'001}))
            QVERIFY(range.fate != ByteFate::allowed);
        const Fates held = ui::heldFates(flow, {1, 20'001});
        QCOMPARE(held, (Fates{{{1, *flow.received}, ByteFate::unread},
                              {{*flow.received, 20'001}, ByteFate::no_room}}));
    }

    void both_directions_are_told() {
        const sim::History history = played(ui_test::lost_segment);
        const ui::ByteRibbonReader reader(history.shared_trace(), 1);
        const ui::ByteFlow back = reader.at(history.trace().last()).flows[1];
        QCOMPARE(back.sender, sim::HostId{1});
        QCOMPARE(back.receiver, sim::HostId{0});
        QCOMPARE(back.sent, std::int64_t{1}); // no byte at all
        QCOMPARE(back.fin, std::optional<std::int64_t>{1});
        QCOMPARE(back.una, std::optional<std::int64_t>{2});
    }

    void in_every_shipped_scenario_it_agrees_with_the_world_data() {
        QTest::addColumn<int>("place");
        for (std::size_t place = 0; place < sim::shipped_scenarios().size(); ++place) {
            const std::string name{sim::shipped_scenarios()[place].name};
            if (name.find("flood") == std::string::npos)
                QTest::newRow(name.c_str()) << static_cast<int>(place);
        }
    }

    /// What is counted from records against what the connections themselves hold.
    /// What is counted from records against what the connections themselves hold.
    void in_every_shipped_scenario_it_agrees_with_the_world() {
        QFETCH(int, place);
        compareWithWorld(
            std::string{sim::shipped_scenarios()[static_cast<std::size_t>(place)].text});
    }

    void a_lossy_transfer_agrees_with_the_world() {
        std::string text = ui_test::slow_reader;
        text.replace(text.find("bytes(20000)"), 12, "bytes(90000)");
        text.replace(text.find("link.delay"), 0, "link.loss = 0.1\n");
        compareWithWorld(text);
    }

    void no_jump_in_a_long_history_takes_ten_milliseconds() {
        const sim::History history = played(ui_test::bulk);
        const sim::RecordId last = history.trace().last();
        QVERIFY2(last >= 100'000, qPrintable(QString::number(last)));
        const ui::ByteRibbonReader reader(history.shared_trace(), 1);
        double slowest = 0;
        for (std::uint64_t n = 0; n < 200; ++n) {
            const auto to = static_cast<sim::RecordId>(1 + n * 7'919'111 % last);
            slowest = std::max(slowest, least_ms(3, [&] { static_cast<void>(reader.at(to)); }));
        }
        qInfo("the slowest of 200 jumps: %.3f ms", slowest);
        SKIP_LIMITS_IF_SANITIZED();
        QVERIFY2(slowest < 10, qPrintable(QString::number(slowest)));
    }

    void the_conversation_told_of_is_the_cursors() {
        const sim::History history = played(ui_test::lost_segment);
        QCOMPARE(ui::conversationAt(history.trace(), 0), sim::ConversationId{1});
        QCOMPARE(ui::conversationAt(history.trace(), history.trace().last()),
                 sim::ConversationId{1});
        QCOMPARE(ui::conversationAt(sim::Trace{}, 0), sim::ConversationId{0});
    }

    void a_range_is_told_in_words() {
        const ui::FateWords words{.sender = "A", .receiver = "B", .number = [](std::int64_t n) {
                                      return QString::number(n);
                                  }};
        QCOMPARE(ui::fateText({{1449, 2897}, ByteFate::lost}, words),
                 QString("A's bytes 1449 to 2896 (1,448): lost on the way. A only notices that no "
                         "ACK covers them."));
        QCOMPARE(ui::fateText({{7, 8}, ByteFate::read}, words),
                 QString("A's byte 7: read by the program on B."));
        QCOMPARE(ui::fateText({{8193, 9000}, ByteFate::no_room}, words),
                 QString("A's bytes from 8193 on: beyond the window of B, or behind the FIN. B "
                         "would not take them."));
    }

private:
    /// After each event, which is where a World stands still.
    static void compareWithWorld(const std::string& text) {
        constexpr std::size_t many = 20;
        const auto run = ui::Run::played(sim::parse_scenario(text, "test.toml").value());
        std::vector<ui::ByteRibbonReader> readers;
        while (readers.size() < std::min(many, run->trace().conversations.size()))
            readers.emplace_back(run->sharedTrace(),
                                 static_cast<sim::ConversationId>(readers.size() + 1));
        for (const sim::RecordId record : run->events()) {
            const sim::Snapshot world = run->snapshotAt(record);
            for (const ui::ByteRibbonReader& reader : readers)
                compareWithWorld(reader.at(record), world);
        }
    }

    static void compareWithWorld(const ui::ByteRibbon& ribbon, const sim::Snapshot& world) {
        const std::string where = "record " + std::to_string(world.record);
        for (const ui::ByteFlow& flow : ribbon.flows) {
            const auto* end = sim::find_connection(world, ribbon.conversation, flow.receiver);
            if (end == nullptr || end->state == sim::State::closed) continue;
            QVERIFY2(bytesIn(flow.buffered) == end->value(sim::Variable::out_of_order).value_or(0),
                     where.c_str());
            const std::int64_t unread = std::min(flow.received.value_or(1), flow.sent) - flow.read;
            QVERIFY2(unread == end->value(sim::Variable::unread).value_or(0), where.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestByteRibbon)
#include "test_byte_ribbon.moc"

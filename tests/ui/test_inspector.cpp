#include "sim/packet/codec.h"
#include "sim/scenario/scenario.h"
#include "tests/ui/sample_bytes.h"
#include "tests/ui/sample_trace.h"
#include "tests/ui/trace_builder.h"
#include "ui/layout/inspector_layout.h"
#include "ui/layout/side_labels.h"
#include "ui/model/loss.h"
#include "ui/view/inspector.h"

#include <algorithm>
#include <cmath>

#include <QSet>
#include <QSignalSpy>
#include <QtTest>

using ui::HeaderField;
using ui::Inspection;
using ui::Numbers;

namespace {

QSizeF sizeOf(const QString& text, ui::TextRole, double width) {
    const double line = 7.0 * static_cast<double>(text.size());
    if (width <= 0 || line <= width) return {line, 16};
    return {width, 16 * std::ceil(line / width)};
}

sim::RecordId firstOf(const sim::Trace& trace, sim::RecordKind kind, sim::Flags flags,
                      std::uint32_t length) {
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind == kind && record.flags == flags && record.length == length) return id;
    }
    return 0;
}

const ui::FieldText& fieldOf(const Inspection& inspection, HeaderField field) {
    return *std::find_if(inspection.fields.begin(), inspection.fields.end(),
                         [field](const ui::FieldText& text) { return text.field == field; });
}

const sim::Flags syn{.syn = true};
const sim::Flags data{.ack = true, .psh = true};

} // namespace

class TestInspector : public QObject {
    Q_OBJECT

private:
    std::shared_ptr<const ui::Run> run_;

private slots:
    void init() { run_ = ui_test::runOf(ui_test::lostDataTrace()); }

    /// The model writes that it ignored a segment which it had written as received before.
    void what_was_ignored_has_the_header_it_was_sent_with() {
        const auto run =
            ui::Run::played(sim::parse_scenario(ui_test::slow_reader, "sample").value());
        const sim::Trace& trace = run->trace();
        sim::RecordId ignored = 1;
        while (trace.record(ignored).kind != sim::RecordKind::ignored)
            ++ignored;
        const sim::Narrator teller(trace, sim::Language::english);
        const Inspection found =
            ui::inspect(*run, ignored, Numbers::relative, teller, trace.last());
        QCOMPARE(found.headline, QString("Has everything before 1"));
        QCOMPARE(fieldOf(found, HeaderField::seq).value, QString("5240"));
    }

    void an_icmp_message_says_what_it_is_and_that_it_may_be_forged() {
        for (const sim::ShippedScenario& shipped : sim::shipped_scenarios())
            if (shipped.name == "icmp-unreachable")
                run_ = ui::Run::played(
                    sim::parse_scenario(shipped.text, std::string{shipped.name}).value());
        sim::RecordId message = 1;
        while (run_->trace().record(message).kind != sim::RecordKind::icmp)
            ++message;
        const Inspection told = ui::inspect(*run_, message, Numbers::relative);
        QCOMPARE(told.badge_text, QString("ICMP"));
        QCOMPARE(told.headline, QString("host unreachable about seq=0"));
        QVERIFY(told.happened.contains(QStringLiteral("forge")));
        QVERIFY(!told.why.isEmpty());
    }

    void what_was_sent_again_links_its_loss_its_causes_and_what_it_led_to() {
        const sim::Trace& trace = run_->trace();
        sim::RecordId again = 0;
        for (sim::RecordId id = 1; id <= trace.last(); ++id)
            if (trace.record(id).kind == sim::RecordKind::sent && ui::lossOf(trace, id) != 0)
                again = id;
        const sim::Narrator teller(trace, sim::Language::english);
        const Inspection found = ui::inspect(*run_, again, Numbers::relative, teller, trace.last());
        QStringList told;
        for (const ui::RecordLink& link : found.links)
            told << QStringLiteral("%1 %2").arg(int(link.kind)).arg(link.text);
        QCOMPARE(told, (QStringList{"0 A's DATA seq=1449 ack=1 len=1448 is lost", "2 A: RTO fires",
                                    "3 A: RTO set: 420 ms",
                                    "3 B receives DATA seq=1449 ack=1 len=1448"}));
        QCOMPARE(ui::inspect(*run_, again, Numbers::relative, teller, again).links.size(),
                 std::size_t{2});
    }

    void of_a_long_chain_the_nearest_causes_and_the_root_are_told() {
        ui::CauseChain chain{.record = 9, .causes = {8, 7, 6, 5, 4, 3, 2}, .consequences = {}};
        const auto links = ui::recordLinks(run_->trace(), chain, Numbers::relative,
                                           sim::SegmentFacts(run_->trace()));
        std::vector<sim::RecordId> causes;
        for (const ui::RecordLink& link : links)
            if (link.kind == ui::LinkKind::because_of) causes.push_back(link.record);
        QCOMPARE(causes, (std::vector<sim::RecordId>{8, 7, 6, 5, 2}));
        QCOMPARE(links.back().left_out, 2);
    }

    void each_link_has_a_line_that_can_be_clicked() {
        Inspection inspection{.badge = ui::BadgeKind::state};
        inspection.links = {{ui::LinkKind::because_of, 3, "A sends SYN seq=0", 0},
                            {ui::LinkKind::led_to, 5, "B: RTO set: 1 s", 0}};
        const auto shapes = ui::layoutInspector(inspection, 400, sizeOf);
        QCOMPARE(shapes.links.size(), std::size_t{2});
        QCOMPARE(shapes.links[0].record, sim::RecordId{3});
        QCOMPARE(shapes.links[1].record, sim::RecordId{5});
        QVERIFY(shapes.links[1].rect.top() > shapes.links[0].rect.bottom());
        QCOMPARE(shapes.links[0].rect.width(), 400.0);
        QVERIFY(shapes.height > shapes.links[1].rect.bottom());
    }

    void the_header_is_the_one_the_codec_writes() {
        const sim::Trace& trace = run_->trace();
        const auto header = ui::headerOf(trace, firstOf(trace, sim::RecordKind::sent, data, 1448));
        QVERIFY(header.has_value());
        QCOMPARE(header->source_port, std::uint16_t{49152});
        QCOMPARE(header->destination_port, std::uint16_t{8080});
        QCOMPARE(header->seq, std::uint32_t{3'405'691'583U});
        QCOMPARE(header->ack, std::uint32_t{271'828'183U});
        QCOMPARE(header->flag_bits, std::uint8_t{0x18});
        QCOMPARE(header->window, std::uint16_t{502});
        QCOMPARE(header->data_offset, std::uint8_t{5});
    }

    void the_checksum_closes_the_sum_of_the_pseudo_header_and_the_segment() {
        const sim::Trace& trace = run_->trace();
        const auto header = ui::headerOf(trace, firstOf(trace, sim::RecordKind::sent, syn, 0));
        QVERIFY(header.has_value());
        // 10.0.0.1 -> 10.0.0.2, protocol 6, length 20, then the header by hand with checksum 0.
        const std::vector<std::uint8_t> bytes{
            10,   0,    0,    1,    10, 0, 0, 2, 0,    6,    0,    20,   0xc0, 0x00, 0x1f, 0x90,
            0xca, 0xfe, 0xba, 0xbe, 0,  0, 0, 0, 0x50, 0x02, 0x01, 0xf6, 0,    0,    0,    0};
        QCOMPARE(header->checksum, sim::internet_checksum(bytes));
    }

    void numbers_are_relative_with_the_wire_beside_them_and_the_other_way_round() {
        const sim::RecordId id = firstOf(run_->trace(), sim::RecordKind::sent, data, 1448);
        const Inspection relative = ui::inspect(*run_, id, Numbers::relative);
        QCOMPARE(fieldOf(relative, HeaderField::seq).value, QStringLiteral("1"));
        QCOMPARE(fieldOf(relative, HeaderField::seq).remark,
                 QStringLiteral("on the wire 3405691583"));
        const Inspection absolute = ui::inspect(*run_, id, Numbers::absolute);
        QCOMPARE(fieldOf(absolute, HeaderField::seq).value, QStringLiteral("3405691583"));
        QCOMPARE(fieldOf(absolute, HeaderField::seq).remark, QStringLiteral("relative 1"));
    }

    void the_headline_tells_the_fate_of_a_segment() {
        const sim::Trace& trace = run_->trace();
        const sim::RecordId dropped = firstOf(trace, sim::RecordKind::dropped, data, 1448);
        QCOMPARE(ui::inspect(*run_, trace.record(dropped).cause, Numbers::relative).headline,
                 QStringLiteral("1448 bytes of data, lost on the way"));
        const sim::RecordId first = firstOf(trace, sim::RecordKind::sent, syn, 0);
        const Inspection opening = ui::inspect(*run_, first, Numbers::relative);
        QCOMPARE(opening.headline, QStringLiteral("Asks to open a connection"));
        QCOMPARE(opening.note, QStringLiteral("segment #1 · A → B"));
        QCOMPARE(opening.badge_text, QStringLiteral("SYN"));
    }

    void what_an_event_changed_begins_with_the_state() {
        const sim::Trace& trace = run_->trace();
        const sim::RecordId syn_ack =
            firstOf(trace, sim::RecordKind::received, {.syn = true, .ack = true}, 0);
        const Inspection opened = ui::inspect(*run_, run_->events().at(3), Numbers::relative);
        QVERIFY(syn_ack <= run_->events().at(3));
        QCOMPARE(opened.changes.front(), (ui::VariableChange{"state", "SYN-SENT", "ESTABLISHED"}));
    }

    void calls_timers_and_states_have_inspections_of_their_own() {
        const sim::Trace& trace = run_->trace();
        QStringList badges;
        QStringList headlines;
        for (sim::RecordId id = 1; id <= trace.last(); ++id) {
            const Inspection found = ui::inspect(*run_, id, Numbers::relative);
            if (found.badge == ui::BadgeKind::segment || badges.contains(found.badge_text))
                continue;
            QVERIFY(found.fields.empty());
            badges << found.badge_text;
            headlines << found.headline;
        }
        QCOMPARE(badges, (QStringList{"CALL", "STATE", "TIMER"}));
        QCOMPARE(headlines, (QStringList{"The program calls listen", "CLOSED → LISTEN",
                                         "The retransmission timer is set to 1000 ms"}));
    }

    void each_timer_has_a_name_of_its_own() {
        ui_test::TraceBuilder story;
        story.at(0).state(0, sim::State::closed, sim::State::syn_sent);
        for (std::size_t kind = 0; kind < sim::timer_kinds; ++kind)
            story.timer(0, static_cast<sim::TimerKind>(kind), sim::TimerAction::fired, 0);
        const auto run = ui_test::runOf(story.finish());
        QSet<QString> headlines, labels;
        for (sim::RecordId id = 2; id <= run->trace().last(); ++id)
            headlines << ui::inspect(*run, id, Numbers::relative).headline;
        for (std::size_t kind = 0; kind < sim::timer_kinds; ++kind)
            labels << ui::timerText(static_cast<sim::TimerKind>(kind));
        QCOMPARE(headlines.size(), static_cast<qsizetype>(sim::timer_kinds));
        QCOMPARE(labels.size(), static_cast<qsizetype>(sim::timer_kinds));
    }

    void fields_are_as_wide_as_their_bits_and_fill_their_rows() {
        const sim::RecordId id = firstOf(run_->trace(), sim::RecordKind::sent, data, 1448);
        const ui::InspectorShapes shapes =
            ui::layoutInspector(ui::inspect(*run_, id, Numbers::relative), 320, sizeOf);
        const auto rect_of = [&shapes](HeaderField field) {
            return std::find_if(
                       shapes.fields.begin(), shapes.fields.end(),
                       [field](const ui::FieldShape& shape) { return shape.field == field; })
                ->rect;
        };
        QCOMPARE(rect_of(HeaderField::source_port).width(), 160.0);
        QCOMPARE(rect_of(HeaderField::seq).width(), 320.0);
        QCOMPARE(rect_of(HeaderField::data_offset).width(), 40.0);
        QCOMPARE(rect_of(HeaderField::reserved).left(), 40.0);
        QCOMPARE(rect_of(HeaderField::flags).width(), 80.0);
        QCOMPARE(rect_of(HeaderField::window).right(), 320.0);
        QCOMPARE(shapes.flags.size(), std::size_t{8});
        QStringList set;
        for (const ui::FlagShape& flag : shapes.flags) {
            QCOMPARE(flag.rect.width(), 10.0);
            if (flag.set) set << flag.name;
        }
        QCOMPARE(set, (QStringList{"ACK", "PSH"}));
    }

    void nothing_sticks_out_of_the_sheet_at_any_width() {
        for (const double width : {280.0, 340.0, 438.0, 700.0}) {
            for (sim::RecordId id = 1; id <= run_->trace().last(); ++id) {
                const ui::InspectorShapes shapes =
                    ui::layoutInspector(ui::inspect(*run_, id, Numbers::relative), width, sizeOf);
                for (const ui::TextShape& text : shapes.texts) {
                    if (text.role == ui::TextRole::bit_number) continue;
                    QVERIFY(text.rect.right() <= width + 0.5);
                    QVERIFY(text.rect.bottom() <= shapes.height + 0.5);
                }
            }
        }
    }

    void a_value_that_is_too_long_for_its_line_loses_its_end() {
        Inspection inspection = ui::inspect(
            *run_, firstOf(run_->trace(), sim::RecordKind::sent, data, 1448), Numbers::relative);
        const auto payload = std::find_if(
            inspection.fields.begin(), inspection.fields.end(),
            [](const ui::FieldText& text) { return text.field == HeaderField::payload; });
        payload->value = QString(200, QLatin1Char('x'));
        const ui::InspectorShapes shapes = ui::layoutInspector(inspection, 340, sizeOf);
        const auto shown =
            std::find_if(shapes.texts.begin(), shapes.texts.end(),
                         [](const ui::TextShape& text) { return text.text.startsWith("xx"); });
        QVERIFY(shown->text.endsWith(QChar(0x2026)));
        QVERIFY(sizeOf(shown->text, {}, 0).width() <= shown->rect.width());
    }

    void a_long_number_of_a_record_keeps_clear_of_its_words() {
        Inspection inspection = ui::inspect(*run_, 1, Numbers::relative);
        inspection.links = {{ui::LinkKind::led_to, 1'234'567, "B sends ACK", 0}};
        const ui::InspectorShapes shapes = ui::layoutInspector(inspection, 340, sizeOf);
        const auto words =
            std::find_if(shapes.texts.begin(), shapes.texts.end(),
                         [](const ui::TextShape& text) { return text.text == "B sends ACK"; });
        QVERIFY(words->rect.left() >= 8 * 7 + 8);
    }

    void the_card_follows_the_cursor_until_something_is_selected() {
        ui::ViewState state;
        ui::InspectorCard card{state};
        state.setRun(run_);
        QCOMPARE(card.record(), sim::RecordId{0});
        state.setCursor(run_->events().at(2));
        QCOMPARE(card.inspection().badge_text, QStringLiteral("SYN"));
        const sim::RecordId lost = firstOf(run_->trace(), sim::RecordKind::dropped, data, 1448);
        state.select(lost);
        state.setCursor(run_->events().at(0));
        QCOMPARE(card.record(), lost);
        state.select(0);
        QCOMPARE(card.inspection().badge_text, QStringLiteral("CALL"));
    }

    void a_click_on_the_switch_changes_the_numbers_everywhere() {
        ui::ViewState state;
        ui::InspectorCard card{state};
        QSignalSpy changed{&state, &ui::ViewState::numbersChanged};
        QTest::mouseClick(card.findChild<QToolButton*>(), Qt::LeftButton);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(state.numbers(), Numbers::absolute);
    }
};

QTEST_MAIN(TestInspector)
#include "test_inspector.moc"

#include "sim/trace/conversation_pairs.h"
#include "sim/trace/diff.h"
#include "sim/trace/load_diff.h"

#include <QtTest>

using sim::PairStatus;
using std::chrono::seconds;

namespace {

/// A trace of two hosts that samples port 8080 of B every second; the half-open at 0, 1, 2 ... s.
sim::Trace sampled(const std::vector<std::uint32_t>& half_open) {
    sim::Trace trace;
    trace.header.hosts = {{.name = "A", .address = sim::parse_address("10.0.0.1").value()},
                          {.name = "B", .address = sim::parse_address("10.0.0.2").value()}};
    for (const sim::TraceHost& host : trace.header.hosts)
        trace.addresses.intern(host.address);
    trace.load.sample_period = seconds{1};
    for (std::size_t i = 0; i < half_open.size(); ++i)
        trace.load.samples.push_back({.at = sim::Time{} + seconds{static_cast<int>(i)},
                                      .host = 1,
                                      .port = 8080,
                                      .syn_queue = half_open[i]});
    return trace;
}

void add_flood(sim::Trace& trace, std::vector<sim::FateTally> fates) {
    trace.load.floods = {{.to = 1, .port = 8080, .sent = 20, .fates = std::move(fates)}};
}

/// "B:8080 half-open, 1.0 s: 9 9 matched" and so on.
QStringList rows_of(const sim::Trace& model, const sim::Trace& kernel) {
    QStringList rows;
    for (const sim::LoadRow& row : sim::compare_loads(model, kernel)) {
        const char* status = row.status == PairStatus::matched     ? "matched"
                             : row.status == PairStatus::explained ? "explained"
                                                                   : "unexplained";
        rows << QString::fromStdString(row.what.en + ": " + row.model.en + " " + row.kernel.en + " "
                                       + status);
    }
    return rows;
}

sim::ConversationId add_conversation(sim::Trace& trace, const char* opener) {
    sim::Conversation conversation;
    conversation.ends[0] = {
        .host = 0,
        .endpoint = {.address = trace.addresses.intern(sim::parse_address(opener).value()),
                     .port = 1024}};
    conversation.ends[1] = {.host = 1, .endpoint = {.address = 1, .port = 8080}};
    trace.conversations.push_back(conversation);
    return static_cast<sim::ConversationId>(trace.conversations.size());
}

/// A client's connection stands at the server since then.
void add_established(sim::Trace& trace, int milliseconds) {
    sim::Record record;
    record.at = sim::Time{} + std::chrono::milliseconds{milliseconds};
    record.kind = sim::RecordKind::state;
    record.host = 1;
    record.conversation = add_conversation(trace, "10.0.0.1");
    record.state = sim::State::established;
    trace.append(record);
}

/// A client's connection stands after so many SYNs.
void add_entry(sim::Trace& trace, int syns) {
    const sim::ConversationId conversation = add_conversation(trace, "10.0.0.1");
    sim::Record record;
    record.conversation = conversation;
    record.kind = sim::RecordKind::sent;
    record.flags.syn = true;
    for (int i = 0; i < syns; ++i)
        trace.append(record);
    sim::CallEvent call;
    call.name = "connect";
    call.phase = sim::CallPhase::returned;
    call.result = 0;
    trace.calls.push_back(call);
    record.kind = sim::RecordKind::call;
    record.flags = {};
    trace.append(record);
}

} // namespace

class TestLoadDiff : public QObject {
    Q_OBJECT

private slots:
    void equal_queues_are_shown_at_the_landmarks_alone() {
        const sim::Trace trace = sampled({0, 9, 9, 9, 9, 9, 9});
        QCOMPARE(rows_of(trace, trace),
                 (QStringList{"B:8080 half-open, 1.0 s: 9 9 matched",
                              "B:8080 half-open, 5.0 s: 9 9 matched",
                              "B:8080 waiting for accept, 1.0 s: 0 0 matched",
                              "B:8080 waiting for accept, 5.0 s: 0 0 matched"}));
    }

    void a_timer_that_ends_about_a_sample_explains_it() {
        const QStringList rows = rows_of(sampled({0, 9, 9, 9, 9, 9, 9, 9, 4, 4}),
                                         sampled({0, 9, 9, 9, 9, 9, 9, 4, 4, 4}));
        QVERIFY(rows.contains("B:8080 half-open, 7.0 s: 9 4 explained"));
    }

    void no_timer_explains_what_the_model_does_not_reach() {
        const QStringList rows = rows_of(sampled({0, 9, 9, 9, 9, 9}), sampled({0, 9, 9, 8, 9, 9}));
        QVERIFY(rows.contains("B:8080 half-open, 3.0 s: 9 8 unexplained"));
    }

    void no_timer_explains_what_is_too_far_away() {
        const QStringList rows = rows_of(sampled({0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 4}),
                                         sampled({0, 9, 9, 9, 9, 9, 9, 4, 4, 4, 4}));
        QVERIFY(rows.contains("B:8080 half-open, 7.0 s: 9 4 unexplained"));
        QVERIFY(rows.contains("B:8080 half-open, 9.0 s: 9 4 explained"));
    }

    void a_sample_between_the_same_event_of_both_stages_is_explained_by_it() {
        sim::Trace model = sampled({0, 0, 0});
        sim::Trace kernel = sampled({0, 0, 0});
        model.load.samples[1].accept_queue = 1;
        QVERIFY(
            rows_of(model, kernel).contains("B:8080 waiting for accept, 1.0 s: 1 0 unexplained"));
        add_established(model, 999);
        add_established(kernel, 1001);
        QVERIFY(rows_of(model, kernel).contains("B:8080 waiting for accept, 1.0 s: 1 0 explained"));
        add_established(model, 500); // as much too early as no lateness explains
        add_established(kernel, 1500);
        for (sim::Trace* trace : {&model, &kernel})
            trace->load.samples[1].accept_queue *= 2;
        QVERIFY(
            rows_of(model, kernel).contains("B:8080 waiting for accept, 1.0 s: 2 0 unexplained"));
    }

    void a_chain_of_round_trips_may_fall_behind_by_a_quarter_up_to_a_second() {
        sim::Trace model = sampled({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        sim::Trace kernel = model;
        model.load.samples[4].accept_queue = 1;
        add_established(model, 3900);
        add_established(kernel, 4300);
        QVERIFY(rows_of(model, kernel).contains("B:8080 waiting for accept, 4.0 s: 1 0 explained"));
        model.load.samples[10].accept_queue = 1;
        add_established(model, 9400);
        add_established(kernel, 10500);
        QVERIFY(
            rows_of(model, kernel).contains("B:8080 waiting for accept, 10.0 s: 1 0 unexplained"));
    }

    void a_client_that_gets_in_one_retransmission_later_is_explained() {
        sim::Trace model = sampled({0, 0});
        model.header.programs = {"client"};
        add_flood(model, {});
        add_entry(model, 1);
        sim::Trace kernel = sampled({0, 0});
        kernel.header.programs = {"client"};
        add_flood(kernel, {});
        add_entry(kernel, 2);
        const std::vector<sim::LoadRow> rows = sim::compare_loads(model, kernel);
        const auto found = std::find_if(rows.begin(), rows.end(), [](const sim::LoadRow& row) {
            return row.what.en == "client client";
        });
        QVERIFY(found != rows.end());
        QVERIFY(found->status == PairStatus::explained);
        QVERIFY(found->rule == sim::Rule::comparison_entry_step);
    }

    void a_kernels_fates_are_the_sums_of_the_models() {
        using sim::FloodFate;
        sim::Trace model = sampled({});
        sim::Trace kernel = sampled({});
        add_flood(model, {{FloodFate::queued, 9, 1, 9},
                          {FloodFate::cookie, 1, 10, 10},
                          {FloodFate::syn_queue_full, 10, 11, 20}});
        add_flood(kernel, {{FloodFate::answered, 10, 1, 10}, {FloodFate::unanswered, 10, 11, 20}});
        QCOMPARE(rows_of(model, kernel),
                 (QStringList{"SYNs of the flood: 20 20 matched", "answered: 10 10 matched",
                              "refused: 0 0 matched", "dropped: 10 10 matched"}));
        add_flood(kernel, {{FloodFate::answered, 11, 1, 11}, {FloodFate::unanswered, 9, 12, 20}});
        QVERIFY(rows_of(model, kernel).contains("answered: 10 11 unexplained"));
        QCOMPARE(sim::compare(model, kernel).unexplained, 2U);
    }

    void a_floods_conversations_are_paired_by_their_source() {
        sim::Trace model = sampled({});
        sim::Trace kernel = sampled({});
        add_conversation(model, "10.66.0.1");
        add_conversation(model, "10.66.0.9"); // this one the kernel has not kept
        add_conversation(model, "10.0.0.1");
        add_conversation(kernel, "10.0.0.1");
        add_conversation(kernel, "10.66.0.1");
        const std::vector<sim::ConversationPair> expected{{.model = 3, .kernel = 1},
                                                          {.model = 1, .kernel = 2}};
        QVERIFY(sim::paired_conversations(model, kernel) == expected);
    }
};

QTEST_APPLESS_MAIN(TestLoadDiff)
#include "test_load_diff.moc"

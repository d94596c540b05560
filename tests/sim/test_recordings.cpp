#include "sim/history/history.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/diff.h"
#include "sim/trace/trace_file.h"

#include <QFile>
#include <QtTest>

namespace {

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

sim::Expected<sim::Trace> recording_of(std::string_view scenario) {
    QFile file(QStringLiteral(RECORDINGS_DIR "/") + text_of(scenario) + ".trace");
    if (!file.open(QIODevice::ReadOnly)) return sim::failure("there is no recording");
    return sim::decode_trace(file.readAll().toStdString());
}

/// A fact's value; empty when the trace has no such fact.
QString fact_of(const sim::Trace& trace, std::string_view name) {
    for (const sim::Fact& fact : trace.header.environment)
        if (fact.name == name) return text_of(fact.value);
    return {};
}

bool is_for_a_kernel(const sim::ShippedScenario& shipped) {
    const auto scenario = sim::parse_scenario(shipped.text, std::string{shipped.name});
    return scenario && scenario->model_only.empty();
}

} // namespace

/// The kernel runs that ship with the scenarios. When one of these fails after a scenario was
/// changed, scripts/record makes new ones.
class TestRecordings : public QObject {
    Q_OBJECT

private slots:
    void every_shipped_scenario_has_a_recorded_kernel_run_data() {
        QTest::addColumn<QString>("scenario");
        for (const sim::ShippedScenario& shipped : sim::shipped_scenarios())
            if (is_for_a_kernel(shipped))
                QTest::newRow(text_of(shipped.name).toUtf8()) << text_of(shipped.name);
    }
    void every_shipped_scenario_has_a_recorded_kernel_run() {
        QFETCH(QString, scenario);
        const sim::Expected<sim::Trace> trace = recording_of(scenario.toStdString());
        QVERIFY2(trace.has_value(), trace ? "" : trace.error().message.c_str());
        QCOMPARE(text_of(trace->header.scenario), scenario);
        QVERIFY(trace->header.stage == sim::Provenance::observed);
        QVERIFY(!trace->header.deadline_reached);
        for (const char* fact : {"kernel", "hz", "net.ipv4.tcp_sack", "net.ipv4.tcp_rmem"})
            QVERIFY2(!fact_of(*trace, fact).isEmpty(), fact);
    }

    void the_stage_was_punctual_data() { every_shipped_scenario_has_a_recorded_kernel_run_data(); }
    void the_stage_was_punctual() {
        QFETCH(QString, scenario);
        const sim::Trace trace = recording_of(scenario.toStdString()).value();
        bool is_number{};
        const int late_us = fact_of(trace, "stage_late_us").toInt(&is_number);
        QVERIFY(is_number);
        QVERIFY2(late_us <= 2000, "record again on an idle machine");
    }

    void the_model_sends_what_was_recorded_data() {
        every_shipped_scenario_has_a_recorded_kernel_run_data();
    }
    void the_model_sends_what_was_recorded() {
        QFETCH(QString, scenario);
        for (const sim::ShippedScenario& shipped : sim::shipped_scenarios()) {
            if (text_of(shipped.name) != scenario) continue;
            const sim::Expected<sim::Scenario> parsed =
                sim::parse_scenario(shipped.text, std::string{shipped.name});
            QVERIFY(parsed.has_value());
            const sim::History model = sim::History::play(*parsed);
            const sim::Diff diff = sim::compare(model.trace(), recording_of(shipped.name).value());
            const bool all_match = parsed->floods.empty(); // of a flood's entries others may stay
            for (const sim::Pair& pair : diff.pairs)
                QVERIFY2(pair.status == sim::PairStatus::matched || !all_match,
                         pair.explanation_en.c_str());
            QCOMPARE(diff.unexplained, 0U); // samples of queues included
        }
    }
};

QTEST_APPLESS_MAIN(TestRecordings)
#include "test_recordings.moc"

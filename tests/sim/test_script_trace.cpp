#include "sim/export/ladder.h"
#include "sim/history/history.h"
#include "sim/packetdrill/parser.h"
#include "sim/packetdrill/runner.h"
#include "sim/rule/requirement.h"
#include "sim/scenario/scenario.h"
#include "sim/trace/diff.h"
#include "sim/trace/trace_file.h"

#include <sstream>

#include <QDirIterator>
#include <QtTest>

namespace pd = sim::packetdrill;

namespace {

pd::RunResult played(const std::string& text, sim::ProfileName profile) {
    const sim::Expected<pd::Script> script =
        pd::parse_script(text, {.file = "test.pkt", .defined = {"STANDARD"}});
    if (!script) qFatal("%s", sim::to_text(script.error()).c_str());
    return pd::run_script(*script, {.profile = profile});
}

struct OwnScript {
    QString name;
    sim::ProfileName profile;
    std::string text;
};

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The project's own scripts, by the folder that names their profile.
std::vector<OwnScript> own_scripts() {
    std::vector<OwnScript> scripts;
    for (const sim::ProfileName profile :
         {sim::ProfileName::linux, sim::ProfileName::rfc9293, sim::ProfileName::freebsd}) {
        QDirIterator each(OWN_SCRIPTS_DIR "/" + text_of(sim::name_of(profile)), {"*.pkt"},
                          QDir::Files);
        while (each.hasNext()) {
            QFile file(each.next());
            if (!file.open(QIODevice::ReadOnly)) qFatal("%s", qPrintable(file.fileName()));
            scripts.push_back({each.fileName(), profile, file.readAll().toStdString()});
        }
    }
    return scripts;
}

/// The rules that the records of a trace name.
void add_rules(const sim::Trace& trace, QSet<int>& fired) {
    for (sim::RecordId id = 1; id <= trace.last(); ++id)
        fired.insert(static_cast<int>(trace.record(id).rule));
}

/// The kernel's rules in the recorded run of a scenario, and those that explain a difference.
void add_rules_of_recording(const sim::Trace& model, std::string_view name, QSet<int>& fired) {
    QFile file(RECORDINGS_DIR "/" + text_of(name) + ".trace");
    if (!file.open(QIODevice::ReadOnly)) return;
    const sim::Trace kernel = sim::decode_trace(file.readAll().toStdString()).value();
    add_rules(kernel, fired);
    const sim::Diff diff = sim::compare(model, kernel);
    for (const sim::Pair& pair : diff.pairs)
        fired.insert(static_cast<int>(pair.rule));
    for (const sim::LoadRow& row : diff.load)
        fired.insert(static_cast<int>(row.rule));
}

/// All rules that fire in the scenarios and scripts of the project.
QSet<int> rules_that_fire() {
    QSet<int> fired;
    for (const sim::ShippedScenario& shipped : sim::shipped_scenarios()) {
        const auto scenario = sim::parse_scenario(shipped.text, std::string{shipped.name});
        if (!scenario) continue;
        const sim::Trace model = sim::History::play(*scenario).trace();
        add_rules(model, fired);
        add_rules_of_recording(model, shipped.name, fired);
    }
    for (const OwnScript& script : own_scripts()) {
        const pd::RunResult result = played(script.text, script.profile);
        add_rules(result.trace, fired);
        for (const sim::Rule rule : result.rules)
            fired.insert(static_cast<int>(rule));
    }
    return fired;
}

} // namespace

/// Scripts leave a trace as scenarios do; and no rule or requirement is without a test.
class TestScriptTrace : public QObject {
    Q_OBJECT

private slots:
    void a_script_can_be_drawn_as_a_ladder() {
        const pd::RunResult result = played(" 0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                                            "+0 bind(3, ..., ...) = 0\n"
                                            "+0 listen(3, 1) = 0\n"
                                            "+0 < S 0:0(0) win 30000 <mss 1000>\n"
                                            "+0 > S. 0:0(0) ack 1 <mss 1460>\n"
                                            "+.02 < . 1:1(0) ack 1 win 30000\n"
                                            "+0 accept(3, ..., ...) = 4\n"
                                            "+0 write(4, ..., 10) = 10\n"
                                            "+0 > P. 1:11(10) ack 1\n",
                                            sim::ProfileName::rfc9293);
        std::ostringstream ladder;
        sim::write_ladder(result.trace, {}, ladder);
        QStringList words;
        for (const QString& line : QString::fromStdString(ladder.str()).split('\n'))
            if (line.contains("SYN") || line.contains("write") || line.contains("ESTABLISHED"))
                words << QString(line).remove('-').remove('|').simplified();
        QCOMPARE(words, (QStringList{
                            "0.000 SYNRECEIVED <SYN seq=0 win=30000 0.000",
                            "0.000 SYN ACK seq=0 ack=1 win=65535> 0.000",
                            "20.000 ESTABLISHED <ACK seq=1 ack=1 win=30000 20.000",
                            "20.000 write(4, ..., 10) = 10",
                        }));
    }

    void every_own_scripts_trace_is_sound() {
        for (const OwnScript& script : own_scripts()) {
            const sim::Trace trace = played(script.text, script.profile).trace;
            const sim::Expected<sim::Trace> read = sim::decode_trace(sim::encode_trace(trace));
            const QString problem = read ? QString{} : text_of(read.error().message);
            QVERIFY2(read.has_value(), qPrintable(script.name + ": " + problem));
            QVERIFY(*read == trace);
            QVERIFY2(trace.last() > 5, qPrintable(script.name));
        }
    }

    void a_failure_stands_in_the_trace() {
        const pd::RunResult result = played("0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                                            "+0 bind(3, ..., ...) = -1 EINVAL (no)\n",
                                            sim::ProfileName::linux);
        const sim::Fact& fact = result.trace.header.environment.back();
        QCOMPARE(fact.name, std::string{"failed"});
        QCOMPARE(fact.value, std::string{"line 2: expected bind() = -1 EINVAL got 0"});
    }

    void every_requirement_that_is_modelled_has_a_test() {
        QStringList without;
        for (const sim::Requirement& requirement : sim::all_requirements())
            if (sim::tests_of(requirement.id).empty()) without << text_of(requirement.id);
        QCOMPARE(without, QStringList{});
    }

    void every_rule_fires_somewhere() {
        const QSet<int> fired = rules_that_fire();
        QStringList silent;
        for (const sim::RuleText& rule : sim::all_rules())
            if (!fired.contains(static_cast<int>(rule.rule)) && sim::tests_of(rule.name).empty())
                silent << text_of(rule.name);
        QVERIFY2(silent.empty(), qPrintable(silent.join(' ')));
    }
};

QTEST_GUILESS_MAIN(TestScriptTrace)
#include "test_script_trace.moc"

#include "ui/model/production.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using ui::Production;
using ui::ViewState;

namespace {

const char* const handshake = "// A handshake\n// seen by a server\n"
                              " 0 socket(..., SOCK_STREAM, IPPROTO_TCP) = 3\n"
                              "+0 bind(3, ..., ...) = 0\n"
                              "+0 listen(3, 1) = 0\n"
                              "+0 < S 0:0(0) win 30000 <mss 1000>\n";

/// A file of that text, which goes with the folder.
QString written(const QTemporaryDir& folder, const QByteArray& text) {
    QString name = folder.filePath("hello.pkt");
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly)) qFatal("no file");
    file.write(text);
    return name;
}

/// The segments of a run: "S sent", "S. sent", "P. not sent".
QStringList segmentsOf(const sim::Trace& trace) {
    QStringList found;
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::sent) continue;
        const bool missing = record.provenance == sim::Provenance::inferred;
        found << QString(record.flags.syn ? "SYN" : "") + QString(record.flags.ack ? " ACK" : "")
                     + (missing ? " missing" : "");
    }
    return found;
}

} // namespace

/// A script of packetdrill opens in the window as a scenario does.
class TestScriptRun : public QObject {
    Q_OBJECT

private slots:
    void a_script_that_passes_is_shown() {
        const QTemporaryDir folder;
        ViewState state;
        Production production(state);
        QVERIFY(production.open(
            written(folder, QByteArray(handshake) + "+0 > S. 0:0(0) ack 1 <...>\n")));
        QCOMPARE(production.scenario()->name, std::string{"hello"});
        QCOMPARE(production.scenario()->title.en, std::string{"A handshake seen by a server"});
        QVERIFY(QString::fromStdString(production.scenario()->text.en).contains("passes"));
        QCOMPARE(segmentsOf(state.run()->trace()), (QStringList{"SYN", "SYN ACK"}));
    }

    void what_a_script_missed_stands_beside_what_left() {
        const QTemporaryDir folder;
        ViewState state;
        Production production(state);
        QVERIFY(production.open(
            written(folder, QByteArray(handshake) + "+0 > S. 0:0(0) ack 9 <...>\n")));
        QCOMPARE(QString::fromStdString(production.scenario()->text.en).left(28),
                 QStringLiteral("The script fails at line 7: "));
        const sim::Trace& trace = state.run()->trace();
        QCOMPARE(segmentsOf(trace), (QStringList{"SYN", "SYN ACK", "SYN ACK missing"}));
        QVERIFY(trace.record(trace.last()).rule == sim::Rule::script_expects);
        QCOMPARE(trace.record(trace.last()).ack.raw, 9U);
    }

    void another_profile_plays_it_again() {
        const QTemporaryDir folder;
        ViewState state;
        Production production(state);
        QVERIFY(production.open(written(
            folder, QByteArray(handshake) + "+0 > S. 0:0(0) ack 1 win 65535 <mss 1460>\n")));
        QVERIFY(production.change({.profile = "rfc9293"}));
        QVERIFY(QString::fromStdString(production.scenario()->text.en).contains("passes"));
        QVERIFY(production.scenario()->profile == sim::ProfileName::rfc9293);
    }

    void what_is_no_script_is_refused_with_its_line() {
        const QTemporaryDir folder;
        ViewState state;
        Production production(state);
        QSignalSpy failed(&production, &Production::failed);
        QVERIFY(!production.open(written(folder, "0 socket(...) = 3\n+0 nonsense\n")));
        QCOMPARE(failed.count(), 1);
        QVERIFY(!production.scenario());
    }
};

QTEST_MAIN(TestScriptRun)
#include "test_script_run.moc"

#include "sim/packetdrill/parser.h"
#include "sim/packetdrill/runner.h"
#include "tests/fuzz/mutation.h"

#include <QtTest>

namespace pd = sim::packetdrill;

namespace {

const std::vector<std::string> words{"...",
                                     "`",
                                     "%{",
                                     "}%",
                                     "+0",
                                     "*",
                                     "~",
                                     "#ifdef",
                                     "#endif",
                                     "<",
                                     ">",
                                     "S.",
                                     "0:0(0)",
                                     "4294967295",
                                     "win 0",
                                     "[",
                                     "{",
                                     "=",
                                     "999999",
                                     "wscale 255",
                                     "TS val 1 ecr 4294967295",
                                     "sack 1:0",
                                     "mss 0",
                                     "65535",
                                     "close(4) = 0",
                                     "-1 EAGAIN",
                                     "MSG_PEEK",
                                     "sysctl -q net.ipv4.tcp_rmem=\"1 1 1\"",
                                     "assert 1 <",
                                     "\xff"};

QByteArrayList own_scripts() {
    QByteArrayList texts;
    for (const char* folder : {"linux", "rfc9293", "freebsd"}) {
        const QDir place(QStringLiteral(SCRIPTS_DIR "/") + folder);
        for (const QString& name : place.entryList({"*.pkt"}, QDir::Files, QDir::Name)) {
            QFile file(place.filePath(name));
            if (!file.open(QIODevice::ReadOnly)) qFatal("%s can not be read", qPrintable(name));
            texts << file.readAll();
        }
    }
    return texts;
}

/// The outcome of one input: a helpful error, or a result with a line.
QString judge(const std::string& text, int& valid) {
    const sim::Expected<pd::Script> script =
        pd::parse_script(text, {.file = "fuzz.pkt", .defined = {}});
    if (!script) {
        if (script.error().message.empty()) return QStringLiteral("no message");
        return script.error().line == 0 ? QStringLiteral("no line") : QString{};
    }
    ++valid;
    const pd::RunResult result = pd::run_script(*script, {});
    const bool explained = result.outcome == pd::Outcome::passed || !result.message.empty();
    return explained ? QString{} : QStringLiteral("no message of the run");
}

} // namespace

class TestHostileScripts : public QObject {
    Q_OBJECT

private slots:
    void random_bytes_are_refused_with_a_line() {
        fuzz::Mutator mutator{17, words};
        int valid = 0;
        for (int i = 0; i < 3000; ++i)
            QCOMPARE(judge(mutator.random_bytes(300), valid), QString{});
    }

    void spoiled_scripts_end_well() {
        const QByteArrayList scripts = own_scripts();
        QVERIFY(scripts.size() >= 20);
        fuzz::Mutator mutator{18, words};
        int valid = 0;
        for (int i = 0; i < 4000; ++i) {
            const QByteArray& text = scripts[static_cast<int>(mutator.pick(scripts.size()))];
            const std::string spoiled = mutator.mutate(text.toStdString());
            const QString fault = judge(spoiled, valid);
            QVERIFY2(fault.isEmpty(), qPrintable(fault + "\n" + QString::fromStdString(spoiled)));
        }
        QVERIFY(valid > 300); // else hardly any is played
    }
};

QTEST_APPLESS_MAIN(TestHostileScripts)
#include "test_hostile_scripts.moc"

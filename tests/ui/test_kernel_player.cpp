#include "sim/scenario/scenario.h"
#include "sim/trace/trace_file.h"
#include "tests/ui/sample_trace.h"
#include "ui/model/kernel_player.h"

#include <csignal>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using ui::KernelOutcome;
using ui::KernelPlayer;

/// The player is given small shell scripts in the place of tcpsim.
class TestKernelPlayer : public QObject {
    Q_OBJECT

private:
    QTemporaryDir folder_;

    /// A program that runs `body`; `$0` lies in the folder that also holds the file "trace".
    QString programOf(const QByteArray& body) {
        QString path = folder_.filePath(QStringLiteral("tcpsim"));
        QFile file{path};
        if (!file.open(QIODevice::WriteOnly)) qFatal("no script");
        file.write("#!/bin/sh\n" + body + "\n");
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return path;
    }

    struct Ending {
        KernelOutcome outcome{};
        std::shared_ptr<const ui::Run> run;
        QString text;
    };

    Ending endingOf(const QByteArray& body, QStringList* progress = nullptr) {
        KernelPlayer player;
        player.setProgram(programOf(body));
        Ending ending;
        QSignalSpy spy{&player, &KernelPlayer::finished};
        connect(&player, &KernelPlayer::finished, this,
                [&ending](KernelOutcome outcome, const std::shared_ptr<const ui::Run>& run,
                          const QString& text) {
                    ending = {outcome, run, text};
                });
        if (progress != nullptr)
            connect(&player, &KernelPlayer::progress, this,
                    [progress](const QString& line) { *progress << line; });
        player.play(
            {QStringLiteral("handshake"), {QStringLiteral("--profile"), QStringLiteral("linux")}});
        if (spy.isEmpty()) spy.wait(10'000);
        QTest::qVerify(spy.count() == 1, "one ending", "", __FILE__, __LINE__);
        return ending;
    }

private slots:
    void the_trace_on_standard_output_becomes_a_run() {
        QFile file{folder_.filePath(QStringLiteral("trace"))};
        QVERIFY(file.open(QIODevice::WriteOnly));
        const std::string bytes = sim::encode_trace(ui_test::lostDataTrace());
        file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        file.close();
        QStringList progress;
        const Ending ending =
            endingOf("echo progress 1200 ms 14 segments >&2; cat $(dirname $0)/trace", &progress);
        QCOMPARE(ending.outcome, KernelOutcome::played);
        QVERIFY(ending.run != nullptr);
        QCOMPARE(ending.run->trace().last(), ui_test::lostDataTrace().last());
        QCOMPARE(progress, QStringList{QStringLiteral("1.2 s, 14 segments so far")});
    }

    void the_child_is_asked_for_a_live_run_in_the_trace_format() {
        const Ending ending = endingOf("echo \"$@\" >&2; exit 2");
        QCOMPARE(ending.outcome, KernelOutcome::failed);
        QCOMPARE(ending.text,
                 QStringLiteral("live handshake --format trace --progress --profile linux"));
    }

    void status_four_carries_the_remedy() {
        const Ending ending = endingOf("echo 'AppArmor forbids it: sysctl ...' >&2; exit 4");
        QCOMPARE(ending.outcome, KernelOutcome::unavailable);
        QCOMPARE(ending.text, QStringLiteral("AppArmor forbids it: sysctl ..."));
    }

    void bytes_that_are_no_trace_are_a_failure_in_words() {
        const Ending ending = endingOf("echo nonsense");
        QCOMPARE(ending.outcome, KernelOutcome::failed);
        QVERIFY2(ending.text.startsWith(QStringLiteral("What tcpsim wrote can not be read: ")),
                 qPrintable(ending.text));
    }

    void a_missing_program_is_said_to_be_missing() {
        KernelPlayer player;
        player.setProgram(folder_.filePath(QStringLiteral("no-such-program")));
        QSignalSpy spy{&player, &KernelPlayer::finished};
        player.play({QStringLiteral("handshake"), {}});
        QVERIFY(!spy.isEmpty() || spy.wait(5'000));
        QCOMPARE(spy.front().front().value<KernelOutcome>(), KernelOutcome::unavailable);
    }

    void cancelling_ends_the_child() {
        KernelPlayer player;
        player.setProgram(programOf("exec sleep 60"));
        QSignalSpy spy{&player, &KernelPlayer::finished};
        player.play({QStringLiteral("handshake"), {}});
        QTRY_VERIFY(player.processId() != 0);
        const auto child = static_cast<pid_t>(player.processId());
        player.cancel();
        QVERIFY(!player.isPlaying());
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy.front().front().value<KernelOutcome>(), KernelOutcome::cancelled);
        QCOMPARE(::kill(child, 0), -1);
    }

    void closing_the_window_ends_the_child() {
        pid_t child = 0;
        {
            KernelPlayer player;
            player.setProgram(programOf("exec sleep 60"));
            player.play({QStringLiteral("handshake"), {}});
            QTRY_VERIFY(player.processId() != 0);
            child = static_cast<pid_t>(player.processId());
        }
        QCOMPARE(::kill(child, 0), -1);
    }

    void every_shipped_scenario_has_a_recorded_kernel_run_that_names_its_kernel() {
        const auto scenarios = sim::shipped_scenarios();
        QVERIFY(scenarios.size() >= 7);
        for (const sim::ShippedScenario& scenario : scenarios) {
            const QString name = QString::fromUtf8(scenario.name.data(),
                                                   static_cast<qsizetype>(scenario.name.size()));
            const auto read = sim::parse_scenario(scenario.text, name.toStdString());
            if (read && !read->model_only.empty()) continue; // no kernel plays it
            const auto run = ui::recordedRun(name);
            QVERIFY2(run != nullptr, qPrintable(name));
            QCOMPARE(run->trace().header.stage, sim::Provenance::observed);
            QCOMPARE(run->trace().header.environment.front().name, std::string{"kernel"});
        }
    }

    void an_unknown_scenario_has_no_recording() {
        QVERIFY(ui::recordedRun(QStringLiteral("no-such-scenario")) == nullptr);
    }
};

QTEST_GUILESS_MAIN(TestKernelPlayer)
#include "test_kernel_player.moc"

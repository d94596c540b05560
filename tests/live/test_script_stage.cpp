#include "live/child.h"
#include "live/script_stage.h"
#include "live/small_file.h"
#include "sim/packetdrill/parser.h"

#include <sched.h>
#include <unistd.h>

#include <QtTest>

namespace {

namespace pd = sim::packetdrill;

constexpr const char* handshake = R"(
 0     socket(..., SOCK_STREAM, IPPROTO_TCP) = 3
+0     bind(3, ..., ...) = 0
+0     listen(3, 1) = 0
+0     < S 0:0(0) win 65535 <mss 1460,sackOK,nop,nop>
+0     > S. 0:0(0) ack 1 <mss 1460,nop,nop,sackOK>
+.02   < . 1:1(0) ack 1 win 65535
+0     accept(3, ..., ...) = 4
)";

live::ScriptJob job_of(const std::string& text) {
    sim::Expected<pd::Script> script = pd::parse_script(text, {.file = "test.pkt", .defined = {}});
    return {.script = script ? *script : pd::Script{}, .request = {}};
}

/// No namespace is left to this process.
bool forbid() {
    const std::string user = "0 " + std::to_string(geteuid()) + " 1";
    return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0
           && live::write_file("/proc/self/uid_map", user) == 0
           && live::write_file("/proc/sys/user/max_user_namespaces", "0") == 0;
}

} // namespace

class TestScriptStage : public QObject {
    Q_OBJECT

private:
    std::vector<pd::RunResult> results_;

    /// Plays them, or says why they are not.
    std::optional<live::Failure> play(const std::vector<std::string>& scripts) {
        results_.clear();
        std::vector<live::ScriptJob> jobs;
        jobs.reserve(scripts.size());
        for (const std::string& text : scripts)
            jobs.push_back(job_of(text));
        const live::Outcome<void> played =
            live::play_scripts(jobs, [this](auto result) { results_.push_back(result); });
        if (played) return std::nullopt;
        return played.error();
    }

private slots:
    void a_failing_script_names_its_line_and_those_beside_it_pass() {
        const std::string wrong = std::string{handshake} + "+0 < P. 1:101(100) ack 1 win 65535\n"
                                  + "+0 > . 1:1(0) ack 102\n";
        const std::string right = std::string{handshake} + "+0 < P. 1:101(100) ack 1 win 65535\n"
                                  + "+0 > . 1:1(0) ack 101\n+0 read(4, ..., 200) = 100\n";
        const std::optional<live::Failure> why = play({right, wrong, right});
        if (why) QSKIP(why->message.en.c_str());
        QCOMPARE(results_.size(), std::size_t{3});
        QCOMPARE(QString::fromStdString(results_[0].message), QString{});
        QVERIFY(results_[0].outcome == pd::Outcome::passed);
        QVERIFY(results_[1].outcome == pd::Outcome::failed);
        QCOMPARE(results_[1].line, 10U);
        QVERIFY(results_[1].message.find("acknowledgment number") != std::string::npos);
        QVERIFY(results_[2].outcome == pd::Outcome::passed);
        QVERIFY(results_[2].trace.last() > 10);
    }

    void segments_that_arrive_joined_are_one_to_the_kernel() {
        const std::string joined = std::string{handshake}
                                   + "+0 < P. 1:14601(14600) ack 1 win 65535\n"
                                   + "+0 > . 1:1(0) ack 14601\n+0 read(4, ..., 20000) = 14600\n";
        const std::optional<live::Failure> why = play({joined});
        if (why) QSKIP(why->message.en.c_str());
        QCOMPARE(QString::fromStdString(results_.at(0).message), QString{});
        QVERIFY(results_[0].extra.empty());
    }

    void a_setting_no_namespace_has_is_unsupported() {
        const std::optional<live::Failure> why =
            play({"`sysctl -q net.ipv4.tcp_cubic_of_nobody=1`\n" + std::string{handshake}});
        if (why) QSKIP(why->message.en.c_str());
        QVERIFY(results_.at(0).outcome == pd::Outcome::unsupported);
    }

    void a_call_that_blocks_comes_back_when_the_kernel_lets_it() {
        const std::string blocks = std::string{handshake} + "+0...0.1 read(4, ..., 200) = 100\n"
                                   + "+.1 < P. 1:101(100) ack 1 win 65535\n+0 > . 1:1(0) ack 101\n";
        const std::optional<live::Failure> why = play({blocks});
        if (why) QSKIP(why->message.en.c_str());
        QCOMPARE(QString::fromStdString(results_.at(0).message), QString{});
    }

    void where_namespaces_are_refused_there_is_a_remedy() {
        std::optional<live::Child> child = live::Child::start([](const live::Parent& parent) {
            if (!forbid()) return;
            const live::Outcome<void> played = live::play_scripts({job_of(handshake)}, [](auto) {});
            parent.tell(live::MessageKind::progress, played ? "played" : played.error().remedy.en);
        });
        live::Message message;
        if (child->listen(message, std::chrono::seconds{20}) != live::Child::Heard::message)
            QSKIP("namespaces could not be forbidden here");
        QVERIFY2(message.body.find("sysctl") != std::string::npos, message.body.c_str());
    }
};

QTEST_GUILESS_MAIN(TestScriptStage)
#include "test_script_stage.moc"

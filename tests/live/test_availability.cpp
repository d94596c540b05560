#include "live/availability.h"
#include "live/child.h"
#include "live/small_file.h"
#include "live/stage.h"
#include "tests/live/program_builder.h"

#include <array>
#include <cerrno>
#include <cstddef>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <QtTest>

namespace {

/// What why_not_available() says in a process that was first treated by `forbid`: its status and
/// text; "not forbidden" where that could not be done here.
QString told_where(const std::function<bool()>& forbid) {
    std::optional<live::Child> child = live::Child::start([&](const live::Parent& parent) {
        if (!forbid()) return;
        const std::optional<live::Failure> why = live::why_not_available();
        parent.tell(live::MessageKind::progress,
                    why ? std::to_string(exit_status(why->kind)) + " " + why->message.en
                        : "available");
    });
    live::Message message;
    if (!child || child->listen(message, std::chrono::seconds{20}) != live::Child::Heard::message)
        return QStringLiteral("not forbidden");
    return QString::fromStdString(message.body);
}

/// Root in a user namespace of its own, as any user can be where they are allowed.
bool become_root_inside() {
    const std::string user = "0 " + std::to_string(geteuid()) + " 1";
    const std::string group = "0 " + std::to_string(getegid()) + " 1";
    return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0
           && live::write_file("/proc/self/setgroups", "deny") == 0
           && live::write_file("/proc/self/uid_map", user) == 0
           && live::write_file("/proc/self/gid_map", group) == 0;
}

bool set_limit(const char* sysctl) {
    return become_root_inside()
           && live::write_file(std::string{"/proc/sys/user/"} + sysctl, "0") == 0;
}

/// A filter as containers have: unshare(2) is EPERM.
bool filter_unshare() {
    std::array program{
        sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_unshare, 0, 1),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog filter{.len = static_cast<unsigned short>(program.size()),
                            .filter = program.data()};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
           && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

/// A directory as root, with /proc in it: what debootstrap and chroot(8) give.
bool enter_chroot() {
    return become_root_inside() && mount("none", "/tmp", "tmpfs", 0, nullptr) == 0
           && mkdir("/tmp/root", 0755) == 0 && mkdir("/tmp/root/proc", 0755) == 0
           && mount("/proc", "/tmp/root/proc", nullptr, MS_BIND | MS_REC, nullptr) == 0
           && chroot("/tmp/root") == 0 && chdir("/") == 0;
}

sim::Scenario scenario_of(sim::Topology topology, const std::string& model_only) {
    sim::Scenario scenario = live_test::two_hosts();
    scenario.topology = topology;
    scenario.model_only = model_only;
    return scenario;
}

QString failure_of(const sim::Scenario& scenario) {
    const live::Outcome<sim::Trace> trace = live::play(scenario);
    if (trace) return QStringLiteral("played");
    return QString::number(exit_status(trace.error().kind)) + ' '
           + QString::fromStdString(trace.error().message.en);
}

} // namespace

class TestAvailability : public QObject {
    Q_OBJECT

private slots:
    void a_refusal_names_its_rule() {
        if (live::why_not_available()) QSKIP("user namespaces are not allowed here");
        QCOMPARE(
            told_where([] { return set_limit("max_user_namespaces"); }),
            QStringLiteral("4 no user namespaces are left to this user (user.max_user_namespaces) "
                           "(step 1, user namespace: ENOSPC)"));
        QCOMPARE(told_where([] { return set_limit("max_net_namespaces"); }),
                 QStringLiteral(
                     "4 no network namespaces are left to this user (user.max_net_namespaces) "
                     "(step 1, user namespace: ENOSPC)"));
        QCOMPARE(
            told_where(filter_unshare),
            QStringLiteral("4 a seccomp filter of the container or sandbox refuses new namespaces "
                           "(step 1, user namespace: EPERM)"));
    }

    void every_refusal_has_a_remedy_in_both_languages_data() {
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("error");
        for (int step = 0; step <= static_cast<int>(live::Step::socket_diagnosis); ++step)
            for (const int error : {EPERM, EACCES, ENOSPC, EROFS, EOPNOTSUPP, ENOSYS, EUSERS})
                QTest::addRow("%d %d", step, error) << step << error;
    }
    void every_refusal_has_a_remedy_in_both_languages() {
        QFETCH(int, step);
        QFETCH(int, error);
        const live::Failure failure =
            live::explain({.step = static_cast<live::Step>(step), .error = error, .subject = "it"});
        QCOMPARE(exit_status(failure.kind), 4);
        QVERIFY(!failure.message.en.empty() && !failure.message.zh.empty());
        QVERIFY(!failure.remedy.en.empty() && !failure.remedy.zh.empty());
    }

    void what_a_kernel_can_not_play_is_said_before_anything_is_tried() {
        QCOMPARE(failure_of(scenario_of(sim::Topology::wire, "it has no TIME-WAIT")),
                 QStringLiteral("3 it has no TIME-WAIT"));
        QCOMPARE(
            failure_of(scenario_of(sim::Topology::loopback, "")),
            QStringLiteral("3 a loopback interface can not lose, delay or inject single segments"));
        sim::Scenario unlike = scenario_of(sim::Topology::loopback, "");
        unlike.link = {};
        unlike.hosts[1].sysctls = {{"net.ipv4.tcp_sack", "0"}};
        QCOMPARE(failure_of(unlike),
                 QStringLiteral("3 hosts A and B have different sysctls, and on a loopback they "
                                "share them"));
        sim::Scenario alone = live_test::two_hosts();
        alone.hosts.pop_back();
        QCOMPARE(failure_of(alone),
                 QStringLiteral("3 the kernel stage joins two hosts, and this scenario has 1"));
        sim::Scenario outside = live_test::two_hosts();
        outside.hosts[0].address = sim::parse_address("127.0.0.1").value();
        QCOMPARE(failure_of(outside),
                 QStringLiteral("2 host A can not have the address 127.0.0.1 on a wire"));
    }

    void a_sysctl_that_is_wrong_is_named() {
        if (live::why_not_available()) QSKIP("user namespaces are not allowed here");
        sim::Scenario unknown = live_test::two_hosts();
        unknown.hosts[1].sysctls = {{"net.ipv4.tcp_sock", "1"}};
        QCOMPARE(failure_of(unknown),
                 QStringLiteral("3 this kernel has no sysctl net.ipv4.tcp_sock"));
        sim::Scenario refused = live_test::two_hosts();
        refused.hosts[1].sysctls = {{"net.ipv4.tcp_sack", "many"}};
        QCOMPARE(failure_of(refused),
                 QStringLiteral("2 this kernel refuses the value of net.ipv4.tcp_sack"));
    }
};

QTEST_APPLESS_MAIN(TestAvailability)
#include "test_availability.moc"

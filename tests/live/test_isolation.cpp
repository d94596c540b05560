#include "live/child.h"
#include "live/lab.h"
#include "live/namespaces.h"
#include "live/socket_address.h"
#include "live/stage.h"
#include "tests/live/program_builder.h"
#include "tests/live/trace_lines.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <net/if.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <QtTest>

namespace {

/// What a child told in its first message; the message "end" when it told nothing.
std::string told_by(const std::function<void(const live::Parent&)>& work) {
    std::optional<live::Child> child = live::Child::start(work);
    live::Message message;
    if (!child || child->listen(message, std::chrono::seconds{20}) != live::Child::Heard::message)
        return "end";
    return message.body;
}

std::string interfaces_here() {
    std::string names;
    struct if_nameindex* const all = if_nameindex();
    for (const struct if_nameindex* one = all; one->if_index != 0; ++one)
        names += std::string{names.empty() ? "" : " "} + one->if_name;
    if_freenameindex(all);
    return names;
}

std::string outcome_of_connect(const char* address) {
    const live::Descriptor socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const live::SocketAddress to = live::socket_address(sim::parse_address(address).value(), 53);
    if (connect(socket.number(), to.get(), to.length) == 0) return "connected";
    return strerrorname_np(errno);
}

void tell_what_is_inside(const live::Parent& parent) {
    const live::Attempt<live::Lab> lab = live::build_lab(live_test::two_hosts());
    if (!lab) return;
    std::string told;
    for (const live::LabHost& host : lab->hosts) {
        const live::Inside inside{host.network, lab->bridge_network};
        told += interfaces_here() + ": " + outcome_of_connect("8.8.8.8") + ", "
                + outcome_of_connect("172.16.0.1") + "; ";
    }
    told += interfaces_here() + ": " + outcome_of_connect("8.8.8.8");
    parent.tell(live::MessageKind::progress, told);
}

/// The same while the scenario has a flood: its sources lie behind the cable, nothing else does.
void tell_what_is_inside_with_a_flood(const live::Parent& parent) {
    sim::Scenario scenario = live_test::two_hosts();
    scenario.floods = {{.to = 1,
                        .port = 8080,
                        .rate = 1,
                        .count = 1,
                        .sources = {.first = (10U << 24U) + (66U << 16U), .prefix = 16}}};
    const live::Attempt<live::Lab> lab = live::build_lab(scenario);
    if (!lab) return;
    std::string told;
    for (const live::LabHost& host : lab->hosts) {
        const live::Inside inside{host.network, lab->bridge_network};
        told += interfaces_here() + ": " + outcome_of_connect("8.8.8.8") + ", "
                + outcome_of_connect("10.67.0.1") + "; ";
    }
    parent.tell(live::MessageKind::progress, told + interfaces_here());
}

void tell_what_is_on_a_loopback(const live::Parent& parent) {
    const live::Attempt<live::Lab> lab = live::build_lab(live_test::two_hosts_on_loopback());
    if (!lab) return;
    parent.tell(live::MessageKind::progress,
                interfaces_here() + ": " + outcome_of_connect("8.8.8.8") + ", "
                    + outcome_of_connect("10.0.0.1") + ", " + outcome_of_connect("127.0.0.2"));
}

bool is_running(pid_t process) {
    return kill(process, 0) == 0;
}

} // namespace

class TestIsolation : public QObject {
    Q_OBJECT

private slots:
    void no_way_leads_out_of_a_host_or_of_the_bridge() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        QCOMPARE(QString::fromStdString(told_by(tell_what_is_inside)),
                 QStringLiteral("lo eth0: ENETUNREACH, ENETUNREACH; "
                                "lo eth0: ENETUNREACH, ENETUNREACH; lo tap0 tap1: ENETUNREACH"));
    }

    void a_flood_opens_no_way_out() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        QCOMPARE(QString::fromStdString(told_by(tell_what_is_inside_with_a_flood)),
                 QStringLiteral("lo eth0: ENETUNREACH, ENETUNREACH; "
                                "lo eth0: ENETUNREACH, ENETUNREACH; lo tap0 tap1"));
    }

    void a_loopback_leads_to_itself_alone() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        QCOMPARE(QString::fromStdString(told_by(tell_what_is_on_a_loopback)),
                 QStringLiteral("lo: ENETUNREACH, ENETUNREACH, ECONNREFUSED"));
    }

    void the_child_dies_with_its_parent_also_inside_its_namespaces() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        const std::string told = told_by([](const live::Parent& parent) {
            const live::Attempt<live::Lab> lab = live::build_lab(live_test::two_hosts());
            int signal_on_death = 0;
            prctl(PR_GET_PDEATHSIG, &signal_on_death);
            parent.tell(live::MessageKind::progress, std::to_string(signal_on_death));
        });
        QCOMPARE(QString::fromStdString(told), QString::number(SIGKILL));
    }

    void a_child_that_does_not_end_is_killed_and_reaped() {
        pid_t process = 0;
        {
            std::optional<live::Child> child = live::Child::start([](const live::Parent&) {
                for (;;)
                    pause();
            });
            QVERIFY(child.has_value());
            process = child->id();
            live::Message message;
            QVERIFY(child->listen(message, std::chrono::milliseconds{50})
                    == live::Child::Heard::nothing);
            QVERIFY(is_running(process));
        }
        QVERIFY(!is_running(process));
    }

    void a_child_that_breaks_is_told_of() {
        std::optional<live::Child> child =
            live::Child::start([](const live::Parent&) { raise(SIGKILL); });
        QVERIFY(child.has_value());
        live::Message message;
        QVERIFY(child->listen(message, std::chrono::seconds{20}) == live::Child::Heard::end);
        QCOMPARE(QString::fromStdString(child->last_words()),
                 QStringLiteral("ended by signal SIGKILL"));
    }

    void a_program_that_never_rests_is_stopped_and_the_network_goes_on() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        sim::Scenario scenario = live_test::two_hosts();
        scenario.limit = std::chrono::seconds{1};
        live_test::ProgramBuilder restless{"restless", "A"};
        restless.repeat(1000000).sleep(sim::Duration{}).end_repeat();
        scenario.programs = {restless.build(), live_test::server().build(),
                             live_test::client().build()};
        const live::Outcome<sim::Trace> trace = live::play(scenario);
        QVERIFY(trace.has_value());
        QVERIFY(trace->header.deadline_reached);
        QVERIFY(live_test::segment_lines(*trace).contains(
            "B SA 0 1 0 65160 mss=1460,sackok,ts,ws=7 SYN-RECEIVED > ESTABLISHED"));
    }

    void a_run_ends_at_its_limit() {
        if (const std::optional<live::Failure> why = live::why_not_available())
            QSKIP(why->message.en.c_str());
        sim::Scenario scenario = live_test::two_hosts();
        scenario.limit = std::chrono::milliseconds{300};
        scenario.programs = {live_test::server().build()}; // nobody ever connects
        const live::Outcome<sim::Trace> trace = live::play(scenario);
        QVERIFY(trace.has_value());
        QVERIFY(trace->header.deadline_reached);
    }
};

QTEST_APPLESS_MAIN(TestIsolation)
#include "test_isolation.moc"

#include "sim/scenario/scenario.h"

#include <chrono>

#include <QtTest>

using namespace std::chrono_literals;

namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<int>(view.size()));
}

sim::Expected<sim::Scenario> parse(const std::string& document,
                                   const sim::Overrides& overrides = {}) {
    return sim::parse_scenario(document, "shows/test.toml", overrides);
}

/// A scenario whose first line is "[[program]]" and whose calls begin in line 4.
std::string with_calls(const std::string& calls) {
    return "[[program]]\nhost = 'A'\ncalls = [\n" + calls + "\n]\n";
}

const std::string minimal = with_calls("'sock = socket()'");

QString error_of(const sim::Expected<sim::Scenario>& scenario) {
    return scenario ? QStringLiteral("no error") : text(sim::to_text(scenario.error()));
}

/// What "--set KEY=VALUE" makes of the minimal scenario.
sim::Expected<sim::Scenario> set(const std::string& key, const std::string& value) {
    return parse(minimal, {.profile = {}, .topology = {}, .settings = {{key, value}}});
}

/// Every key there is.
constexpr const char* everything = R"toml(
title.en = "Two losses"
title.zh = "两次丢失"
text.en = "A text."
profile = "classroom"
seed = 7
run.until = "closed"
run.limit = "2 min"
link.delay = "1.5 ms"
link.rate = "100 Mbit/s"
link.queue = 20
link.loss = 0.01

[[host]]
name = "A"
address = "192.168.0.1"
[host.sysctl]
"net.core.somaxconn" = 4
net.ipv4.tcp_rmem = "4096 8192 16384"

[[host]]
name = "server"
address = "192.168.0.2"

[[program]]
host = "server"
name = "web"
start = "5 ms"
calls = ["s = socket()"]

[[fault]]
do = "delay"
from = "server"
what = "syn-ack"
nth = 2
conn = 3
by = "300 ms"
)toml";

/// Values that are not of their kind or out of bounds.
void add_rows_about_values(const QString& program) {
    const auto row = [](const char* name, const QString& document, const char* error) {
        QTest::newRow(name) << document << error;
    };
    row("loss", "link.loss = 2\n" + program,
        "1:13: link.loss must be a number from 0 to 1, such as 0.01");
    row("queue", "link.queue = -1\n" + program,
        "1:14: link.queue must be a whole number from 0 to 1000000");
    row("word", "topology = 'ring'\n" + program,
        "1:12: topology must be \"wire\" or \"loopback\", not \"ring\"");
    row("profile", "profile = 'bsd'\n" + program,
        "1:11: there is no profile \"bsd\"; write classroom, rfc9293, linux or freebsd");
    row("title", "title.en = 5\n" + program, "1:12: title.en must be a text, not a whole number");
    row("host is a table", "[host]\nname = 'A'\n" + program,
        "1:1: host must be an array of tables; write [[host]]");
    row("nameless", "[[host]]\n" + program, "1:1: this host has no name; write name = \"A\"");
    row("twins", "[[host]]\nname = 'A'\n[[host]]\nname = 'A'\n" + program,
        "3:1: there already is a host A");
    row("three hosts", "[[host]]\nname='A'\n[[host]]\nname='B'\n[[host]]\nname='C'\n" + program,
        "5:1: there can be 2 [[host]] at most");
    row("alone", "[[host]]\nname = 'X'\n" + program,
        "1:1: there must be two hosts; write a second [[host]], or name this one A or B");
    row("host name", "[[host]]\nname = 'my host'\n" + program,
        "2:8: \"my host\" can not be a host's name; write a letter, then letters, digits, _ and -, "
        "32 at most");
    row("address", "[[host]]\nname = 'A'\naddress = '10.0.0'\n" + program,
        "3:11: \"10.0.0\" is not an IP address; write one such as 10.0.0.1 or fd00::1");
    row("group address", "[[host]]\nname = 'A'\naddress = '224.0.0.1'\n" + program,
        "3:11: 224.0.0.1 can not be a host's address on this topology; write one such as 10.0.0.1");
    row("same address", "[[host]]\nname = 'B'\naddress = '10.0.0.1'\n" + program,
        "3:11: host A has this address already");
    row("families", "[[host]]\nname = 'B'\naddress = 'fd00::1'\n" + program,
        "3:11: the hosts must both have IPv4 or both have IPv6 addresses");
}

/// And what is wrong in programs and faults.
void add_rows_about_parts(const QString& program) {
    const auto row = [](const char* name, const QString& document, const char* error) {
        QTest::newRow(name) << document << error;
    };
    row("sysctl", "[[host]]\nname = 'A'\nsysctl.'net.ipv4.tcp_sack' = 2\n" + program,
        "3:8: net.ipv4.tcp_sack can not be \"2\"; write a number from 0 to 1");
    row("sysctl kind", "[[host]]\nname = 'A'\nsysctl.'net.ipv4.tcp_sack' = true\n" + program,
        "3:30: net.ipv4.tcp_sack must be a whole number or a text");
    row("hostless", "[[program]]\ncalls = ['s = socket()']\n",
        "1:1: this program has no host; write host = \"A\"");
    row("stranger", "[[program]]\nhost = 'C'\ncalls = ['s = socket()']\n",
        "2:8: there is no host \"C\"; the nearest are A and B");
    row("callless", "[[program]]\nhost = 'A'\n",
        "1:1: this program has no calls; write calls = ['sock = socket()']");
    row("empty program", "[[program]]\nhost = 'A'\ncalls = []\n",
        "3:9: this program makes no calls");
    row("no texts", "[[program]]\nhost = 'A'\ncalls = [1]\n",
        "3:9: program.calls must be an array of texts; write calls = ['sock = socket()', "
        "'close(sock)']");
    row("same name", program + program,
        "6:1: there already is a program called \"A\"; give this one a name of its own");
    row("fault without do", program + "[[fault]]\nfrom = 'A'\n",
        "6:1: this fault does nothing; write do = \"drop\"");
    row("fault without from", program + "[[fault]]\ndo = 'drop'\n",
        "6:1: this fault does not say whose segments it means; write from = \"A\"");
    row("fault on a stranger", program + "[[fault]]\ndo = 'drop'\nfrom = 'C'\n",
        "8:8: there is no host \"C\"; the nearest are A and B");
    row("fault's word", program + "[[fault]]\ndo = 'lose'\nfrom = 'A'\n",
        "7:6: fault.do must be \"drop\", \"duplicate\", \"delay\", \"corrupt\", \"hold\" or "
        "\"mark\", "
        "not \"lose\"");
    row("zeroth", program + "[[fault]]\ndo = 'drop'\nfrom = 'A'\nnth = 0\n",
        "9:7: fault.nth must be a whole number from 1 to 2147483647");
    row("nth and every", program + "[[fault]]\ndo = 'drop'\nfrom = 'A'\nnth = 1\nevery = 2\n",
        "6:1: a fault has nth or every, not both; leave one of them out");
    row("delay by nothing", program + "[[fault]]\ndo = 'delay'\nfrom = 'A'\n",
        "6:1: this fault does not say how late; write by = \"300 ms\"");
    row("drop by", program + "[[fault]]\ndo = 'drop'\nfrom = 'A'\nby = '1 s'\n",
        "6:1: only do = \"delay\" has a by; leave by out");
}

} // namespace

class TestScenario : public QObject {
    Q_OBJECT

private slots:
    void every_shipped_scenario_is_read_and_speaks_both_languages() {
        const std::vector<sim::ShippedScenario> shipped = sim::shipped_scenarios();
        QVERIFY(shipped.size() >= 9);
        for (const sim::ShippedScenario& each : shipped) {
            const auto scenario = sim::parse_scenario(each.text, std::string(each.name));
            QCOMPARE(error_of(scenario), QStringLiteral("no error"));
            QCOMPARE(text(scenario->name), text(each.name));
            QVERIFY(scenario->title.en != scenario->title.zh);
            QVERIFY(scenario->text.en.size() > 100 && scenario->text.zh.size() > 100);
            QCOMPARE(scenario->model_only.empty(),
                     !scenario->two_way_handshake && !scenario->scheme);
        }
    }

    void a_broken_handshake_is_for_the_model_alone() {
        const auto scenario = parse("variant.two_way_handshake = true\n"
                                    "[[program]]\nhost = 'A'\ncalls = ['s = socket()']\n");
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        QVERIFY(scenario->hosts[0].profile.two_way_handshake);
        QCOMPARE(text(scenario->model_only),
                 QStringLiteral("no kernel opens a connection with two segments"));
        QCOMPARE(
            error_of(parse("variant.two_way_handshake = 1\n")),
            QStringLiteral("shows/test.toml:1:29: variant.two_way_handshake must be true or false, "
                           "not a whole number"));
    }

    void the_first_show_comes_first() {
        QCOMPARE(text(sim::shipped_scenarios().front().name), QStringLiteral("handshake"));
    }

    void everything_that_is_written_arrives() {
        const auto scenario = parse(everything);
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        QCOMPARE(text(scenario->name), QStringLiteral("test"));
        QCOMPARE(text(scenario->title.zh), QString::fromUtf8("两次丢失"));
        QCOMPARE(text(scenario->text.zh), QStringLiteral("A text.")); // borrowed
        QVERIFY(scenario->profile == sim::ProfileName::classroom);
        QVERIFY(scenario->until == sim::RunUntil::closed);
        QVERIFY(scenario->limit == 2min);
        QCOMPARE(scenario->seed, std::uint64_t{7});
        QVERIFY((scenario->link == sim::LinkSpec{1500us, 100'000'000, 20, 10'000'000}));
        QCOMPARE(scenario->hosts.size(), std::size_t{2});
        QCOMPARE(text(sim::to_text(scenario->hosts[0].address)), QStringLiteral("192.168.0.1"));
        QCOMPARE(scenario->hosts[0].profile.somaxconn, 4U);
        QCOMPARE(scenario->hosts[0].profile.rmem.initial, 8192U);
        QCOMPARE(scenario->hosts[0].sysctls.size(), std::size_t{2});
        QVERIFY(!scenario->hosts[1].profile.timestamps);
        QVERIFY(scenario->programs[0].start == sim::Time{} + 5ms);
        QCOMPARE(text(scenario->programs[0].name), QStringLiteral("web"));
        const sim::Fault fault{.action = sim::FaultAction::delay,
                               .from = 1,
                               .what = sim::SegmentClass::syn_ack,
                               .nth = 2,
                               .conversation = 3,
                               .by = 300ms};
        QVERIFY(scenario->faults == std::vector<sim::Fault>{fault});
    }

    void a_and_b_exist_where_no_host_is_written() {
        const auto scenario = parse(minimal);
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        QCOMPARE(text(scenario->hosts[0].name), QStringLiteral("A"));
        QCOMPARE(text(sim::to_text(scenario->hosts[0].address)), QStringLiteral("10.0.0.1"));
        QCOMPARE(text(scenario->hosts[1].name), QStringLiteral("B"));
        QCOMPARE(text(sim::to_text(scenario->hosts[1].address)), QStringLiteral("10.0.0.2"));
        QVERIFY(scenario->limit == 10s);
    }

    void a_host_written_alone_keeps_its_partner() {
        const auto scenario = parse("[[host]]\nname = 'B'\naddress = '10.9.9.9'\n" + minimal);
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        QCOMPARE(text(scenario->hosts[0].name), QStringLiteral("A"));
        QCOMPARE(text(sim::to_text(scenario->hosts[1].address)), QStringLiteral("10.9.9.9"));
    }

    void a_loopback_has_no_link() {
        const auto scenario = parse("topology = 'loopback'\n" + minimal);
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        QCOMPARE(text(sim::to_text(scenario->hosts[1].address)), QStringLiteral("127.0.0.2"));
        QCOMPARE(error_of(parse("topology = 'loopback'\nlink.delay = '10 ms'\n" + minimal)),
                 QStringLiteral("shows/test.toml:2:14: a loopback has no link, and so no "
                                "link.delay; leave link.delay out, or write topology = \"wire\""));
    }

    void a_loopback_on_the_command_line_leaves_link_and_addresses_behind() {
        const std::string wired = "link.delay = '10 ms'\n[[host]]\nname = 'A'\n"
                                  "address = '10.9.9.9'\n"
                                  + minimal;
        const sim::Overrides loopback{.profile = {}, .topology = "loopback", .settings = {}};
        const auto scenario = parse(wired, loopback);
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        QVERIFY(scenario->link == sim::LinkSpec{});
        QCOMPARE(text(sim::to_text(scenario->hosts[0].address)), QStringLiteral("127.0.0.1"));
        sim::Overrides delayed = loopback;
        delayed.settings = {{"link.delay", "5ms"}};
        QCOMPARE(error_of(parse(wired, delayed)),
                 QStringLiteral("--set link.delay=5ms: a loopback has no link, and so no "
                                "link.delay; leave link.delay out, or write topology = \"wire\""));
    }

    void what_a_loopback_can_not_do_is_for_the_model_alone() {
        const auto scenario = parse(minimal + "[[fault]]\ndo = 'drop'\nfrom = 'A'\n",
                                    {.profile = {}, .topology = "loopback", .settings = {}});
        QCOMPARE(text(scenario->model_only),
                 QStringLiteral("a loopback interface can not lose, delay or inject single "
                                "segments; the topology wire can"));
    }

    void what_is_wrong_is_said_with_its_place_data();
    void what_is_wrong_is_said_with_its_place() {
        QFETCH(QString, document);
        QFETCH(QString, error);
        QCOMPARE(error_of(parse(document.toStdString())), "shows/test.toml:" + error);
    }

    void a_monster_is_refused_before_it_is_parsed_data() {
        QTest::addColumn<QString>("document");
        QTest::addColumn<QString>("error");
        QTest::newRow("size") << QString(1048577, '#')
                              << "1: the file has 1048577 bytes; a scenario may have 1048576";
        QTest::newRow("brackets") << "\na = " + QString(100'000, '[')
                                  << "2: brackets are nested beyond the 16 that are read";
        QTest::newRow("key") << "a" + QString(".a").repeated(100'000) + " = 1"
                             << "1: a key has parts beyond the 16 that are read";
        QTest::newRow("key behind five quotes")
            << "x = \"\"\"a\"\"\"\"\"\ny = {a" + QString(".a").repeated(100'000) + " = 1}"
            << "2: a key has parts beyond the 16 that are read";
    }
    void a_monster_is_refused_before_it_is_parsed() {
        QFETCH(QString, document);
        QFETCH(QString, error);
        QCOMPARE(error_of(parse(document.toStdString())), "shows/test.toml:" + error);
    }

    void dots_and_brackets_in_texts_do_not_count() {
        const std::string dots(100, '.'), brackets(100, '[');
        const auto scenario =
            parse("title.en = \"" + dots + brackets + "\" # " + dots + brackets + "\n" + minimal);
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
    }

    void set_replaces_what_the_file_says_data() {
        QTest::addColumn<QString>("value");
        QTest::newRow("with a blank") << "50 ms";
        QTest::newRow("without") << "50ms";
    }
    void set_replaces_what_the_file_says() {
        QFETCH(QString, value);
        const sim::Overrides overrides{
            .profile = "classroom",
            .topology = {},
            .settings = {{"link.delay", value.toStdString()}, {"link.loss", "0.5"}, {"seed", "9"}}};
        const auto scenario = parse("link.delay = '1 s'\nprofile = 'linux'\n" + minimal, overrides);
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        QVERIFY(scenario->link.delay == 50ms);
        QCOMPARE(scenario->link.loss_per_billion, std::uint64_t{500'000'000});
        QCOMPARE(scenario->seed, std::uint64_t{9});
        QVERIFY(scenario->profile == sim::ProfileName::classroom);
    }

    void set_takes_a_sysctl_for_all_hosts_or_one() {
        const auto all = set("net.ipv4.tcp_sack", "0");
        QCOMPARE(error_of(all), QStringLiteral("no error"));
        QVERIFY(!all->hosts[0].profile.sack && !all->hosts[1].profile.sack);
        const auto one = set("B:net.core.somaxconn", "4");
        QCOMPARE(error_of(one), QStringLiteral("no error"));
        QCOMPARE(one->hosts[0].profile.somaxconn, 4096U);
        QCOMPARE(one->hosts[1].profile.somaxconn, 4U);
        const sim::SysctlSetting kept{"net.core.somaxconn", "4"};
        QVERIFY(one->hosts[1].sysctls == std::vector<sim::SysctlSetting>{kept});
    }

    void a_bad_set_names_itself_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("error");
        QTest::newRow("key") << "link.dealy"
                             << "5ms"
                             << "--set link.dealy=5ms: there is no key link.dealy; did you mean "
                                "link.delay?";
        QTest::newRow("value") << "link.delay"
                               << "5"
                               << "--set link.delay=5: link.delay must be a time with its unit; "
                                  "write a number and a unit, such as \"10 ms\" or \"1.5 s\"";
        QTest::newRow("sysctl")
            << "net.ipv4.tcp_sak"
            << "0"
            << "--set net.ipv4.tcp_sak=0: the sysctl net.ipv4.tcp_sak is not "
               "known; the nearest are net.ipv4.tcp_sack and net.ipv4.tcp_dsack";
        QTest::newRow("host") << "C:net.ipv4.tcp_sack"
                              << "0"
                              << "--set C:net.ipv4.tcp_sack=0: there is no host \"C\"; the nearest "
                                 "are A and B";
        QTest::newRow("profile") << "profile"
                                 << "bsd"
                                 << "--set profile=bsd: there is no profile \"bsd\"; write "
                                    "classroom, rfc9293, linux or freebsd";
    }
    void a_bad_set_names_itself() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, error);
        QCOMPARE(error_of(set(key.toStdString(), value.toStdString())), error);
    }
};

void TestScenario::what_is_wrong_is_said_with_its_place_data() {
    QTest::addColumn<QString>("document");
    QTest::addColumn<QString>("error");
    const QString program = QString::fromStdString(minimal);
    const auto row = [](const char* name, const QString& document, const char* error) {
        QTest::newRow(name) << document << error;
    };
    row("nothing", "",
        "1:1: this scenario has no [[program]]; give each host that shall do "
        "something a [[program]] with calls");
    row("not TOML", "title.en = \n" + program,
        "1:12: Error while parsing key-value pair: expected value, saw '\\n'");
    row("unknown key", program + "name = 'web'\nport = 80\n",
        "7:1: unknown key program.port; the nearest are host and start");
    row("unknown key below", "link.dealy = '5 ms'\n" + program,
        "1:6: unknown key link.dealy; did you mean link.delay?");
    row("no table", "link = 5\n" + program, "1:8: link must be a table, not a whole number");
    row("no unit", "link.delay = 5\n" + program,
        "1:14: link.delay must be a time with its unit; write a number and a unit, such as "
        "\"10 ms\" or \"1.5 s\"");
    row("long", "run.limit = '61 min'\n" + program, "1:13: run.limit can be 60 min at most");
    row("no time", "run.limit = '0 s'\n" + program, "1:13: run.limit must be more than 0");
    row("rate", "link.rate = '100 MB/s'\n" + program,
        "1:13: link.rate must be a rate from 1 kbit/s to 1000 Gbit/s; write a number and a unit, "
        "such as \"100 Mbit/s\"");
    add_rows_about_values(program);
    add_rows_about_parts(program);
}

QTEST_APPLESS_MAIN(TestScenario)
#include "test_scenario.moc"

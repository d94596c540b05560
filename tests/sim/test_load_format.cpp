// The words of a load: [[flood]], [[scan]], run.sample, listen.policy, and the table of samples.
#include "sim/scenario/scenario.h"

#include <chrono>

#include <QtTest>

using namespace std::chrono_literals;

namespace {

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<int>(view.size()));
}

const std::string program = "[[program]]\nhost = 'B'\ncalls = ['s = socket()']\n";

sim::Expected<sim::Scenario> parse(const std::string& document,
                                   const sim::Overrides& overrides = {}) {
    return sim::parse_scenario(document, "test.toml", overrides);
}

sim::Expected<sim::Scenario> with_flood(const std::string& keys) {
    return parse(program + "[[flood]]\n" + keys);
}

/// The error of a scenario, without its place; "no error" where there is none.
QString error_of(const sim::Expected<sim::Scenario>& scenario) {
    return scenario ? QStringLiteral("no error") : text(scenario.error().message);
}

const std::string flood = "to = 'B'\nport = 8080\nrate = 1000\ncount = 2000\n";

} // namespace

class TestLoadFormat : public QObject {
    Q_OBJECT

private slots:
    void a_flood_is_read() {
        const auto scenario =
            with_flood("to = 'B'\nport = 8080\nat = '50 ms'\nrate = 1000\ncount = 2000\n"
                       "sources = '10.70.1.0/24'\nanswer = 'complete'\ntrace_every = 100\n");
        QCOMPARE(error_of(scenario), QString("no error"));
        const sim::Flood expected{.to = 1,
                                  .port = 8080,
                                  .at = {50'000'000},
                                  .rate = 1000,
                                  .count = 2000,
                                  .sources = {.first = 0x0a460100, .prefix = 24},
                                  .answer = sim::FloodAnswer::complete,
                                  .trace_every = 100};
        QVERIFY(scenario->floods == std::vector{expected});
        QVERIFY(scenario->sample_period == 100ms);
        QVERIFY(scenario->model_only.empty());
    }

    void a_flood_is_silent_and_thinned_to_a_thousand_by_itself() {
        const auto scenario =
            with_flood("to = 'B'\nport = 80\nrate = 10000000\nduration = '1 s'\n");
        QCOMPARE(error_of(scenario), QString("no error"));
        QCOMPARE(scenario->floods[0].count, std::uint64_t{10'000'000});
        QCOMPARE(scenario->floods[0].trace_every, 10'000U);
        QVERIFY(scenario->floods[0].answer == sim::FloodAnswer::silent);
        QVERIFY((scenario->floods[0].sources == sim::AddressRange{0x0a420000, 16}));
    }

    void what_is_wrong_with_a_flood_is_said_data() {
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const QString& keys, const char* error) {
            QTest::newRow(name) << keys << error;
        };
        const QString good = text(flood);
        row("nothing", "", "this flood does not say which host it goes to");
        row("no port", "to = 'B'\n", "this flood does not say which port it goes to");
        row("no rate", "to = 'B'\nport = 1\ncount = 1\n",
            "this flood does not say how many SYNs leave a second");
        row("no count", "to = 'B'\nport = 1\nrate = 1\n",
            "a flood has count or duration, one of them");
        row("both", good + "duration = '1 s'\n", "a flood has count or duration, one of them");
        row("rate 0", "rate = 0\n", "flood.rate must be a whole number from 1 to 10000000");
        row("count", "count = 100000001\n",
            "flood.count must be a whole number from 1 to 100000000");
        row("too long", "to = 'B'\nport = 1\nrate = 10000000\nduration = '11 s'\n",
            "a flood can be 1 to 100000000 SYNs");
        row("too short", "to = 'B'\nport = 1\nrate = 1\nduration = '1 ms'\n",
            "a flood can be 1 to 100000000 SYNs");
        row("trace", "to = 'B'\nport = 1\nrate = 1\ncount = 30000\ntrace_every = 1\n",
            "the trace would keep more than 20000 SYNs of this flood");
        row("answer", "answer = 'loud'\n",
            "flood.answer must be \"silent\", \"reset\" or \"complete\", not \"loud\"");
        row("no such host", "to = 'C'\n", "there is no host \"C\"");
        row("a key", "from = 'A'\n", "unknown key flood.from");
    }
    void what_is_wrong_with_a_flood_is_said() {
        QFETCH(QString, keys);
        QFETCH(QString, error);
        QCOMPARE(error_of(with_flood(keys.toStdString())), error);
    }

    /// Whatever is written as sources, every address a flood can take lies in 10.0.0.0/8 and is no
    /// host's.
    void no_flood_comes_from_or_goes_to_anywhere_else_data() {
        QTest::addColumn<QString>("sources");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* sources, const char* error) {
            QTest::newRow(sources) << sources << error;
        };
        const char* const outside =
            "the sources of a flood must lie in 10.0.0.0/8, the scenario's own network";
        const char* const size = "flood.sources can be a block from /16 to /30";
        row("8.8.8.0/24", outside);
        row("192.168.0.0/24", outside);
        row("127.0.0.0/16", outside);
        row("9.255.0.0/16", outside);
        row("11.0.0.0/16", outside);
        row("224.0.0.0/16", outside);
        row("255.255.255.0/24", outside);
        row("0.0.0.0/16", outside);
        row("0.0.0.0/0", size);
        row("10.0.0.0/8", size);
        row("10.0.0.0/15", size);
        row("10.0.0.4/31", size);
        row("10.0.0.9/32", size);
        row("10.0.0.0/33", "\"10.0.0.0/33\" is no block of IPv4 addresses");
        row("10.66.0.0", "\"10.66.0.0\" is no block of IPv4 addresses");
        row("10.66.0.0/-16", "\"10.66.0.0/-16\" is no block of IPv4 addresses");
        row("fd00::/16", "\"fd00::/16\" is no block of IPv4 addresses");
        row("10.66.0.1/16", "10.66.0.1/16 has bits set behind its prefix");
        row("10.0.0.0/16", "the sources of this flood have the address of host A");
        row("10.0.0.0/30", "the sources of this flood have the address of host A");
        row("10.0.0.4/30", "no error");
        row("10.255.255.252/30", "no error");
    }
    void no_flood_comes_from_or_goes_to_anywhere_else() {
        QFETCH(QString, sources);
        QFETCH(QString, error);
        const auto scenario = with_flood(flood + "sources = '" + sources.toStdString() + "'\n");
        QCOMPARE(error_of(scenario), error);
        if (!scenario) return;
        const sim::AddressRange& range = scenario->floods[0].sources;
        for (std::uint32_t place = 0; place < sim::usable_addresses(range); ++place) {
            const sim::Address address = sim::address_at(range, place);
            QCOMPARE(address.bytes[0], std::uint8_t{10});
            QVERIFY(address != scenario->hosts[0].address);
            QVERIFY(address != scenario->hosts[1].address);
        }
    }

    void hosts_of_a_flood_live_in_its_network() {
        const std::string far = "[[host]]\nname = 'B'\naddress = '93.184.216.34'\n";
        QCOMPARE(error_of(parse(program + far + "[[flood]]\n" + flood)),
                 QString("with a flood, host B must have an address in 10.0.0.0/8"));
        const std::string sixth = "[[host]]\nname = 'A'\naddress = 'fd00::1'\n"
                                  "[[host]]\nname = 'B'\naddress = 'fd00::2'\n";
        QCOMPARE(error_of(parse(program + sixth + "[[flood]]\n" + flood)),
                 QString("with a flood, host A must have an address in 10.0.0.0/8"));
        QCOMPARE(error_of(parse("topology = 'loopback'\n" + program + "[[flood]]\n" + flood)),
                 QString("no error"));
    }

    void floods_share_no_sources_and_not_too_many() {
        const std::string other = "[[flood]]\nsources = '10.66.4.0/24'\n" + flood;
        QCOMPARE(error_of(parse(program + "[[flood]]\n" + flood + other)),
                 QString("two floods have sources in common"));
        const std::string far = "[[flood]]\nsources = '10.67.4.0/24'\n" + flood;
        QCOMPARE(error_of(parse(program + "[[flood]]\n" + flood + far)),
                 QString("all floods together can have 65534 sources at most"));
    }

    void syns_are_evenly_spaced_and_take_each_source_in_turn() {
        const sim::Flood flood{
            .at = {5}, .rate = 3, .sources = {.first = 0x0a000004, .prefix = 30}};
        QCOMPARE(sim::flood_departure(flood, 0).since_start_ns, std::int64_t{5});
        QCOMPARE(sim::flood_departure(flood, 1).since_start_ns, std::int64_t{333'333'338});
        QCOMPARE(sim::flood_departure(flood, 3).since_start_ns, std::int64_t{1'000'000'005});
        QVERIFY((sim::flood_source(flood, 0) == sim::FloodSource{0, 1024, {0}}));
        QVERIFY((sim::flood_source(flood, 1) == sim::FloodSource{1, 1024, {0x9e3779b1}}));
        QVERIFY((sim::flood_source(flood, 2) == sim::FloodSource{0, 1025, {0x3c6ef362}}));
        QCOMPARE(text(sim::to_text(sim::address_at(flood.sources, 1))), QString("10.0.0.6"));
    }

    void a_scan_is_a_row_of_syns() {
        const auto scenario = parse(program
                                    + "[[scan]]\nfrom = 'A'\nto = 'B'\nports = [8080, '90-91']\n"
                                      "at = '1 s'\nrate = 4\n");
        QCOMPARE(error_of(scenario), QString("no error"));
        QCOMPARE(scenario->injections.size(), std::size_t{3});
        const sim::Injection& last = scenario->injections[2];
        QCOMPARE(last.from, std::uint8_t{0});
        QCOMPARE(last.at.since_start_ns, std::int64_t{1'500'000'000});
        QCOMPARE(last.from_port, std::uint16_t{61000});
        QCOMPARE(last.to_port, std::uint16_t{91});
        QCOMPARE(last.seq, 3000U);
        QVERIFY((last.flags == sim::Flags{.syn = true}));
    }

    void what_is_wrong_with_a_scan_is_said_data() {
        QTest::addColumn<QString>("keys");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const char* keys, const char* error) {
            QTest::newRow(name) << keys << error;
        };
        row("nobody", "ports = [1]\nto = 'B'\n", "this scan does not say which host scans");
        row("nowhere", "ports = [1]\nfrom = 'A'\n", "this scan does not say which host is scanned");
        row("itself", "ports = [1]\nfrom = 'A'\nto = 'A'\n", "a host can not scan itself here");
        row("no ports", "from = 'A'\nto = 'B'\n", "this scan has no ports");
        row("port 0", "ports = [0]\n", "scan.ports must be a whole number from 1 to 65535");
        row("backwards", "ports = '9-8'\n", "\"9-8\" are no ports");
        row("too many", "from = 'A'\nto = 'B'\nports = '1-1001'\n",
            "a scan can have 1000 ports at most");
    }
    void what_is_wrong_with_a_scan_is_said() {
        QFETCH(QString, keys);
        QFETCH(QString, error);
        QCOMPARE(error_of(parse(program + "[[scan]]\n" + keys.toStdString())), error);
    }

    void samples_are_asked_for_with_or_without_a_flood() {
        QVERIFY(parse(program)->sample_period == 0ms);
        QVERIFY(parse("run.sample = '20 ms'\n" + program)->sample_period == 20ms);
        QVERIFY(parse("run.sample = '20 ms'\n" + program + "[[flood]]\n" + flood)->sample_period
                == 20ms);
        QCOMPARE(error_of(parse("run.sample = '1 us'\n" + program)),
                 QString("run.sample must be 1 ms at least"));
        QCOMPARE(error_of(parse("run.sample = '1 ms'\nrun.limit = '60 min'\n" + program)),
                 QString("run.limit is more than 100000 times run.sample"));
    }

    void other_policies_than_linux_are_for_the_model() {
        const auto bsd = parse("listen.policy = 'bsd'\n" + program);
        QVERIFY(bsd->hosts[1].profile.backlog_policy == sim::BacklogPolicy::bsd);
        QCOMPARE(text(bsd->model_only),
                 QString("a Linux kernel has the queues of listen.policy = \"linux\""));
        const auto linux = parse("listen.policy = 'linux'\n" + program);
        QVERIFY(linux->hosts[1].profile.backlog_policy == sim::BacklogPolicy::linux);
        QVERIFY(linux->model_only.empty());
        QCOMPARE(error_of(parse("listen.policy = 'sco'\n" + program)),
                 QString("listen.policy must be \"linux\", \"bsd\" or \"textbook\", not \"sco\""));
    }

    void sysctls_of_the_queues_are_known() {
        const auto scenario = parse(program
                                    + "[[host]]\nname = 'B'\n[host.sysctl]\n"
                                      "net.ipv4.tcp_syncookies = 2\n"
                                      "net.ipv4.tcp_max_syn_backlog = 64\n"
                                      "net.ipv4.tcp_abort_on_overflow = 1\n"
                                      "net.core.somaxconn = 16\n");
        QCOMPARE(error_of(scenario), QString("no error"));
        const sim::Profile& profile = scenario->hosts[1].profile;
        QVERIFY(profile.syn_cookies == sim::SynCookies::always);
        QCOMPARE(profile.max_syn_backlog, 64U);
        QVERIFY(profile.abort_on_overflow);
        QCOMPARE(profile.somaxconn, 16U);
    }

    void set_changes_the_rate_of_every_flood_and_the_backlog_of_every_listen() {
        const std::string two =
            "[[program]]\nhost = 'B'\ncalls = ['s = socket()', 'bind(s, 80)', "
            "'listen(s, 5)']\n[[flood]]\nto = 'B'\nport = 80\nrate = 1000\n"
            "count = 2000\nsources = '10.71.1.0/24'\n[[flood]]\nto = 'B'\nport = 80\nrate = 10\n"
            "count = 20\nsources = '10.70.1.0/24'\n";
        sim::Overrides overrides;
        overrides.settings = {{"flood.rate", "500"}, {"listen.backlog", "8"}};
        const auto scenario = sim::parse_scenario(two, "test.toml", overrides);
        QCOMPARE(error_of(scenario), QString("no error"));
        QCOMPARE(scenario->floods[0].rate, std::uint64_t{500});
        QCOMPARE(scenario->floods[1].rate, std::uint64_t{500});
        QCOMPARE(scenario->programs[0].calls[2].count, 8U);
    }

    void a_set_that_finds_nothing_to_change_is_an_error() {
        sim::Overrides overrides;
        overrides.settings = {{"flood.rate", "500"}};
        QCOMPARE(error_of(parse(program, overrides)), QString("this scenario has no [[flood]]"));
        overrides.settings = {{"listen.backlog", "many"}};
        QCOMPARE(error_of(parse(program, overrides)),
                 QString("listen.backlog must be a whole number from 0 to 65535"));
    }
};

QTEST_APPLESS_MAIN(TestLoadFormat)
#include "test_load_format.moc"

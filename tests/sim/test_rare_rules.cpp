#include "tests/sim/played.h"

#include <QtTest>

using sim::Rule;

namespace {

/// How many records of a run name the rule.
int count(const sim::History& history, Rule rule) {
    int found = 0;
    for (sim::RecordId id = 1; id <= history.trace().last(); ++id)
        found += history.trace().record(id).rule == rule ? 1 : 0;
    return found;
}

const std::string one_connection = "'s = socket()', 'connect(s, B, 8080)', 'sleep(200 ms)'";

} // namespace

/// Rules that no shipped scenario and no script meets.
class TestRareRules : public QObject {
    Q_OBJECT

private slots:
    void a_full_queue_before_the_link_drops_the_next_packet() {
        const std::string burst = "'s = socket()', 'connect(s, B, 8080)', 'send(s, bytes(14480))', "
                                  "'sleep(2 s)'";
        const std::string narrow = "link.rate = \"1 Mbit/s\"\nlink.queue = 4\n";
        QVERIFY(count(played(echo_scenario(burst, narrow)), Rule::wire_queue) > 0);
        QCOMPARE(count(played(echo_scenario(burst)), Rule::wire_queue), 0);
    }

    void the_last_quarter_of_the_syn_queue_is_kept_without_cookies() {
        const std::string small = R"(
[[host]]
name = "A"
[[host]]
name = "B"
[host.sysctl]
"net.ipv4.tcp_syncookies" = 0
"net.ipv4.tcp_max_syn_backlog" = 4
)";
        const std::string flood = "[[flood]]\nto = \"B\"\nport = 8080\nat = \"10 ms\"\n"
                                  "rate = 1000\ncount = 10\ntrace_every = 1\n";
        QVERIFY(count(played(echo_scenario(one_connection, "", small + flood)),
                      Rule::linux_max_syn_backlog)
                > 0);
    }

    void bytes_on_a_syn_end_the_run_with_a_word() {
        const std::string inject = "[[inject]]\nfrom = 'A'\nat = '50 ms'\nfrom_port = 40000\n"
                                   "to_port = 8080\nflags = 'S'\ntext = 'early'\n";
        QCOMPARE(played(echo_scenario(one_connection, "", inject)).unmodelled(),
                 Rule::unmodelled_text_on_syn);
    }
};

QTEST_GUILESS_MAIN(TestRareRules)
#include "test_rare_rules.moc"

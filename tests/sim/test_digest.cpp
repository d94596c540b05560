#include "sim/net/world.h"
#include "tests/sim/played.h"

#include <QtTest>

namespace {

using namespace sim;

const char* const call = "'s = socket()', 'connect(s, B, 8080)', ";

/// The world 50 ms after the start.
World world_of(const std::string& text) {
    const History history = played(text);
    RecordId last = 0;
    while (last < history.trace().last()
           && history.trace().record(last + 1).at <= Time{} + std::chrono::milliseconds{50})
        ++last;
    return history.world_at(last);
}

std::string delayed(const char* by) {
    return echo_scenario(std::string(call) + "'send(s, \"hi\")', 'close(s)'", "",
                         std::string("[[fault]]\ndo = 'delay'\nfrom = 'A'\nwhat = 'data'\nby = '")
                             + by + "'\n");
}

std::string injected(const std::string& line, const char* at = "45 ms") {
    return echo_scenario(std::string(call) + "'sleep(1 s)'", "",
                         "[[inject]]\nfrom = 'A'\nat = '" + std::string(at) + "'\n" + line);
}

std::string held(const char* what) {
    return echo_scenario(std::string(call) + "'close(s)'", "",
                         std::string("[[fault]]\ndo = 'hold'\nfrom = 'A'\nwhat = '") + what
                             + "'\nuntil.from = 'A'\nuntil.what = 'rst'\n");
}

std::string with_backlog(const char* backlog) {
    std::string text = echo_scenario("'sleep(1 s)'");
    const std::string call_of_listen = "listen(l, 5)";
    return text.replace(text.find(call_of_listen), call_of_listen.size(),
                        std::string("listen(l, ") + backlog + ")");
}

} // namespace

/// Worlds of which one could not stand for the other.
class TestDigest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void worlds_that_differ_have_different_digests_data() {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        const auto row = [](const char* name, const std::string& one, const std::string& other) {
            QTest::newRow(name) << QString::fromStdString(one) << QString::fromStdString(other);
        };
        row("a late segment's arrival", delayed("100 ms"), delayed("101 ms"));
        row("the end of a sleep", echo_scenario("'sleep(100 ms)'"),
            echo_scenario("'sleep(101 ms)'"));
        row("a listener's backlog", with_backlog("5"), with_backlog("6"));
        const std::string ports = "from_port = 9\nto_port = 10\nflags = 'R'\n";
        row("an injection to come", injected(ports, "60 ms"), injected(ports, "61 ms"));
        row("a segment's flags", injected(ports),
            injected("from_port = 9\nto_port = 10\nflags = 'F'\n"));
        row("a segment's window", injected(ports), injected(ports + "window = 9\n"));
        row("a segment's ports", injected(ports),
            injected("from_port = 9\nto_port = 11\nflags = 'R'\n"));
    }

    void worlds_that_differ_have_different_digests() {
        QFETCH(const QString, one);
        QFETCH(const QString, other);
        const World a = world_of(one.toStdString());
        const World b = world_of(other.toStdString());
        QCOMPARE(a.now().since_start_ns, b.now().since_start_ns);
        QCOMPARE(a.last_record(), b.last_record());
        QVERIFY(a.digest() != b.digest());
    }

    /// A copy lays what is under way out anew: nothing may come of where it lay before.
    void a_copy_goes_on_as_the_original() {
        std::string text =
            echo_scenario(std::string(call) + "'send(s, bytes(400000))', 'close(s)'", "",
                          "[[fault]]\ndo = 'hold'\nfrom = 'A'\nwhat = 'data'\nnth = 200\n"
                          "until.from = 'A'\nuntil.what = 'fin'\n");
        const std::string reply = "'send(c, d)', ";
        const History history = played(text.erase(text.find(reply), reply.size()));
        World original = history.world_at(0);
        World copy = original;
        Recorder counter(TraceLevel::full, nullptr);
        Step step;
        int events = 0;
        for (; original.advance(step, counter); ++events) {
            const World laid_anew = copy;
            copy = laid_anew;
            QVERIFY(copy.advance(step, counter));
            QCOMPARE(copy.digest(), original.digest());
        }
        QVERIFY(events > 100);
    }

    void equal_worlds_have_equal_digests() {
        for (const std::string& text : {delayed("100 ms"), held("fin"), with_backlog("5")})
            QCOMPARE(world_of(text).digest(), world_of(text).digest());
    }
};

QTEST_APPLESS_MAIN(TestDigest)
#include "test_digest.moc"

#include "sim/scenario/scenario.h"

#include <QtTest>

namespace {

using namespace sim;

Expected<Scenario> parse(const std::string& text, std::vector<Setting> settings = {}) {
    return parse_scenario(text, "test.toml",
                          {.profile = {}, .topology = {}, .settings = std::move(settings)});
}

QString error_of(const Expected<Scenario>& scenario) {
    return scenario ? QStringLiteral("no error")
                    : QString::fromStdString(to_text(scenario.error()));
}

} // namespace

/// What a scenario may say of a textbook scheme, and what it is told when it says something else.
class TestSchemeFormat : public QObject {
    Q_OBJECT

private slots:
    void everything_that_is_written_arrives() {
        const auto scenario = parse("scheme.name = 'selective-repeat'\n"
                                    "scheme.from = 'B'\n"
                                    "scheme.frames = 20\n"
                                    "scheme.size = 500\n"
                                    "scheme.window = 7\n"
                                    "scheme.numbers = 14\n"
                                    "scheme.timeout = '250 ms'\n");
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        const Scheme& scheme = scenario->scheme.value();
        QVERIFY(scheme.name == SchemeName::selective_repeat);
        QCOMPARE(scheme.from, std::uint8_t{1});
        QCOMPARE(scheme.frames, 20U);
        QCOMPARE(scheme.size, 500U);
        QCOMPARE(scheme.window, 7U);
        QCOMPARE(scheme.numbers, 14U);
        QVERIFY(scheme.timeout == std::chrono::milliseconds{250});
    }

    void what_is_not_written_has_a_usual_value() {
        const auto scenario = parse("scheme.name = 'go-back-n'\n");
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
        const Scheme& scheme = scenario->scheme.value();
        QCOMPARE(scheme.from, std::uint8_t{0});
        QCOMPARE(scheme.frames, 8U);
        QCOMPARE(scheme.size, 1000U);
        QCOMPARE(scheme.window, 4U);
        QCOMPARE(scheme.numbers, 0U);
        QVERIFY(scheme.timeout == std::chrono::milliseconds{100});
        QCOMPARE(parse("scheme.name = 'stop-and-wait'\n")->scheme->window, 1U);
    }

    void no_kernel_plays_a_scheme() {
        QCOMPARE(QString::fromStdString(parse("scheme.name = 'go-back-n'\n")->model_only),
                 QStringLiteral("no kernel speaks go-back-n, which is a textbook's protocol and "
                                "not TCP"));
    }

    void the_command_line_sets_the_window() {
        const auto scenario = parse("scheme.name = 'go-back-n'\n", {{"scheme.window", "8"}});
        QCOMPARE(scenario->scheme->window, 8U);
    }

    void profile_and_topology_of_the_command_line_do_no_harm() {
        const auto scenario =
            parse_scenario("scheme.name = 'go-back-n'\n", "test.toml",
                           {.profile = "classroom", .topology = "wire", .settings = {}});
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
    }

    void what_is_wrong_is_told_with_place_and_remedy_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const char* text, const char* error) {
            QTest::newRow(name) << QString(text) << QString(error);
        };
        row("a text", "scheme = 'go-back-n'\n",
            "test.toml:1:10: scheme must be a table; write scheme.name = \"go-back-n\"");
        row("unknown scheme", "scheme.name = 'go-back'\n",
            "test.toml:1:15: scheme.name must be \"stop-and-wait\", \"go-back-n\" or "
            "\"selective-repeat\", not \"go-back\"");
        row("unknown key", "scheme.name = 'go-back-n'\nscheme.windows = 4\n",
            "test.toml:2:8: unknown key scheme.windows; did you mean scheme.window?");
        row("no name", "scheme.window = 4\n",
            "test.toml:1:17: this scenario does not say which scheme it plays; write scheme.name "
            "= \"go-back-n\"");
        row("window of 0", "scheme.name = 'go-back-n'\nscheme.window = 0\n",
            "test.toml:2:17: with a window of 0 no frame could ever leave; write 1 or more");
        row("window of stop-and-wait", "scheme.name = 'stop-and-wait'\nscheme.window = 4\n",
            "test.toml:2:17: stop-and-wait has one frame under way, not more; write scheme.window "
            "= 1, or scheme.name = \"go-back-n\"");
        row("numbers of go-back-n",
            "scheme.name = 'go-back-n'\nscheme.window = 4\nscheme.numbers = 4\n",
            "test.toml:3:18: go-back-n needs one number more than its window of 4; write "
            "scheme.numbers = 5 or more, or variant.too_few_numbers = true to see what goes "
            "wrong");
        row("numbers of selective repeat",
            "scheme.name = 'selective-repeat'\nscheme.window = 4\nscheme.numbers = 7\n",
            "test.toml:3:18: selective-repeat needs twice as many numbers as its window of 4; "
            "write scheme.numbers = 8 or more, or variant.too_few_numbers = true to see what goes "
            "wrong");
        row("timeout of nothing", "scheme.name = 'go-back-n'\nscheme.timeout = '0 ms'\n",
            "test.toml:2:18: scheme.timeout must be 1 ms at least");
        row("no such host", "scheme.name = 'go-back-n'\nscheme.from = 'C'\n",
            "test.toml:2:15: there is no host \"C\"; the nearest are A and B");
        row("a program",
            "scheme.name = 'go-back-n'\n[[program]]\nhost = 'A'\ncalls = ['s = socket()']\n",
            "test.toml:2:3: a scheme has no programs: its sender has all frames from the start; "
            "leave out program, or scheme");
        row("a profile", "scheme.name = 'go-back-n'\nprofile = 'linux'\n",
            "test.toml:2:1: a scheme has no TCP stack, and so no profile; leave out profile, or "
            "scheme");
        row("a SYN",
            "scheme.name = 'go-back-n'\n[[fault]]\ndo = 'drop'\nfrom = 'A'\nwhat = 'syn'\n",
            "test.toml:1:15: a scheme has nothing but data and acknowledgments to lose; write "
            "what = \"data\" or what = \"ack\" in each [[fault]]");
        row("too few for nobody", "variant.too_few_numbers = true\n",
            "test.toml:1:1: variant.too_few_numbers is for a scheme; write scheme.name = "
            "\"selective-repeat\" as well");
    }
    void what_is_wrong_is_told_with_place_and_remedy() {
        QFETCH(QString, text);
        QFETCH(QString, error);
        QCOMPARE(error_of(parse(text.toStdString())), error);
    }

    void a_window_is_set_for_a_scheme_alone() {
        QCOMPARE(error_of(parse("[[program]]\nhost = 'A'\ncalls = ['s = socket()']\n",
                                {{"scheme.window", "5"}})),
                 QStringLiteral("--set scheme.window=5: this scenario does not say which scheme it "
                                "plays; write scheme.name = \"go-back-n\""));
    }

    void a_window_set_too_wide_is_the_settings_fault() {
        QCOMPARE(error_of(parse("scheme.name = 'selective-repeat'\nscheme.numbers = 8\n",
                                {{"scheme.window", "5"}})),
                 QStringLiteral("--set scheme.window=5: selective-repeat needs twice as many "
                                "numbers as its window of 5; write scheme.numbers = 10 or more, or "
                                "variant.too_few_numbers = true to see what goes wrong"));
    }

    void too_few_numbers_may_be_asked_for() {
        const auto scenario = parse("scheme.name = 'selective-repeat'\nscheme.window = 3\n"
                                    "scheme.numbers = 4\nvariant.too_few_numbers = true\n");
        QCOMPARE(error_of(scenario), QStringLiteral("no error"));
    }
};

QTEST_APPLESS_MAIN(TestSchemeFormat)
#include "test_scheme_format.moc"

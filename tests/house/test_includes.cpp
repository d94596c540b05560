#include "tests/house/include_rules.h"

#include <QtTest>

namespace {

house::Include quoted(const char* name) {
    return {name, false, 1};
}
house::Include in_angles(const char* name) {
    return {name, true, 1};
}

QString read_page(const QString& path) {
    QFile file{QStringLiteral(THEATER_SOURCE_DIR "/") + path};
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString{};
}

} // namespace

class TestIncludes : public QObject {
    Q_OBJECT

private slots:
    void every_include_of_the_tree_is_allowed() {
        QStringList objections;
        for (const house::SourceFile& file : house::this_tree())
            for (const house::Include& include : house::includes_of(file.text))
                if (const std::string why = house::objection_to(file.path, include); !why.empty())
                    objections << QString::fromStdString(file.path + ":"
                                                         + std::to_string(include.line) + ": "
                                                         + include.name + " " + why);
        QVERIFY2(objections.empty(), qPrintable('\n' + objections.join('\n')));
    }

    void the_model_has_no_clock_no_hash_order_and_no_floating_point() {
        QStringList found;
        for (const house::SourceFile& file : house::this_tree())
            for (const std::string& word : house::forbidden_words(file.path, file.text))
                found << QString::fromStdString(file.path + ", " + word);
        QVERIFY2(found.empty(), qPrintable('\n' + found.join('\n')));
    }

    void the_whole_tree_was_read() {
        int of_base = 0;
        bool itself = false;
        for (const house::SourceFile& file : house::this_tree()) {
            of_base += file.path == "sim/base/time.h" || file.path == "sim/base/seq_num.h" ? 1 : 0;
            itself = itself || file.path == "tests/house/test_includes.cpp";
        }
        QCOMPARE(of_base, 2);
        QVERIFY(itself);
    }

    void the_architecture_page_names_every_folder() {
        const QString page = read_page("docs/architecture.md");
        QStringList missing;
        for (const house::SourceFile& file : house::this_tree()) {
            const QString folder = QString::fromStdString(house::folder_of(file.path));
            if (!page.contains('`' + folder + '`') && !page.contains('`' + folder + "/`"))
                missing << folder;
        }
        missing.removeDuplicates();
        QVERIFY2(missing.empty(), qPrintable(missing.join(' ')));
    }

    void what_the_table_forbids_is_found_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("name");
        QTest::newRow("base knows nobody") << "sim/base/time.h"
                                           << "sim/packet/segment.h";
        QTest::newRow("packet knows no rule") << "sim/packet/codec.cpp"
                                              << "sim/rule/rule.h";
        QTest::newRow("packet knows no state") << "sim/packet/codec.cpp"
                                               << "sim/tcp/state.h";
        QTest::newRow("tcp knows no link") << "sim/tcp/output.cpp"
                                           << "sim/link/fault_list.h";
        QTest::newRow("tcp knows no trace") << "sim/tcp/output.cpp"
                                            << "sim/trace/record.h";
        QTest::newRow("link knows no connection") << "sim/link/pipe.cpp"
                                                  << "sim/tcp/connection.h";
        QTest::newRow("trace knows no world") << "sim/trace/trace.h"
                                              << "sim/net/world.h";
        QTest::newRow("net knows no history") << "sim/net/world.cpp"
                                              << "sim/history/history.h";
        QTest::newRow("export knows no net") << "sim/export/json.cpp"
                                             << "sim/net/world.h";
        QTest::newRow("sim knows no live") << "sim/net/world.cpp"
                                           << "live/lab.h";
        QTest::newRow("live knows no model") << "live/lab.cpp"
                                             << "sim/net/world.h";
        QTest::newRow("live knows no window") << "live/lab.cpp"
                                              << "ui/view/ladder.h";
        QTest::newRow("a view knows no history") << "ui/view/ladder.h"
                                                 << "sim/history/history.h";
        QTest::newRow("the window knows no kernel") << "ui/model/run.cpp"
                                                    << "live/lab.h";
        QTest::newRow("nor does its program") << "app/tcp_theater.cpp"
                                              << "live/lab.h";
        QTest::newRow("tcpsim knows no window") << "app/tcpsim/run.cpp"
                                                << "ui/view/ladder.h";
        QTest::newRow("only tests include tests") << "app/tcpsim/run.cpp"
                                                  << "tests/house/x.h";
        QTest::newRow("paths begin at the top") << "sim/tcp/output.cpp"
                                                << "output.h";
        QTest::newRow("a folder nobody planned") << "sim/helpers/x.h"
                                                 << "sim/base/time.h";
    }
    void what_the_table_forbids_is_found() {
        QFETCH(QString, file);
        QFETCH(QString, name);
        QVERIFY(!house::objection_to(file.toStdString(), quoted(qPrintable(name))).empty());
    }

    void what_the_table_allows_passes_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("name");
        QTest::newRow("itself") << "sim/tcp/output.cpp"
                                << "sim/tcp/connection.h";
        QTest::newRow("left of it") << "sim/net/world.h"
                                    << "sim/tcp/connection.h";
        QTest::newRow("the vocabulary") << "ui/view/ladder.cpp"
                                        << "sim/tcp/state.h";
        QTest::newRow("run knows history") << "ui/model/run.cpp"
                                           << "sim/history/history.h";
        QTest::newRow("app knows all") << "app/tcpsim/live.cpp"
                                       << "live/lab.h";
        QTest::newRow("tests know all") << "tests/ui/test_x.cpp"
                                        << "sim/net/world.h";
        QTest::newRow("moc files") << "ui/view/ladder.cpp"
                                   << "ladder.moc";
    }
    void what_the_table_allows_passes() {
        QFETCH(QString, file);
        QFETCH(QString, name);
        QCOMPARE(house::objection_to(file.toStdString(), quoted(qPrintable(name))), std::string{});
    }

    void libraries_stay_where_they_belong_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("vector in sim") << "sim/tcp/connection.h"
                                       << "vector" << true;
        QTest::newRow("thread in sim") << "sim/tcp/connection.h"
                                       << "thread" << false;
        QTest::newRow("random in sim") << "sim/base/rng.h"
                                       << "random" << false;
        QTest::newRow("iostream in sim") << "sim/trace/trace.cpp"
                                         << "iostream" << false;
        QTest::newRow("unordered_map in sim") << "sim/net/host.h"
                                              << "unordered_map" << false;
        QTest::newRow("sockets in sim") << "sim/net/host.cpp"
                                        << "sys/socket.h" << false;
        QTest::newRow("sockets in live") << "live/lab.cpp"
                                         << "sys/socket.h" << true;
        QTest::newRow("sockets in ui") << "ui/model/run.cpp"
                                       << "unistd.h" << false;
        QTest::newRow("Qt in sim") << "sim/net/host.h"
                                   << "QString" << false;
        QTest::newRow("Qt in live") << "live/lab.h"
                                    << "QProcess" << false;
        QTest::newRow("Qt in tcpsim") << "app/tcpsim/main.cpp"
                                      << "QCoreApplication" << false;
        QTest::newRow("Qt in the window") << "app/tcp_theater.cpp"
                                          << "QApplication" << true;
        QTest::newRow("Qt in ui") << "ui/view/ladder.h"
                                  << "QWidget" << true;
        QTest::newRow("toml++ in scenario") << "sim/scenario/reader.cpp"
                                            << "toml++/toml.h" << true;
        QTest::newRow("toml++ elsewhere") << "app/tcpsim/main.cpp"
                                          << "toml++/toml.h" << false;
        QTest::newRow("CLI11 in tcpsim") << "app/tcpsim/main.cpp"
                                         << "CLI/CLI.hpp" << true;
        QTest::newRow("CLI11 elsewhere") << "sim/scenario/x.cpp"
                                         << "CLI/CLI.hpp" << false;
        QTest::newRow("tl in base") << "sim/base/expected.h"
                                    << "tl/expected.hpp" << true;
        QTest::newRow("tl elsewhere") << "sim/net/host.h"
                                      << "tl/expected.hpp" << false;
    }
    void libraries_stay_where_they_belong() {
        QFETCH(QString, file);
        QFETCH(QString, name);
        QFETCH(bool, allowed);
        QCOMPARE(house::objection_to(file.toStdString(), in_angles(qPrintable(name))).empty(),
                 allowed);
    }

    void toml_is_known_to_one_file() {
        QStringList users;
        for (const house::SourceFile& file : house::this_tree())
            for (const house::Include& include : house::includes_of(file.text))
                if (include.in_angles && include.name.rfind("toml++", 0) == 0)
                    users << QString::fromStdString(file.path);
        QVERIFY2(users.size() <= 1, qPrintable(users.join(' ')));
    }

    void includes_are_read_as_the_compiler_reads_them() {
        const std::vector<house::Include> found = house::includes_of(
            "// #include \"no.h\"\n/*\n#include \"no.h\"\n*/\n  #  include \"a/b.h\" // why\n"
            "#include <vector>\nconst char* text = R\"(\n#include \"no.h\"\n)\";\n");
        QCOMPARE(found.size(), std::size_t{2});
        QCOMPARE(found[0].name, std::string{"a/b.h"});
        QCOMPARE(found[0].line, 5);
        QVERIFY(!found[0].in_angles);
        QCOMPARE(found[1].name, std::string{"vector"});
        QVERIFY(found[1].in_angles);
    }

    void forbidden_words_are_seen_in_code_only() {
        const char* const sample = "// a double take\nint x; /* float */\ndouble rate;\n"
                                   "std::chrono::steady_clock::time_point t;\n";
        const std::vector<std::string> expected{"line 3: double", "line 4: steady_clock"};
        QCOMPARE(house::forbidden_words("sim/tcp/rtt.h", sample), expected);
        QVERIFY(house::forbidden_words("ui/view/ladder.h", sample).empty());
        QCOMPARE(house::forbidden_words("sim/tcp/rtt.cpp", sample).size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestIncludes)
#include "test_includes.moc"

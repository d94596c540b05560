#include "tests/house/code_scan.h"
#include "tests/house/source_tree.h"
#include "tests/house/state_writes.h"

#include <QtTest>

class TestStateWrites : public QObject {
    Q_OBJECT

private slots:
    void nothing_but_enter_writes_the_state_of_a_connection() {
        QStringList found;
        for (const house::SourceFile& file : house::this_tree()) {
            // Elsewhere the compiler is the guard: the member is private.
            if (!file.path.starts_with("sim/tcp/") && !file.path.starts_with("sim/net/")) continue;
            for (const house::StateWrite& write : house::state_writes(file.text))
                if (write.function != "enter")
                    found << QString::fromStdString(file.path + ":" + std::to_string(write.line)
                                                    + " in " + write.function + "()");
        }
        QVERIFY2(found.empty(), qPrintable('\n' + found.join('\n')));
    }

    void a_write_elsewhere_is_found_data() {
        QTest::addColumn<QString>("body");
        QTest::newRow("plainly") << "state = State::closed;";
        QTest::newRow("private member") << "state_ = State::closed;";
        QTest::newRow("through this") << "this->state = State::closed;";
        QTest::newRow("of another") << "connection.state = State::closed;";
        QTest::newRow("of one in a list") << "connections[find(id)].state = State::closed;";
        QTest::newRow("through a pointer") << "find(id)->state = State::closed;";
        QTest::newRow("in a condition") << "if (ok) state = State::closed;";
        QTest::newRow("after else") << "if (ok) return; else state = State::closed;";
        QTest::newRow("over two lines") << "state\n    =\n    State::closed;";
        QTest::newRow("exchange") << "const State before = std::exchange(state, State::closed);";
        QTest::newRow("swap") << "std::swap(other, connection.state);";
        QTest::newRow("by reference") << "State& alias = state; alias = State::closed;";
        QTest::newRow("by auto reference") << "auto& alias = connection.state;";
        QTest::newRow("by pointer") << "State* alias = &connection.state;";
        QTest::newRow("address as argument") << "change(&state);";
        QTest::newRow("in a lambda") << "const auto f = [&] { state = State::closed; };";
        QTest::newRow("made so") << "return Connection{.id = 1, .state = State::closed};";
        QTest::newRow("behind a comment") << "/* x */ state /* y */ = State::closed;";
    }
    void a_write_elsewhere_is_found() {
        QFETCH(QString, body);
        const std::string text = "namespace sim {\nvoid Connection::abort(Step& step) {\n"
                                 + body.toStdString() + "\n}\n}\n";
        const std::vector<house::StateWrite> found = house::state_writes(text);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].function, std::string{"abort"});
    }

    void what_is_no_write_passes_data() {
        QTest::addColumn<QString>("body");
        QTest::newRow("comparison") << "if (state == State::closed) return;";
        QTest::newRow("inequality") << "while (connection.state != State::closed) advance();";
        QTest::newRow("a local of that name") << "const State state = connection.state;";
        QTest::newRow("an auto local") << "auto state = next_state();";
        QTest::newRow("a reference that only reads") << "const State& seen = connection.state;";
        QTest::newRow("argument") << "step.moved(state, State::closed);";
        QTest::newRow("a record's copy") << "record.state = connection.state;";
        QTest::newRow("a snapshot made") << "return ConnectionSnapshot{.state = end.state};";
        QTest::newRow("in a comment") << "// state = closed";
        QTest::newRow("in a text") << "tell(\"state = closed\");";
        QTest::newRow("another word") << "next_state = State::closed; state_count = 2;";
        QTest::newRow("a capture") << "const auto f = [state] { return state; };";
        QTest::newRow("switch") << "switch (state) { case State::closed: return; }";
    }
    void what_is_no_write_passes() {
        QFETCH(QString, body);
        const std::string text =
            "void Connection::abort(Step& step) {\n" + body.toStdString() + "\n}\n";
        QCOMPARE(house::state_writes(text).size(), std::size_t{0});
    }

    void a_declaration_with_a_first_value_is_no_write() {
        QVERIFY(house::state_writes("struct Connection {\n    State state{State::closed};\n};")
                    .empty());
        QVERIFY(house::state_writes("struct Connection {\n    State state = State::closed;\n};")
                    .empty());
    }

    void a_lambda_handed_to_enter_is_not_enter() {
        const auto found =
            house::state_writes("void f() { enter(x, [&] { state = State::closed; }); }");
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].function, std::string{"f"});
    }

    void functions_are_found_with_their_names() {
        const char* const text =
            "template <class T> struct Box { int get() const { return 1; } };\n"
            "namespace a::b {\n"
            "Box::Box(int n) : first{n}, second{n} { if (n) { run(); } }\n"
            "constexpr int table[]{1, 2};\n"
            "bool operator==(const Box&, const Box&) { return true; }\n"
            "struct alignas(64) Line { int x{}; };\n"
            "auto sum(int a,\n         int b) -> int {\n    return a + b;\n}\n}\n";
        const auto functions = house::functions_of(house::tokens_of(text));
        QCOMPARE(functions.size(), std::size_t{4});
        QCOMPARE(functions[0].name, std::string{"get"});
        QCOMPARE(functions[1].name, std::string{"Box"});
        QCOMPARE(functions[3].name, std::string{"sum"});
        QCOMPARE(functions[3].first_line, 7);
        QCOMPARE(functions[3].last_line, 10);
    }
};

QTEST_APPLESS_MAIN(TestStateWrites)
#include "test_state_writes.moc"

#include "tests/house/code_scan.h"
#include "tests/house/source_tree.h"

#include <QtTest>

namespace {

constexpr int most_lines_of_a_file = 400;
constexpr int most_lines_of_a_function = 60;

int lines_of(const std::string& text) {
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

QStringList long_functions(const house::SourceFile& file) {
    QStringList found;
    for (const house::Function& function : house::functions_of(house::tokens_of(file.text)))
        if (function.last_line - function.first_line > most_lines_of_a_function)
            found << QString::fromStdString(
                file.path + ": " + function.name + " has "
                + std::to_string(function.last_line - function.first_line + 1));
    return found;
}

} // namespace

class TestSizes : public QObject {
    Q_OBJECT

private slots:
    void files_stay_short() {
        QStringList found;
        for (const house::SourceFile& file : house::this_tree()) {
            const bool table =
                file.path.size() > 4 && file.path.substr(file.path.size() - 4) == ".inc";
            if (!table && lines_of(file.text) > most_lines_of_a_file)
                found << QString::fromStdString(file.path + ": "
                                                + std::to_string(lines_of(file.text)));
        }
        QVERIFY2(found.empty(), qPrintable("over 400 lines:\n" + found.join('\n')));
    }

    void functions_stay_short() {
        QStringList found;
        for (const house::SourceFile& file : house::this_tree())
            if (file.path.rfind("tests/", 0) != 0) found << long_functions(file);
        QVERIFY2(found.empty(), qPrintable("over 60 lines:\n" + found.join('\n')));
    }

    void a_long_function_is_found() {
        std::string body;
        for (int i = 0; i < most_lines_of_a_function; ++i)
            body += "    step();\n";
        QCOMPARE(long_functions({"x.cpp", "void run() {\n" + body + "}\n"}),
                 QStringList{"x.cpp: run has 62"});
        QCOMPARE(long_functions({"x.cpp", "void run() {\n" + body.substr(12) + "}\n"}),
                 QStringList{});
    }
};

QTEST_APPLESS_MAIN(TestSizes)
#include "test_sizes.moc"

#include "sim/rule/rule.h"
#include "tests/house/code_scan.h"
#include "tests/house/source_tree.h"

#include <QSet>
#include <QtTest>

namespace {

QString text_of(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The names that `text` uses as Rule::NAME.
void add_rules_used(const std::string& text, QSet<QString>& names) {
    const std::vector<house::Token> tokens = house::tokens_of(text);
    for (std::size_t i = 2; i < tokens.size(); ++i)
        if (tokens[i - 1].text == "::" && tokens[i - 2].text == "Rule")
            names.insert(QString::fromStdString(tokens[i].text));
}

bool has_chinese(const QString& text) {
    return std::any_of(text.begin(), text.end(),
                       [](QChar letter) { return letter.script() == QChar::Script_Han; });
}

} // namespace

class TestRules : public QObject {
    Q_OBJECT

private slots:
    void every_rule_speaks_both_languages() {
        for (const sim::RuleText& rule : sim::all_rules()) {
            const QString name = text_of(rule.name);
            const QString english = text_of(rule.english);
            const QString chinese = text_of(rule.chinese);
            QVERIFY2(english.endsWith('.') && !has_chinese(english), qPrintable(name));
            QVERIFY2(chinese.endsWith(QStringLiteral("。")) && has_chinese(chinese),
                     qPrintable(name));
        }
    }

    void every_rule_says_where_it_stands() {
        for (const sim::RuleText& rule : sim::all_rules()) {
            if (rule.rule == sim::Rule::none) continue;
            QVERIFY2(!rule.document.empty(), qPrintable(text_of(rule.name)));
            if (!text_of(rule.document).startsWith("RFC")) continue;
            QVERIFY2(!rule.section.empty(), qPrintable(text_of(rule.name)));
            QVERIFY2(!sim::document_link(rule).empty(), qPrintable(text_of(rule.name)));
        }
    }

    void names_and_sentences_are_unique() {
        QSet<QString> names;
        QSet<QString> sentences;
        for (const sim::RuleText& rule : sim::all_rules()) {
            QVERIFY2(!names.contains(text_of(rule.name)), qPrintable(text_of(rule.name)));
            QVERIFY2(!sentences.contains(text_of(rule.english)), qPrintable(text_of(rule.name)));
            names.insert(text_of(rule.name));
            sentences.insert(text_of(rule.english));
        }
        QVERIFY(names.contains("none"));
    }

    void every_rule_is_applied_somewhere() {
        QSet<QString> used;
        for (const house::SourceFile& file : house::this_tree())
            if (file.path.rfind("sim/", 0) == 0 || file.path.rfind("live/", 0) == 0)
                add_rules_used(file.text, used);
        QStringList idle;
        for (const sim::RuleText& rule : sim::all_rules())
            if (rule.rule != sim::Rule::none && !used.contains(text_of(rule.name)))
                idle << text_of(rule.name);
        QVERIFY2(idle.empty(), qPrintable("named nowhere in sim or live: " + idle.join(' ')));
    }

    void a_rule_in_a_comment_is_not_applied() {
        QSet<QString> used;
        add_rules_used("// Rule::no\nstep.send(ack, Rule::yes); tell(\"Rule::no\");", used);
        QCOMPARE(used, QSet<QString>{"yes"});
    }

    void chinese_is_told_from_english() {
        QVERIFY(has_chinese(QStringLiteral("此处无需规则。")));
        QVERIFY(!has_chinese("No rule is needed for this."));
    }
};

QTEST_APPLESS_MAIN(TestRules)
#include "test_rules.moc"

#include "ui/model/clause_text.h"
#include "ui/model/language.h"
#include "ui/model/state_figure.h"
#include "ui/view/inspector.h"

#include <QDirIterator>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <QtXml>

using ui::Language;
using ui::LanguageSwitch;

namespace {

const QString source_folder = QStringLiteral(THEATER_SOURCE_DIR);
const QString translation_file =
    source_folder + QStringLiteral("/ui/translations/tcp_theater_zh_CN.ts");

/// "context\nsource" of every message, and those that are not finished.
struct Messages {
    QSet<QString> all;
    QStringList unfinished;
};

Messages messagesOf(const QString& path) {
    QFile file{path};
    QDomDocument document;
    Messages found;
    if (!file.open(QIODevice::ReadOnly) || !document.setContent(&file)) return found;
    const QDomNodeList messages = document.elementsByTagName(QStringLiteral("message"));
    for (int i = 0; i < messages.size(); ++i) {
        const QDomElement message = messages.at(i).toElement();
        const QString context =
            message.parentNode().toElement().firstChildElement(QStringLiteral("name")).text();
        const QString source = message.firstChildElement(QStringLiteral("source")).text();
        const QDomElement translation = message.firstChildElement(QStringLiteral("translation"));
        found.all.insert(context + QLatin1Char('\n') + source);
        if (translation.hasAttribute(QStringLiteral("type")) || translation.text().isEmpty())
            found.unfinished << source;
    }
    return found;
}

/// What lupdate finds in the sources today.
Messages messagesInSources(const QString& lupdate) {
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(QStringLiteral("fresh_zh_CN.ts"));
    QProcess process;
    process.setWorkingDirectory(source_folder);
    process.start(lupdate, {"-silent", "-locations", "none", "-I", ".", "ui", "app", "-ts", fresh});
    process.waitForFinished();
    return messagesOf(fresh);
}

} // namespace

class TestLanguage : public QObject {
    Q_OBJECT

private slots:

    void no_string_is_unfinished() {
        const Messages messages = messagesOf(translation_file);
        QVERIFY(messages.all.size() > 80);
        QVERIFY2(messages.unfinished.isEmpty(), qPrintable(messages.unfinished.join('\n')));
    }

    void the_file_holds_exactly_the_strings_of_the_sources() {
        const QString lupdate = QStringLiteral(THEATER_LUPDATE);
        const Messages wanted = messagesInSources(lupdate);
        QVERIFY(wanted.all.size() > 80);
        const Messages held = messagesOf(translation_file);
        const QStringList missing = (wanted.all - held.all).values();
        const QStringList stale = (held.all - wanted.all).values();
        QVERIFY2(missing.isEmpty(),
                 qPrintable("run scripts/translations; not in the .ts:\n" + missing.join('\n')));
        QVERIFY2(stale.isEmpty(), qPrintable("run scripts/translations; no longer in the sources:\n"
                                             + stale.join('\n')));
    }

    void no_space_stands_between_two_chinese_characters() {
        QCOMPARE(ui::withoutGaps(QStringLiteral("网络丢失了 A 的 数据")),
                 QStringLiteral("网络丢失了 A 的数据"));
        QCOMPARE(ui::withoutGaps(QStringLiteral("坚持 剩余 484 ms")),
                 QStringLiteral("坚持剩余 484 ms"));
        QCOMPARE(ui::withoutGaps(QStringLiteral("A sends")), QStringLiteral("A sends"));
    }

    void placeholders_survive_translation() {
        QFile file{translation_file};
        QDomDocument document;
        QVERIFY(file.open(QIODevice::ReadOnly) && document.setContent(&file));
        const QDomNodeList messages = document.elementsByTagName(QStringLiteral("message"));
        const QRegularExpression placeholder{QStringLiteral("%[0-9n]")};
        const auto placeholders_of = [&placeholder](const QString& text) {
            QSet<QString> found;
            auto match = placeholder.globalMatch(text);
            while (match.hasNext())
                found.insert(match.next().captured());
            return found;
        };
        for (int i = 0; i < messages.size(); ++i) {
            const QDomElement message = messages.at(i).toElement();
            const QString source = message.firstChildElement("source").text();
            const QString translation = message.firstChildElement("translation").text();
            QVERIFY2(placeholders_of(source) == placeholders_of(translation), qPrintable(source));
        }
    }

    void switching_changes_texts_while_the_window_runs() {
        LanguageSwitch language;
        QSignalSpy changed{&language, &LanguageSwitch::languageChanged};
        const ui::StateEdge& edge = ui::stateEdges().at(
            *ui::edgeBetween(sim::State::syn_received, sim::State::established));
        QCOMPARE(ui::edgeLabel(edge), QStringLiteral("rcv ACK of SYN"));
        language.setLanguage(Language::chinese);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(ui::shownLanguage(), Language::chinese);
        QCOMPARE(ui::edgeLabel(edge), QStringLiteral("收到 SYN 的 ACK"));
        language.toggle();
        QCOMPARE(ui::shownLanguage(), Language::english);
        QCOMPARE(ui::edgeLabel(edge), QStringLiteral("rcv ACK of SYN"));
    }

    void where_a_rule_stands_is_told_in_words_of_the_language() {
        LanguageSwitch language;
        QCOMPARE(ui::clauseText(sim::Rule::textbook_resend_window),
                 QStringLiteral("textbook go-back-N"));
        language.setLanguage(Language::chinese);
        QCOMPARE(ui::clauseText(sim::Rule::textbook_resend_window),
                 QStringLiteral("教科书 回退 N 帧"));
        QCOMPARE(ui::clauseText(sim::Rule::linux_accept_queue_full),
                 QStringLiteral("Linux net.core.somaxconn"));
        QCOMPARE(ui::clauseText(sim::Rule::none), QString{});
        language.setLanguage(Language::english);
    }

    void an_open_card_changes_its_texts_too() {
        LanguageSwitch language;
        ui::ViewState state;
        ui::InspectorCard card{state};
        const auto* numbers = card.findChild<QToolButton*>();
        QCOMPARE(numbers->text(), QStringLiteral("relative"));
        language.setLanguage(Language::chinese);
        QCoreApplication::processEvents();
        QCOMPARE(numbers->text(), QStringLiteral("相对"));
        language.setLanguage(Language::english);
    }
};

QTEST_MAIN(TestLanguage)
#include "test_language.moc"

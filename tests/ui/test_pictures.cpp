#include "tests/time_spent.h"
#include "tests/ui/byte_scenes.h"
#include "tests/ui/contrast.h"
#include "tests/ui/frame_scenes.h"
#include "tests/ui/painted_texts.h"
#include "tests/ui/plot_scenes.h"
#include "tests/ui/queue_scenes.h"
#include "tests/ui/sample_trace.h"
#include "ui/model/kernel_player.h"
#include "ui/model/loss.h"
#include "ui/view/main_window.h"

#include <map>

#include <QDir>
#include <QImage>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QtTest>

using ui::Language;
using ui::Projection;
using ui::ThemeName;

namespace {

/// A page as it is pictured: what has to be done to come there, and words that must be on it.
struct Page {
    QString name;
    QSize size;
    void (*arrange)(ui::MainWindow&);
    QStringList english, chinese;
    bool projected{}; ///< as well in the projector mode
};

constexpr QSize full{1600, 1000};
constexpr QSize least_full{1500, 880}; ///< from here on everything has room
constexpr QSize laptop{1366, 768};
constexpr QSize smallest{960, 600};

/// Puts the cursor right after the arrival that brought the n-th change of state of the run.
void afterStateChange(ui::MainWindow& window, int changes) {
    window.showPage(0);
    window.playback().toStart();
    for (int i = 0; i < changes; ++i)
        window.playback().toNextStateChange();
}

void atStart(ui::MainWindow& window) {
    afterStateChange(window, 0);
}
void opening(ui::MainWindow& window) {
    afterStateChange(window, 3);
}
void established(ui::MainWindow& window) {
    afterStateChange(window, 5);
}
void closing(ui::MainWindow& window) {
    window.showPage(0);
    window.playback().toEnd();
}

/// The first bytes are halfway to the other side, and selected.
void dataUnderWay(ui::MainWindow& window) {
    established(window);
    const sim::Trace& trace = window.viewState().run()->trace();
    for (sim::RecordId id = 1; id <= trace.last(); ++id) {
        const sim::Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::sent || record.length == 0) continue;
        window.viewState().setTime(record.at + trace.header.link_delay / 2);
        window.viewState().select(id);
        return;
    }
}

/// Arrows that cross.
void crossing(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("simultaneous-close"));
    closing(window);
}

void crossingOpening(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("simultaneous-open"));
    afterStateChange(window, 6);
}

/// What a strange network does: deliver twice, hold back; and a reset.
void strange(ui::MainWindow& window) {
    window.viewState().setRun(ui_test::runOf(ui_test::strangeNetworkTrace()));
    afterStateChange(window, 100);
}

/// The kernel's run that ships, or the model's own where none does yet.
void compared(ui::MainWindow& window) {
    std::shared_ptr<const ui::Run> kernel = ui::recordedRun(QStringLiteral("handshake"));
    const auto source = kernel ? ui::KernelSource::recorded : ui::KernelSource::played;
    if (!kernel) kernel = window.viewState().run();
    window.comparePage().showKernel(kernel, source);
    window.showPage(1);
    window.comparePage().selectPair(3);
}

/// A flood beside the kernel's run of it that ships.
void comparedLoad(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("flood-8-nocookies"));
    window.comparePage().showKernel(ui::recordedRun(QStringLiteral("flood-8-nocookies")),
                                    ui::KernelSource::recorded);
    window.showPage(1);
    window.comparePage().showView(ui::CompareView::load);
    window.viewState().setTime({30'000'000'000});
}

/// The list is open, and what was sent again is selected.
void events(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("lost-data"));
    window.playback().toEnd();
    window.ladderPage().toggleEvents();
    const sim::Trace& trace = window.viewState().run()->trace();
    for (sim::RecordId id = 1; id <= trace.last(); ++id)
        if (trace.record(id).kind == sim::RecordKind::sent && ui::lossOf(trace, id) != 0)
            window.viewState().select(id);
}

/// A router tells of a segment that it could not pass on.
void hearsOfIt(ui::MainWindow& window) {
    window.openScenario(QStringLiteral("icmp-unreachable"));
    window.playback().toEnd();
    const sim::Trace& trace = window.viewState().run()->trace();
    for (sim::RecordId id = trace.last(); id > 0; --id)
        if (trace.record(id).kind == sim::RecordKind::icmp) window.viewState().select(id);
}

/// Its chain of causes, with the inspector's lines.
void chain(ui::MainWindow& window) {
    events(window);
    window.ladderPage().toggleEvents();
}

/// The table on a cell that scenarios show.
void stateEvents(ui::MainWindow& window) {
    window.showPage(2);
    window.stateEventPage().table().choose({sim::State::fin_wait_1, sim::StateEvent::ack});
    QTRY_VERIFY_WITH_TIMEOUT(window.stateEventPage().sightings().isComplete(), patience_ms);
}

void home(ui::MainWindow& window) {
    window.showHome();
}

void keys(ui::MainWindow& window) {
    established(window);
    window.toggleKeySheet();
}

std::vector<Page> commonPages() {
    const QStringList ladder_en{"TCP states", "Segment inspector", "LISTEN"};
    const QStringList ladder_zh{"TCP 状态图", "报文段详情", "LISTEN"};
    const QStringList states_en{"TCP states", "SYN-RECEIVED"};
    const QStringList states_zh{"TCP 状态图", "SYN-RECEIVED"};
    return {
        {"home", full, home, {"What shall be played?"}, {"今天演哪一出？"}},
        {"home-laptop", laptop, home, {"What shall be played?"}, {"今天演哪一出？"}},
        {"ladder-start", full, atStart, ladder_en, ladder_zh},
        {"ladder-opening", full, opening, states_en, states_zh, true},
        {"ladder-established", full, established, ladder_en, ladder_zh},
        {"ladder-data", full, dataUnderWay, {"120"}, {"120"}, true},
        {"ladder-closing", full, closing, {"TIME-WAIT"}, {"TIME-WAIT"}, true},
        {"ladder-laptop", laptop, dataUnderWay, {"120"}, {"120"}, true},
        {"ladder-crossing", full, crossing, {"CLOSING"}, {"CLOSING"}, true},
        {"ladder-crossing-open", full, crossingOpening, {"SYN-SENT"}, {"SYN-SENT"}, false},
        {"ladder-events", full, events, {"In words", "sent"}, {"用语言描述", "发送"}},
        {"ladder-events-laptop", laptop, events, {"sent"}, {"发送"}},
        {"ladder-chain", full, chain, {"Because of", "Lost here"}, {"原因", "丢失于此"}},
        {"ladder-icmp",
         full,
         hearsOfIt,
         {"ICMP", "host unreachable"},
         {"ICMP", "host unreachable"},
         true},
        {"ladder-frames",
         full,
         ui_test::frames,
         {"frame 2", "window 4", "Receiver"},
         {"帧 2", "窗口 4", "接收方"},
         true},
        {"ladder-frames-laptop", laptop, ui_test::framesHalfway, {"frame 2"}, {"帧 2"}},
        {"ladder-strange", full, strange, {"RST ACK"}, {"RST ACK"}, true},
        {"compare", full, compared, {"Our model", "The pair"}, {"我们的模型", "对照"}},
        {"compare-laptop", laptop, compared, {"Our model", "The pair"}, {"我们的模型", "对照"}},
        {"compare-load",
         full,
         comparedLoad,
         {"figure by figure", "B:8080 half-open", "SYN queue, kernel"},
         {"逐项对照", "B:8080 半连接"},
         true},
        {"compare-load-laptop", laptop, comparedLoad, {"figure by figure"}, {"逐项对照"}},
        {"state-events",
         full,
         stateEvents,
         {"A segment arrives", "See it happen"},
         {"报文段到达", "观看演示"}},
        {"state-events-laptop",
         laptop,
         stateEvents,
         {"Every event in every state"},
         {"每个状态下的每个事件"}},
        {"keys", full, keys, {"Keys", "play or pause"}, {"快捷键", "播放或暂停"}},
    };
}

std::vector<Page> queuePages() {
    return {
        {"queues-before",
         full,
         ui_test::queuesBefore,
         {"SYN queue", "A flood will come", "0 / 9"},
         {"半连接队列", "0 / 9"},
         true},
        {"queues-during",
         full,
         ui_test::queuesDuring,
         {"FULL", "waits at the door", "9 / 9"},
         {"已满", "9 / 9"},
         true},
        {"queues-after", full, ui_test::queuesAfter, {"is in", "4 / 9"}, {"4 / 9"}, true},
        {"queues-129",
         full,
         ui_test::queuesGivenUp,
         {"has given up", "64 / 129"},
         {"64 / 129"},
         true},
        {"queues-1025",
         full,
         ui_test::queuesCookies,
         {"1,025 / 1,025", "976"},
         {"1,025 / 1,025"},
         true},
        {"queues-1500-before", least_full, ui_test::queuesBefore, {"0 / 9"}, {"0 / 9"}, true},
        {"queues-1500-during", least_full, ui_test::queuesDuring, {"9 / 9"}, {"9 / 9"}, true},
        {"queues-1500-after", least_full, ui_test::queuesAfter, {"4 / 9"}, {"4 / 9"}, true},
        {"queues-laptop-before", laptop, ui_test::queuesBefore, {"0 / 9"}, {"0 / 9"}, true},
        {"queues-laptop-after", laptop, ui_test::queuesAfter, {"4 / 9"}, {"4 / 9"}, true},
        {"queues-laptop", laptop, ui_test::queuesDuring, {"9 / 9"}, {"9 / 9"}, true},
        {"queues-laptop-129", laptop, ui_test::queuesGivenUp, {"64 / 129"}, {"64 / 129"}},
        {"queues-laptop-1025", laptop, ui_test::queuesCookies, {"976"}, {"976"}, true},
        {"queues-shipped", full, ui_test::queuesShipped, {"9 / 9"}, {"9 / 9"}},
        {"queues-none", full, ui_test::queuesNone, {"nothing to see here"}, {"没有可看的"}},
    };
}

std::vector<Page> bytePages() {
    return {
        {"bytes-lost",
         full,
         ui_test::bytesLost,
         {"Byte ribbon", "SND.UNA", "RCV.NXT"},
         {"字节带"},
         true},
        {"bytes-unread", full, ui_test::bytesUnread, {"acknowledged", "unread"}, {"未读"}, true},
        {"bytes-many", full, ui_test::bytesMany, {"Byte ribbon"}, {"字节带"}, true},
        {"bytes-sacked", full, ui_test::bytesSacked, {"SACKed"}, {"已被 SACK"}, true},
        {"bytes-wire", full, ui_test::bytesOnTheWire, {"4,251,"}, {"4,251,"}, true},
        {"bytes-laptop-wire", laptop, ui_test::bytesOnTheWire, {"4,251,"}, {"4,251,"}, true},
        {"bytes-1500-lost",
         least_full,
         ui_test::bytesLost,
         {"SND.UNA", "RCV.NXT"},
         {"SND.UNA"},
         true},
        {"bytes-laptop-lost", laptop, ui_test::bytesLost, {"Byte ribbon", "UNA"}, {"字节带"}, true},
        {"bytes-laptop-unread", laptop, ui_test::bytesUnread, {"unread"}, {"未读"}},
        {"bytes-smallest-lost", smallest, ui_test::bytesLost, {"Byte ribbon"}, {"字节带"}},
    };
}

std::vector<Page> plotPages() {
    const QStringList english{"Sequence numbers over time", "cwnd", "300.0 ms"};
    return {
        {"plots", full, ui_test::plotsOverview, english, {"序号随时间的变化", "在途"}, true},
        {"plots-zoomed", full, ui_test::plotsZoomed, {"ACK + window"}, {"ACK + 窗口"}, true},
        {"plots-sacked", full, ui_test::plotsSacked, {"SACK"}, {"SACK"}, true},
        {"plots-recovery", full, ui_test::plotsRecovery, {"SACKed"}, {"SACK"}, true},
        {"plots-pointed", full, ui_test::plotsPointed, {"sent again  10,"}, {"重传  10,"}},
        {"plots-both", full, ui_test::plotsBoth, {"Model and kernel"}, {"模型与内核"}, true},
        {"plots-1500", least_full, ui_test::plotsOverview, {"cwnd"}, {"在途"}},
        {"plots-laptop", laptop, ui_test::plotsBoth, {"cwnd"}, {"在途"}, true},
        {"plots-smallest", smallest, ui_test::plotsOverview, {"lost"}, {"丢失"}, true},
        {"plots-none", full, ui_test::plotsFrames, {"counts frames"}, {"按帧计数"}},
    };
}

std::vector<Page> allPages() {
    std::vector<Page> all = commonPages();
    for (const std::vector<Page>& more : {queuePages(), bytePages(), plotPages()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

const std::vector<Page>& pages() {
    static const std::vector<Page> all = allPages();
    return all;
}

/// A text is painted in pieces where its fonts change: only the letters count.
QString lettersOf(QString text) {
    return text.remove(QRegularExpression{QStringLiteral("\\s+")});
}

QString codeOf(Language language) {
    return language == Language::chinese ? QStringLiteral("zh") : QStringLiteral("en");
}

} // namespace

/// Writes the pictures to be looked at, and holds them to what a program can see of them.
class TestPictures : public QObject {
    Q_OBJECT

private:
    const QDir folder_{QStringLiteral(THEATER_PICTURES)};
    std::map<QString, QImage> taken_; ///< by file

    static void addRows(ThemeName theme, Projection mode, Language language) {
        const bool projector = mode == Projection::projector;
        for (std::size_t place = 0; place < pages().size(); ++place) {
            const Page& page = pages().at(place);
            if (projector && !page.projected) continue;
            const QString name = projector ? page.name + "-projector" : page.name;
            QTest::addRow("%s-%s-%s", qPrintable(name), qPrintable(ui::keyOf(theme)),
                          qPrintable(codeOf(language)))
                << static_cast<int>(place) << ui::themeNamed(theme, mode) << language;
        }
    }

private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(folder_.mkpath(QStringLiteral(".")));
        if (!ui::LanguageSwitch::hasTranslations())
            QSKIP("Built without Qt's linguist tools: there is no Chinese to be pictured.");
    }

    void every_page_can_be_seen_in_every_theme_and_language_data() {
        QTest::addColumn<int>("place");
        QTest::addColumn<ui::Theme>("theme");
        QTest::addColumn<Language>("language");
#if defined(__SANITIZE_ADDRESS__)
        // It looks for bad memory, not for bad colours, and is many times as slow.
        qInfo("under a sanitizer: each page in dark English and in light Chinese alone");
        addRows(ThemeName::dark, Projection::screen, Language::english);
        addRows(ThemeName::light, Projection::projector, Language::chinese);
#else
        for (const ThemeName theme :
             {ThemeName::dark, ThemeName::light, ThemeName::high_contrast}) {
            for (const Language language : {Language::english, Language::chinese}) {
                addRows(theme, Projection::screen, language);
                addRows(theme, Projection::projector, language);
            }
        }
#endif
    }

    void every_page_can_be_seen_in_every_theme_and_language() {
        QFETCH(int, place);
        QFETCH(ui::Theme, theme);
        QFETCH(Language, language);
        const Page& page = pages().at(static_cast<std::size_t>(place));
        ui::MainWindow window;
        window.language().setLanguage(language);
        window.viewState().setTheme(theme);
        window.viewState().setMotion(ui::Motion::reduced);
        QVERIFY(window.openScenario(QStringLiteral("handshake")));
        window.resize(page.size);
        window.show();
        QCoreApplication::processEvents();
        page.arrange(window);
        QCoreApplication::processEvents();
        const QImage picture = window.grab().toImage();
        QCOMPARE(picture.size(), page.size);
        const QString file = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".png");
        QVERIFY(picture.save(folder_.filePath(file)));

        const QString painted = lettersOf(ui_test::paintedWords(window).join(QString{}));
        const bool chinese = language == Language::chinese;
        for (const QString& words : chinese ? page.chinese : page.english)
            QVERIFY2(painted.contains(lettersOf(words)), qPrintable(words + "\n\n" + painted));
        const QStringList pale = ui_test::paleTexts(window, picture);
        QVERIFY2(pale.isEmpty(), qPrintable(pale.join(QLatin1Char('\n'))));
        for (const auto& [other, image] : taken_)
            QVERIFY2(image != picture, qPrintable(file + " looks like " + other));
        taken_[file] = picture;
        window.language().setLanguage(Language::english);
    }
};

QTEST_MAIN(TestPictures)
#include "test_pictures.moc"

#include "ui/model/language.h"
#include "ui/model/production.h"
#include "ui/view/ladder_export.h"

#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

using ui::ThemeName;

class TestLadderExport : public QObject {
    Q_OBJECT

private:
    QTemporaryDir folder_;
    ui::ViewState state_;
    ui::Production production_{state_};

    [[nodiscard]] QString path(const QString& name) const { return folder_.filePath(name); }

    [[nodiscard]] QByteArray read(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Writes a shipped scenario's ladder.
    void write(const QString& scenario, const QString& name, int width = 1000) {
        QVERIFY(production_.open(scenario));
        const ui::LadderSheet sheet{.title = QStringLiteral("A title & more"),
                                    .theme = ui::themeNamed(ThemeName::light),
                                    .width = width};
        const auto written = ui::exportLadder(*state_.run(), sheet, path(name));
        QVERIFY2(written, written ? "" : sim::to_text(written.error()).c_str());
    }

    /// All words of an SVG, after it has been read as XML.
    [[nodiscard]] QStringList textsOf(const QString& name) const {
        QXmlStreamReader xml(read(name));
        QStringList texts;
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"text")
                texts << xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        return xml.hasError() ? QStringList{xml.errorString()} : texts;
    }

    struct Outcome {
        int status{};
        QString errors;
    };

    /// The program, where there is no display at all.
    [[nodiscard]] Outcome run(const QStringList& arguments) const {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QLatin1String(name));
        program.setProcessEnvironment(environment);
        program.setWorkingDirectory(folder_.path());
        program.start(QStringLiteral(THEATER_PROGRAM), arguments);
        program.waitForFinished();
        return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1,
                QString::fromUtf8(program.readAllStandardError())};
    }

private slots:
    void an_svg_holds_the_words_of_the_whole_ladder() {
        write(QStringLiteral("lost-data"), QStringLiteral("ladder.svg"));
        const QStringList texts = textsOf(QStringLiteral("ladder.svg"));
        for (const char* wanted : {"A title & more", "Client", "Server", "10.0.0.1:49152", "LISTEN",
                                   "SYN-SENT", "ESTABLISHED", "TIME-WAIT", "SYN", "SYN ACK",
                                   "seq=0 ack=1", "DATA", "FIN ACK", "lost in the network"})
            QVERIFY2(texts.contains(QLatin1String(wanted)),
                     qPrintable(QLatin1String(wanted) + " is not in " + texts.join('|')));
        QVERIFY(!texts.filter(QStringLiteral("RTO expired")).isEmpty());
    }

    void the_program_writes_plots_in_every_format() {
        for (const char* end : {"svg", "png", "pdf"}) {
            const QString name = QStringLiteral("plots.%1").arg(QLatin1String(end));
            const Outcome outcome =
                run({"slow-reader", "--export", name, "--plot", "all", "--sequence", "tcptrace"});
            QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
            QVERIFY(!read(name).isEmpty());
        }
        const QStringList texts = textsOf(QStringLiteral("plots.svg"));
        for (const char* wanted :
             {"A slow reader sets the pace", "Sequence numbers over time", "ACK + window", "cwnd",
              "RTO", "unread", "arrived in order", "400 ms"})
            QVERIFY2(texts.contains(QLatin1String(wanted)),
                     qPrintable(QLatin1String(wanted) + " is not in " + texts.join('|')));
        QCOMPARE(QImage(path(QStringLiteral("plots.png"))).width(), 1000);
        QCOMPARE(read(QStringLiteral("plots.pdf")).count("/Type /Page\n"), 1);
    }

    void one_plot_can_be_written_alone() {
        const Outcome outcome = run({"slow-reader", "--export", "one.svg", "--plot", "windows"});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
        const QStringList texts = textsOf(QStringLiteral("one.svg"));
        QVERIFY(texts.contains(QStringLiteral("unread")));
        QVERIFY(!texts.contains(QStringLiteral("cwnd")));
    }

    void a_plot_that_can_not_be_is_refused() {
        const Outcome unknown = run({"slow-reader", "--export", "x.svg", "--plot", "pie"});
        QCOMPARE(unknown.status, 2);
        QVERIFY(unknown.errors.contains(QStringLiteral("no plot 'pie'")));
        QCOMPARE(
            run({"slow-reader", "--export", "x.svg", "--plot", "all", "--sequence", "x"}).status,
            2);
        const Outcome frames = run({"go-back-n", "--export", "x.svg", "--plot", "all"});
        QCOMPARE(frames.status, 2);
        QVERIFY(frames.errors.contains(QStringLiteral("can be plotted")));
    }

    void an_svg_names_every_family_a_reader_may_have() {
        write(QStringLiteral("handshake"), QStringLiteral("families.svg"));
        const QByteArray svg = read(QStringLiteral("families.svg"));
        QVERIFY(svg.contains("'Noto Sans CJK SC'"));
        QVERIFY(svg.contains("monospace"));
        QVERIFY(!svg.contains("font-family=\"Noto Sans\""));
        QVERIFY(!svg.contains("url(#gradient"));
    }

    void a_short_ladder_is_one_page_of_pdf() {
        write(QStringLiteral("refused"), QStringLiteral("ladder.pdf"));
        const QByteArray pdf = read(QStringLiteral("ladder.pdf"));
        QVERIFY(pdf.startsWith("%PDF"));
        QCOMPARE(pdf.count("/Type /Page\n"), 1);
    }

    void a_long_ladder_is_several_pages_of_bounded_size() {
        write(QStringLiteral("echo"), QStringLiteral("long.pdf"), 600);
        const QByteArray pdf = read(QStringLiteral("long.pdf"));
        const int pages = static_cast<int>(pdf.count("/Type /Page\n"));
        QVERIFY2(pages > 1 && pages < 20, qPrintable(QString::number(pages)));
        const QRegularExpression box(QStringLiteral("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]"));
        auto match = box.globalMatch(QString::fromLatin1(pdf));
        QVERIFY(match.hasNext());
        while (match.hasNext()) {
            const QRegularExpressionMatch size = match.next();
            QCOMPARE(size.captured(1).toDouble(), 450.0);
            QCOMPARE(size.captured(2).toDouble(), 675.0);
        }
    }

    void a_png_is_as_wide_as_asked_and_not_blank() {
        write(QStringLiteral("handshake"), QStringLiteral("ladder.png"), 720);
        const QImage image(path(QStringLiteral("ladder.png")));
        QCOMPARE(image.width(), 720);
        QVERIFY(image.height() > 1000);
        // Both lifelines run from below the hosts to the last event.
        const ui::Theme theme = ui::themeNamed(ThemeName::light);
        int blue = 0;
        int amber = 0;
        for (int x = 0; x < image.width(); ++x) {
            blue += static_cast<int>(image.pixelColor(x, image.height() / 2) == theme.host_a);
            amber += static_cast<int>(image.pixelColor(x, image.height() / 2) == theme.host_b);
        }
        QVERIFY(blue >= 3);
        QVERIFY(amber >= 3);
    }

    void another_suffix_is_refused_with_the_known_ones() {
        QVERIFY(production_.open(QStringLiteral("refused")));
        const ui::LadderSheet sheet{.title = {}, .theme = ui::themeNamed(ThemeName::dark)};
        const auto written = ui::exportLadder(*state_.run(), sheet, path(QStringLiteral("a.bmp")));
        QVERIFY(!written);
        QCOMPARE(written.error().remedy, std::string("end the name with .svg, .png or .pdf"));
    }

    void the_program_writes_pictures_without_a_display() {
        for (const QString& theme :
             {QStringLiteral("dark"), QStringLiteral("light"), QStringLiteral("high-contrast")}) {
            const QString file = theme + QStringLiteral(".png");
            const Outcome outcome =
                run({"time-wait", "--export", file, "--theme", theme, "--width", "800"});
            QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
            const QImage image(path(file));
            QCOMPARE(image.width(), 800);
            const QColor card = ui::themeNamed(ui::themeWithKey(theme)).card;
            QCOMPARE(image.pixelColor(2, 2), card);
            QCOMPARE(image.pixelColor(2, image.height() - 1), card);
        }
    }

    void the_program_writes_chinese_when_asked() {
        if (!ui::LanguageSwitch::hasTranslations()) QSKIP("Built without Chinese.");
        const Outcome outcome = run({"lost-data", "--export", "zh.svg", "--lang", "zh"});
        QVERIFY2(outcome.status == 0, qPrintable(outcome.errors));
        QVERIFY(textsOf(QStringLiteral("zh.svg")).contains(QStringLiteral("客户端")));
    }

    void what_can_not_be_done_is_status_2_and_says_what_to_write_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("suffix") << QStringList{"handshake", "--export", "a.gif"} << ".svg";
        QTest::newRow("no suffix") << QStringList{"handshake", "--export", "a"} << ".svg";
        QTest::newRow("folder") << QStringList{"handshake", "--export", "no/such/a.svg"}
                                << "no/such/a.svg";
        QTest::newRow("scenario") << QStringList{"no-such", "--export", "a.svg"} << "no-such";
        QTest::newRow("no scenario") << QStringList{"--export", "a.svg"} << "SCENARIO";
        QTest::newRow("theme") << QStringList{"handshake", "--export", "a.svg", "--theme", "pink"}
                               << "high-contrast";
        QTest::newRow("language") << QStringList{"handshake", "--export", "a.svg", "--lang", "fr"}
                                  << "en or zh";
        QTest::newRow("width") << QStringList{"handshake", "--export", "a.svg", "--width", "9"}
                               << "600 to 4000";
        QTest::newRow("no number")
            << QStringList{"handshake", "--export", "a.svg", "--width", "wide"} << "wide";
        QTest::newRow("option") << QStringList{"handshake", "--export", "a.svg", "--quickly"}
                                << "quickly";
        QTest::newRow("no value") << QStringList{"handshake", "--export"} << "export";
        QTest::newRow("no picture")
            << QStringList{"handshake", "--width", "900", "--export="} << ".svg";
    }

    void what_can_not_be_done_is_status_2_and_says_what_to_write() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const Outcome outcome = run(arguments);
        QVERIFY2(outcome.errors.contains(says), qPrintable(outcome.errors));
        QCOMPARE(outcome.status, 2);
        QVERIFY(!QFile::exists(path(QStringLiteral("a.svg"))));
    }
};

QTEST_MAIN(TestLadderExport)
#include "test_ladder_export.moc"

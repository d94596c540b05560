#include "ui/layout/ladder_index.h"
#include "ui/layout/ladder_layout.h"
#include "ui/model/inspection.h"
#include "ui/model/run_script.h"

#include <QDirIterator>
#include <QFile>
#include <QtTest>

namespace {

/// The script as it is played in the profile that its folder is named after.
std::shared_ptr<const ui::Run> runOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return nullptr;
    sim::Overrides overrides;
    overrides.profile = QFileInfo(path).dir().dirName().toStdString();
    const auto played = ui::playScript(file.readAll().toStdString(), path.toStdString(), overrides);
    return played ? played->run : nullptr;
}

} // namespace

/// Whatever comes about in one of our own scripts can be looked at, record by record.
class TestEveryRecord : public QObject {
    Q_OBJECT

private slots:
    void every_record_of_a_script_can_be_drawn_and_inspected_data() {
        QTest::addColumn<QString>("path");
        QDirIterator files(SCRIPTS_DIR, {"*.pkt"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString path = files.next();
            QTest::newRow(qPrintable(QDir(SCRIPTS_DIR).relativeFilePath(path))) << path;
        }
    }

    void every_record_of_a_script_can_be_drawn_and_inspected() {
        QFETCH(QString, path);
        const std::shared_ptr<const ui::Run> run = runOf(path);
        QVERIFY(run != nullptr);
        const ui::Theme& theme = ui::themeNamed(ui::ThemeName::dark);
        const ui::LadderGeometry geometry(*run, 780, 1, theme);
        const ui::LadderIndex index = ui::indexOf(*run);
        ui::layoutLadder({*run, index, geometry, theme, ui::Numbers::relative}, ui::wholeOf(*run));
        for (sim::RecordId id = 1; id <= run->trace().last(); ++id) {
            const ui::Inspection found = ui::inspect(*run, id, ui::Numbers::absolute);
            QVERIFY2(!found.badge_text.isEmpty() && !found.headline.isEmpty(),
                     qPrintable(QString("record %1").arg(id)));
        }
    }
};

QTEST_MAIN(TestEveryRecord)
#include "test_every_record.moc"

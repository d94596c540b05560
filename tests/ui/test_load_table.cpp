#include "ui/layout/load_table_layout.h"

#include <QtTest>

using sim::PairStatus;

namespace {

/// A letter is 8 wide, a line of words 20 high; a first line 30.
const ui::LoadTableFonts fonts{
    .value_width = [](const QString& text) { return 8.0 * static_cast<double>(text.size()); },
    .words_height =
        [](const QString& text, double width) {
            return 20.0 * std::ceil(8.0 * static_cast<double>(text.size()) / width);
        },
    .line = 30};

ui::LoadLine line(const QString& model, const QString& kernel) {
    return {.status = model == kernel ? PairStatus::matched : PairStatus::unexplained,
            .what = QStringLiteral("answered"),
            .words = {},
            .model = model,
            .kernel = kernel,
            .reason = {}};
}

} // namespace

class TestLoadTable : public QObject {
    Q_OBJECT

private slots:
    void columns_are_as_wide_as_their_widest_value() {
        const ui::LoadTableShapes shapes =
            ui::layoutLoadTable({line("9", "9"), line("1991", "20")}, 400, fonts);
        QCOMPARE(shapes.kernel_right, 388.0);
        QCOMPARE(shapes.model_right, 388.0 - 16 - 18);
        QCOMPARE(shapes.rows.at(0).model, QRectF(354 - 32, 0, 32, 30));
        QCOMPARE(shapes.rows.at(1).kernel, QRectF(388 - 16, 32, 16, 30));
    }

    void a_name_may_reach_to_its_own_value_however_wide_the_column_is() {
        const ui::LoadTableShapes shapes =
            ui::layoutLoadTable({line("9", "9"), line("1991", "20")}, 400, fonts);
        QCOMPARE(shapes.rows.at(0).what.right(), 354.0 - 8 - 18);
        QCOMPARE(shapes.rows.at(1).what.right(), 354.0 - 32 - 18);
    }

    void a_reason_stands_below_its_values_and_pushes_the_next_row_down() {
        ui::LoadLine differs = line("9", "8");
        differs.reason = QString(60, 'x'); // 480 wide: two lines of 348
        const ui::LoadTableShapes shapes =
            ui::layoutLoadTable({differs, line("4", "4")}, 400, fonts);
        QCOMPARE(shapes.rows.at(0).reason, QRectF(40, 30, 348, 40));
        QCOMPARE(shapes.rows.at(0).band, QRectF(0, 0, 400, 76));
        QCOMPARE(shapes.rows.at(1).band, QRectF(0, 78, 400, 30));
        QCOMPARE(shapes.height, 110.0);
    }

    void large_numbers_are_grouped_and_their_distance_is_told() {
        sim::Diff diff;
        diff.load.push_back({.what = {"answered", "已应答"},
                             .model = {"1991", "1991"},
                             .kernel = {"12991", "12991"},
                             .status = PairStatus::unexplained,
                             .explanation = {}});
        diff.load.push_back({.what = {"A:1", "A:1"},
                             .model = {"got in", "已进入"},
                             .kernel = {"gave up", "已放弃"},
                             .status = PairStatus::unexplained,
                             .explanation = {}});
        const std::vector<ui::LoadLine> lines = ui::loadLines(diff);
        QCOMPARE(lines.at(0).model, QString("1,991"));
        QCOMPARE(lines.at(0).kernel, QString("12,991"));
        QCOMPARE(lines.at(0).reason,
                 QString("Unexplained: nobody knows why. The kernel has 11,000 more."));
        QCOMPARE(lines.at(1).model, QString("got in"));
        QCOMPARE(lines.at(1).reason, QString("Unexplained: nobody knows why."));
    }

    void what_a_counter_means_stays_out_of_the_columns_of_values() {
        ui::LoadLine counter = line("9", "9");
        counter.words = QString(10, 'x');
        const ui::LoadRowShape row = ui::layoutLoadTable({counter}, 400, fonts).rows.at(0);
        QCOMPARE(row.words, QRectF(40, 30, row.what.width(), 20));
        QVERIFY(row.reason.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLoadTable)
#include "test_load_table.moc"

#include "tests/ui/sample_comparison.h"
#include "ui/layout/compare_layout.h"

#include <algorithm>

#include <QtTest>

using ui::Comparison;
using ui::Numbers;
using ui::Stage;

namespace {

const ui::TwinFonts fonts{
    [](const QString& text, double width) { return text.left(static_cast<qsizetype>(width / 7)); },
    [](const QString& text) { return 7.0 * static_cast<double>(text.size()); }};

const sim::Pair& firstWith(const Comparison& comparison, sim::PairStatus status) {
    return *std::find_if(comparison.diff.pairs.begin(), comparison.diff.pairs.end(),
                         [status](const sim::Pair& pair) { return pair.status == status; });
}

} // namespace

class TestCompareLayout : public QObject {
    Q_OBJECT

private:
    Comparison sample_ = ui_test::sampleComparison();

private slots:
    void both_records_of_a_pair_stand_on_the_same_height() {
        const ui::TwinShapes shapes = ui::layoutTwins(sample_, 1000, Numbers::relative, fonts);
        const auto& model = shapes.of(Stage::model).arrows;
        const auto& kernel = shapes.of(Stage::kernel).arrows;
        QCOMPARE(model.size(), std::size_t{14});
        QCOMPARE(kernel.size(), std::size_t{13});
        for (std::size_t i = 0; i < kernel.size(); ++i) {
            QCOMPARE(kernel.at(i).line.y1(), model.at(i).line.y1());
            QCOMPARE(kernel.at(i).line.length(), model.at(i).line.length());
        }
    }

    void segments_slope_down_from_their_sender_to_the_other_side() {
        const ui::TwinShapes shapes = ui::layoutTwins(sample_, 1000, Numbers::relative, fonts);
        for (const ui::TwinArrow& arrow : shapes.of(Stage::model).arrows) {
            QVERIFY(arrow.line.dy() > 0);
            QCOMPARE(arrow.line.dx() > 0, arrow.sender == 0);
        }
    }

    void a_lost_segment_ends_on_its_way() {
        const ui::TwinShapes shapes = ui::layoutTwins(sample_, 1000, Numbers::relative, fonts);
        const ui::TwinLadder& ladder = shapes.of(Stage::model);
        const auto lost = std::find_if(ladder.arrows.begin(), ladder.arrows.end(),
                                       [](const ui::TwinArrow& arrow) { return arrow.lost; });
        QVERIFY(lost != ladder.arrows.end());
        QVERIFY(lost->line.x2() < ladder.lifelines[1] - 50);
        QCOMPARE(std::count_if(ladder.arrows.begin(), ladder.arrows.end(),
                               [](const ui::TwinArrow& arrow) { return arrow.lost; }),
                 1);
    }

    void a_record_that_only_one_side_has_leaves_a_gap_on_the_other() {
        const ui::TwinShapes shapes = ui::layoutTwins(sample_, 1000, Numbers::relative, fonts);
        QVERIFY(shapes.of(Stage::model).gaps.empty());
        QCOMPARE(shapes.of(Stage::kernel).gaps.size(), std::size_t{1});
        const QRectF gap = shapes.of(Stage::kernel).gaps.front().box;
        QVERIFY(shapes.of(Stage::kernel).area.contains(gap));
    }

    void every_pair_has_a_row_and_its_height_finds_it() {
        const ui::TwinShapes shapes = ui::layoutTwins(sample_, 1000, Numbers::relative, fonts);
        QCOMPARE(shapes.rows.size(), sample_.diff.pairs.size());
        for (std::size_t i = 0; i < shapes.rows.size(); ++i)
            QCOMPARE(ui::rowAt(shapes, shapes.rows.at(i).band.center().y()), std::optional{i});
        QCOMPARE(ui::rowAt(shapes, 0), std::nullopt);
        QCOMPARE(ui::rowAt(shapes, shapes.height + 1), std::nullopt);
    }

    void chips_stay_in_the_margins() {
        for (const double width : {640.0, 900.0, 1300.0}) {
            const ui::TwinShapes shapes = ui::layoutTwins(sample_, width, Numbers::relative, fonts);
            for (const ui::TwinLadder& ladder : shapes.ladders) {
                for (const ui::TwinChip& chip : ladder.chips) {
                    QVERIFY(ladder.area.contains(chip.box));
                    const bool outside = chip.box.right() < ladder.lifelines[0]
                                         || chip.box.left() > ladder.lifelines[1];
                    QVERIFY2(outside, qPrintable(chip.text));
                }
            }
        }
    }

    void the_now_line_stands_below_the_last_row_that_has_happened() {
        const ui::TwinShapes shapes = ui::layoutTwins(sample_, 1000, Numbers::relative, fonts);
        const sim::RecordId last = sample_.model->trace().last();
        QCOMPARE(ui::nowLine(sample_, shapes, 0), std::nullopt);
        QCOMPARE(ui::nowLine(sample_, shapes, last), std::nullopt);
        const sim::Pair& third = sample_.diff.pairs.at(2);
        QCOMPARE(ui::nowLine(sample_, shapes, third.model),
                 std::optional{shapes.rows.at(2).band.bottom()});
    }

    void a_state_without_a_row_of_its_own_stands_where_its_segment_leaves_or_arrives() {
        Comparison sample = sample_;
        auto& pairs = sample.diff.pairs;
        pairs.erase(std::remove_if(
                        pairs.begin(), pairs.end(),
                        [](const sim::Pair& pair) { return pair.kind != sim::PairKind::segment; }),
                    pairs.end());
        const ui::TwinShapes shapes = ui::layoutTwins(sample, 1400, Numbers::relative, fonts);
        const ui::TwinLadder& ladder = shapes.of(Stage::model);
        const auto chip =
            std::find_if(ladder.chips.begin(), ladder.chips.end(), [](const ui::TwinChip& found) {
                return found.text == QStringLiteral("SYN-RECEIVED");
            });
        QVERIFY(chip != ladder.chips.end());
        QCOMPARE(chip->box.center().y(), ladder.arrows.front().line.y2());
    }

    void the_table_of_a_pair_marks_what_differs() {
        const auto fields = ui::pairFields(sample_, firstWith(sample_, sim::PairStatus::explained));
        QStringList differing;
        for (const ui::PairField& field : fields)
            if (field.differs()) differing << field.name + ' ' + field.model + ' ' + field.kernel;
        QCOMPARE(differing, (QStringList{"window 502 509"}));
    }

    void a_missing_record_has_dashes() {
        const auto fields =
            ui::pairFields(sample_, firstWith(sample_, sim::PairStatus::unexplained));
        QCOMPARE(fields.front(), (ui::PairField{"flags", "ACK", "–"}));
    }

    void the_outcome_is_a_sentence_and_the_counts_are_the_contracts() {
        QCOMPARE(ui::outcomeText(sample_.diff),
                 QStringLiteral("Model and kernel part ways where nobody knows why"));
        QCOMPARE(ui::countsText(sample_.diff),
                 QStringLiteral("14 segments, 12 matched, 1 explained, 1 unexplained"));
        sim::Diff same;
        same.segments = same.matched = 5;
        QCOMPARE(ui::outcomeText(same),
                 QStringLiteral("The model did exactly what the real kernel did"));
    }

    void the_kernel_says_its_version_and_its_tick() {
        QCOMPARE(ui::stageText(sample_.kernel->trace().header),
                 QStringLiteral("Linux 6.18.44 · HZ 250"));
    }
};

QTEST_MAIN(TestCompareLayout)
#include "test_compare_layout.moc"

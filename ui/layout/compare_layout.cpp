#include "ui/layout/compare_layout.h"

#include "sim/export/segment_facts.h"
#include "ui/model/packet_header.h"

#include <algorithm>

#include <QStringList>

namespace ui {

namespace {

using sim::PairKind;
using sim::Record;
using sim::RecordId;
using sim::Trace;

constexpr double segment_height = 52;
constexpr double chip_row_height = 25;
constexpr double chip_height = 20;
constexpr double chip_padding = 16;
constexpr double chip_distance = 10; ///< from the lifeline
constexpr double chip_edge = 4;      ///< to what is beside it
constexpr double top_room = 10;
constexpr double sign_size = 24;
constexpr double badge_above = 6; ///< how far a segment's words may reach above its row
constexpr double dies_at = 0.8;   ///< how far a lost segment comes

bool isLost(const Trace& trace, RecordId departure) {
    constexpr RecordId farthest = 4096;
    const RecordId last = std::min(trace.last(), departure + farthest);
    for (RecordId id = departure + 1; id <= last; ++id)
        if (trace.record(id).kind == sim::RecordKind::dropped
            && trace.record(id).cause == departure)
            return true;
    return trace.record(departure).kind == sim::RecordKind::dropped;
}

QString chipText(const Trace& trace, const Record& record) {
    if (record.kind == sim::RecordKind::state) {
        const std::string_view name = sim::name_of(record.state);
        return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
    }
    const sim::CallEvent& call = trace.calls.at(record.detail);
    const QString name = QString::fromStdString(call.name);
    if (call.phase == sim::CallPhase::entered) {
        QStringList arguments;
        for (const std::string& argument : call.arguments)
            arguments << QString::fromStdString(argument);
        return QStringLiteral("%1(%2)").arg(name, arguments.join(QStringLiteral(", ")));
    }
    if (!call.error.empty())
        return name + QStringLiteral(" = ") + QString::fromStdString(call.error);
    return call.result ? name + QStringLiteral(" = ") + QString::number(*call.result) : name;
}

QString timeText(const Record& record) {
    return QStringLiteral("%1").arg(static_cast<double>(record.at.since_start_ns) / 1e6, 0, 'f', 1);
}

/// One stage's trace, and what its segments meant.
struct Told {
    const Trace& trace;
    sim::SegmentFacts facts{trace};
};

/// Adds row below row to both ladders.
class TwinBuilder {
public:
    TwinBuilder(const Comparison& comparison, double width, Numbers numbers, const TwinFonts& fonts)
        : comparison_(comparison), numbers_(numbers), fonts_(fonts), width_(width) {
        const double side = (width - twin_gutter) / 2;
        const double name = fonts.width(QStringLiteral("SYN-RECEIVED"));
        const double whole_name = name + chip_padding + chip_distance + chip_edge;
        const double wanted = std::max(side * 0.23, std::min(whole_name, side * 0.3));
        margin_ = std::clamp(wanted, 60.0, 150.0);
        place(shapes_.ladders[0], 0, side);
        place(shapes_.ladders[1], side + twin_gutter, side);
    }

    TwinShapes build() {
        for (std::size_t i = 0; i < comparison_.diff.pairs.size(); ++i)
            addRow(i);
        addStates(shapes_.ladders[0], model_.trace);
        addStates(shapes_.ladders[1], kernel_.trace);
        shapes_.height = y_ + top_room;
        for (TwinLadder& ladder : shapes_.ladders)
            ladder.area.setHeight(shapes_.height);
        return std::move(shapes_);
    }

private:
    void place(TwinLadder& ladder, double left, double width) const {
        ladder.area = {left, 0, width, 0};
        ladder.lifelines = {left + margin_, left + width - margin_};
    }
    void addRow(std::size_t index);
    void addRecord(TwinLadder& ladder, const Told& told, RecordId id, const QRectF& band);
    void addArrow(TwinLadder& ladder, const Told& told, RecordId id, const QRectF& band) const;
    void addChip(TwinLadder& ladder, const Trace& trace, RecordId id, const QRectF& band) const;
    void addStates(TwinLadder& ladder, const Trace& trace) const;

    const Comparison& comparison_;
    Told model_{comparison_.model->trace()}, kernel_{comparison_.kernel->trace()};
    Numbers numbers_;
    const TwinFonts& fonts_;
    double width_, margin_{};
    double y_{top_room};
    TwinShapes shapes_;
};

void TwinBuilder::addRow(std::size_t index) {
    const sim::Pair& pair = comparison_.diff.pairs.at(index);
    const double height = pair.kind == PairKind::segment ? segment_height : chip_row_height;
    const QRectF band{0, y_, width_, height};
    QRectF sign{0, 0, sign_size, std::min(sign_size, height - 3)};
    sign.moveCenter({width_ / 2, band.center().y()});
    const double words_above = pair.kind == PairKind::segment ? badge_above : -1;
    shapes_.rows.push_back(
        {index, pair.status, band, sign, band.adjusted(2, -words_above, -2, -1)});
    addRecord(shapes_.ladders[0], model_, pair.model, band);
    addRecord(shapes_.ladders[1], kernel_, pair.kernel, band);
    y_ += height;
}

void TwinBuilder::addRecord(TwinLadder& ladder, const Told& told, RecordId id, const QRectF& band) {
    if (id == 0) {
        const double left = ladder.lifelines[0];
        ladder.gaps.push_back(
            {{left + 12, band.top() + 4, ladder.lifelines[1] - left - 24, band.height() - 8}});
        return;
    }
    const Record& record = told.trace.record(id);
    const bool aside =
        record.kind == sim::RecordKind::state || record.kind == sim::RecordKind::call;
    if (aside)
        addChip(ladder, told.trace, id, band);
    else
        addArrow(ladder, told, id, band);
}

void TwinBuilder::addArrow(TwinLadder& ladder, const Told& told, RecordId id,
                           const QRectF& band) const {
    const Trace& trace = told.trace;
    const Record& record = trace.record(id);
    TwinArrow arrow;
    arrow.record = id;
    arrow.kind = kindOf(record);
    arrow.sender = senderOf(trace, record);
    const bool rightwards = arrow.sender == 0;
    const double from = ladder.lifelines.at(rightwards ? 0 : 1);
    const double to = ladder.lifelines.at(rightwards ? 1 : 0);
    const double inset = rightwards ? 5 : -5;
    arrow.line = {from + inset, band.top() + 15, to - inset, band.bottom() - 3};
    arrow.lost = isLost(trace, id);
    arrow.words_at = arrow.line.pointAt(0.45);
    if (arrow.lost) arrow.line.setP2(arrow.line.pointAt(dies_at));
    arrow.sent_again = told.facts.is_again(id);
    arrow.badge = badgeText(record);
    arrow.numbers = numbersText(trace, record, numbers_);
    arrow.time = timeText(record);
    constexpr QSizeF time_size{64, 16};
    const double left = rightwards ? from + 10 : from - 10 - time_size.width();
    arrow.time_box = {QPointF{left, arrow.line.y1() + 3}, time_size};
    ladder.arrows.push_back(std::move(arrow));
}

void TwinBuilder::addChip(TwinLadder& ladder, const Trace& trace, RecordId id,
                          const QRectF& band) const {
    const Record& record = trace.record(id);
    const double room = margin_ - chip_distance - chip_edge;
    TwinChip chip;
    chip.record = id;
    chip.kind = record.kind == sim::RecordKind::state ? PairKind::state : PairKind::call;
    chip.host = record.host;
    chip.text = fonts_.shorten(chipText(trace, record), room - chip_padding);
    const double width = std::min(room, fonts_.width(chip.text) + chip_padding);
    const bool left = record.host == 0;
    const double x =
        left ? ladder.lifelines[0] - chip_distance - width : ladder.lifelines[1] + chip_distance;
    chip.box = {x, band.center().y() - chip_height / 2, width, chip_height};
    ladder.chips.push_back(std::move(chip));
}

/// The segment a state came with: the one that arrived, or the one that left with it; 0 for none.
RecordId segmentOf(const Trace& trace, RecordId state) {
    const Record& record = trace.record(state);
    for (RecordId cause = record.cause; cause != 0; cause = trace.record(cause).cause) {
        if (trace.record(cause).at != record.at) break;
        if (trace.record(cause).kind == sim::RecordKind::received)
            return sim::departure_of(trace, cause);
    }
    for (RecordId id = state + 1; id <= trace.last() && trace.record(id).at == record.at; ++id) {
        const Record& later = trace.record(id);
        if (later.kind == sim::RecordKind::sent && later.host == record.host
            && later.conversation == record.conversation)
            return id;
    }
    return 0;
}

/// States that have no row of their own stand where their segment leaves or arrives.
void TwinBuilder::addStates(TwinLadder& ladder, const Trace& trace) const {
    std::array<double, 2> free_from{};
    const std::vector<TwinChip> in_rows = ladder.chips;
    for (RecordId id = 1; id <= trace.last(); ++id) {
        const Record& record = trace.record(id);
        if (record.kind != sim::RecordKind::state || record.host > 1) continue;
        const auto told = [id](const TwinChip& chip) { return chip.record == id; };
        if (std::any_of(in_rows.begin(), in_rows.end(), told)) continue;
        const RecordId segment = segmentOf(trace, id);
        const auto arrow =
            std::find_if(ladder.arrows.begin(), ladder.arrows.end(),
                         [segment](const TwinArrow& found) { return found.record == segment; });
        if (arrow == ladder.arrows.end()) continue;
        const double anchor = arrow->sender == record.host ? arrow->line.y1() : arrow->line.y2();
        double& free = free_from.at(record.host);
        const double centre = std::max(anchor, free + chip_height / 2 + 1);
        free = centre + chip_height / 2;
        addChip(ladder, trace, id, {0, centre - chip_height / 2, width_, chip_height});
    }
}

} // namespace

TwinShapes layoutTwins(const Comparison& comparison, double width, Numbers numbers,
                       const TwinFonts& fonts) {
    return TwinBuilder{comparison, width, numbers, fonts}.build();
}

std::optional<std::size_t> rowAt(const TwinShapes& shapes, double y) {
    const auto below = std::upper_bound(
        shapes.rows.begin(), shapes.rows.end(), y,
        [](double height, const TwinRow& row) { return height < row.band.bottom(); });
    if (below == shapes.rows.end() || y < below->band.top()) return std::nullopt;
    return static_cast<std::size_t>(below - shapes.rows.begin());
}

std::optional<double> nowLine(const Comparison& comparison, const TwinShapes& shapes,
                              RecordId cursor) {
    if (cursor == 0 || cursor >= comparison.model->trace().last()) return std::nullopt;
    double line = 0;
    for (const TwinRow& row : shapes.rows) {
        const RecordId record = comparison.diff.pairs.at(row.pair).model;
        if (record != 0 && record <= cursor) line = row.band.bottom();
    }
    return line == 0 ? std::optional{shapes.rows.empty() ? 0.0 : shapes.rows.front().band.top()}
                     : std::optional{line};
}

} // namespace ui

#include "ui/layout/label_placement.h"

#include "sim/base/assert.h"
#include "ui/theme/fonts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPolygonF>
#include <QStringList>
#include <QTransform>

namespace ui {

namespace {

constexpr qreal badge_padding = 7;
constexpr qreal again_mark = 18; ///< room for the turning arrow
constexpr qreal label_height = 21;
/// Where a label's centre may stand, as shares of the line, the best first.
constexpr std::array shares{0.33, 0.28, 0.38, 0.23, 0.44, 0.18, 0.5, 0.56, 0.62, 0.68, 0.74};
constexpr double cost_of_words = 50;
constexpr double cost_of_line = 4;
constexpr double cost_of_crossing = 7; ///< by a line that crosses the label's own
constexpr double cost_of_cross = 12;   ///< where another segment dies
constexpr double cost_of_place = 0.6;
constexpr double cost_of_silence = 2.5; ///< of each step to fewer words
constexpr double too_much = 40;

/// A label's outline, as it stands on the page.
QPolygonF outline(const LineLabel& label) {
    const qreal width = label.width() / 2 + 3;
    const qreal height = label.height / 2;
    QTransform turn;
    turn.translate(label.centre.x(), label.centre.y());
    turn.rotate(label.degrees);
    return turn.map(
        QPolygonF({{-width, -height}, {width, -height}, {width, height}, {-width, height}}));
}

QPolygonF outline(const QRectF& box) {
    return {QList<QPointF>{box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft()}};
}

QString dropText(sim::DropReason reason) {
    switch (reason) {
    case sim::DropReason::fault:
        return QCoreApplication::translate("ui::Ladder", "lost in the network");
    case sim::DropReason::random_loss:
        return QCoreApplication::translate("ui::Ladder", "lost at random");
    case sim::DropReason::queue_overflow:
        return QCoreApplication::translate("ui::Ladder", "queue full");
    case sim::DropReason::checksum: return QCoreApplication::translate("ui::Ladder", "damaged");
    case sim::DropReason::no_connection:
        return QCoreApplication::translate("ui::Ladder", "nobody has this port");
    case sim::DropReason::not_sent:
        return QCoreApplication::translate("ui::Ladder", "expected, not sent");
    }
    sim::unreachable();
}

bool crosses(const QLineF& line, const QPolygonF& box) {
    return line.intersects(QLineF(box[0], box[2]), nullptr) == QLineF::BoundedIntersection
           || line.intersects(QLineF(box[1], box[3]), nullptr) == QLineF::BoundedIntersection;
}

/// Whether a line goes much the same way as another.
bool isNearlyParallel(const QLineF& line, const QLineF& other) {
    constexpr qreal much_the_same = 25; // degrees
    const qreal turn = line.angleTo(other);
    return std::min(turn, 360 - turn) < much_the_same;
}

/// Whether words there would hide where the segment dies.
bool hidesCross(const Arrow& arrow, const QRectF& bounds) {
    constexpr qreal reach = 9;
    const QPointF cross = arrow.line.pointAt(Arrow::dies_at);
    return arrow.fate == Fate::lost
           && bounds.adjusted(-reach, -reach, reach, reach).contains(cross);
}

/// The part of an arrow's line that is ever drawn.
QLineF drawn(const Arrow& arrow) {
    return {arrow.line.p1(), arrow.line.pointAt(arrow.reach())};
}

class Placer {
public:
    Placer(const LadderSource& source, std::vector<Arrow>& arrows)
        : source_(source),
          arrows_(arrows),
          badges_(sansFont(source.theme, type_size::badge, Weight::bold)),
          numbers_(monoFont(source.theme, type_size::numbers)) {}

    /// The words beside a circled X. They go first: a line's own words can move further.
    void placeLoss(std::size_t place) {
        Arrow& arrow = arrows_[place];
        if (arrow.fate != Fate::lost) return;
        const QFontMetricsF metrics(sansFont(source_.theme, type_size::state_pill, Weight::bold));
        const sim::Record& end = source_.run.trace().record(arrow.end);
        LossLabel loss{.box = {}, .text = dropText(static_cast<sim::DropReason>(end.detail))};
        const qreal factor = source_.theme.type_factor;
        const QSizeF size(metrics.horizontalAdvance(loss.text) + 2 * badge_padding, 22 * factor);
        const QPointF cross = arrow.line.pointAt(Arrow::dies_at);
        const qreal outward = arrow.line.dx() > 0 ? 1 : -1;
        // Beside the X where there is room before the other lifeline, else below or above it.
        const qreal beside = cross.x() + outward * (16 * factor + size.width() / 2);
        const qreal furthest = arrow.line.x2() - outward * (size.width() / 2 + 4);
        const bool roomy = outward * (furthest - beside) >= 0;
        const qreal middle = roomy ? beside : furthest;
        double best_cost = std::numeric_limits<double>::max();
        for (const qreal rise : {13.0, -3.0, 26.0, -26.0, -38.0, 42.0}) {
            const QPointF centre(middle, cross.y() + rise * factor);
            const QRectF box(centre - QPointF(size.width() / 2, size.height() / 2), size);
            if (!roomy && std::abs(rise) < 26) continue;
            const double cost = costOf(place, outline(box));
            if (cost >= best_cost) continue;
            best_cost = cost;
            loss.box = box;
        }
        taken_.push_back(outline(loss.box));
        arrow.loss = loss;
    }

    /// Tries all the words, and fewer of them where those would lie on other lines.
    void place(std::size_t place) {
        Arrow& arrow = arrows_[place];
        Choice best{{}, too_much};
        double silence = 0;
        for (const QString& numbers : wordings(arrow)) {
            consider(place, words(arrow, numbers), silence, best);
            silence += cost_of_silence;
        }
        arrow.label = best.label;
        if (arrow.label) taken_.push_back(outline(*arrow.label));
    }

private:
    /// A label in its place, and what is wrong with it there.
    struct Choice {
        std::optional<LineLabel> label;
        double cost{};
    };

    /// Takes the label where it costs least, if that is less than what was best so far.
    void consider(std::size_t place, LineLabel label, double cost_of_words_left_out,
                  Choice& best) const {
        const Arrow& arrow = arrows_[place];
        const double reach = arrow.fate == Fate::lost ? 0.75 : 1.0;
        for (std::size_t n = 0; n < shares.size(); ++n) {
            if (!fits(arrow, label, shares.at(n) * reach)) continue;
            moveTo(arrow, shares.at(n) * reach, label);
            const double cost = cost_of_words_left_out + static_cast<double>(n) * cost_of_place
                                + costOf(place, outline(label))
                                + costOfMistakes(place, outline(label));
            if (cost < best.cost) best = {label, cost};
        }
    }

    /// What may stand beside the badge, the fullest first.
    QStringList wordings(const Arrow& arrow) const {
        const sim::Trace& trace = source_.run.trace();
        const sim::Record& record = trace.record(arrow.departure);
        const QString full = numbersText(trace, record, source_.numbers);
        if (arrow.copy) return {QString()};
        if (arrow.kind == SegmentKind::ack) return {full, QString()};
        sim::Record unacknowledging = record;
        unacknowledging.flags.ack = false;
        return {full, numbersText(trace, unacknowledging, source_.numbers), QString()};
    }

    LineLabel words(const Arrow& arrow, const QString& numbers) const {
        LineLabel label;
        label.badge = arrow.copy ? QCoreApplication::translate("ui::Ladder", "copy")
                                 : badgeText(source_.run.trace().record(arrow.departure));
        label.numbers = numbers;
        const qreal mark = arrow.sent_again ? again_mark * source_.theme.type_factor : 0;
        label.badge_width = badges_.horizontalAdvance(label.badge) + 2 * badge_padding + mark;
        label.numbers_width = numbers_.horizontalAdvance(label.numbers);
        label.height = label_height * source_.theme.type_factor;
        const QLineF& line = arrow.line;
        const QLineF rightward = line.dx() >= 0 ? line : QLineF(line.p2(), line.p1());
        label.degrees = -rightward.angle();
        if (label.degrees < -180) label.degrees += 360;
        return label;
    }

    static bool fits(const Arrow& arrow, const LineLabel& label, qreal share) {
        const qreal length = arrow.line.length();
        const qreal half = label.width() / 2 + 6;
        return share * length >= half && share * length + half <= length * arrow.reach();
    }

    /// Above the line, its centre at `share` of it.
    static void moveTo(const Arrow& arrow, qreal share, LineLabel& label) {
        const qreal radians = label.degrees * M_PI / 180;
        const QPointF up(std::sin(radians), -std::cos(radians));
        label.centre = arrow.line.pointAt(share) + up * (label.height / 2 + 2.5);
        label.passed_at = share + label.width() / 2 / std::max(1.0, arrow.line.length());
    }

    /// Where a line of another kind runs along the words, they would seem to be its own.
    double costOfMistakes(std::size_t self, const QPolygonF& box) const {
        const bool mistaken = std::any_of(arrows_.begin(), arrows_.end(), [&](const Arrow& other) {
            return other.kind != arrows_[self].kind
                   && isNearlyParallel(other.line, arrows_[self].line)
                   && crosses(drawn(other), box);
        });
        return mistaken ? too_much : 0;
    }

    double costOf(std::size_t self, const QPolygonF& box) const {
        double cost = 0;
        for (const QPolygonF& other : taken_)
            if (other.boundingRect().intersects(box.boundingRect()) && other.intersects(box))
                cost += cost_of_words;
        const QRectF bounds = box.boundingRect();
        for (std::size_t n = 0; n < arrows_.size(); ++n) {
            const QLineF line = drawn(arrows_[n]);
            if (n == self || line.y1() > bounds.bottom() || line.y2() < bounds.top()) continue;
            if (hidesCross(arrows_[n], bounds)) cost += cost_of_cross;
            if (!crosses(line, box)) continue;
            const bool cross =
                line.intersects(drawn(arrows_[self]), nullptr) == QLineF::BoundedIntersection;
            cost += cross ? cost_of_crossing : cost_of_line;
        }
        return cost;
    }

    const LadderSource& source_;
    std::vector<Arrow>& arrows_;
    QFontMetricsF badges_, numbers_;
    std::vector<QPolygonF> taken_;
};

} // namespace

void placeLineLabels(const LadderSource& source, std::vector<Arrow>& arrows) {
    Placer placer(source, arrows);
    for (std::size_t n = 0; n < arrows.size(); ++n)
        placer.placeLoss(n);
    for (std::size_t n = 0; n < arrows.size(); ++n)
        placer.place(n);
}

} // namespace ui

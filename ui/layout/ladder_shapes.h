#pragma once

#include "ui/layout/ladder_index.h"
#include "ui/theme/segment_look.h"

#include <cstdint>
#include <optional>
#include <vector>

#include <QLineF>
#include <QPointF>
#include <QRectF>
#include <QString>

namespace ui {

/// The words on a segment's line: a badge and its numbers, turned as the line is.
struct LineLabel {
    QPointF centre;
    qreal degrees{};
    qreal badge_width{}, numbers_width{}, height{};
    qreal passed_at{}; ///< the share of the line after which it is shown
    QString badge, numbers;

    [[nodiscard]] qreal width() const;
    static constexpr qreal gap = 7; ///< between badge and numbers
};

/// Why a segment died, beside the place.
struct LossLabel {
    QRectF box;
    QString text;
};

enum class Fate : std::uint8_t { arrives, lost, unknown };

/// A segment on its way, from lifeline to lifeline.
struct Arrow {
    sim::RecordId departure{}, end{};
    SegmentKind kind{};
    sim::HostId sender{};
    QLineF line; ///< whole, also when the segment dies on it
    Fate fate{};
    bool sent_again{}, copy{};
    std::optional<LineLabel> label;
    std::optional<LossLabel> loss;

    /// How far along the line a lost segment comes.
    static constexpr qreal dies_at = 0.56;
    /// How far along the line a segment is when the now line stands at `y`; below 0 before it
    /// leaves.
    [[nodiscard]] qreal shareAt(qreal y) const;
    /// The share of the line it ever covers.
    [[nodiscard]] qreal reach() const { return fate == Fate::lost ? dies_at : 1.0; }
};

enum class SideKind : std::uint8_t { state, call, timer, message };

/// Words outside a lifeline: a state's pill, a program's call, a timer that fired, an ICMP message.
struct SideLabel {
    SideKind kind{};
    sim::RecordId record{}; ///< 0 for the state a host starts in
    sim::HostId host{};
    sim::ConversationId conversation{};
    qreal anchor{}; ///< the y of the instant it tells of
    QRectF box;     ///< moved away from its anchor where labels would meet
    QString text, tip;
};

/// An ICMP message, from somewhere between the hosts to a lifeline. Only its arrival is known.
struct MessageMark {
    sim::RecordId record{};
    sim::HostId host{};
    QLineF line;
    QRectF badge; ///< around the middle of the line, not turned
};

/// A timer as a bracket beside its host's lifeline.
struct TimerBracket {
    TimerSpan span;
    sim::TimerKind kind{};
    sim::HostId host{};
    sim::Time set_at, due;
    qreal x{}, from{}, to{}; ///< `to` is where it ends; where it is due if nobody knows
    qreal due_y{};
};

/// A line of the time axis.
struct Tick {
    qreal y{};
    QString text;
};

/// A silence that was cut out.
struct FoldBand {
    qreal from{}, to{};
    QString text;
};

/// Everything of a ladder between two stage times, in the coordinates of its content.
struct LadderShapes {
    std::vector<Arrow> arrows;
    std::vector<MessageMark> messages;
    std::vector<SideLabel> sides;
    std::vector<TimerBracket> timers;
    std::vector<Tick> ticks;
    std::vector<FoldBand> folds;
};

} // namespace ui

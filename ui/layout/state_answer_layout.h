#pragma once

#include "sim/export/state_event.h"

#include <cstdint>
#include <functional>
#include <vector>

#include <QRectF>
#include <QString>

namespace ui {

/// What a text of an answer is for; the view has one font and one colour for each.
enum class AnswerRole : std::uint8_t { event, label, pill, badge, body, clause, section };

/// The size of a text in its role's font, wrapped at `width` pixels; 0 means one line.
using AnswerSize = std::function<QSizeF(const QString& text, AnswerRole role, double width)>;

/// An answer's words in the window's language.
struct AnswerWords {
    QString event, sentences, clause;
    QString in, sends, then, stays, alternatively, see; ///< "in", "Sends", "Then", ...
};

/// A state's name in a frame; the one that follows is filled.
struct AnswerPill {
    QRectF rect;
    sim::State state{};
    bool follows{};
};

/// All that the card draws of an answer, in the coordinates of its content.
struct AnswerShapes {
    struct Text {
        QRectF rect;
        QString text;
        AnswerRole role{};
    };
    std::vector<Text> texts;
    std::vector<AnswerPill> pills;
    QRectF badge; ///< of the segment that is sent; empty without one
    QRectF box;   ///< around sentences and clause
    QRectF link;  ///< the clause, which can be clicked
    double height{};
};

/// The answer laid out in `width` pixels, as tall as it needs to be.
AnswerShapes layoutStateAnswer(const sim::StateAnswer& answer, const AnswerWords& words,
                               double width, const AnswerSize& size);

} // namespace ui

#include "ui/layout/state_answer_layout.h"

#include "ui/model/state_answer_text.h"

#include <algorithm>

namespace ui {

namespace {

constexpr double gap = 12;
constexpr double inset = 14;
constexpr double pill_padding = 10;

/// Adds one part below the other.
class Column {
public:
    Column(const sim::StateAnswer& answer, const AnswerWords& words, double width,
           const AnswerSize& size)
        : answer_(answer), words_(words), width_(width), size_(size) {}

    AnswerShapes build() {
        addHeading();
        addSentences();
        if (answer_.outcome != sim::StateOutcome::impossible) addReply();
        if (answer_.outcome != sim::StateOutcome::impossible) addNext();
        addText(0, words_.see, AnswerRole::section);
        y_ += size_(words_.see, AnswerRole::section, 0).height() + 6;
        shapes_.height = y_;
        return std::move(shapes_);
    }

private:
    void addHeading() {
        const double height = size_(words_.event, AnswerRole::event, width_).height();
        shapes_.texts.push_back({{0, y_, width_, height}, words_.event, AnswerRole::event});
        y_ += height + 8;
        const double left = addText(0, words_.in, AnswerRole::label, pillHeight());
        addPill(left + 8, answer_.state, false);
        y_ += pillHeight() + gap + 4;
    }

    void addSentences() {
        const double top = y_;
        const double room = width_ - 2 * inset - 4;
        y_ += inset - 2;
        for (const auto role : {AnswerRole::body, AnswerRole::clause}) {
            const QString& text = role == AnswerRole::body ? words_.sentences : words_.clause;
            const QSizeF size = size_(text, role, room);
            shapes_.texts.push_back({{inset + 4, y_, room, size.height()}, text, role});
            if (role == AnswerRole::clause)
                shapes_.link = {inset + 4, y_, size.width(), size.height()};
            y_ += size.height() + 8;
        }
        y_ += inset - 9;
        shapes_.box = {0, top, width_, y_ - top};
        y_ += gap + 4;
    }

    void addReply() {
        const QString reply = replyText(answer_.reply);
        if (reply.isEmpty()) return;
        const double left = addText(0, words_.sends, AnswerRole::label, pillHeight()) + 8;
        const double wide = size_(reply, AnswerRole::badge, 0).width() + 2 * pill_padding;
        shapes_.badge = {left, y_, wide, pillHeight()};
        shapes_.texts.push_back({shapes_.badge, reply, AnswerRole::badge});
        y_ += pillHeight() + gap;
    }

    /// "Then FIN-WAIT-2 or FIN-WAIT-1"; the alternative wraps where it must.
    void addNext() {
        const bool moves = answer_.next != answer_.state;
        const QString& label = moves ? words_.then : words_.stays;
        const double left = addText(0, label, AnswerRole::label, pillHeight()) + 8;
        double x = addPill(left, answer_.next, true);
        if (answer_.other != answer_.next) {
            const double word = size_(words_.alternatively, AnswerRole::label, 0).width();
            if (x + 16 + word + pillWidth(answer_.other) > width_) {
                y_ += pillHeight() + 6;
                x = left - 8;
            }
            x = addText(x + 8, words_.alternatively, AnswerRole::label, pillHeight());
            addPill(x + 8, answer_.other, true);
        }
        y_ += pillHeight() + gap + 8;
    }

    /// Returns where the text ends.
    double addText(double left, const QString& text, AnswerRole role, double height = 0) {
        const QSizeF size = size_(text, role, 0);
        shapes_.texts.push_back(
            {{left, y_, size.width() + 1, std::max(height, size.height())}, text, role});
        return left + size.width();
    }

    double addPill(double left, sim::State state, bool follows) {
        const QRectF box{left, y_, pillWidth(state), pillHeight()};
        shapes_.pills.push_back({box, state, follows});
        return box.right();
    }

    [[nodiscard]] double pillWidth(sim::State state) const {
        return size_(fullStateName(state), AnswerRole::pill, 0).width() + 2 * pill_padding;
    }
    [[nodiscard]] double pillHeight() const {
        return size_(QStringLiteral("0"), AnswerRole::pill, 0).height() + 8;
    }

    const sim::StateAnswer& answer_;
    const AnswerWords& words_;
    double width_;
    const AnswerSize& size_;
    AnswerShapes shapes_;
    double y_{};
};

} // namespace

AnswerShapes layoutStateAnswer(const sim::StateAnswer& answer, const AnswerWords& words,
                               double width, const AnswerSize& size) {
    return Column(answer, words, width, size).build();
}

} // namespace ui

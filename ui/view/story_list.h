#pragma once

#include "ui/model/story.h"
#include "ui/model/view_state.h"

#include <vector>

#include <QScrollArea>

namespace ui {

/// The steps of the story that have happened; the last one is marked. A click takes the cursor
/// there.
class StoryList : public QWidget {
    Q_OBJECT

public:
    explicit StoryList(ViewState& state, QWidget* parent = nullptr);

    /// How many steps are shown.
    [[nodiscard]] int shown() const { return shown_; }

signals:
    void stepChosen(sim::RecordId record);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void takeRun();
    void follow();
    void place();
    void placeFrom(int first);
    [[nodiscard]] QString textOf(int place) const;
    [[nodiscard]] QRect wordsOf(int place) const;
    void paintStep(QPainter& painter, int place) const;
    void paintMark(QPainter& painter, int place) const;

    ViewState& state_;
    std::vector<StoryStep> story_;
    std::vector<int> tops_{0}; ///< of the steps that are shown, and below the last one
    int shown_{};
};

} // namespace ui

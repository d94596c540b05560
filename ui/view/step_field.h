#pragma once

#include "ui/view/themed_label.h"

#include <vector>

#include <QSlider>
#include <QSpinBox>
#include <QWidget>

namespace ui {

/// A number with a name: a slider whose steps grow, for the hand, and a field beside it for any
/// number between.
class StepField : public QWidget {
    Q_OBJECT

public:
    /// `steps` are the slider's, rising; the field takes all numbers from the first to the last.
    StepField(ViewState& state, std::vector<int> steps, QWidget* parent = nullptr);

    void setName(const QString& name);
    [[nodiscard]] int value() const { return box_->value(); }
    /// Shows a value without saying that it was chosen.
    void show(int value);
    [[nodiscard]] QSlider& slider() { return *slider_; }
    [[nodiscard]] QSpinBox& box() { return *box_; }

signals:
    void chosen(int value);

private:
    void takeStep(int step);
    void takeNumber(int value);
    [[nodiscard]] int stepOf(int value) const;

    std::vector<int> steps_;
    ThemedLabel* name_;
    QSlider* slider_;
    QSpinBox* box_;
};

} // namespace ui

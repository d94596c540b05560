#include "ui/view/step_field.h"

#include <algorithm>
#include <utility>

#include <QGridLayout>
#include <QSignalBlocker>

namespace ui {

StepField::StepField(ViewState& state, std::vector<int> steps, QWidget* parent)
    : QWidget(parent),
      steps_(std::move(steps)),
      name_(new ThemedLabel(state, {Ink::second_text, 13}, this)),
      slider_(new QSlider(Qt::Horizontal, this)),
      box_(new QSpinBox(this)) {
    slider_->setRange(0, static_cast<int>(steps_.size()) - 1);
    slider_->setPageStep(1);
    box_->setRange(steps_.front(), steps_.back());
    box_->setKeyboardTracking(false);
    box_->setButtonSymbols(QAbstractSpinBox::NoButtons);
    box_->setGroupSeparatorShown(true);
    box_->setLocale(QLocale(QLocale::English));
    box_->setFixedWidth(92);
    name_->setBuddy(box_);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->setHorizontalSpacing(10);
    grid->addWidget(name_, 0, 0, 1, 2);
    grid->addWidget(slider_, 1, 0);
    grid->addWidget(box_, 1, 1);
    grid->setColumnStretch(0, 1);
    connect(slider_, &QSlider::valueChanged, this, &StepField::takeStep);
    connect(box_, &QSpinBox::valueChanged, this, &StepField::takeNumber);
}

void StepField::setName(const QString& name) {
    name_->setText(name);
    slider_->setAccessibleName(name);
    box_->setAccessibleName(name);
}

/// The last step that is not above the value.
int StepField::stepOf(int value) const {
    const auto above = std::upper_bound(steps_.begin(), steps_.end(), value);
    return std::max(0, static_cast<int>(above - steps_.begin()) - 1);
}

void StepField::show(int value) {
    const QSignalBlocker quiet_slider(slider_);
    const QSignalBlocker quiet_box(box_);
    slider_->setValue(stepOf(value));
    box_->setValue(value);
}

void StepField::takeStep(int step) {
    show(steps_.at(static_cast<std::size_t>(step)));
    emit chosen(value());
}

void StepField::takeNumber(int value) {
    show(value);
    emit chosen(value);
}

} // namespace ui

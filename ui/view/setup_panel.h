#pragma once

#include "ui/model/production.h"
#include "ui/view/themed_label.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QSpinBox>
#include <QWidget>

namespace ui {

/// What can be changed about a scenario without touching its file: the profile, the link's delay
/// and its loss, and the window of a textbook scheme. Each change plays the scenario again.
class SetupPanel : public QWidget {
    Q_OBJECT

public:
    SetupPanel(ViewState& state, Production& production, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    QLabel* addRow(QWidget* field);
    void retranslate();
    void showScenario();
    void showScheme(const sim::Scenario& scenario);
    void playChanged();

    ViewState& state_;
    Production& production_;
    QLabel *title_, *profile_name_, *delay_name_, *loss_name_, *window_name_;
    QComboBox* profile_;
    QDoubleSpinBox *delay_, *loss_;
    QSpinBox* window_; ///< frames
};

} // namespace ui

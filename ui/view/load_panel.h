#pragma once

#include "ui/model/production.h"
#include "ui/view/card.h"
#include "ui/view/step_field.h"

#include <QComboBox>
#include <QPushButton>
#include <QTimer>

namespace ui {

/// What can be turned about a listener under load: its backlog, the flood's rate, cookies, the
/// retries of a SYN-ACK. Each change plays the scenario again, aside, from the start of the load.
class LoadPanel : public Card {
    Q_OBJECT

public:
    LoadPanel(ViewState& state, Production& production, QWidget* parent = nullptr);

    [[nodiscard]] StepField& backlog() { return *backlog_; }
    [[nodiscard]] StepField& rate() { return *rate_; }
    [[nodiscard]] StepField& retries() { return *retries_; }
    [[nodiscard]] QComboBox& cookies() { return *cookies_; }
    [[nodiscard]] QPushButton& cancel() { return *cancel_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    /// The values of a scenario that this panel turns.
    struct Values {
        int backlog{}, rate{}, cookies{}, retries{};
    };
    static Values valuesOf(const sim::Scenario& scenario);

    void retranslate();
    void showScenario();
    void showPlaying();
    void showLongRun();
    void playChanged();
    void takeAllBack();

    Production& production_;
    StepField *backlog_, *rate_, *retries_;
    ThemedLabel *cookies_name_, *status_;
    QComboBox* cookies_;
    QPushButton *cancel_, *as_written_;
    QTimer settled_;  ///< since the last turn, so that a drag is not played at each step
    QTimer patience_; ///< after it a run that takes long is spoken of
};

} // namespace ui

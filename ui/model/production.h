#pragma once

#include "sim/scenario/scenario.h"
#include "ui/model/view_state.h"

#include <optional>
#include <string>

#include <QObject>
#include <QString>

namespace ui {

/// What is on the programme: the scenario that is shown, where it came from, and what was changed
/// about it. Plays it on the model and hands the run to the views. What can not be played changes
/// nothing.
class Production : public QObject {
    Q_OBJECT

public:
    explicit Production(ViewState& state, QObject* parent = nullptr);

    /// The scenario as it was played, changes included; none at first.
    [[nodiscard]] const std::optional<sim::Scenario>& scenario() const { return scenario_; }
    /// The scenario as it was written.
    [[nodiscard]] const std::optional<sim::Scenario>& asWritten() const { return as_written_; }
    /// How a command line names it: a shipped name or a file's path.
    [[nodiscard]] QString argument() const { return argument_; }
    [[nodiscard]] const sim::Overrides& overrides() const { return overrides_; }

    /// Plays a shipped scenario or, where none has that name, a file. False when it can not be
    /// played; `failed` has said why.
    bool open(const QString& argument);
    /// Plays the same scenario again with changes; none puts it back as it was written.
    bool change(const sim::Overrides& overrides);

signals:
    /// Another scenario, or other changes to it, are being shown.
    void changed();
    void failed(const sim::Error& error);

private:
    bool play(const QString& argument, const std::string& text, const sim::Overrides& overrides);

    ViewState& state_;
    std::optional<sim::Scenario> scenario_, as_written_;
    QString argument_;
    std::string text_;
    sim::Overrides overrides_;
};

} // namespace ui

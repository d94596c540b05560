#pragma once

#include "sim/scenario/scenario.h"
#include "ui/model/background_play.h"
#include "ui/model/view_state.h"

#include <memory>
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
    /// The same without holding up the window: `changed` comes when it has been played. Another
    /// change before that takes its place.
    bool changeAside(const sim::Overrides& overrides);
    /// Whether a change is being played aside.
    [[nodiscard]] bool isPlayingAside() const { return aside_.isPlaying(); }
    /// Stops that; what is shown stays.
    void cancelAside();

signals:
    /// Another scenario, or other changes to it, are being shown.
    void changed();
    void failed(const sim::Error& error);
    /// A change has begun to be played aside, or is so no more.
    void playingAsideChanged();

private:
    /// A scenario that is ready to be played, and what led to it.
    struct Draft {
        QString argument;
        std::string text;
        sim::Overrides overrides;
        sim::Scenario as_written, changed;
        std::shared_ptr<const Run> run; ///< of a script, which is played as it is read
    };
    std::optional<Draft> read(const QString& argument, const std::string& text,
                              const sim::Overrides& overrides);
    std::optional<Draft> readScript(const QString& argument, const std::string& text,
                                    const sim::Overrides& overrides);
    bool play(const QString& argument, const std::string& text, const sim::Overrides& overrides);
    void take(const Draft& draft, std::shared_ptr<const Run> run);
    void takeAside(std::shared_ptr<const Run> run);

    ViewState& state_;
    std::optional<sim::Scenario> scenario_, as_written_;
    QString argument_;
    std::string text_;
    sim::Overrides overrides_;
    std::optional<Draft> draft_; ///< what is being played aside
    BackgroundPlay aside_;
};

} // namespace ui

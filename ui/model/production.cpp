#include "ui/model/production.h"

#include "ui/model/run_script.h"

#include <utility>

#include <QFile>

namespace ui {

namespace {

/// A scenario larger than this is refused by its parser, so there is no need to read on.
constexpr qint64 read_at_most = (qint64{1} << 20) + 1;

sim::Expected<std::string> readScenario(const QString& argument) {
    for (const sim::ShippedScenario& shipped : sim::shipped_scenarios())
        if (argument.toStdString() == shipped.name) return std::string(shipped.text);
    QFile file(argument);
    if (!file.open(QIODevice::ReadOnly)) {
        sim::Error error{file.errorString().toStdString()};
        error.file = argument.toStdString();
        return sim::failure(error);
    }
    return file.read(read_at_most).toStdString();
}

} // namespace

Production::Production(ViewState& state, QObject* parent) : QObject(parent), state_(state) {
    connect(&aside_, &BackgroundPlay::played, this, &Production::takeAside);
}

bool Production::open(const QString& argument) {
    const sim::Expected<std::string> text = readScenario(argument);
    if (text) return play(argument, *text, {});
    emit failed(text.error());
    return false;
}

bool Production::change(const sim::Overrides& overrides) {
    return scenario_ && play(argument_, text_, overrides);
}

bool Production::changeAside(const sim::Overrides& overrides) {
    if (!scenario_) return false;
    std::optional<Draft> draft = read(argument_, text_, overrides);
    if (!draft) return false;
    if (draft->run) {
        cancelAside();
        take(*draft, draft->run);
        return true;
    }
    draft_ = std::move(draft);
    aside_.play(draft_->changed);
    emit playingAsideChanged();
    return true;
}

void Production::cancelAside() {
    if (!aside_.isPlaying()) return;
    aside_.cancel();
    draft_.reset();
    emit playingAsideChanged();
}

std::optional<Production::Draft> Production::read(const QString& argument, const std::string& text,
                                                  const sim::Overrides& overrides) {
    const std::string file = argument.toStdString();
    if (isScript(file)) return readScript(argument, text, overrides);
    sim::Expected<sim::Scenario> written = sim::parse_scenario(text, file);
    sim::Expected<sim::Scenario> changed = sim::parse_scenario(text, file, overrides);
    if (written && changed)
        return Draft{argument, text, overrides, std::move(*written), std::move(*changed), nullptr};
    emit failed(written ? changed.error() : written.error());
    return std::nullopt;
}

std::optional<Production::Draft> Production::readScript(const QString& argument,
                                                        const std::string& text,
                                                        const sim::Overrides& overrides) {
    sim::Expected<ScriptRun> played = playScript(text, argument.toStdString(), overrides);
    if (!played) {
        emit failed(played.error());
        return std::nullopt;
    }
    return Draft{argument, text, overrides, played->scenario, played->scenario, played->run};
}

bool Production::play(const QString& argument, const std::string& text,
                      const sim::Overrides& overrides) {
    const std::optional<Draft> draft = read(argument, text, overrides);
    if (!draft) return false;
    cancelAside();
    take(*draft, draft->run ? draft->run : Run::played(draft->changed));
    return true;
}

void Production::takeAside(std::shared_ptr<const Run> run) {
    const std::optional<Draft> draft = std::exchange(draft_, std::nullopt);
    if (run && draft) take(*draft, std::move(run));
    emit playingAsideChanged();
}

void Production::take(const Draft& draft, std::shared_ptr<const Run> run) {
    as_written_ = draft.as_written;
    scenario_ = draft.changed;
    argument_ = draft.argument;
    text_ = draft.text;
    overrides_ = draft.overrides;
    state_.setRun(std::move(run));
    emit changed();
}

} // namespace ui

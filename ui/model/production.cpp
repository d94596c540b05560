#include "ui/model/production.h"

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

Production::Production(ViewState& state, QObject* parent) : QObject(parent), state_(state) {}

bool Production::open(const QString& argument) {
    const sim::Expected<std::string> text = readScenario(argument);
    if (text) return play(argument, *text, {});
    emit failed(text.error());
    return false;
}

bool Production::change(const sim::Overrides& overrides) {
    return scenario_ && play(argument_, text_, overrides);
}

bool Production::play(const QString& argument, const std::string& text,
                      const sim::Overrides& overrides) {
    const std::string file = argument.toStdString();
    sim::Expected<sim::Scenario> written = sim::parse_scenario(text, file);
    sim::Expected<sim::Scenario> changed = sim::parse_scenario(text, file, overrides);
    if (!written || !changed) {
        emit failed(written ? changed.error() : written.error());
        return false;
    }
    as_written_ = *written;
    scenario_ = *changed;
    argument_ = argument;
    text_ = text;
    overrides_ = overrides;
    state_.setRun(Run::played(*scenario_));
    emit this->changed();
    return true;
}

} // namespace ui

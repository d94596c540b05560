#include "ui/model/view_state.h"

#include "ui/model/language.h"

#include <algorithm>
#include <utility>

namespace ui {

ViewState::ViewState(QObject* parent) : QObject(parent), theme_(themeNamed(ThemeName::dark)) {}

void ViewState::setRun(std::shared_ptr<const Run> run) {
    narrator_.reset();
    run_ = std::move(run);
    cursor_ = 0;
    time_ = {};
    stage_ = 0;
    selection_ = 0;
    hover_ = 0;
    chain_ = {};
    emit runChanged();
    emit cursorChanged();
    emit selectionChanged();
    emit hoverChanged();
}

void ViewState::setCursor(sim::RecordId record) {
    if (!run_) return;
    const sim::RecordId known = std::min(record, run_->trace().last());
    const sim::Time time = known == 0 ? sim::Time{} : run_->trace().record(known).at;
    moveTo(known, time, run_->stageMap().stageOf(known));
}

void ViewState::setTime(sim::Time time) {
    if (run_) setStage(run_->stageMap().stageAt(time));
}

void ViewState::setStage(StageTime stage) {
    if (!run_) return;
    const StageMap& map = run_->stageMap();
    moveTo(map.recordAt(stage), map.timeAt(stage), stage);
}

void ViewState::moveTo(sim::RecordId record, sim::Time time, StageTime stage) {
    if (cursor_ == record && time_ == time && stage_ == stage) return;
    cursor_ = record;
    time_ = time;
    stage_ = stage;
    if (run_) follow(chain_, run_->trace(), cursor_);
    emit cursorChanged();
}

void ViewState::select(sim::RecordId record) {
    if (std::exchange(selection_, record) == record) return;
    chain_ = run_ ? chainOf(run_->trace(), record, cursor_) : CauseChain{};
    emit selectionChanged();
}

const sim::Narrator& ViewState::narrator() const {
    if (!narrator_ || narrator_->language() != shownLanguage())
        narrator_.emplace(run_->trace(), shownLanguage());
    return *narrator_;
}

void ViewState::setHover(sim::RecordId record) {
    if (std::exchange(hover_, record) != record) emit hoverChanged();
}

void ViewState::setRange(TimeRange range) {
    if (std::exchange(range_, range) != range) emit rangeChanged();
}

void ViewState::setNumbers(Numbers numbers) {
    if (std::exchange(numbers_, numbers) != numbers) emit numbersChanged();
}

void ViewState::setTheme(const Theme& theme) {
    if (std::exchange(theme_, theme) != theme) emit themeChanged();
}

} // namespace ui

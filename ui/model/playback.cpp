#include "ui/model/playback.h"

#include <algorithm>
#include <array>

namespace ui {

namespace {

using namespace std::chrono_literals;

constexpr auto frame = 16ms;
/// What the flight of one segment takes on the wall's clock, at normal speed.
constexpr std::int64_t comfortable_flight_ns = 900'000'000;

constexpr std::array speeds{
    Speed{1, 200'000}, Speed{1, 100'000}, Speed{1, 50'000}, Speed{1, 20'000}, Speed{1, 10'000},
    Speed{1, 5'000},   Speed{1, 2'000},   Speed{1, 1'000},  Speed{1, 500},    Speed{1, 200},
    Speed{1, 100},     Speed{1, 50},      Speed{1, 20},     Speed{1, 10},     Speed{1, 5},
    Speed{1, 2},       Speed{1, 1},       Speed{2, 1},      Speed{5, 1},      Speed{10, 1}};

/// The fastest speed at which a flight of that length can be followed with the eye.
std::size_t comfortableSpeed(sim::Duration flight) {
    std::size_t place = speeds.size() - 1;
    while (place > 0
           && flight.count() * speeds.at(place).denominator
                  < comfortable_flight_ns * speeds.at(place).numerator)
        --place;
    return place;
}

/// A run under load is a matter of many flights at once: what is watched is how queues fill, and
/// the whole of it in a minute.
std::size_t watchableSpeed(const Run& run) {
    constexpr std::int64_t watched_ns = 60'000'000'000;
    std::size_t place = comfortableSpeed(run.stageMap().flight());
    if (run.trace().load.samples.empty()) return place;
    while (place + 1 < speeds.size()
           && run.stageMap().end() / watched_ns * speeds.at(place).denominator
                  >= speeds.at(place).numerator)
        ++place;
    return place;
}

} // namespace

Playback::Playback(ViewState& state, QObject* parent) : QObject(parent), state_(state) {
    timer_.setTimerType(Qt::PreciseTimer);
    timer_.setInterval(frame);
    connect(&timer_, &QTimer::timeout, this, &Playback::tick);
    connect(&state_, &ViewState::runChanged, this, &Playback::runReplaced);
    runReplaced();
}

Speed Playback::speed() const {
    return speeds.at(speed_);
}

std::size_t Playback::eventsDone() const {
    return state_.run() ? state_.run()->eventsUntil(state_.cursor()) : 0;
}

std::size_t Playback::eventCount() const {
    return state_.run() ? state_.run()->events().size() : 0;
}

void Playback::advance(std::chrono::nanoseconds real) {
    if (!state_.run()) return;
    const StageTime passed = real.count() * speed().numerator / speed().denominator;
    if (state_.stage() + passed < state_.run()->stageMap().end()) {
        state_.setStage(state_.stage() + passed);
        return;
    }
    pause();
    state_.setCursor(lastRecord());
}

void Playback::play() {
    if (isPlaying() || lastRecord() == 0) return;
    if (state_.cursor() == lastRecord()) state_.setCursor(0);
    clock_.start();
    timer_.start();
    emit playingChanged();
}

void Playback::pause() {
    if (!isPlaying()) return;
    timer_.stop();
    emit playingChanged();
}

void Playback::toggle() {
    if (isPlaying())
        pause();
    else
        play();
}

void Playback::stepForward() {
    pause();
    if (eventsDone() < eventCount()) state_.setCursor(state_.run()->events()[eventsDone()]);
}

void Playback::stepBack() {
    pause();
    const std::size_t done = eventsDone();
    if (done == 0) {
        state_.setCursor(0);
        return;
    }
    const std::vector<sim::RecordId>& events = state_.run()->events();
    // Between two events, or inside one, a step back first returns to the event that has happened.
    const bool on_event = state_.stage() == state_.run()->stageMap().stageOf(events[done - 1]);
    const std::size_t target = on_event ? done - 1 : done;
    state_.setCursor(target == 0 ? 0 : events[target - 1]);
}

void Playback::toStart() {
    pause();
    state_.setCursor(0);
}

void Playback::toEnd() {
    pause();
    state_.setCursor(lastRecord());
}

void Playback::toNextStateChange() {
    pause();
    if (!state_.run()) return;
    const sim::Trace& trace = state_.run()->trace();
    for (sim::RecordId id = state_.cursor() + 1; id <= trace.last(); ++id) {
        if (trace.record(id).kind != sim::RecordKind::state) continue;
        const std::vector<sim::RecordId>& events = state_.run()->events();
        state_.setCursor(*std::lower_bound(events.begin(), events.end(), id));
        return;
    }
    state_.setCursor(trace.last());
}

void Playback::roundTripForward() {
    moveByFlights(2);
}
void Playback::roundTripBack() {
    moveByFlights(-2);
}

void Playback::moveByFlights(int count) {
    pause();
    if (state_.run()) scrubTo(state_.stage() + count * state_.run()->stageMap().flight().count());
}

void Playback::scrubTo(StageTime stage) {
    if (!state_.run()) return;
    if (stage >= state_.run()->stageMap().end())
        state_.setCursor(lastRecord());
    else if (stage < 0)
        state_.setCursor(0);
    else
        state_.setStage(stage);
}

void Playback::faster() {
    setSpeed(std::min(speed_ + 1, speeds.size() - 1));
}
void Playback::slower() {
    setSpeed(speed_ == 0 ? 0 : speed_ - 1);
}
void Playback::normalSpeed() {
    setSpeed(normal_speed_);
}

void Playback::setSpeed(std::size_t place) {
    if (speed_ == place) return;
    speed_ = place;
    emit speedChanged();
}

void Playback::runReplaced() {
    pause();
    if (!state_.run()) return;
    normal_speed_ = watchableSpeed(*state_.run());
    setSpeed(normal_speed_);
}

void Playback::tick() {
    advance(std::chrono::nanoseconds{clock_.nsecsElapsed()});
    clock_.restart();
}

sim::RecordId Playback::lastRecord() const {
    return state_.run() ? state_.run()->trace().last() : 0;
}

} // namespace ui

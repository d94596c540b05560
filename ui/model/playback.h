#pragma once

#include "ui/model/view_state.h"

#include <chrono>
#include <vector>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace ui {

/// Virtual nanoseconds that pass in a real one, as a fraction.
struct Speed {
    int numerator{1}, denominator{1};

    bool operator==(const Speed&) const = default;
};

/// Moves the cursor: by itself while playing, event by event when asked. Three times are kept
/// apart: real time (the wall's), animation time (StageTime, which passes evenly) and virtual
/// time (the run's). A clock ticks only while it plays.
class Playback : public QObject {
    Q_OBJECT

public:
    explicit Playback(ViewState& state, QObject* parent = nullptr);

    [[nodiscard]] bool isPlaying() const { return timer_.isActive(); }
    [[nodiscard]] Speed speed() const;
    /// How many events have happened, of `eventCount()`.
    [[nodiscard]] std::size_t eventsDone() const;
    [[nodiscard]] std::size_t eventCount() const;

    /// Lets `real` pass: what the timer does while playing.
    void advance(std::chrono::nanoseconds real);

public slots:
    void play(); ///< from the start again when the cursor stands at the end
    void pause();
    void toggle();
    void stepForward();
    void stepBack();
    void toStart();
    void toEnd();
    void toNextStateChange();
    void roundTripForward();
    void roundTripBack();
    void faster();
    void slower();
    void normalSpeed();
    void scrubTo(StageTime stage);

signals:
    void playingChanged();
    void speedChanged();

private:
    void runReplaced();
    void tick();
    void moveByFlights(int count);
    void setSpeed(std::size_t place);
    [[nodiscard]] sim::RecordId lastRecord() const;

    ViewState& state_;
    QTimer timer_;
    QElapsedTimer clock_;
    std::size_t speed_{}, normal_speed_{}; ///< places in the list of speeds
};

} // namespace ui

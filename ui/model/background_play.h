#pragma once

#include "sim/scenario/scenario.h"
#include "ui/model/run.h"

#include <atomic>
#include <memory>
#include <vector>

#include <QObject>
#include <QThread>

namespace ui {

/// Plays scenarios on the model without holding up the window, each on a thread of its own. Only
/// the newest counts: an older one that is still being played is told to stop and never shown.
class BackgroundPlay : public QObject {
    Q_OBJECT

public:
    explicit BackgroundPlay(QObject* parent = nullptr);
    ~BackgroundPlay() override;
    BackgroundPlay(const BackgroundPlay&) = delete;
    BackgroundPlay& operator=(const BackgroundPlay&) = delete;
    BackgroundPlay(BackgroundPlay&&) = delete;
    BackgroundPlay& operator=(BackgroundPlay&&) = delete;

    void play(const sim::Scenario& scenario);
    void cancel();
    [[nodiscard]] bool isPlaying() const { return newest_ != nullptr; }

signals:
    /// The newest scenario has been played; it is not playing any more.
    void played(std::shared_ptr<const ui::Run> run);

private:
    /// What a thread and the window share.
    struct Job {
        sim::Scenario scenario;
        std::atomic<bool> unwanted{};
        std::shared_ptr<const Run> run; ///< read when the thread has ended
    };
    void end(QThread* thread, const std::shared_ptr<Job>& job);

    std::shared_ptr<Job> newest_;
    std::vector<QThread*> threads_; ///< those that have not ended
};

} // namespace ui

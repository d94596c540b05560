#include "ui/model/background_play.h"

#include <algorithm>
#include <utility>

namespace ui {

BackgroundPlay::BackgroundPlay(QObject* parent) : QObject(parent) {}

BackgroundPlay::~BackgroundPlay() {
    cancel();
    for (QThread* thread : threads_) {
        thread->wait();
        delete thread;
    }
}

void BackgroundPlay::play(const sim::Scenario& scenario) {
    cancel();
    const auto job = std::make_shared<Job>();
    job->scenario = scenario;
    newest_ = job;
    QThread* thread = QThread::create([job] {
        job->run = Run::playedUnless(job->scenario, [job] { return job->unwanted.load(); });
    });
    threads_.push_back(thread);
    connect(thread, &QThread::finished, this, [this, thread, job] { end(thread, job); });
    thread->start();
}

void BackgroundPlay::cancel() {
    if (newest_) newest_->unwanted = true;
    newest_ = nullptr;
}

void BackgroundPlay::end(QThread* thread, const std::shared_ptr<Job>& job) {
    threads_.erase(std::remove(threads_.begin(), threads_.end(), thread), threads_.end());
    thread->deleteLater();
    if (job != newest_) return;
    newest_ = nullptr;
    emit played(job->run);
}

} // namespace ui

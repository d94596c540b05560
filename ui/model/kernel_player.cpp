#include "ui/model/kernel_player.h"

#include "sim/trace/trace_file.h"

#include <chrono>
#include <utility>

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace ui {

namespace {

/// The exit statuses of tcpsim that this side understands.
constexpr int exit_good = 0;
constexpr int exit_unavailable = 4;
constexpr int exit_deadline = 5; ///< the run was cut off; what it wrote until then is good

/// The child has deadlines of its own; this one is for a child that hangs.
constexpr std::chrono::minutes patience{3};
constexpr int farewell_ms = 2000;

QString besideThisProgram() {
    return QDir{QCoreApplication::applicationDirPath()}.filePath(QStringLiteral("tcpsim"));
}

std::shared_ptr<const Run> readRun(const QByteArray& bytes, QString& problem) {
    auto trace = sim::decode_trace({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    if (trace) return Run::observed(std::move(*trace));
    problem = QString::fromStdString(sim::to_text(trace.error()));
    return nullptr;
}

} // namespace

KernelPlayer::KernelPlayer(QObject* parent) : QObject(parent), program_(besideThisProgram()) {
    deadline_.setSingleShot(true);
    deadline_.setInterval(patience);
    connect(&deadline_, &QTimer::timeout, this, &KernelPlayer::cancel);
    connect(&process_, &QProcess::readyReadStandardError, this, &KernelPlayer::readProgress);
    connect(&process_, &QProcess::finished, this, &KernelPlayer::processEnded);
    connect(&process_, &QProcess::errorOccurred, this, &KernelPlayer::processFailed);
}

KernelPlayer::~KernelPlayer() {
    process_.disconnect(this);
    process_.kill();
    process_.waitForFinished(farewell_ms);
}

void KernelPlayer::play(const KernelRequest& request) {
    if (isPlaying()) cancel();
    told_.clear();
    unfinished_line_.clear();
    over_ = false;
    QStringList arguments{QStringLiteral("live"), request.scenario, QStringLiteral("--format"),
                          QStringLiteral("trace"), QStringLiteral("--progress")};
    arguments += request.options;
    process_.start(program_, arguments, QIODevice::ReadOnly);
    deadline_.start();
    if (!over_) emit started();
}

void KernelPlayer::cancel() {
    if (over_) return;
    end(KernelOutcome::cancelled, nullptr, tr("The kernel's run was cancelled."));
    process_.kill();
    process_.waitForFinished(farewell_ms);
}

void KernelPlayer::readProgress() {
    unfinished_line_ += QString::fromUtf8(process_.readAllStandardError());
    QStringList lines = unfinished_line_.split(QLatin1Char('\n'));
    unfinished_line_ = lines.takeLast();
    for (const QString& line : lines)
        readLine(line.trimmed());
}

void KernelPlayer::readLine(const QString& line) {
    const QStringList words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const bool progress = words.size() == 5 && words.front() == QLatin1String("progress");
    if (progress)
        showProgress(words);
    else if (!line.isEmpty())
        told_ << line;
}

/// "progress 1200 ms 14 segments"
void KernelPlayer::showProgress(const QStringList& words) {
    if (over_) return;
    const double seconds = words.at(1).toDouble() / 1000;
    emit progress(tr("%1 s, %2 segments so far").arg(seconds, 0, 'f', 1).arg(words.at(3)));
}

void KernelPlayer::processEnded(int status, QProcess::ExitStatus how) {
    readProgress();
    readLine(std::exchange(unfinished_line_, {}));
    if (over_) return;
    const QString told = told_.join(QLatin1Char('\n'));
    if (how == QProcess::CrashExit)
        end(KernelOutcome::failed, nullptr, tr("tcpsim ended unexpectedly. %1").arg(told));
    else if (status == exit_unavailable)
        end(KernelOutcome::unavailable, nullptr, told);
    else if (status == exit_good || status == exit_deadline)
        takeTrace();
    else
        end(KernelOutcome::failed, nullptr,
            told.isEmpty() ? tr("tcpsim ended with status %1.").arg(status) : told);
}

void KernelPlayer::takeTrace() {
    QString problem;
    std::shared_ptr<const Run> run = readRun(process_.readAllStandardOutput(), problem);
    if (run)
        end(KernelOutcome::played, std::move(run), {});
    else
        end(KernelOutcome::failed, nullptr,
            tr("What tcpsim wrote can not be read: %1").arg(problem));
}

void KernelPlayer::processFailed(QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart || over_) return;
    end(KernelOutcome::unavailable, nullptr,
        tr("The program tcpsim was not found beside this window (%1).").arg(program_));
}

void KernelPlayer::end(KernelOutcome outcome, std::shared_ptr<const Run> run, const QString& text) {
    over_ = true;
    deadline_.stop();
    emit finished(outcome, std::move(run), text);
}

std::shared_ptr<const Run> recordedRun(const QString& scenario) {
    QFile file{QStringLiteral(":/recorded/%1.trace").arg(scenario)};
    if (!file.open(QIODevice::ReadOnly)) return nullptr;
    QString problem;
    return readRun(file.readAll(), problem);
}

} // namespace ui

#pragma once

#include "ui/model/run.h"

#include <memory>

#include <QObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTimer>

namespace ui {

/// What the kernel shall play: a scenario as `tcpsim` takes it, and the options beside it.
struct KernelRequest {
    QString scenario;    ///< a shipped name or a file's path
    QStringList options; ///< "--profile", "classroom", "--set", "link.delay=50ms" ...

    bool operator==(const KernelRequest&) const = default;
};

/// How an attempt to play the kernel ended.
enum class KernelOutcome : std::uint8_t {
    played,
    unavailable, ///< this machine forbids it; the text says how to allow it
    failed,      ///< the text says why
    cancelled,
};

/// Plays a scenario on the real kernel: starts `tcpsim live` beside the window's own program, and
/// reads the trace it writes. One at a time; the child never outlives this object.
class KernelPlayer : public QObject {
    Q_OBJECT

public:
    explicit KernelPlayer(QObject* parent = nullptr);
    ~KernelPlayer() override;
    KernelPlayer(const KernelPlayer&) = delete;
    KernelPlayer& operator=(const KernelPlayer&) = delete;
    KernelPlayer(KernelPlayer&&) = delete;
    KernelPlayer& operator=(KernelPlayer&&) = delete;

    /// Another program in the place of `tcpsim`, for tests.
    void setProgram(const QString& path) { program_ = path; }
    [[nodiscard]] bool isPlaying() const { return process_.state() != QProcess::NotRunning; }
    [[nodiscard]] qint64 processId() const { return process_.processId(); }

    /// Starts; an attempt that is still under way is cancelled first.
    void play(const KernelRequest& request);
    void cancel();

signals:
    void started();
    /// How far the child is, for the reader.
    void progress(const QString& text);
    /// The attempt is over. `run` is null unless it was played; `text` is for the reader.
    void finished(ui::KernelOutcome outcome, std::shared_ptr<const ui::Run> run,
                  const QString& text);

private:
    void readProgress();
    void readLine(const QString& line);
    void showProgress(const QStringList& words);
    void processEnded(int status, QProcess::ExitStatus how);
    void processFailed(QProcess::ProcessError error);
    void takeTrace();
    void end(KernelOutcome outcome, std::shared_ptr<const Run> run, const QString& text);

    QString program_;
    QProcess process_;
    QTimer deadline_;
    QString unfinished_line_; ///< of the child's standard error
    QStringList told_;        ///< its lines that are not progress
    bool over_{true};
};

/// The kernel's run of a shipped scenario as it was recorded when the program was made; null where
/// none ships under this name.
std::shared_ptr<const Run> recordedRun(const QString& scenario);

} // namespace ui

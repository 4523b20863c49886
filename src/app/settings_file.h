#pragma once

#include "app/ini_lines.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QVariant>

#include <chrono>
#include <functional>
#include <memory>

namespace psoas::app {

/// Runs jobs in the order in which they are handed over, on whatever thread.
using Executor = std::function<void(std::function<void()>)>;

/// Does each job before it returns: for tests and wherever nothing may wait.
[[nodiscard]] Executor runAtOnce();

/// The values of an ini file, and their way back into it. The file is read once, at the start;
/// from then on values are read and changed in memory, and nobody waits for a disk: what was
/// changed goes into the file by a job, whole or not at all. What else stands in the file, or comes
/// to stand there meanwhile, stays (`withChanges`).
class SettingsFile : public QObject {
    Q_OBJECT

public:
    /// How long after a failure a write is tried again. Long against a write, short against a
    /// session: a disk with room again is soon noticed, one without is not worn out.
    static constexpr std::chrono::milliseconds kRetry = std::chrono::seconds{30};

    /// `path` need not exist. `run` must be able to take jobs as long as this lives; they may run
    /// after it is gone.
    SettingsFile(const QString &path, Executor run, std::chrono::milliseconds retry = kRetry,
                 QObject *parent = nullptr);
    /// What could not be written so far is handed over once more.
    ~SettingsFile() override;

    /// As it was set last, or as it was in the file; `otherwise` if neither.
    [[nodiscard]] QVariant value(const QString &key, const QVariant &otherwise = {}) const;

    /// All of it at once in memory and, by one write, in the file. The job is handed over before
    /// this returns, or an earlier one that waits takes this along: what is handed to the same
    /// executor afterwards finds it in the file. A write that fails is tried again with the next
    /// one and after a while.
    void change(const IniChanges &changes);

signals:
    /// What was changed of these keys is in the file, and nothing older waits.
    void kept(const QStringList &keys);
    /// It is not: the file could not be written.
    void notKept(const QStringList &keys);

private:
    class Writing;

    void handOver();
    void onWritten(const QStringList &keys, bool good);

    IniChanges m_values;
    Executor m_run;
    QTimer m_retry;
    // Shared with the jobs, which may outlive this.
    std::shared_ptr<Writing> m_writing;
};

}  // namespace psoas::app

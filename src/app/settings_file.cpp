#include "app/settings_file.h"

#include "app/paths.h"
#include "exchange/replaced_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMetaObject>
#include <QSettings>

#include <mutex>
#include <optional>
#include <utility>

namespace psoas::app {

namespace {

IniChanges valuesIn(const QString &path) {
    const QSettings file(path, QSettings::IniFormat);
    IniChanges values;
    for (const QString &key : file.allKeys()) {
        if (!key.isEmpty()) {  // as of some lines that are damaged
            values[key] = file.value(key);
        }
    }
    return values;
}

/// Nothing if it is there and cannot be read: then it is not replaced either.
std::optional<QByteArray> bytesOf(const QString &path) {
    QFile file(path);
    if (!file.exists()) {
        return QByteArray();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    QByteArray bytes = file.readAll();
    return file.error() == QFileDevice::NoError ? std::optional(std::move(bytes)) : std::nullopt;
}

/// Whether it is on the disk now. What a person answered is nobody else's: a new file is for its
/// owner only.
bool written(const QString &path, const IniChanges &changes) {
    const auto before = bytesOf(path);
    if (!before || !QDir().mkpath(QFileInfo(path).path())) {
        return false;
    }
    const QByteArray after = withChanges(*before, changes);
    exchange::ReplacedFile file(pathOf(path));
    file.out().write(after.data(), after.size());
    if (file.commit()) {
        return false;
    }
    if (before->isEmpty()) {
        QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    return true;
}

}  // namespace

Executor runAtOnce() {
    return [](const std::function<void()> &job) { job(); };
}

/// What still has to be written, and whom to tell: the one thing that both threads touch.
class SettingsFile::Writing {
public:
    Writing(QString path, SettingsFile *owner) : m_path(std::move(path)), m_owner(owner) {}

    /// Whether a job has to be handed over: none waits that will take this along.
    [[nodiscard]] bool add(const IniChanges &changes) {
        const std::lock_guard lock(m_mutex);
        m_waiting.insert(changes);
        return needsJob();
    }
    /// The same for what a failed write has left.
    [[nodiscard]] bool hasLeft() {
        const std::lock_guard lock(m_mutex);
        return needsJob();
    }
    /// Nobody is there any more to be told.
    void forgetOwner() {
        const std::lock_guard lock(m_mutex);
        m_owner = nullptr;
    }

    /// The job.
    void write() {
        const IniChanges taken = take();
        if (taken.isEmpty()) {
            return;
        }
        const bool good = written(m_path, taken);
        const std::lock_guard lock(m_mutex);
        if (!good) {
            // What was changed once more meanwhile is newer.
            IniChanges left = taken;
            left.insert(m_waiting);
            m_waiting = left;
        }
        if (m_owner != nullptr) {
            QMetaObject::invokeMethod(
                m_owner,
                [owner = m_owner, keys = taken.keys(), good] { owner->onWritten(keys, good); },
                Qt::QueuedConnection);
        }
    }

private:
    [[nodiscard]] bool needsJob() {
        return !m_waiting.isEmpty() && !std::exchange(m_handedOver, true);
    }
    IniChanges take() {
        const std::lock_guard lock(m_mutex);
        m_handedOver = false;
        return std::exchange(m_waiting, {});
    }

    const QString m_path;
    std::mutex m_mutex;
    IniChanges m_waiting;
    bool m_handedOver = false;
    SettingsFile *m_owner;
};

SettingsFile::SettingsFile(const QString &path, Executor run, std::chrono::milliseconds retry,
                           QObject *parent)
    : QObject(parent),
      m_values(valuesIn(path)),
      m_run(std::move(run)),
      m_writing(std::make_shared<Writing>(path, this)) {
    m_retry.setSingleShot(true);
    m_retry.setInterval(retry);
    connect(&m_retry, &QTimer::timeout, this, [this] {
        if (m_writing->hasLeft()) {
            handOver();
        }
    });
}

SettingsFile::~SettingsFile() {
    m_writing->forgetOwner();
    if (m_writing->hasLeft()) {
        handOver();
    }
}

QVariant SettingsFile::value(const QString &key, const QVariant &otherwise) const {
    const QVariant found = m_values.value(key);
    return found.isValid() ? found : otherwise;
}

void SettingsFile::change(const IniChanges &changes) {
    m_values.insert(changes);
    if (m_writing->add(changes)) {
        handOver();
    }
}

void SettingsFile::handOver() {
    m_run([writing = m_writing] { writing->write(); });
}

void SettingsFile::onWritten(const QStringList &keys, bool good) {
    if (good) {
        m_retry.stop();
        emit kept(keys);
    } else {
        m_retry.start();
        emit notKept(keys);
    }
}

}  // namespace psoas::app

#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace psoas::app {

/// Tells that files in some folders may have changed: saved in place, replaced as editors do it,
/// added or removed. Changes that come together are told once, a tenth of a second after the last.
/// Where the system tells nothing of its files (some network drives), nothing is told here either.
class ContentWatcher : public QObject {
    Q_OBJECT

public:
    /// Watches the `*.json` of these folders from now on. One that does not exist yet is waited for
    /// in its parent, which must exist.
    explicit ContentWatcher(QStringList folders, QObject *parent = nullptr);

signals:
    void changed();

private:
    void watch();
    void onFolder(const QString &path);
    void tell();

    QStringList m_folders;
    QFileSystemWatcher m_watcher;
    QTimer m_settled;
};

}  // namespace psoas::app

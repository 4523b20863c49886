#include "app/content_watcher.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <chrono>
#include <utility>

namespace psoas::app {

namespace {

using namespace std::chrono_literals;

/// An editor makes several changes of one save; together they take no longer than this.
constexpr auto kSettled = 100ms;

QStringList jsonIn(const QString &folder) {
    QStringList files;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        files << dir.filePath(name);
    }
    return files;
}

}  // namespace

ContentWatcher::ContentWatcher(QStringList folders, QObject *parent)
    : QObject(parent), m_folders(std::move(folders)) {
    m_settled.setSingleShot(true);
    m_settled.setInterval(kSettled);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &ContentWatcher::tell);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &ContentWatcher::onFolder);
    connect(&m_settled, &QTimer::timeout, this, [this] {
        // First of all: what is saved while somebody reads is told again.
        watch();
        emit changed();
    });
    watch();
}

void ContentWatcher::watch() {
    QStringList wanted;
    for (const QString &folder : std::as_const(m_folders)) {
        if (QFileInfo(folder).isDir()) {
            wanted << folder << jsonIn(folder);
        } else {
            wanted << QFileInfo(folder).path();
        }
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    const auto without = [](QStringList paths, const QStringList &others) {
        paths.removeIf([&](const QString &path) { return others.contains(path); });
        return paths;
    };
    if (const QStringList old = without(watched, wanted); !old.isEmpty()) {
        m_watcher.removePaths(old);
    }
    if (const QStringList fresh = without(wanted, watched); !fresh.isEmpty()) {
        m_watcher.addPaths(fresh);
    }
}

void ContentWatcher::onFolder(const QString &path) {
    const bool isOurs = m_folders.contains(path);
    // In the parent of a folder that is not there yet much goes on that is nobody's business here.
    const bool hasCome = std::ranges::any_of(m_folders, [this](const QString &folder) {
        return !m_watcher.directories().contains(folder) && QFileInfo(folder).isDir();
    });
    if (isOurs || hasCome) {
        tell();
    }
}

void ContentWatcher::tell() { m_settled.start(); }

}  // namespace psoas::app

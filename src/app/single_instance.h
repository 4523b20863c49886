#pragma once

#include "app/folder_lock.h"
#include "app/start_request.h"

#include <QLocalServer>
#include <QObject>
#include <QString>

#include <chrono>
#include <filesystem>
#include <variant>

class QLocalSocket;

namespace psoas::app {

/// The ear of the program that holds a data folder's lock: other starts with the same folder find
/// it and hand over what they were asked for. Hears this machine's same user only, a few at a time,
/// each for a second and for one short message.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    explicit SingleInstance(const std::filesystem::path &dataFolder, QObject *parent = nullptr);

    /// Begins to listen; false if that cannot be, and then other starts get no answer. The lock
    /// must be held: a socket that lies there already is taken for a dead program's and replaced.
    bool listen();
    /// Hears nobody any more, those included who are about to ask: there is no window left. Whoever
    /// asks from now on waits for the lock.
    void close();

    /// Of the socket, the same for every way to name the folder.
    [[nodiscard]] const QString &address() const { return m_address; }

signals:
    void asked(const psoas::app::StartRequest &request);

private:
    void takeWaiting();
    void hear(QLocalSocket *caller);
    void onBytes(QLocalSocket *caller);

    QString m_address;
    QLocalServer m_server;
    int m_callers = 0;
};

// What becomes of a start that found the lock taken.
namespace handover {
struct Done {};      ///< the other one has done what was asked
struct NoAnswer {};  ///< the other one holds the lock and says nothing
}  // namespace handover

/// The lock, if the other one ended meanwhile: then this start is the first.
using HandOver = std::variant<FolderLock, handover::Done, handover::NoAnswer>;

/// How long another start waits for the one that holds the lock.
struct Patience {
    /// While it listens: to be answered.
    std::chrono::milliseconds answer = std::chrono::seconds{5};
    /// While nobody listens: to hear something of it. It may just have begun, or its window is
    /// closed and it writes what is left, which takes a while where a disk is slow.
    std::chrono::milliseconds end = std::chrono::seconds{15};
};

/// Hands the request over to the program that holds the folder's lock. Waits for its answer, or for
/// the lock, at most as long as `patience` says. Needs a QCoreApplication, but no display.
[[nodiscard]] HandOver handOver(const std::filesystem::path &dataFolder,
                                const StartRequest &request, Patience patience = {});

}  // namespace psoas::app

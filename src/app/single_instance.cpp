#include "app/single_instance.h"

#include "app/local_address.h"
#include "app/paths.h"

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QLocalSocket>
#include <QTimer>

#include <system_error>
#include <thread>

namespace psoas::app {

namespace {

using namespace std::chrono_literals;

constexpr int kCallersAtOnce = 8;
constexpr auto kHeardFor = 1s;
constexpr auto kBetweenTries = 50ms;
const QByteArray kAnswer = QByteArrayLiteral("shown\n");
constexpr int kNameBytes = 8;  ///< of the hash: enough that no two folders of a person meet

/// One for each data folder, by whatever way it is named, and short however deep the folder lies.
QString addressFor(const std::filesystem::path &dataFolder) {
    std::error_code failed;
    const std::filesystem::path real = std::filesystem::weakly_canonical(dataFolder, failed);
    const QByteArray hash = QCryptographicHash::hash(textOf(failed ? dataFolder : real).toUtf8(),
                                                     QCryptographicHash::Sha256);
    return localAddress(QStringLiteral("psoas-ease-") +
                        QString::fromLatin1(hash.first(kNameBytes).toHex()));
}

int left(const QDeadlineTimer &deadline) { return static_cast<int>(deadline.remainingTime()); }

enum class Heard {
    Nobody,   ///< no one of ours listens there
    Silence,  ///< somebody listens and does not answer
    Answer,
};

/// Says the message to whoever listens there and waits for the answer.
Heard heardFrom(const QString &address, const QByteArray &message, const QDeadlineTimer &until) {
    if (!isOurs(address)) {
        return Heard::Nobody;
    }
    QLocalSocket line;
    line.connectToServer(address);
    if (!line.waitForConnected(left(until))) {
        // Whoever lets nobody in any more is there all the same.
        return line.state() == QLocalSocket::ConnectingState ? Heard::Silence : Heard::Nobody;
    }
    line.write(message);
    while (line.bytesAvailable() < kAnswer.size() && line.waitForReadyRead(left(until))) {
    }
    return line.read(kAnswer.size()) == kAnswer ? Heard::Answer : Heard::Silence;
}

}  // namespace

SingleInstance::SingleInstance(const std::filesystem::path &dataFolder, QObject *parent)
    : QObject(parent), m_address(addressFor(dataFolder)), m_server(this) {
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(1);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::takeWaiting);
}

bool SingleInstance::listen() {
    QLocalServer::removeServer(m_address);
    return m_server.listen(m_address);
}

void SingleInstance::close() {
    m_server.close();
    for (QLocalSocket *caller : m_server.findChildren<QLocalSocket *>()) {
        caller->abort();
    }
}

/// Whoever is too many waits in the system's queue for their turn.
void SingleInstance::takeWaiting() {
    while (m_callers < kCallersAtOnce && m_server.hasPendingConnections()) {
        ++m_callers;
        hear(m_server.nextPendingConnection());
    }
}

void SingleInstance::hear(QLocalSocket *caller) {
    // One byte more, by which a message that is too long is known.
    caller->setReadBufferSize(kLongestMessage + 1);
    connect(caller, &QLocalSocket::readyRead, this, [this, caller] { onBytes(caller); });
    connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
    // For the server, not for this: at the end of both nobody is to be counted any more.
    connect(caller, &QObject::destroyed, &m_server, [this] {
        --m_callers;
        takeWaiting();
    });
    if (caller->state() == QLocalSocket::UnconnectedState) {
        // It hung up while it waited for its turn, and nothing more will be told of it.
        caller->deleteLater();
        return;
    }
    QTimer::singleShot(kHeardFor, caller, &QLocalSocket::abort);
    onBytes(caller);
}

void SingleInstance::onBytes(QLocalSocket *caller) {
    const QByteArray received = caller->peek(kLongestMessage + 1);
    const std::string_view text(received.constData(), static_cast<std::size_t>(received.size()));
    if (text.size() <= kLongestMessage && !isWhole(text)) {
        return;
    }
    const auto request = text.size() <= kLongestMessage ? requestIn(text) : std::nullopt;
    if (!request) {
        caller->abort();
        return;
    }
    caller->readAll();
    // First what is asked for: an answer must not come from a window that hangs over it.
    emit asked(*request);
    caller->write(kAnswer);
    caller->disconnectFromServer();
}

HandOver handOver(const std::filesystem::path &dataFolder, const StartRequest &request,
                  Patience patience) {
    const QString address = addressFor(dataFolder);
    const QByteArray message = QByteArray::fromStdString(messageOf(request));
    const QDeadlineTimer end(patience.end);
    QDeadlineTimer answer(patience.answer);
    while (true) {
        const Heard heard = heardFrom(address, message, answer);
        if (heard == Heard::Answer) {
            return handover::Done{};
        }
        // It may just have ended, or not listen yet.
        if (auto lock = FolderLock::take(dataFolder)) {
            return std::move(lock).value();
        }
        if (heard == Heard::Nobody) {
            answer.setRemainingTime(patience.answer);
        }
        if ((heard == Heard::Nobody ? end : answer).hasExpired()) {
            return handover::NoAnswer{};
        }
        std::this_thread::sleep_for(kBetweenTries);
    }
}

}  // namespace psoas::app

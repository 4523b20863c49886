#include "app/single_instance.h"

#include "app/local_address.h"
#include "support/catch.h"
#include "support/environment.h"
#include "support/event_loop.h"
#include "support/temp_folder.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocalSocket>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>
#include <random>
#include <vector>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

const StartRequest kBall{.routine = "ball-release", .activationToken = "token"};

const Patience kNone{.answer = 0ms, .end = 0ms};

/// A program that is open with a data folder.
struct First {
    explicit First(const fs::path &data) : lock(FolderLock::take(data)), instance(data) {
        QObject::connect(&instance, &SingleInstance::asked, &instance,
                         [this](const StartRequest &request) { asked.push_back(request); });
    }
    core::Result<FolderLock, FolderLock::Refusal> lock;
    SingleInstance instance;
    std::vector<StartRequest> asked;
};

/// Another start, on a thread of its own as it would be in a process of its own.
HandOver start(const fs::path &data, const StartRequest &request,
               Patience patience = {.answer = 20s, .end = 20s}) {
    std::optional<HandOver> outcome;
    bool ended = false;
    const std::unique_ptr<QThread> second(
        QThread::create([&] { outcome.emplace(handOver(data, request, patience)); }));
    QObject::connect(second.get(), &QThread::finished, qApp, [&] { ended = true; });
    second->start();
    CHECK(runUntil([&] { return ended; }));
    second->wait();
    return std::move(outcome).value();
}

bool isDone(const HandOver &outcome) { return std::holds_alternative<handover::Done>(outcome); }

/// Somebody who connects and sends bytes, and what becomes of them.
struct Caller {
    QLocalSocket socket;
    bool gone = false;

    Caller(const SingleInstance &instance, const QByteArray &bytes) {
        QObject::connect(&socket, &QLocalSocket::disconnected, &socket, [this] { gone = true; });
        socket.connectToServer(instance.address());
        REQUIRE(socket.waitForConnected());
        socket.write(bytes);
    }
};

}  // namespace

TEST_CASE("second start: what it was asked for reaches the first") {
    const TempFolder data;
    First first(data.path());
    REQUIRE(first.instance.listen());
    CHECK(isDone(start(data.path(), kBall)));
    CHECK(isDone(start(data.path(), {})));
    CHECK(first.asked == std::vector<StartRequest>{kBall, {}});
}

TEST_CASE("second start: every name of a folder leads to the same program") {
    const TempFolder data;
    fs::create_directories(data / "real/sub");
    fs::create_directory_symlink(data / "real", data / "link");
    First first(data / "real");
    REQUIRE(first.instance.listen());
    CHECK(isDone(start(data / "link", kBall)));
    CHECK(isDone(start(data / "real/sub/../", kBall)));
    CHECK(SingleInstance(data / "real/sub").address() != first.instance.address());
}

TEST_CASE("second start: a folder may lie as deep as it likes") {
    const TempFolder data;
    fs::path deep = data.path();
    while (deep.native().size() < 300) {
        deep /= "a-folder-with-a-long-name";
    }
    First first(deep);
    REQUIRE(first.instance.listen());
    CHECK(QFile::encodeName(first.instance.address()).size() < 100);
    CHECK(isDone(start(deep, kBall)));
}

#ifndef Q_OS_WIN
TEST_CASE("address: short, whatever the environment says") {
    const TempFolder folder;
    const std::string deep = (folder / std::string(120, 'd')).string();
    fs::create_directories(deep);
    const QByteArray runtime =
        GENERATE(QByteArray(), QByteArray(""), QByteArray("relative"), QByteArray("/nowhere"),
                 QByteArray("deep"), QByteArray("here"));
    const QByteArray temporary = GENERATE(QByteArray("deep"), QByteArray("here"));
    const auto placed = [&](const QByteArray &name) {
        const QByteArray here = QByteArray::fromStdString(folder.path().string());
        return name == "deep" ? QByteArray::fromStdString(deep) : name == "here" ? here : name;
    };
    const With first("XDG_RUNTIME_DIR", placed(runtime));
    const With second("TMPDIR", placed(temporary));
    const QString address = localAddress("psoas-ease-0123456789abcdef");
    CAPTURE(address.toStdString());
    CHECK(QFile::encodeName(address).size() <= 90);
    CHECK(address.startsWith('/'));
    CHECK(address.startsWith(QString::fromStdString(folder.path().string())) ==
          (runtime == "here" || temporary == "here"));
}

TEST_CASE("address: there is room for the longest one") {
    const TempFolder folder;
    const std::string name = "psoas-ease-0123456789abcdef";
    const std::string base = folder.path().string() + "/";
    const std::string runtime = base + std::string(90 - 1 - name.size() - base.size(), 'r');
    fs::create_directories(runtime);
    const With place("XDG_RUNTIME_DIR", QByteArray::fromStdString(runtime));
    const QString address = localAddress(QString::fromStdString(name));
    CHECK(address.toStdString() == runtime + "/" + name);
    const TempFolder data;
    First first(data.path());
    CHECK(first.instance.address().size() == 90);
    REQUIRE(first.instance.listen());
    CHECK(isDone(start(data.path(), kBall)));
}

TEST_CASE("second start: what lies in the place of the socket keeps nobody from it") {
    const TempFolder data;
    First first(data.path());
    const fs::path place = first.instance.address().toStdString();
    SECTION("a file") { write(place, "not a socket"); }
    SECTION("a link to nowhere") { fs::create_symlink("/nowhere/at/all", place); }
    SECTION("the socket of a program that died") {
        // Its name goes away with the server, so that it is put back by another one.
        QLocalServer dead;
        REQUIRE(dead.listen(QString::fromStdString(place.string() + "-dead")));
        fs::rename(place.string() + "-dead", place);
    }
    CHECK(std::holds_alternative<handover::NoAnswer>(start(data.path(), kBall, kNone)));
    REQUIRE(first.instance.listen());
    CHECK(isDone(start(data.path(), kBall)));
}

TEST_CASE("second start: nothing is said to what is no socket of ours") {
    const TempFolder folder;
    const QString file = QString::fromStdString((folder / "file").string());
    CHECK_FALSE(isOurs(file));
    write(folder / "file", "");
    CHECK_FALSE(isOurs(file));
    QLocalServer server;
    const QString socket = QString::fromStdString((folder / "socket").string());
    REQUIRE(server.listen(socket));
    CHECK(isOurs(socket));
    fs::create_symlink(socket.toStdString(), folder / "link");
    CHECK_FALSE(isOurs(QString::fromStdString((folder / "link").string())));
}

TEST_CASE("first start: its socket is for the same user only") {
    const TempFolder data;
    First first(data.path());
    REQUIRE(first.instance.listen());
    const fs::perms open = fs::status(first.instance.address().toStdString()).permissions();
    CHECK((open & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
}
#endif

TEST_CASE("second start: it becomes the first if that ends, and says so if that hangs") {
    const TempFolder data;
    auto first = std::make_unique<First>(data.path());
    CHECK(std::holds_alternative<handover::NoAnswer>(start(data.path(), kBall, kNone)));
    {
        // One that has a socket, but never comes to look at it.
        QLocalServer hung;
        REQUIRE(hung.listen(first->instance.address()));
        CHECK(std::holds_alternative<handover::NoAnswer>(
            start(data.path(), kBall, {.answer = 100ms, .end = 60s})));
    }
    QTimer::singleShot(0, [&] { first.reset(); });
    const HandOver outcome = start(data.path(), kBall);
    REQUIRE(std::holds_alternative<FolderLock>(outcome));
    CHECK_FALSE(FolderLock::take(data.path()).ok());
}

TEST_CASE("second start: it waits for one that does not listen yet") {
    const TempFolder data;
    First first(data.path());
    QTimer::singleShot(120ms, [&] { CHECK(first.instance.listen()); });
    CHECK(isDone(start(data.path(), kBall)));
    CHECK(first.asked == std::vector<StartRequest>{kBall});
}

TEST_CASE("second start: for one that no longer listens it waits as long as that takes to end") {
    const TempFolder data;
    auto first = std::make_unique<First>(data.path());
    REQUIRE(first->instance.listen());
    const QByteArray message = QByteArray::fromStdString(messageOf(kBall));
    Caller early(first->instance, message.chopped(1));
    REQUIRE(runUntil([&] { return !first->instance.findChildren<QLocalSocket *>().isEmpty(); }));
    first->instance.close();
    early.socket.write(message.last(1));
    CHECK(runUntil([&] { return early.gone; }));
    const QObject here;
    QTimer::singleShot(120ms, &here, [&] {
        CHECK(first->asked.empty());
        first.reset();
    });
    const HandOver outcome = start(data.path(), kBall, {.answer = 0ms, .end = 20s});
    CHECK(std::holds_alternative<FolderLock>(outcome));
}

TEST_CASE("first start: it hears no long stories, and nobody for long") {
    const TempFolder data;
    First first(data.path());
    REQUIRE(first.instance.listen());
    const QByteArray bytes = GENERATE(QByteArray(), QByteArray("psoas-ease 1\nstart "),
                                      QByteArray(5000, 'a'), QByteArray(2'000'000, '\n'));
    Caller caller(first.instance, bytes);
    CHECK(runUntil([&] { return caller.gone; }));
    CHECK(caller.socket.readAll().isEmpty());
    CHECK(first.asked.empty());
    CHECK(isDone(start(data.path(), kBall)));
}

TEST_CASE("first start: whoever says too much is dropped before their time is over") {
    const TempFolder data;
    First first(data.path());
    REQUIRE(first.instance.listen());
    const Caller silent(first.instance, QByteArray());
    const Caller loud(first.instance, QByteArray(5000, 'a'));
    CHECK(runUntil([&] { return loud.gone; }));
    CHECK_FALSE(silent.gone);
}

TEST_CASE("first start: many who say nothing only make the others wait for their turn") {
    const TempFolder data;
    First first(data.path());
    REQUIRE(first.instance.listen());
    std::vector<std::unique_ptr<Caller>> silent;
    for (int i = 0; i < 20; ++i) {
        silent.push_back(std::make_unique<Caller>(first.instance, QByteArray()));
    }
    std::size_t heardAtOnce = 0;
    for (const auto &each : silent) {
        CHECK(runUntil([&] {
            const auto heard = first.instance.findChildren<QLocalSocket *>().size();
            heardAtOnce = std::max(heardAtOnce, static_cast<std::size_t>(heard));
            return each->gone;
        }));
    }
    // Qt takes up to two before it is asked for them, and one may be on its way out.
    CHECK(heardAtOnce >= 8);
    CHECK(heardAtOnce <= 11);
    silent.clear();
    CHECK(isDone(start(data.path(), kBall)));
    CHECK(first.asked == std::vector<StartRequest>{kBall});
}

TEST_CASE("first start: callers who hang up before their turn take nobody's place") {
    const TempFolder data;
    First first(data.path());
    REQUIRE(first.instance.listen());
    const auto count = [&](auto asked) {
        return std::ranges::count_if(first.instance.findChildren<QLocalSocket *>(), asked);
    };
    const auto isThere = [](const QLocalSocket *) { return true; };
    const auto hasHungUp = [](const QLocalSocket *each) {
        return each->state() == QLocalSocket::UnconnectedState;
    };
    constexpr int kPlaces = 8;
    for (int i = 0; i < kPlaces; ++i) {
        std::vector<std::unique_ptr<Caller>> silent;
        for (int place = 0; place < kPlaces; ++place) {
            silent.push_back(std::make_unique<Caller>(first.instance, QByteArray()));
        }
        REQUIRE(runUntil([&] { return count(isThere) == kPlaces; }));
        auto impatient = std::make_unique<Caller>(first.instance, QByteArray());
        REQUIRE(runUntil([&] { return count(isThere) == kPlaces + 1; }));
        impatient.reset();
        REQUIRE(runUntil([&] { return count(hasHungUp) == 1; }));
        silent.clear();
        REQUIRE(runUntil([&] { return count(isThere) == 0; }));
    }
    CHECK(isDone(start(data.path(), kBall)));
}

TEST_CASE("first start: whatever bytes come, it goes on hearing those who ask properly") {
    const TempFolder data;
    First first(data.path());
    REQUIRE(first.instance.listen());
    std::mt19937 random(11);
    constexpr int kTries = 300;
    int dropped = 0;
    for (int i = 0; i < kTries; ++i) {
        QByteArray bytes(static_cast<qsizetype>(random() % 6000), '\0');
        for (char &each : bytes) {
            each = static_cast<char>(random());
        }
        // Half of them begin as they should.
        bytes = (i % 2 == 0 ? QByteArray() : QByteArray("psoas-ease 1\n")) + bytes + "\n\n";
        Caller caller(first.instance, bytes);
        dropped += runUntil([&] { return caller.gone; }) ? 1 : 0;
    }
    CHECK(dropped == kTries);
    CHECK(first.asked.empty());
    CHECK(isDone(start(data.path(), kBall)));
    std::cout << "hostile callers tried: " << kTries << ", dropped: " << dropped
              << ", understood: " << first.asked.size() - 1 << ", crashes: 0\n";
}

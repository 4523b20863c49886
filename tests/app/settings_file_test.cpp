#include "app/settings_file.h"

#include "app/held_jobs.h"
#include "storage/ordinary_user.h"
#include "support/catch.h"
#include "support/small_files_only.h"
#include "support/temp_folder.h"

#include <QCoreApplication>
#include <QEventLoop>

#ifdef __linux__
#    include <fcntl.h>
#    include <sys/stat.h>
#    include <unistd.h>
#endif

#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <random>
#include <thread>
#include <utility>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

/// A folder with a file in it that a person has written into.
struct Desk {
    TempFolder folder;
    HeldJobs jobs;

    Desk() { psoas::write(path(), "[mine]\nown=1\n"); }

    [[nodiscard]] fs::path path() const { return folder / "settings.ini"; }
    [[nodiscard]] QString file() const { return QString::fromStdString(path().string()); }
    /// Whether the file on the disk has this line.
    [[nodiscard]] bool has(const std::string &line) const {
        return bytesOf(path()).find(line + '\n') != std::string::npos;
    }
};

/// What was told of the writes, in order: the keys, with a `!` before those that were not kept.
class Told {
public:
    explicit Told(const SettingsFile &file) {
        QObject::connect(&file, &SettingsFile::kept,
                         [this](const QStringList &keys) { m_told << keys.join(' '); });
        QObject::connect(&file, &SettingsFile::notKept,
                         [this](const QStringList &keys) { m_told << '!' + keys.join(' '); });
    }
    /// What came since the last look.
    QStringList take() {
        QCoreApplication::processEvents();
        return std::exchange(m_told, {});
    }
    void waitForMore() {
        while (m_told.isEmpty()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
    }

private:
    QStringList m_told;
};

void finish(std::thread &job) {
    if (job.joinable()) {
        job.join();
    }
}

/// So that the limit of small files keeps it from the disk.
const QString kLong(200, QLatin1Char('x'));

}  // namespace

TEST_CASE("a change counts at once and is in the file when its job has run") {
    Desk desk;
    SettingsFile file(desk.file(), desk.jobs.executor());
    Told told(file);
    CHECK(file.value("mine/own") == "1");
    CHECK(file.value("look/theme", "light") == "light");
    file.change({{"look/theme", "dark"}});
    CHECK(file.value("look/theme", "light") == "dark");
    CHECK_FALSE(desk.has("theme=dark"));
    CHECK(told.take().isEmpty());

    desk.jobs.runAll();
    CHECK(desk.has("theme=dark"));
    CHECK(told.take() == QStringList{"look/theme"});
    CHECK(SettingsFile(desk.file(), runAtOnce()).value("look/theme") == "dark");

    file.change({{"look/theme", QVariant()}});
    CHECK(file.value("look/theme", "light") == "light");
    desk.jobs.runAll();
    CHECK_FALSE(desk.has("theme=dark"));
}

TEST_CASE("changes that wait are one write") {
    Desk desk;
    SettingsFile file(desk.file(), desk.jobs.executor());
    Told told(file);
    file.change({{"a/one", 1}});
    file.change({{"a/one", 2}, {"a/two", 2}});
    file.change({{"a/three", 3}});
    CHECK(desk.jobs.count() == 1);
    desk.jobs.runAll();
    CHECK(told.take() == QStringList{"a/one a/three a/two"});
    CHECK(desk.has("one=2"));
    CHECK(desk.has("two=2"));
    CHECK(desk.has("three=3"));
    file.change({{"a/one", 4}});
    CHECK(desk.jobs.count() == 1);
    desk.jobs.runAll();
    CHECK(desk.has("one=4"));
}

TEST_CASE("what else is in the file stays, and so does what came into it meanwhile") {
    Desk desk;
    SettingsFile file(desk.file(), desk.jobs.executor());
    psoas::write(desk.path(), "[mine]\nown=1\nlater=yes\n[look]\ntheme=light\nother=7\n");
    file.change({{"look/theme", "dark"}});
    desk.jobs.runAll();
    CHECK(desk.has("own=1"));
    CHECK(desk.has("later=yes"));
    CHECK(desk.has("other=7"));
    CHECK(desk.has("theme=dark"));
}

TEST_CASE("a file with a line that nobody understands is written all the same") {
    Desk desk;
    psoas::write(desk.path(), "no line of an ini file\n[mine]\nown=1\n");
    SettingsFile file(desk.file(), runAtOnce());
    Told told(file);
    file.change({{"look/theme", "dark"}});
    CHECK(told.take() == QStringList{"look/theme"});
    CHECK(desk.has("theme=dark"));
    CHECK(desk.has("own=1"));
    CHECK(desk.has("no line of an ini file"));
}

TEST_CASE("jobs run whether or not anybody is there to be told") {
    Desk desk;
    std::make_unique<SettingsFile>(desk.file(), desk.jobs.executor())
        ->change({{"look/theme", "dark"}});
    CHECK(desk.jobs.count() == 1);
    desk.jobs.runAll();
    CHECK(desk.has("theme=dark"));
}

TEST_CASE("a new file is for its owner, an old one as it was") {
    Desk desk;
    const auto rights = [&] { return fs::status(desk.path()).permissions(); };
    const bool isNew = GENERATE(true, false);
    const fs::perms shared = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;
    fs::permissions(desk.path(), shared);
    if (isNew) {
        fs::remove(desk.path());
    }
    SettingsFile(desk.file(), runAtOnce()).change({{"look/theme", "dark"}});
    CHECK(rights() == (isNew ? fs::perms::owner_read | fs::perms::owner_write : shared));
}

#ifdef __linux__
TEST_CASE("a file that cannot be written is as it was, and is written later") {
    Desk desk;
    auto file = std::make_unique<SettingsFile>(desk.file(), runAtOnce());
    Told told(*file);
    const std::string before = bytesOf(desk.path());
    {
        const SmallFilesOnly full;
        file->change({{"a/one", kLong}, {"a/two", 2}});
        CHECK(told.take() == QStringList{"!a/one a/two"});
        file->change({{"a/two", 3}});
        CHECK(told.take() == QStringList{"!a/one a/two"});
        CHECK(file->value("a/two") == 3);
    }
    CHECK(bytesOf(desk.path()) == before);
    SECTION("with the next change") {
        file->change({{"a/four", 4}});
        CHECK(told.take() == QStringList{"a/four a/one a/two"});
        CHECK(desk.has("four=4"));
    }
    SECTION("at the end") { file.reset(); }
    CHECK(desk.has("one=" + kLong.toStdString()));
    CHECK(desk.has("two=3"));
}

TEST_CASE("a write that failed is tried again by itself") {
    Desk desk;
    SettingsFile file(desk.file(), runAtOnce(), 1ms);
    Told told(file);
    {
        const SmallFilesOnly full;
        file.change({{"a/one", kLong}});
        told.waitForMore();
        CHECK(told.take() == QStringList{"!a/one"});
        told.waitForMore();
        CHECK(told.take() == QStringList{"!a/one"});
    }
    told.waitForMore();
    CHECK(told.take().last() == "a/one");
    CHECK(desk.has("one=" + kLong.toStdString()));
}

TEST_CASE("what was changed during a write that fails is newer than what it leaves") {
    Desk desk;
    HeldJobs jobs;
    std::thread writer;
    SettingsFile file(desk.file(), [&](std::function<void()> job) {
        if (!writer.joinable()) {
            writer = std::thread(std::move(job));
        } else {
            jobs.executor()(std::move(job));
        }
    });
    // Whoever reads a pipe waits for somebody to write into it: the job stands still in the middle.
    fs::remove(desk.path());
    REQUIRE(mkfifo(desk.path().c_str(), 0600) == 0);
    file.change({{"a/one", 1}});
    const int end = open(desk.path().c_str(), O_WRONLY);
    REQUIRE(end >= 0);
    file.change({{"a/one", 2}});
    fs::remove(desk.path());
    fs::create_directories(desk.path() / "there");
    close(end);
    writer.join();
    fs::remove_all(desk.path());
    jobs.runAll();
    CHECK(desk.has("one=2"));
    CHECK_FALSE(desk.has("one=1"));
}

TEST_CASE("a folder that may not be written is told of, and written once it may be") {
    Desk desk;
    SettingsFile file(desk.file(), runAtOnce());
    Told told(file);
    fs::permissions(desk.folder.path(), fs::perms::owner_read | fs::perms::owner_exec |
                                            fs::perms::others_read | fs::perms::others_exec);
    {
        const OrdinaryUser nobody;
        file.change({{"look/theme", "dark"}});
    }
    CHECK(told.take() == QStringList{"!look/theme"});
    CHECK_FALSE(desk.has("theme=dark"));
    fs::permissions(desk.folder.path(), fs::perms::owner_all);
    file.change({});
    CHECK(told.take() == QStringList{"look/theme"});
    CHECK(desk.has("theme=dark"));
}

TEST_CASE("whatever fails in between, the file has what was set last") {
    Desk desk;
    std::minstd_rand random(20261124);
    constexpr int kChanges = 300;
    int failures = 0;
    std::map<QString, QString> set;
    std::thread writer;
    {
        // One job after the other, each beside the thread that goes on changing.
        SettingsFile file(desk.file(), [&](std::function<void()> job) {
            finish(writer);
            writer = std::thread(std::move(job));
        });
        QObject::connect(&file, &SettingsFile::notKept, [&] { ++failures; });
        std::unique_ptr<SmallFilesOnly> full;
        for (int i = 0; i < kChanges; ++i) {
            if (random() % 4 == 0) {
                full = full ? nullptr : std::make_unique<SmallFilesOnly>();
            }
            const QString key = QStringLiteral("key%1").arg(random() % 3);
            set[key] = kLong + QString::number(i);
            file.change({{"a/" + key, set[key]}});
            // Sometimes the disk is the faster of the two.
            if (random() % 2 == 0) {
                finish(writer);
            }
            QCoreApplication::processEvents();
        }
        full.reset();
        finish(writer);
        QCoreApplication::processEvents();
    }
    finish(writer);
    int lost = 0;
    for (const auto &[key, value] : set) {
        lost += desk.has((key + '=' + value).toStdString()) ? 0 : 1;
    }
    std::cout << "changes tried: " << kChanges << ", writes failed: " << failures
              << ", changes lost: " << lost << '\n';
    CHECK(failures > 0);
    CHECK(lost == 0);
}
#endif

#include "app/content_watcher.h"

#include "support/catch.h"
#include "support/temp_folder.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <filesystem>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

struct Watched {
    TempFolder folder;
    int told = 0;

    Watched() { write(folder / "routines/a.json", "{}"); }

    QString path(const char *name) const {
        return QString::fromStdString((folder / name).string());
    }
    void listen(ContentWatcher &watcher) {
        QObject::connect(&watcher, &ContentWatcher::changed, &watcher, [this] { ++told; });
    }
    /// Whether something is told within a time that no idle or busy machine needs.
    bool hears() {
        const int before = told;
        // Gone with this function: what it would write to is gone then as well.
        QTimer limit;
        limit.setSingleShot(true);
        limit.start(10s);
        while (told == before && limit.isActive()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        return told > before;
    }
};

void replace(const fs::path &file, const std::string &bytes) {
    const fs::path part = file.string() + "~";
    write(part, bytes);
    fs::rename(part, file);
}

}  // namespace

TEST_CASE("watching: every way to change a file is told, again and again") {
    Watched here;
    ContentWatcher watcher({here.path("routines")});
    here.listen(watcher);
    const fs::path file = here.folder / "routines/a.json";
    const int way = GENERATE(0, 1, 2, 3);
    CAPTURE(way);
    for (int i = 0; i < 3; ++i) {
        switch (way) {
            case 0:
                write(file, std::string(static_cast<std::size_t>(i) + 3, ' '));
                break;
            case 1:
                replace(file, std::string(static_cast<std::size_t>(i) + 3, ' '));
                break;
            case 2:
                write(here.folder / ("routines/new-" + std::to_string(i) + ".json"), "{}");
                break;
            default:
                i % 2 == 0 ? static_cast<void>(fs::remove(file)) : write(file, "{}");
                break;
        }
        REQUIRE(here.hears());
    }
}

TEST_CASE("watching: a file that came later is watched too") {
    Watched here;
    ContentWatcher watcher({here.path("routines")});
    here.listen(watcher);
    write(here.folder / "routines/b.json", "{}");
    REQUIRE(here.hears());
    write(here.folder / "routines/b.json", "{ }");
    CHECK(here.hears());
}

TEST_CASE("watching: a folder that is made later, is deleted and is made again") {
    Watched here;
    ContentWatcher watcher({here.path("later")});
    here.listen(watcher);
    for (int i = 0; i < 2; ++i) {
        write(here.folder / "later/a.json", "{}");
        REQUIRE(here.hears());
        write(here.folder / "later/a.json", "{ }");
        REQUIRE(here.hears());
        fs::remove_all(here.folder / "later");
        REQUIRE(here.hears());
    }
}

TEST_CASE("watching: what happens together is told once, and what is not ours never") {
    Watched here;
    ContentWatcher watcher({here.path("routines"), here.path("later")});
    here.listen(watcher);
    for (int i = 0; i < 20; ++i) {
        write(here.folder / "routines/a.json", std::string(static_cast<std::size_t>(i), ' '));
        write(here.folder / "history.db-journal", "as a store does it");
        QCoreApplication::processEvents();
        fs::remove(here.folder / "history.db-journal");
    }
    REQUIRE(here.hears());
    CHECK(here.told == 1);
    write(here.folder / "history.db-journal", "as a store does it");
    bool over = false;
    QTimer::singleShot(400ms, [&] { over = true; });
    while (!over) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    CHECK(here.told == 1);
}

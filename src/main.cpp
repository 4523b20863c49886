#include "app/backups.h"
#include "app/clock.h"
#include "app/library.h"
#include "app/paths.h"
#include "app/practice.h"
#include "app/record_keeper.h"
#include "app/settings.h"
#include "cli/command_line.h"
#include "storage/sqlite_store.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QIcon>
#include <QStandardPaths>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// The composition root: the only place where the rooms meet.

namespace {

namespace fs = std::filesystem;

using psoas::app::pathOf;
using psoas::app::textOf;

/// Beside the program in an installation, beside the sources in a build tree.
fs::path shippedContent() {
    const fs::path installed =
        pathOf(QCoreApplication::applicationDirPath()) / ".." / "share" / "psoas-ease" / "content";
    std::error_code none;
    return fs::is_directory(installed, none) ? installed.lexically_normal()
                                             : fs::path(PSOAS_CONTENT_DIR);
}

psoas::cli::Paths pathsFor(const psoas::cli::CommandLine &line) {
    return {
        .content = line.content ? *line.content : shippedContent(),
        .data = line.data
                    ? *line.data
                    : pathOf(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))};
}

int runVerb(int argc, char **argv, const psoas::cli::CommandLine &line) {
    const QCoreApplication application(argc, argv);
    return psoas::cli::run(line.verb, pathsFor(line), PSOAS_VERSION, std::cout, std::cerr);
}

fs::path storeFile(const fs::path &data) { return data / "history.db"; }

psoas::storage::StoreOpener storeIn(const fs::path &data) {
    return [file = storeFile(data)] {
        return psoas::storage::openSqliteStore(file, psoas::storage::OpenMode::ReadWrite);
    };
}

/// A rehearsal keeps nothing, but what the store knows closes routines to it all the same.
void rehearseByFacts(psoas::app::Practice &practice, const fs::path &data) {
    using psoas::storage::StoreError;
    const auto store =
        psoas::storage::openSqliteStore(storeFile(data), psoas::storage::OpenMode::ReadOnly);
    if (store) {
        if (auto facts = store.value()->safetyFacts()) {
            practice.setFacts(std::move(facts).value());
        }
    } else if (store.error().code == StoreError::Code::Missing) {
        practice.setFacts({});
    }
}

/// On the storage thread, before or after what the store is given, as it came. A rehearsal has no
/// such thread, and nothing that must be on time.
psoas::app::Executor writerOfSettings(psoas::app::RecordKeeper *records) {
    if (records == nullptr) {
        return psoas::app::runAtOnce();
    }
    return [records](std::function<void()> job) { records->errand(std::move(job)); };
}

/// For benchmarks: with PSOAS_EASE_REPORT_START set, the time from main to the first picture is
/// written to the standard error stream.
void reportStart(const psoas::ui::MainWindow &window, const QElapsedTimer &sinceMain) {
    if (qEnvironmentVariableIsSet("PSOAS_EASE_REPORT_START")) {
        QObject::connect(&window, &psoas::ui::MainWindow::firstPainted, &window, [sinceMain] {
            std::cerr << "first paint after " << sinceMain.nsecsElapsed() / 1000 << " us\n";
        });
    }
}

int runWindow(int argc, char **argv, const psoas::cli::CommandLine &line) {
    QElapsedTimer sinceMain;
    sinceMain.start();
    const QApplication application(argc, argv);
    QApplication::setDesktopFileName(QStringLiteral("psoas-ease"));
    QApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("psoas-ease")));
    const psoas::cli::Paths paths = pathsFor(line);
    const QString data = textOf(paths.data);
    const QString content = textOf(paths.content);
    const bool rehearses = line.speed != 1;

    const auto machine = psoas::app::systemClock();
    const auto rehearsal = psoas::app::rehearsalClock(*machine, line.speed);
    std::unique_ptr<psoas::app::RecordKeeper> records;
    if (!rehearses) {
        records = std::make_unique<psoas::app::RecordKeeper>(storeIn(paths.data));
    }
    std::unique_ptr<psoas::app::Backups> backups;
    if (records) {
        backups = std::make_unique<psoas::app::Backups>(*records, storeFile(paths.data), *machine);
    }
    // Gone before the records, whose end waits for all that the settings have handed over.
    psoas::app::Settings settings(data + QStringLiteral("/settings.ini"),
                                  writerOfSettings(records.get()));
    psoas::app::Practice practice({.clock = rehearses ? *rehearsal : *machine,
                                   .settings = settings,
                                   .records = records.get(),
                                   .appVersion = QStringLiteral(PSOAS_VERSION)});
    if (rehearses) {
        rehearseByFacts(practice, paths.data);
    }
    psoas::ui::MainWindow window(
        {.practice = practice,
         .settings = settings,
         .records = records.get(),
         .backups = backups.get(),
         .readLibrary =
             [=] { return psoas::app::loadLibrary(content, data + QStringLiteral("/routines")); },
         .contentFolder = content,
         .dataFolder = data,
         .speed = line.speed,
         .startRoutine = line.start.value_or(std::string())});
    reportStart(window, sinceMain);
    window.show();
    return QApplication::exec();
}

}  // namespace

int main(int argc, char **argv) try {
    QCoreApplication::setApplicationName(QStringLiteral("psoas-ease"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PSOAS_VERSION));

    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto line = psoas::cli::parseCommandLine(arguments);
    if (!line) {
        std::cerr << "psoas-ease: " << line.error() << "; see psoas-ease --help\n";
        return 2;
    }
    if (std::holds_alternative<psoas::cli::verb::Window>(line.value().verb)) {
        return runWindow(argc, argv, line.value());
    }
    return runVerb(argc, argv, line.value());
} catch (const std::exception &error) {
    // Errors are values everywhere below; what still arrives here is a fault of ours.
    std::fprintf(stderr, "psoas-ease: unexpected: %s\n", error.what());
    return 1;
}

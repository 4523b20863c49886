#include "app/audio.h"
#include "app/backups.h"
#include "app/clock.h"
#include "app/folder_lock.h"
#include "app/library.h"
#include "app/owner_only.h"
#include "app/paths.h"
#include "app/practice.h"
#include "app/prompter.h"
#include "app/record_keeper.h"
#include "app/session_bus.h"
#include "app/session_on_desktop.h"
#include "app/settings.h"
#include "app/single_instance.h"
#include "app/sleep_watch.h"
#include "cli/command_line.h"
#include "storage/sqlite_store.h"
#include "ui/main_window.h"
#include "ui/text.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QIcon>
#include <QStandardPaths>

#include <cstdio>
#include <cstdlib>
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

fs::path dataFolder(const psoas::cli::CommandLine &line) {
    return line.data ? *line.data
                     : pathOf(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
}

psoas::cli::Paths pathsFor(const psoas::cli::CommandLine &line) {
    return {.content = line.content ? *line.content : shippedContent(), .data = dataFolder(line)};
}

int runVerb(int argc, char **argv, const psoas::cli::CommandLine &line) {
    using psoas::app::FolderLock;
    const QCoreApplication application(argc, argv);
    const psoas::cli::Paths paths = pathsFor(line);
    const auto run = [&] {
        return psoas::cli::run(line.verb, paths, PSOAS_VERSION, std::cout, std::cerr);
    };
    if (!std::holds_alternative<psoas::cli::verb::HistoryImport>(line.verb)) {
        return run();
    }
    // The only verb that writes: a window would go on with what it has read.
    const auto lock = FolderLock::take(paths.data);
    if (!lock && lock.error() == FolderLock::Refusal::Taken) {
        std::cerr << "psoas-ease: Psoas Ease is open with this history; close it, or take the file "
                     "in there\n";
        return 1;
    }
    return run();
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
    return [records](std::function<void()> job) { records->urgent(std::move(job)); };
}

/// Beside the program in a build tree, among the libraries in an installation.
psoas::app::OpenModule audioModule() {
    const QString program = QCoreApplication::applicationDirPath();
    return psoas::app::moduleIn({program, program + QStringLiteral("/" PSOAS_MODULE_DIR)});
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

/// Wayland's desktops give a token in the environment, X11's an id.
psoas::app::StartRequest requestOf(const psoas::cli::CommandLine &line) {
    const QByteArray token = qgetenv("XDG_ACTIVATION_TOKEN");
    return {
        .routine = line.start.value_or(std::string()),
        .activationToken = (token.isEmpty() ? qgetenv("DESKTOP_STARTUP_ID") : token).toStdString()};
}

/// Another start with the same data folder asks for the window.
void bringForward(psoas::ui::MainWindow &window, const psoas::app::StartRequest &request) {
    if (!request.activationToken.empty()) {
        // Where Qt looks for it when it activates a window.
        qputenv("XDG_ACTIVATION_TOKEN", QByteArray::fromStdString(request.activationToken));
    }
    window.comeForward(request.routine);
}

/// What the window works with. Each is made after what it depends on and gone before it: the
/// settings before the records, whose end waits for all that the settings have handed over.
class WindowProgram {
public:
    WindowProgram(const psoas::cli::CommandLine &line, bool isOnlyWriter)
        : m_paths(pathsFor(line)),
          m_rehearses(line.speed != 1),
          m_instance(m_paths.data),
          m_machine(psoas::app::systemClock()),
          m_rehearsal(psoas::app::rehearsalClock(*m_machine, line.speed)),
          m_records(m_rehearses
                        ? nullptr
                        : std::make_unique<psoas::app::RecordKeeper>(storeIn(m_paths.data))),
          m_backups(m_rehearses ? nullptr
                                : std::make_unique<psoas::app::Backups>(
                                      *m_records, storeFile(m_paths.data), *m_machine)),
          m_settings(textOf(m_paths.data / "settings.ini"), writerOfSettings(m_records.get())),
          m_practice({.clock = m_rehearses ? *m_rehearsal : *m_machine,
                      .settings = m_settings,
                      .records = m_records.get(),
                      .appVersion = QStringLiteral(PSOAS_VERSION)}),
          m_audio(audioModule()),
          m_prompter({.clock = *m_machine,
                      .settings = m_settings,
                      .session = m_practice.session(),
                      .ear = m_audio,
                      .speed = line.speed}),
          m_window(
              {.practice = m_practice,
               .settings = m_settings,
               .records = m_records.get(),
               .backups = m_backups.get(),
               .hearing = {.audio = &m_audio, .prompter = &m_prompter},
               .readLibrary =
                   [content = textOf(m_paths.content), own = textOf(m_paths.data / "routines")] {
                       return psoas::app::loadLibrary(content, own);
                   },
               .contentFolder = textOf(m_paths.content),
               .dataFolder = textOf(m_paths.data),
               .speed = line.speed,
               .startRoutine = line.start.value_or(std::string())}) {
        if (m_rehearses) {
            rehearseByFacts(m_practice, m_paths.data);
        }
        if (isOnlyWriter) {
            hearOtherStarts();
        }
        QObject::connect(&m_window, &psoas::ui::MainWindow::firstPainted, &m_window, [this] {
            watchSleep();
            meetDesktop();
        });
    }

    /// When the window is gone. Whether the process may clear up after itself (`Audio::end`).
    [[nodiscard]] bool endAudio() { return m_audio.end(); }

    psoas::ui::MainWindow &window() { return m_window; }

private:
    void hearOtherStarts() {
        if (!m_instance.listen()) {
            std::cerr << "psoas-ease: other starts cannot reach this one\n";
        }
        QObject::connect(&m_instance, &psoas::app::SingleInstance::asked, &m_window,
                         [this](const auto &request) { bringForward(m_window, request); });
        // What is written after that may take a while, and there is no window to come forward.
        QObject::connect(qApp, &QGuiApplication::lastWindowClosed, &m_instance,
                         &psoas::app::SingleInstance::close);
    }

    void watchSleep() {
        m_sleep = std::make_unique<psoas::app::SleepWatch>();
        auto &session = m_practice.session();
        QObject::connect(m_sleep.get(), &psoas::app::SleepWatch::aboutToSleep, &session,
                         [&session] { session.handle(psoas::core::event::Suspending{}); });
    }

    void meetDesktop() {
        using psoas::app::SessionOnDesktop;
        m_desktop = std::make_unique<SessionOnDesktop>(
            m_practice, psoas::app::openSessionBus(),
            SessionOnDesktop::Words{.whyAwake = psoas::ui::whyAwakeText(),
                                    .side = &psoas::ui::sideText});
        QObject::connect(m_desktop.get(), &SessionOnDesktop::raised, &m_window,
                         [this] { m_window.comeForward({}); });
    }

    psoas::cli::Paths m_paths;
    bool m_rehearses;
    psoas::app::SingleInstance m_instance;
    std::unique_ptr<psoas::app::Clock> m_machine;
    std::unique_ptr<psoas::app::Clock> m_rehearsal;
    std::unique_ptr<psoas::app::RecordKeeper> m_records;
    std::unique_ptr<psoas::app::Backups> m_backups;
    psoas::app::Settings m_settings;
    psoas::app::Practice m_practice;
    psoas::app::Audio m_audio;
    psoas::app::Prompter m_prompter;
    psoas::ui::MainWindow m_window;
    std::unique_ptr<psoas::app::SleepWatch> m_sleep;
    std::unique_ptr<psoas::app::SessionOnDesktop> m_desktop;
};

/// The program's exit code, and whether all its threads have ended.
struct WindowEnd {
    int code = 0;
    bool clean = true;
};

WindowEnd runProgram(const psoas::cli::CommandLine &line, bool isOnlyWriter,
                     const QElapsedTimer &sinceMain) {
    WindowProgram program(line, isOnlyWriter);
    reportStart(program.window(), sinceMain);
    program.window().show();
    const int code = QApplication::exec();
    return {.code = code, .clean = program.endAudio()};
}

int runWindow(int argc, char **argv, const psoas::cli::CommandLine &line, bool isOnlyWriter) {
    QElapsedTimer sinceMain;
    sinceMain.start();
    if (psoas::app::leaveHungSessionBus()) {
        std::cerr << "psoas-ease: the session bus does not answer; going on without it, and "
                     "without screen readers\n";
    }
    const QApplication application(argc, argv);
    QApplication::setDesktopFileName(QStringLiteral("psoas-ease"));
    QApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("psoas-ease")));
    const WindowEnd end = runProgram(line, isOnlyWriter, sinceMain);
    if (!end.clean) {
        // Everything is kept and closed by now. What a thread that hangs in a speech engine still
        // uses must not be cleared away under it.
        std::_Exit(end.code);
    }
    return end.code;
}

/// As the only writer to the data folder or, where nothing can be written or kept, as one of many.
/// Another start hands over to the first.
int runOneWindow(int argc, char **argv, const psoas::cli::CommandLine &line) {
    using psoas::app::FolderLock;
    if (line.speed != 1) {
        return runWindow(argc, argv, line, false);
    }
    const auto lock = FolderLock::take(dataFolder(line));
    if (lock || lock.error() == FolderLock::Refusal::Impossible) {
        return runWindow(argc, argv, line, lock.ok());
    }
    const auto handedOver = [&] {
        const QCoreApplication application(argc, argv);
        return psoas::app::handOver(dataFolder(line), requestOf(line));
    }();
    if (std::holds_alternative<FolderLock>(handedOver)) {
        return runWindow(argc, argv, line, true);
    }
    if (std::holds_alternative<psoas::app::handover::NoAnswer>(handedOver)) {
        std::cerr << "psoas-ease: another Psoas Ease has this data folder open and does not "
                     "answer; close it first\n";
        return 1;
    }
    return 0;
}

}  // namespace

int main(int argc, char **argv) try {
    psoas::app::createForOwnerOnly();
    QCoreApplication::setApplicationName(QStringLiteral("psoas-ease"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PSOAS_VERSION));

    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto line = psoas::cli::parseCommandLine(arguments);
    if (!line) {
        std::cerr << "psoas-ease: " << line.error() << "; see psoas-ease --help\n";
        return 2;
    }
    if (std::holds_alternative<psoas::cli::verb::Window>(line.value().verb)) {
        return runOneWindow(argc, argv, line.value());
    }
    return runVerb(argc, argv, line.value());
} catch (const std::exception &error) {
    // Errors are values everywhere below; what still arrives here is a fault of ours.
    std::fprintf(stderr, "psoas-ease: unexpected: %s\n", error.what());
    return 1;
}

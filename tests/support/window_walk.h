#pragma once

#include "app/audio.h"
#include "app/backups.h"
#include "app/practice.h"
#include "app/prompter.h"
#include "app/record_keeper.h"
#include "app/settings.h"
#include "storage/memory_store.h"
#include "support/manual_clock.h"
#include "ui/main_window.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <utility>

namespace psoas {

/// The whole window over the shipped content, with a store in memory and a clock that moves only
/// when it is told to. It is used as a person would: by pressing what can be seen.
class WindowWalk {
public:
    /// How the program finds the machine.
    struct Machine {
        QString data{};      ///< the data folder; empty: a new one that goes with the walk
        QString routines{};  ///< the folder of the person's own files; empty: that of the data
        QString content{QStringLiteral(PSOAS_SOURCE_DIR "/content")};
        std::string startRoutine{};
        storage::StoreOpener open = inMemory();
        std::filesystem::path store{};  ///< the file that `open` opens, to be backed up; or empty
        const app::Clock *clock = nullptr;  ///< null: one that moves only when it is told to
        app::ThemeSetting theme = app::ThemeSetting::System;
        double textScale = 1;
        /// Who is asked for a file; by default somebody who wants none.
        ui::FileDialogs dialogs{
            .open = [](QWidget *) { return QString(); },
            .save = [](QWidget *, const QString &) { return QString(); },
            .unsaved = [](QWidget *, int) { return ui::UnsavedChoice::CloseAnyway; }};
        bool opensAtOnce = true;  ///< whether the store may be waited for
        app::OpenModule audio = [] { return std::shared_ptr<app::AudioModule>(); };
    };

    WindowWalk() : WindowWalk(Machine{}) {}
    explicit WindowWalk(Machine machine)
        : m_data(machine.data.isEmpty() ? m_folder.path() : machine.data),
          m_records(std::move(machine.open)),
          m_settings(settingsOf(machine, m_data),
                     [this](std::function<void()> job) { m_records.urgent(std::move(job)); }),
          m_practice({.clock = clockOf(machine),
                      .settings = m_settings,
                      .records = &m_records,
                      .appVersion = QStringLiteral("0.0.0")}),
          m_backups(machine.store.empty() ? nullptr
                                          : std::make_unique<app::Backups>(m_records, machine.store,
                                                                           clockOf(machine))),
          m_audio(machine.audio),
          m_prompter({.clock = clockOf(machine),
                      .settings = m_settings,
                      .session = m_practice.session(),
                      .ear = m_audio}),
          m_window({.practice = m_practice,
                    .settings = m_settings,
                    .records = &m_records,
                    .backups = m_backups.get(),
                    .hearing = {.audio = &m_audio, .prompter = &m_prompter},
                    .readLibrary =
                        [machine, own = m_data + QStringLiteral("/routines")] {
                            return app::loadLibrary(machine.content, machine.routines.isEmpty()
                                                                         ? own
                                                                         : machine.routines);
                        },
                    .contentFolder = machine.content,
                    .dataFolder = m_data,
                    .speed = 1,
                    .startRoutine = machine.startRoutine,
                    .dialogs = machine.dialogs}) {
        bool painted = false;
        QObject::connect(&m_window, &ui::MainWindow::firstPainted, &m_window,
                         [&painted] { painted = true; });
        m_window.resize(1024, 700);
        m_window.show();
        m_window.activateWindow();
        while (!painted) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        if (machine.opensAtOnce) {
            settle();
        }
    }

    static storage::StoreOpener inMemory() {
        return [] {
            return storage::Stored<std::unique_ptr<storage::Store>>(
                std::make_unique<storage::MemoryStore>());
        };
    }

    ui::MainWindow &window() { return m_window; }
    app::Practice &practice() { return m_practice; }
    app::Settings &settings() { return m_settings; }
    app::RecordKeeper &records() { return m_records; }
    app::ManualClock &clock() { return m_clock; }
    [[nodiscard]] const QString &dataFolder() const { return m_data; }

    /// The button with this accessible name that can be seen, or null.
    [[nodiscard]] QAbstractButton *button(const QString &name) {
        const auto all = m_window.findChildren<QAbstractButton *>();
        const auto found = std::ranges::find_if(all, [&](const QAbstractButton *each) {
            return each->isVisible() && each->accessibleName() == name;
        });
        return found == all.end() ? nullptr : *found;
    }

    void press(const QString &name) {
        QAbstractButton *found = button(name);
        if (found == nullptr || !found->isEnabled()) {
            throw std::runtime_error("cannot press " + name.toStdString());
        }
        found->click();
        settle();
    }

    /// Lets the session run on, ticked every second.
    void pass(core::Milliseconds span) {
        while (span > core::Milliseconds{0}) {
            const core::Milliseconds step = std::min(span, core::Milliseconds{1000});
            m_clock.advance(step);
            m_practice.session().handle(core::event::Tick{});
            span -= step;
        }
        settle();
    }

    /// Answers the whole check with no, and the screening that is shown with no.
    void answerNo() {
        while (button(QStringLiteral("No")) != nullptr && asksQuestion()) {
            press(QStringLiteral("No"));
        }
    }

    void chooseNoInScreening() {
        for (auto *each : m_window.findChildren<QAbstractButton *>()) {
            if (each->isVisible() && each->text() == QLatin1String("No")) {
                each->click();
            }
        }
        press(QStringLiteral("Continue"));
    }

    /// From Today to the get-ready page of this technique, on a first day.
    void reach(const QString &title) {
        press(QStringLiteral("Start ") + title);
        if (asksQuestion()) {
            answerNo();
            press(QStringLiteral("Continue"));
        }
        if (std::holds_alternative<app::stage::Screening>(m_practice.stage())) {
            chooseNoInScreening();
        }
    }

    /// Waits for what the storage thread was given, and for its answers.
    void settle() {
        QCoreApplication::processEvents();
        bool answered = false;
        m_records.readFacts([&](const core::SafetyFacts &) { answered = true; });
        while (!answered) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
        QCoreApplication::processEvents();
    }

private:
    static QString settingsOf(const Machine &machine, const QString &data) {
        const QString file = data + QStringLiteral("/settings.ini");
        app::Settings settings(file);
        settings.setTheme(machine.theme);
        settings.setTextScale(machine.textScale);
        settings.setSession({.getReady = core::Seconds{0}});
        return file;
    }

    [[nodiscard]] const app::Clock &clockOf(const Machine &machine) const {
        return machine.clock != nullptr ? *machine.clock : m_clock;
    }

    [[nodiscard]] bool asksQuestion() const {
        return std::holds_alternative<app::stage::Question>(m_practice.stage());
    }

    QTemporaryDir m_folder;
    QString m_data;
    app::ManualClock m_clock;
    app::RecordKeeper m_records;
    app::Settings m_settings;
    app::Practice m_practice;
    std::unique_ptr<app::Backups> m_backups;
    app::Audio m_audio;
    app::Prompter m_prompter;
    ui::MainWindow m_window;
};

}  // namespace psoas

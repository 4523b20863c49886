// Paints the history: empty, with one session and with two years of use, into PNG files.
// Usage: history_shots FOLDER

#include "storage/sqlite_store.h"
#include "support/seeded_history.h"
#include "support/temp_folder.h"
#include "support/window_walk.h"
#include "ui/page_parts.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>

#include <iostream>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

struct Look {
    const char *name;
    app::ThemeSetting theme;
    double scale;
    QSize size;
};

struct Person {
    const char *name;
    std::size_t sessions;
    bool isStuck = false;  ///< always rated the same: the weeks rule speaks
};

storage::StoreOpener withSessionsOf(const Person &person, const std::filesystem::path &file) {
    return [file, person] {
        auto store = storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
        std::vector<core::Telling> tellings;
        const core::WallTime now = app::ManualClock().wall();
        makeHistory({.seed = 5,
                     .sessions = person.sessions,
                     .newest = {now.utc - 2h, now.offset},
                     .perWeek = person.isStuck ? 9.0 : 5.0,
                     .travels = true},
                    [&](core::SessionRecord each) {
                        if (person.isStuck) {
                            each.tightnessBefore = 6;
                        }
                        tellings.emplace_back(std::move(each));
                    });
        (void)store.value()->merge(tellings, now);
        return store;
    };
}

/// The history of one person in one look.
class Album {
public:
    Album(QString folder, const Look &look, const Person &person)
        : m_folder(std::move(folder)),
          m_prefix(QStringLiteral("%1-history-%2").arg(QLatin1String(look.name), person.name)),
          m_walk({.open = withSessionsOf(person, m_data / "history.db"),
                  .store = m_data / "history.db",
                  .theme = look.theme,
                  .textScale = look.scale,
                  .dialogs = {.open = [this](QWidget *) { return file(".json"); },
                              .save = {},
                              .saveAs =
                                  [this](QWidget *, const QString &suggested, const QString &) {
                                      return file(suggested.mid(suggested.lastIndexOf('.')));
                                  },
                              .unsaved = {}}}) {
        m_walk.window().resize(look.size);
        settle();
    }

    void take() {
        m_walk.press("History");
        settle();
        shot("overview");
        for (const char *part : {"tightnessTrend", "sideLedger", "dropsCaution"}) {
            auto *widget = m_walk.window().findChild<QWidget *>(QLatin1String(part));
            if (widget != nullptr && widget->isVisible()) {
                ui::bringIntoView(*widget);
                shot(part);
            }
        }
        for (auto *numbers :
             m_walk.window().findChildren<QPushButton *>(QStringLiteral("pictureNumbers"))) {
            if (numbers->isVisible() && numbers->isEnabled()) {
                numbers->click();
                settle();
                auto *table = numbers->parentWidget()->findChild<QWidget *>("pictureTable");
                ui::bringIntoView(*table);
                shot(("numbers-" + numbers->parentWidget()->objectName()).toUtf8());
            }
        }
        takeSessions();
        m_walk.press("Take it with you");
        m_walk.window().findChild<QAbstractButton *>("reportNotes")->click();
        settle();
        shot("take");
        takePreview();
        m_walk.press("Today");
        shot("today");
    }

private:
    [[nodiscard]] QListView &list() {
        return *m_walk.window().findChild<QListView *>(QStringLiteral("sessionList"));
    }
    QString file(const QString &suffix) { return m_folder + "/" + m_prefix + suffix; }

    void takeSessions() {
        m_walk.press("Sessions");
        settle();
        shot("sessions");
        const int rows = list().model()->rowCount();
        if (rows == 0) {
            return;
        }
        list().setCurrentIndex(list().model()->index(rows / 2, 0));
        settle();
        shot("session");
        m_walk.press("Filter");
        settle();
        shot("filter");
        list().selectAll();
        settle();
        shot("selected");
    }

    /// What comes back after one session was deleted and another one's note was written.
    void takePreview() {
        m_walk.press("Save all of it (JSON)…");
        settle();
        m_walk.press("Save the page (PDF)…");
        settle();
        if (list().model()->rowCount() > 1) {
            m_walk.press("Sessions");
            settle();
            list().setCurrentIndex(list().model()->index(1, 0));
            settle();
            auto *note = m_walk.window().findChild<QPlainTextEdit *>("sessionNote");
            QTest::keyClicks(note, "Slept on the left side.");
            list().setCurrentIndex(list().model()->index(0, 0));
            settle();
            m_walk.press("Delete this session");
            settle();
            m_walk.press("Take it with you");
        }
        m_walk.press("Take in a history (JSON)…");
        const auto previewed = [this] {
            return m_walk.window().findChild<QWidget *>("previewLines")->isVisible();
        };
        if (QTest::qWaitFor(previewed)) {
            settle();
            shot("preview");
        }
    }

    void settle() {
        for (int i = 0; i < 6; ++i) {
            m_walk.settle();
        }
    }
    void shot(const char *name) {
        QTest::qWait(100);
        m_walk.window().grab().save(
            QStringLiteral("%1/%2-%3.png").arg(m_folder, m_prefix, QLatin1String(name)));
    }

    TempFolder m_data;
    QString m_folder;
    QString m_prefix;
    WindowWalk m_walk;
};

}  // namespace

int main(int argc, char **argv) {
    const QApplication application(argc, argv);
    if (argc != 2) {
        std::cerr << "usage: history_shots FOLDER\n";
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    const Look looks[] = {
        {"light", app::ThemeSetting::Light, 1, {1024, 700}},
        {"dark", app::ThemeSetting::Dark, 1, {1024, 700}},
        {"large", app::ThemeSetting::Light, 2, {1024, 700}},
        {"wide", app::ThemeSetting::Light, 1, {1920, 1080}},
    };
    for (const Look &look : looks) {
        for (const Person &person : {Person{"empty", 0}, Person{"one", 1}, Person{"years", 520},
                                     Person{"stuck", 40, true}}) {
            Album(folder, look, person).take();
        }
    }
    return 0;
}

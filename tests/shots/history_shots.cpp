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

storage::StoreOpener withSessions(const std::filesystem::path &file, std::size_t sessions) {
    return [file, sessions] {
        auto store = storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
        std::vector<core::Telling> tellings;
        const core::WallTime now = app::ManualClock().wall();
        makeHistory({.seed = 5,
                     .sessions = sessions,
                     .newest = {now.utc - 2h, now.offset},
                     .perWeek = 5,
                     .travels = true},
                    [&](const core::SessionRecord &each) { tellings.emplace_back(each); });
        (void)store.value()->merge(tellings, now);
        return store;
    };
}

/// The history of one person in one look.
class Album {
public:
    Album(QString folder, const Look &look, const char *person, std::size_t sessions)
        : m_folder(std::move(folder)),
          m_prefix(QStringLiteral("%1-history-%2").arg(QLatin1String(look.name), person)),
          m_walk({.open = withSessions(m_data / "history.db", sessions),
                  .store = m_data / "history.db",
                  .theme = look.theme,
                  .textScale = look.scale}) {
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
        m_walk.press("Sessions");
        settle();
        shot("sessions");
        if (auto *list = m_walk.window().findChild<QListView *>(QStringLiteral("sessionList"));
            list->model()->rowCount() > 0) {
            list->setCurrentIndex(list->model()->index(list->model()->rowCount() / 2, 0));
            m_walk.press("Filter");
            settle();
            shot("filter");
            list->selectAll();
            settle();
            shot("selected");
        }
        m_walk.press("Take it with you");
        settle();
        shot("take");
        m_walk.press("Today");
        shot("today");
    }

private:
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
        Album(folder, look, "empty", 0).take();
        Album(folder, look, "one", 1).take();
        Album(folder, look, "years", 520).take();
    }
    return 0;
}

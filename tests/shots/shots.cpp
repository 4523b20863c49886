// Paints every page and every state of the player into PNG files, so that they can be looked at.
// Usage: shots FOLDER

#include "support/data_folder.h"
#include "support/failing_disk.h"
#include "support/noted_audio.h"
#include "support/window_walk.h"
#include "ui/keys_dialog.h"
#include "ui/page_parts.h"
#include "ui/player_page.h"
#include "ui/unsaved_dialog.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTest>

#include <iostream>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

constexpr auto kKneeling = "Kneeling hip-flexor stretch";
constexpr auto kBall = "Ball release";
constexpr auto kRest = "Constructive rest";
constexpr int kGlideMs = 700;  // until the figure has reached its pose

/// One way through the app in one look and one size.
class Album {
public:
    Album(QString folder, QString look, QSize size)
        : m_folder(std::move(folder)), m_look(std::move(look)), m_size(size) {}

    void setLook(app::ThemeSetting theme, double scale) {
        m_theme = theme;
        m_scale = scale;
    }

    void take() {
        pages();
        player(kKneeling);
        unheard();
        pain();
        lock();
        problems();
        editing();
        interrupted();
        store();
        unsaved();
    }

private:
    std::unique_ptr<WindowWalk> begin(WindowWalk::Machine machine = {}) {
        machine.theme = m_theme;
        machine.audio = noted(m_notes);
        machine.textScale = m_scale;
        auto walk = std::make_unique<WindowWalk>(std::move(machine));
        walk->window().resize(m_size);
        walk->settle();
        return walk;
    }

    void shot(WindowWalk &walk, const QString &name) {
        QTest::qWait(kGlideMs);
        walk.window().grab().save(QStringLiteral("%1/%2-%3.png").arg(m_folder, m_look, name));
    }

    void pages() {
        const auto walk = begin();
        shot(*walk, "today-first");
        walk->press("Routines");
        shot(*walk, "routines");
        walk->press("History");
        shot(*walk, "history-empty");
        walk->press("Settings");
        shot(*walk, "settings");
        ui::bringIntoView(*walk->window().findChild<QWidget *>(QStringLiteral("soundSettings")));
        shot(*walk, "settings-sound");
        ui::KeysDialog keys(&walk->window());
        keys.show();
        QTest::qWait(kGlideMs);
        keys.grab().save(QStringLiteral("%1/%2-keys.png").arg(m_folder, m_look));
    }

    void player(const QString &title) {
        const auto walk = begin();
        walk->press("Start " + title);
        shot(*walk, "question");
        walk->answerNo();
        shot(*walk, "review");
        walk->press("Continue");
        shot(*walk, "screening");
        walk->chooseNoInScreening();
        shot(*walk, "get-ready");
        walk->press("6");
        walk->press("I'm ready");
        shot(*walk, "player-prepare");
        walk->pass(13s);
        shot(*walk, "player-hold");
        walk->press("Pause");
        shot(*walk, "player-paused");
        walk->press("Resume");
        walk->pass(1s);
        shot(*walk, "player-count-in");
        walk->pass(2s);
        walk->press("Floor mode");
        shot(*walk, "player-floor");
        walk->window().findChild<ui::PlayerPage *>()->setFloorMode(false);
        walk->press("It hurts");
        shot(*walk, "player-hurt");
        walk->press("Strong but dull");
        shot(*walk, "player-hurt-dull");
        walk->press("Ease off and go on");
        walk->press("End session");
        shot(*walk, "player-end-question");
        walk->press("Go on");
        walk->pass(3s);
        walk->pass(240s);
        shot(*walk, "end");
        walk->press("3");
        walk->press("Done");
        shot(*walk, "today-after");
        walk->press("History");
        shot(*walk, "history");
    }

    void unheard() {
        m_notes->voiceLack = app::Lack::Engine;
        const auto walk = begin();
        walk->press("Settings");
        ui::bringIntoView(*walk->window().findChild<QWidget *>(QStringLiteral("soundSettings")));
        shot(*walk, "settings-unheard");
        walk->press("Today");
        walk->reach(kKneeling);
        shot(*walk, "get-ready-unheard");
        m_notes->voiceLack.reset();
    }

    void pain() {
        const auto walk = begin();
        walk->reach(kBall);
        walk->press("I'm ready");
        shot(*walk, "player-ball-map");
        while (walk->button("I'm ready") != nullptr) {
            walk->press("I'm ready");
        }
        walk->pass(20s);
        shot(*walk, "player-ball");
        walk->press("It hurts");
        walk->press("Sharp, shooting or pulsating");
        shot(*walk, "end-pain");
        walk->press("Done");
        walk->press("Start " + QString(kBall));
        shot(*walk, "closed-today");
        walk->press("Done");
        walk->clock().setWall({walk->clock().wall().utc + 24h, 60min});
        walk->reach(kRest);
        walk->press("I'm ready");
        while (walk->button("I'm ready") != nullptr) {
            walk->press("I'm ready");
        }
        walk->pass(32s);
        shot(*walk, "player-rest");
        walk->practice().session().handle(core::event::End{});
        walk->press("Done");
        walk->clock().setWall({walk->clock().wall().utc + 24h, 60min});
        walk->press("Start " + QString(kRest));
        shot(*walk, "day-page");
    }

    void lock() {
        const auto walk = begin();
        walk->settings().setEmergencyNumber("112");
        walk->press("Start Red-flag check");
        walk->press("Yes");
        shot(*walk, "review-emergency");
        walk->press("Continue");
        shot(*walk, "locked");
        walk->press("Done");
        shot(*walk, "today-locked");
    }

    void problems() {
        const QTemporaryDir folder;
        const auto walk = begin();
        QDir().mkpath(walk->dataFolder() + "/routines");
        write(walk->dataFolder() + "/routines/my-stretch.json",
              "{\n  \"format\": 1,\n  \"adjusts\": \"ball-release\",\n"
              "  \"seconds\": { \"spot\": 30.7, \"holdd\": 40 }\n}\n");
        walk->press("Routines");
        auto *list = walk->window().findChild<QAbstractItemView *>("routineList");
        list->setCurrentIndex(list->model()->index(list->model()->rowCount() - 1, 0));
        shot(*walk, "routines-problem");
        const auto lost = begin({.content = folder.filePath("nowhere")});
        shot(*lost, "missing-content");
    }

    void editing() {
        const QTemporaryDir folder;
        QString incoming = folder.filePath("shared.json");
        const auto walk =
            begin({.dialogs = {.open = [&](QWidget *) { return incoming; },
                               .save = [](QWidget *, const QString &) { return QString(); },
                               .unsaved = {}}});
        const auto choose = [&](int row) {
            auto *list = walk->window().findChild<QAbstractItemView *>("routineList");
            list->setCurrentIndex(list->model()->index(row, 0));
            walk->settle();
        };
        walk->press("Routines");
        choose(2);
        walk->press("Adjust times");
        shot(*walk, "adjust-stretch");
        for (auto *box : walk->window().findChildren<QSpinBox *>("timeBox-hold")) {
            box->setValue(80);
        }
        shot(*walk, "adjust-outside");
        walk->press("Save");
        shot(*walk, "routines-own-times");
        write(walk->dataFolder() + "/routines/kneeling-hip-flexor-stretch-times.json",
              "{\n  \"format\": 1,\n  \"adjusts\": \"kneeling-hip-flexor-stretch\",\n"
              "  \"seconds\": { \"hold\": 60s }\n}\n");
        walk->press("Read files again");
        shot(*walk, "routines-last-good");
        choose(1);
        walk->press("Adjust times");
        shot(*walk, "adjust-rest");
        walk->press("Cancel");
        walk->press("New from this…");
        shot(*walk, "new-from");
        walk->press("Cancel");
        write(incoming, "{ \"format\": 1,\n  \"id\": \"theirs\" \"title\": \"Theirs\" }");
        walk->press("Import…");
        shot(*walk, "import-bad");
        walk->press("Cancel");
        write(incoming,
              R"({"format":1,"id":"ball-release","title":"Evening rest","kind":"technique",)"
              R"("summary":"Rest in the evening.","steps":[{"id":"a","do":"hold",)"
              R"("title":"Rest on your back","pose":"constructive-rest","seconds":900}]})");
        walk->press("Import…");
        shot(*walk, "import-good");
    }

    /// As far into the first hold as somebody is when the program is killed.
    void practise(WindowWalk &walk, core::Milliseconds span) {
        walk.reach(kKneeling);
        walk.press("I'm ready");
        walk.pass(span);
    }

    void interrupted() {
        const QTemporaryDir data;
        practise(*begin(machineOn(data.path())), 32s);
        const auto walk = begin(machineOn(data.path()));
        walk->clock().advance(10min);
        walk->press("Settings");
        walk->press("Today");
        shot(*walk, "today-interrupted");
        walk->press("Continue");
        walk->clock().sleep(8h);
        walk->pass(3s);
        shot(*walk, "player-slept");
    }

    void store() {
        const QTemporaryDir data;
        {
            const auto walk = begin(machineOn(data.path()));
            practise(*walk, 300s);
            walk->press("Done");
        }
        for (int i = 0; i < 2; ++i) {
            const auto walk = begin(machineOn(data.path()));
            walk->clock().advance(1h + i * 24h);
            walk->press("Settings");
            walk->press("Backup now");
        }
        {
            QFile file(data.filePath("history.db"));
            if (file.open(QIODevice::ReadWrite)) {
                file.write(QByteArray(4096, 'x'));
            }
        }
        const auto walk = begin(machineOn(data.path()));
        settleAll(*walk);
        shot(*walk, "store-damaged");
        walk->press("Restore…");
        settleAll(*walk);
        shot(*walk, "restore");
        walk->press("Restore");
        settleAll(*walk);
        shot(*walk, "restored");
    }

    void unsaved() {
        FailingDisk disk;
        const auto walk = begin({.open = disk.opener()});
        disk.writing = storage::StoreError::Code::Full;
        practise(*walk, 32s);
        shot(*walk, "player-unsaved");
        walk->pass(300s);
        shot(*walk, "end-unsaved");
        ui::UnsavedDialog dialog(1, &walk->window());
        dialog.show();
        QTest::qWait(kGlideMs);
        dialog.grab().save(QStringLiteral("%1/%2-unsaved-dialog.png").arg(m_folder, m_look));
    }

    /// Until what the window asks of the storage thread one answer after the other is done.
    static void settleAll(WindowWalk &walk) {
        for (int i = 0; i < 6; ++i) {
            walk.settle();
        }
    }

    static void write(const QString &file, const char *bytes) {
        QFile out(file);
        if (out.open(QIODevice::WriteOnly)) {
            out.write(bytes);
        }
    }

    QString m_folder;
    QString m_look;
    QSize m_size;
    app::ThemeSetting m_theme = app::ThemeSetting::Light;
    std::shared_ptr<Notes> m_notes = std::make_shared<Notes>();  ///< voice and sound are there
    double m_scale = 1;
};

}  // namespace

int main(int argc, char **argv) {
    const QApplication application(argc, argv);
    if (argc != 2) {
        std::cerr << "usage: shots FOLDER\n";
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    struct Look {
        const char *name;
        app::ThemeSetting theme;
        double scale;
        QSize size;
    };
    const Look looks[] = {
        {"light", app::ThemeSetting::Light, 1, {1024, 700}},
        {"dark", app::ThemeSetting::Dark, 1, {1024, 700}},
        {"large", app::ThemeSetting::Light, 2, {1024, 700}},
        {"wide", app::ThemeSetting::Light, 1, {1920, 1080}},
    };
    try {
        for (const Look &look : looks) {
            Album album(folder, QLatin1String(look.name), look.size);
            album.setLook(look.theme, look.scale);
            album.take();
        }
    } catch (const std::runtime_error &error) {
        std::cerr << "shots: " << error.what() << '\n';
        return 1;
    }
    return 0;
}

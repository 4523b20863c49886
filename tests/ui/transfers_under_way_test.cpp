// The history taken out and in as a person does it: what is under way, what came of it, and where
// the focus is meanwhile.

#include "dropped_file.h"
#include "storage/memory_store.h"
#include "support/catch.h"
#include "support/passing_store.h"
#include "support/temp_folder.h"
#include "support/window_walk.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QListView>
#include <QTest>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

using Sessions = std::vector<core::SessionRecord>;

core::SessionRecord done(const std::string &id, int daysAgo) {
    const core::WallTime now = app::ManualClock().wall();
    core::SessionRecord session;
    session.id = id;
    session.routineId = "constructive-rest";
    session.routineTitle = "Constructive rest";
    session.contentDigest = "digest";
    session.startedAt = {now.utc - 24h * daysAgo, now.offset};
    session.endedAt = session.startedAt;
    session.outcome = core::Outcome::Completed;
    session.appVersion = "0.1.0";
    session.steps.push_back({.step = "rest",
                             .title = "Rest",
                             .kind = core::StepKind::Hold,
                             .side = {},
                             .planned = 60s,
                             .held = 60s});
    return session;
}

/// A store that cannot be looked through as often as it is told.
class Jammed final : public PassingStore {
public:
    Jammed(std::unique_ptr<storage::Store> store, std::shared_ptr<int> jams)
        : PassingStore(*store), m_store(std::move(store)), m_jams(std::move(jams)) {}

    Stored<std::vector<storage::SessionKey>> find(const core::HistoryFilter &filter,
                                                  core::HistoryOrder order) override {
        if (*m_jams > 0) {
            --*m_jams;
            return storage::StoreError{.code = storage::StoreError::Code::Busy, .detail = {}};
        }
        return m_store->find(filter, order);
    }

private:
    std::unique_ptr<storage::Store> m_store;
    std::shared_ptr<int> m_jams;
};

/// A window on the page, and a folder of the person's.
struct Desk {
    Sessions sessions{done("a", 1)};
    TempFolder theirs;
    TempFolder data;
    std::shared_ptr<int> jams = std::make_shared<int>(0);
    QString in;     ///< the file that is taken in
    QString named;  ///< the file that is written to, if not one beside it
    storage::StoreOpener open = [this] {
        auto store = std::make_unique<storage::MemoryStore>();
        const std::vector<core::Telling> tellings(sessions.begin(), sessions.end());
        (void)store->merge(tellings, app::ManualClock().wall());
        return storage::Stored<std::unique_ptr<storage::Store>>(
            std::make_unique<Jammed>(std::move(store), jams));
    };
    std::unique_ptr<WindowWalk> walk;

    [[nodiscard]] QString out(const QString &suggested) const {
        return named.isEmpty() ? QString::fromStdString((theirs / "out").string()) +
                                     suggested.mid(suggested.lastIndexOf('.'))
                               : named;
    }
    [[nodiscard]] bool isThere(const char *suffix) const {
        return QFile::exists(out(QLatin1String(suffix)));
    }

    void openPage() {
        walk = std::make_unique<WindowWalk>(WindowWalk::Machine{
            .open = open,
            .store = data / "history.db",
            .dialogs = {.open = [this](QWidget *) { return in; },
                        .save = {},
                        .saveAs = [this](QWidget *, const QString &suggested,
                                         const QString &) { return out(suggested); },
                        .unsaved = {}}});
        walk->press("History");
        walk->press("Take it with you");
        settle();
    }
    void settle() const {
        for (int i = 0; i < 8; ++i) {
            walk->settle();
        }
    }
    /// Begins something, without waiting for what comes of it.
    void begin(const char *name) const {
        QAbstractButton *button = walk->button(name);
        REQUIRE(button != nullptr);
        REQUIRE(button->isEnabled());
        button->click();
    }
    [[nodiscard]] std::string shown(const char *name) const {
        const auto *label = walk->window().findChild<QLabel *>(QLatin1String(name));
        REQUIRE(label != nullptr);
        return label->isVisible() ? label->text().toStdString() : std::string();
    }
    [[nodiscard]] bool canBegin() const {
        for (const char *name : {kTable, kAll, kPage, kIn}) {
            const QAbstractButton *button = walk->button(name);
            if (button == nullptr || !button->isEnabled()) {
                return false;
            }
        }
        return walk->button("Cancel") == nullptr;
    }
    /// The deletion of each of these sessions, as another machine would tell it.
    void bringDeletions(int count) {
        QStringList deleted;
        for (int i = 0; i < count; ++i) {
            deleted
                << QStringLiteral(R"({"id":"s%1","deleted_at":"2026-11-24T23:00:00.000Z"})").arg(i);
        }
        in = QString::fromStdString((theirs / "in.json").string());
        write(theirs / "in.json", QStringLiteral(R"({"format":1,"sessions":[],"deleted":[%1]})")
                                      .arg(deleted.join(','))
                                      .toStdString());
    }

    static constexpr auto kTable = "Save as a table (CSV)…";
    static constexpr auto kAll = "Save all of it (JSON)…";
    static constexpr auto kPage = "Save the page (PDF)…";
    static constexpr auto kIn = "Take in a history (JSON)…";
};

std::string focused() {
    const QWidget *widget = QApplication::focusWidget();
    return widget == nullptr ? std::string() : widget->objectName().toStdString();
}

}  // namespace

TEST_CASE("taken along: a page that cannot be read is told, and can be tried again") {
    Desk desk;
    desk.openPage();
    *desk.jams = 1;
    desk.begin(Desk::kPage);
    desk.settle();
    CHECK_THAT(desk.shown("transferTold"), ContainsSubstring("No file was changed."));
    CHECK(desk.canBegin());
    CHECK_FALSE(desk.isThere(".pdf"));
    desk.begin(Desk::kPage);
    desk.settle();
    CHECK(desk.shown("transferTold") == "The page is saved.");
    CHECK(desk.isThere(".pdf"));
}

TEST_CASE("taken along: of a store that is not open nothing is written") {
    Desk desk;
    desk.open = []() -> storage::Stored<std::unique_ptr<storage::Store>> {
        return storage::StoreError{.code = storage::StoreError::Code::Newer, .detail = {}};
    };
    desk.openPage();
    std::vector<std::string> told;
    for (const char *name : {Desk::kTable, Desk::kAll, Desk::kPage}) {
        desk.begin(name);
        desk.settle();
        told.push_back(desk.shown("transferTold"));
        CHECK_THAT(told.back(), ContainsSubstring("No file was changed."));
        CHECK(told.back() == told.front());
        CHECK(desk.canBegin());
    }
    CHECK(std::filesystem::is_empty(desk.theirs.path()));
}

TEST_CASE("taken along: while a page is read nothing else begins, and it can be cancelled") {
    Desk desk;
    desk.openPage();
    desk.bringDeletions(2);
    desk.begin(Desk::kPage);
    CHECK_FALSE(desk.canBegin());
    SECTION("a history that is dropped meanwhile is left alone") {
        CHECK(dropOn(desk.walk->window(), desk.in));
        desk.settle();
        QTest::qWait(0);
        CHECK(desk.shown("transferTold") == "The page is saved.");
        CHECK(desk.shown("previewLines").empty());
    }
    SECTION("cancelled") {
        desk.begin("Cancel");
        desk.settle();
        CHECK(desk.shown("transferTold") == "Cancelled. No file was changed.");
        CHECK_FALSE(desk.isThere(".pdf"));
    }
    CHECK(desk.canBegin());
}

TEST_CASE("taken along: the focus is on what is under way, then on what came of it") {
    Desk desk;
    desk.openPage();
    for (const char *name : {Desk::kTable, Desk::kAll, Desk::kPage}) {
        INFO(name);
        desk.walk->button(name)->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        CHECK(focused() == "transferCancel");
        desk.settle();
        CHECK_FALSE(desk.shown("transferTold").empty());
        CHECK(focused() == "transferTold");
    }
    desk.bringDeletions(1);
    desk.walk->button(Desk::kIn)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    CHECK(focused() == "transferCancel");
    REQUIRE(QTest::qWaitFor([&] { return !desk.shown("previewLines").empty(); }));
    CHECK(focused() == "previewLines");
    desk.walk->button("Never mind")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    CHECK(focused() == "importJson");
}

TEST_CASE("taken along: the focus stays where the person has gone meanwhile") {
    Desk desk;
    desk.openPage();
    desk.begin(Desk::kTable);
    auto *time = desk.walk->window().findChild<QWidget *>("reportTime");
    REQUIRE(time != nullptr);
    time->setFocus();
    desk.settle();
    CHECK_FALSE(desk.shown("transferTold").empty());
    CHECK(focused() == "reportTime");
}

TEST_CASE("taken along: conflicts that are not named are counted") {
    Desk desk;
    const int count = GENERATE(1, 20, 21, 25);
    INFO(count);
    desk.sessions.clear();
    for (int i = 0; i < count; ++i) {
        desk.sessions.push_back(done("s" + std::to_string(i), i + 1));
    }
    desk.openPage();
    desk.bringDeletions(count);
    desk.begin(Desk::kIn);
    REQUIRE(QTest::qWaitFor([&] { return !desk.shown("previewConflicts").empty(); }));
    const QStringList lines = QString::fromStdString(desk.shown("previewConflicts")).split('\n');
    CHECK(lines.size() == std::min(count, 21));
    CHECK((lines.last() == QStringLiteral("And %1 more.").arg(count - 20)) == (count > 20));
}

TEST_CASE("taken along: the last weeks of the list are those of the page") {
    Desk desk;
    // Today is a Tuesday, and the weeks begin with Monday.
    desk.sessions = {done("a", 22), done("b", 23),  done("c", 78),
                     done("d", 79), done("e", 358), done("f", 359)};
    desk.openPage();
    desk.walk->press("Sessions");
    desk.walk->press("Filter");
    auto *when = desk.walk->window().findChild<QComboBox *>("filterWhen");
    const auto *list = desk.walk->window().findChild<QListView *>("sessionList");
    REQUIRE((when != nullptr && list != nullptr));
    for (const auto &[words, rows] :
         {std::pair("In the last 4 weeks", 1), std::pair("In the last 12 weeks", 3),
          std::pair("In the last year", 5), std::pair("At any time", 6)}) {
        when->setCurrentIndex(when->findText(QLatin1String(words)));
        emit when->activated(when->currentIndex());
        desk.settle();
        INFO(words);
        CHECK(list->model()->rowCount() == rows);
    }
}

TEST_CASE("taken along: nothing is written over what the app keeps itself") {
    Desk desk;
    write(desk.data / "settings.ini", "mine");
    desk.named = QString::fromStdString((desk.data / "settings.ini").string());
    desk.openPage();
    for (const char *name : {Desk::kTable, Desk::kAll, Desk::kPage}) {
        INFO(name);
        desk.begin(name);
        desk.settle();
        CHECK_THAT(desk.shown("transferTold"), ContainsSubstring("No file was changed."));
        CHECK(desk.canBegin());
        CHECK(bytesOf(desk.data / "settings.ini") == "mine");
    }
    desk.walk->press("Overview");
    desk.settle();
    int pictures = 0;
    for (auto *save : desk.walk->window().findChildren<QAbstractButton *>("pictureSave")) {
        if (save->isVisible() && save->isEnabled()) {
            save->click();
            const auto *told = save->parentWidget()->findChild<QLabel *>("pictureTold");
            REQUIRE(told != nullptr);
            CHECK_THAT(told->text().toStdString(), ContainsSubstring("keeps its own files"));
            ++pictures;
        }
    }
    CHECK(pictures > 1);
    CHECK(bytesOf(desk.data / "settings.ini") == "mine");
}

#include "ui/history_pages.h"

#include "app/own_files.h"
#include "core/progress.h"
#include "ui/history_overview.h"
#include "ui/history_page.h"
#include "ui/history_sessions.h"
#include "ui/page_parts.h"
#include "ui/take_with.h"
#include "ui/text.h"

#include <QLocale>

#include <utility>

namespace psoas::ui {
namespace {

/// What fills the page as it is first seen; the rest follows.
constexpr std::chrono::weeks kFirstSeen{12};
constexpr std::chrono::days kPutAwayFor{14};

/// Qt counts from Monday 1 to Sunday 7, as C++ does.
std::chrono::weekday firstWeekday() {
    return std::chrono::weekday{static_cast<unsigned>(QLocale().firstDayOfWeek())};
}

}  // namespace

HistoryPages::HistoryPages(app::Practice &practice, app::Settings &settings,
                           app::RecordKeeper *records, std::filesystem::path store,
                           FileDialogs dialogs, QObject *parent)
    : QObject(parent),
      m_practice(practice),
      m_settings(settings),
      m_records(records),
      m_store(std::move(store)),
      m_dialogs(std::move(dialogs)),
      m_sums(firstWeekday()) {}

HistoryPage &HistoryPages::page() {
    if (m_page == nullptr) {
        makePage();
    }
    return *m_page;
}

void HistoryPages::makePage() {
    m_dialogs.isOwn = [own = m_store](const QString &file) { return app::isOwnFile(own, file); };
    m_page = new HistoryPage(m_dialogs);
    HistoryOverview &overview = m_page->overview();
    HistorySessions &sessions = m_page->sessions();
    overview.setTheme(m_theme);
    addTakeWith();
    connect(&overview, &HistoryOverview::shorterWanted, this,
            [this](const std::string &routineId, core::Side side) {
                m_practice.start(routineId, side);
            });
    connect(&overview, &HistoryOverview::streakShown, this, [this](bool shown) {
        m_settings.setShowsStreak(shown);
        showOverview();
    });
    connect(&overview, &HistoryOverview::weeksPutAway, this, &HistoryPages::putWeeksAway);
    connect(&sessions, &HistorySessions::searched, this, &HistoryPages::find);
    connect(&sessions, &HistorySessions::wanted, this, [this](const auto &keys) {
        m_records->readSummaries(
            keys, [this, keys](const auto &found) { m_page->sessions().put(keys, found); });
    });
    connect(&sessions, &HistorySessions::opened, this, &HistoryPages::readSession);
    connect(&sessions, &HistorySessions::annotated, this, [this](const auto &id, const auto &now) {
        m_records->edit(storage::edit::Annotate{.id = id, .now = now}, m_practice.now());
        read();
    });
    connect(&sessions, &HistorySessions::deleteWanted, this, &HistoryPages::remove);
    connect(m_page, &HistoryPage::turned, this, &HistoryPages::find);
    connect(m_page, &HistoryPage::undone, this, [this] {
        m_records->undo(m_practice.now());
        read();
    });
    connect(m_page, &HistoryPage::redone, this, [this] {
        m_records->redo(m_practice.now());
        read();
    });
}

void HistoryPages::addTakeWith() {
    if (m_records == nullptr || m_store.empty()) {
        return;
    }
    m_take = new TakeWith(m_practice, *m_records, m_store, m_dialogs, this);
    m_take->setFirstWeekday(m_sums.firstWeekday());
    m_page->addPart("historyTakeKey", tr("Take it with you"), &m_take->page());
    connect(m_take, &TakeWith::changed, this, [this] {
        emit merged();
        read();
    });
}

void HistoryPages::look(const QString &file) {
    if (m_take != nullptr) {
        m_page->turnTo(m_take->page());
        m_take->look(file);
    }
}

void HistoryPages::cancelTransfers() {
    if (m_take != nullptr) {
        m_take->cancel();
    }
}

void HistoryPages::setTheme(const Theme &theme) {
    m_theme = theme;
    if (m_page != nullptr) {
        m_page->overview().setTheme(theme);
    }
}

void HistoryPages::read() {
    if (m_records == nullptr) {
        m_whole = true;
        showOverview();
        return;
    }
    readSums();
    if (m_page != nullptr) {
        find();
        m_records->readEditsInReach(m_practice.now(),
                                    [this](const auto &edits) { m_page->setEdits(edits); });
    }
}

void HistoryPages::readSums() {
    if (!m_whole) {
        const core::LocalDay today = core::localDay(m_practice.now());
        m_records->readSums(m_sums.weekOf(today) - kFirstSeen, m_sums.firstWeekday(),
                            [this](const auto &sums) { showSums(sums, m_whole); });
    }
    m_records->readSums(std::nullopt, m_sums.firstWeekday(),
                        [this](const auto &sums) { showSums(sums, true); });
}

void HistoryPages::showSums(core::HistorySums sums, bool isWhole) {
    if (m_whole && !isWhole) {
        return;
    }
    m_sums = std::move(sums);
    m_whole = isWhole;
    showOverview();
    emit summed();
}

void HistoryPages::showOverview() {
    if (m_page == nullptr) {
        return;
    }
    const core::LocalDay today = core::localDay(m_practice.now());
    m_page->overview().setView({.sums = m_sums,
                                .isWhole = m_whole,
                                .today = today,
                                .showsStreak = m_settings.showsStreak(),
                                .weeks = weeksCard()});
    std::vector<std::pair<std::string, QString>> routines;
    for (const auto &[id, routine] : m_sums.all().routines) {
        routines.emplace_back(id, text(routine.title));
    }
    m_page->sessions().setToday(today);
    m_page->sessions().setRoutines(routines);
}

std::optional<WeeksCardView> HistoryPages::weeksCard() const {
    const core::WallTime now = m_practice.now();
    const auto away = m_settings.weeksPutAway();
    // A clock that was set back brings it back.
    const bool hidden = away && !core::before(now, *away) && now.utc - away->utc < kPutAwayFor;
    const auto stalled =
        m_whole && !hidden ? core::stalledProgress(m_sums, core::localDay(now)) : std::nullopt;
    if (!stalled) {
        return std::nullopt;
    }
    const auto &results = m_practice.library().texts.results;
    const auto advice = results.find(core::Outcome::Therapist);
    return WeeksCardView{.progress = *stalled,
                         .advice = advice == results.end() ? QString() : text(advice->second)};
}

void HistoryPages::putWeeksAway() {
    m_settings.setWeeksPutAway(m_practice.now());
    showOverview();
    emit summed();
}

/// Only what is looked at is looked for.
void HistoryPages::find() {
    HistorySessions &sessions = m_page->sessions();
    if (m_records == nullptr || !sessions.isVisible()) {
        return;
    }
    m_records->findSessions(sessions.filter(), sessions.order(),
                            [this, search = ++m_searches](const auto &keys) {
                                if (search == m_searches) {
                                    m_page->sessions().setKeys(keys);
                                }
                            });
}

void HistoryPages::readSession(const std::string &id) {
    m_records->readSession(id,
                           [this](const auto &session) { m_page->sessions().setSession(session); });
}

void HistoryPages::remove(const app::RecordKeeper::Keys &keys) {
    m_records->readSummaries(keys, [this](const app::RecordKeeper::Summaries &found) {
        storage::edit::Delete edit;
        for (const core::SessionSummary &each : found) {
            edit.ids.push_back(each.id);
        }
        m_records->edit(edit, m_practice.now());
        read();
    });
}

}  // namespace psoas::ui

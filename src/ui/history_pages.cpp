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

#include <algorithm>
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
      m_sums(firstWeekday()) {
    if (m_records != nullptr) {
        connect(m_records, &app::RecordKeeper::savedAll, this, [this] { m_waiting.clear(); });
    }
}

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
        m_waiting[id] = now;
        m_records->edit(storage::edit::Annotate{.id = id, .now = now}, m_practice.now());
        onEdited();
    });
    connect(&sessions, &HistorySessions::deleteOneWanted, this, [this](const std::string &id) {
        m_records->edit(storage::edit::Delete{{id}}, m_practice.now());
        onEdited();
    });
    connect(&sessions, &HistorySessions::deleteWanted, this, [this](const auto &keys) {
        m_records->remove(keys, m_practice.now());
        onEdited();
    });
    connect(m_page, &HistoryPage::turned, this, &HistoryPages::find);
    connect(m_page, &HistoryPage::undone, this, [this] {
        m_waiting.clear();
        m_records->undo(m_practice.now());
        onEdited();
    });
    connect(m_page, &HistoryPage::redone, this, [this] {
        m_waiting.clear();
        m_records->redo(m_practice.now());
        onEdited();
    });
}

void HistoryPages::onEdited() {
    read();
    emit edited();
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
        onEdited();
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
    // The list first: all the sums take longer.
    if (m_page != nullptr) {
        find();
        m_records->readEditsInReach(m_practice.now(),
                                    [this](const auto &edits) { m_page->setEdits(edits); });
    }
    readSums();
}

void HistoryPages::readSums() {
    if (!m_whole) {
        const core::LocalDay today = core::localDay(m_practice.now());
        m_records->readSums(m_sums.weekOf(today) - kFirstSeen, m_sums.firstWeekday(),
                            [this](const auto &sums) { showSums(sums, false); });
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
    m_page->overview().setView(
        {.sums = m_sums,
         .isWhole = m_whole,
         .today = today,
         .showsStreak = m_settings.showsStreak(),
         .hasSide = [this](const std::string &id,
                           core::Side side) { return m_practice.library().hasSide(id, side); },
         .weeks = weeksCard()});
    m_page->sessions().setToday(today, m_sums.firstWeekday());
    m_page->sessions().setRoutines(routinesToFind());
}

/// Those that can be done here, and those that were done and are here no longer.
std::vector<std::pair<std::string, QString>> HistoryPages::routinesToFind() const {
    const app::Library &library = m_practice.library();
    std::vector<std::pair<std::string, QString>> found;
    const auto add = [&found](const std::string &id, const std::string &title) {
        if (std::ranges::find(found, id, &std::pair<std::string, QString>::first) == found.end()) {
            found.emplace_back(id, text(title));
        }
    };
    for (const app::LibraryRoutine &each : library.routines) {
        add(each.routine.id, each.routine.title);
    }
    if (library.sequence) {
        add(library.sequence.value().routine.id, library.sequence.value().routine.title);
    }
    add(library.fullCheck.routine.id, library.fullCheck.routine.title);
    for (const auto &[id, routine] : m_sums.all().routines) {
        add(id, routine.title);
    }
    return found;
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
    m_records->readSession(id, [this, id](std::optional<core::SessionRecord> session) {
        const auto waiting = m_waiting.find(id);
        if (session && waiting != m_waiting.end()) {
            session->tightnessBefore = waiting->second.tightnessBefore;
            session->tightnessAfter = waiting->second.tightnessAfter;
            session->note = waiting->second.note;
        }
        m_page->sessions().setSession(session);
    });
}

}  // namespace psoas::ui

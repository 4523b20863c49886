#include "possible_states.h"

#include "ui/browse_pages.h"
#include "ui/practice_pages.h"

#include <QStackedLayout>

#include <array>

namespace psoas {
namespace {

using core::Milliseconds;
using core::Phase;
using Faults = std::vector<std::string>;

// In the order of `app::Stage`.
constexpr std::array kStages{"Idle",      "Blocked",  "Question", "Review", "DayPage",
                             "Screening", "GetReady", "Playing",  "Ended"};
constexpr std::array kStagePages{"",        "NoticePage",    "QuestionPage", "ReviewPage",
                                 "DayPage", "ScreeningPage", "GetReadyPage", "PlayerPage",
                                 "EndPage"};
// In the order of `core::Phase`.
constexpr std::array kPhases{"NotStarted", "Waiting",  "Running", "CountIn", "Paused",
                             "Hurt",       "HurtDull", "Review",  "Finished"};
// In the order of `ui::BrowsePages::Page`.
constexpr std::array kNavigation{"navToday", "navRoutines", "navHistory", "navSettings"};
constexpr std::array kBrowsePages{"TodayPage", "RoutinePages", "HistoryPage", "SettingsPage"};

const app::stage::Playing *playing(WindowWalk &walk) {
    return std::get_if<app::stage::Playing>(&walk.practice().stage());
}

/// What the class of a page is called, without its namespace.
std::string nameOf(const QWidget *page) {
    const std::string whole = page == nullptr ? "no page" : page->metaObject()->className();
    return whole.substr(whole.rfind(':') + 1);
}

bool sees(WindowWalk &walk, const char *button) {
    const auto all = walk.window().findChildren<QAbstractButton *>(QLatin1String(button));
    return std::ranges::any_of(all, &QWidget::isVisible);
}

/// Which part of the History page, and what is open in it.
std::string historyState(WindowWalk &walk) {
    if (sees(walk, "sessionDelete")) {
        return "History: a session";
    }
    if (sees(walk, "sessionsDelete")) {
        return "History: several sessions";
    }
    if (sees(walk, "takeNothing")) {
        return "History: preview";
    }
    if (sees(walk, "exportCsv")) {
        return "History: take with";
    }
    return sees(walk, "filterMore") ? "History: no session" : "History: overview";
}

bool asksToEnd(WindowWalk &walk) { return sees(walk, "endGoOn"); }

/// Of each pile of pages the one on top is there to be seen, and no other.
void checkPiles(WindowWalk &walk, Faults &faults) {
    for (const QStackedLayout *pile : walk.window().findChildren<QStackedLayout *>()) {
        int shown = 0;
        for (int i = 0; i < pile->count(); ++i) {
            shown += pile->widget(i)->isHidden() ? 0 : 1;
        }
        if (pile->count() > 0 && (shown != 1 || pile->currentWidget()->isHidden())) {
            faults.push_back(std::to_string(shown) + " pages at once, on top " +
                             nameOf(pile->currentWidget()));
        }
    }
}

void checkBrowsePage(const ui::BrowsePages &browse, WindowWalk &walk, Faults &faults) {
    const auto page = static_cast<std::size_t>(browse.page());
    const std::string shown = nameOf(browse.currentWidget());
    const bool backups = shown == "RestorePage" && browse.page() == ui::BrowsePages::Page::Settings;
    if (shown != kBrowsePages.at(page) && !backups) {
        faults.push_back(shown + " where " + kBrowsePages.at(page) + " belongs");
    }
    for (std::size_t i = 0; i < kNavigation.size(); ++i) {
        const auto *button =
            walk.window().findChild<QAbstractButton *>(QLatin1String(kNavigation.at(i)));
        if (button->isChecked() != (i == page)) {
            faults.push_back(std::string(kNavigation.at(i)) + " is not as the page");
        }
    }
}

void checkPage(WindowWalk &walk, Faults &faults) {
    const auto *whole =
        walk.window().findChild<QStackedWidget *>(QString(), Qt::FindDirectChildrenOnly);
    const auto *browse = walk.window().findChild<ui::BrowsePages *>();
    const auto *practice = walk.window().findChild<ui::PracticePages *>();
    const std::size_t stage = walk.practice().stage().index();
    const bool idle = stage == 0;
    const auto *wanted = idle ? static_cast<const QWidget *>(browse) : practice;
    if (whole->currentWidget() != wanted) {
        faults.push_back(std::string(kStages.at(stage)) + " shows " +
                         nameOf(whole->currentWidget()));
    }
    if (sees(walk, "navToday") != idle) {
        faults.emplace_back("the ways between the pages are not as the stage");
    }
    if (idle) {
        checkBrowsePage(*browse, walk, faults);
    } else if (nameOf(practice->currentWidget()) != kStagePages.at(stage)) {
        faults.push_back(std::string(kStages.at(stage)) + " shows " +
                         nameOf(practice->currentWidget()));
    }
}

/// A session is under way where the stage says so, and of the kind that it says.
void checkStage(WindowWalk &walk, Faults &faults) {
    const core::Session *session = walk.practice().session().session();
    const Phase phase = session == nullptr ? Phase::NotStarted : session->view().phase;
    const bool underWay = phase != Phase::NotStarted && phase != Phase::Finished;
    const bool check = underWay && session->plan().kind == core::RoutineKind::SafetyCheck;
    const app::Stage &stage = walk.practice().stage();
    const bool asking = std::holds_alternative<app::stage::Question>(stage);
    const bool reviewing = std::holds_alternative<app::stage::Review>(stage);
    const bool right = (playing(walk) != nullptr) == (underWay && !check) &&
                       (asking || reviewing) == check && reviewing == (phase == Phase::Review);
    if (!right) {
        faults.push_back("a session is " +
                         std::string(kPhases.at(static_cast<std::size_t>(phase))) +
                         " in the stage " + kStages.at(stage.index()));
    }
}

bool within(Milliseconds least, Milliseconds time, Milliseconds most) {
    return least <= time && time <= most;
}

void checkTimes(const core::Session &session, Faults &faults) {
    constexpr Milliseconds kNone{0};
    const core::SessionView view = session.view();
    const bool waits = session.plan().steps.at(view.position).waits();
    if (waits != !view.left || (waits && view.length != kNone)) {
        faults.emplace_back("a step that waits has a length, or one that does not has none");
    }
    if (!waits && (!within(kNone, view.elapsed, view.length) ||
                   view.elapsed + view.left.value_or(kNone) != view.length)) {
        faults.push_back("of " + std::to_string(view.length.count()) + " ms " +
                         std::to_string(view.elapsed.count()) + " have run and " +
                         std::to_string(view.left.value_or(kNone).count()) + " are left");
    }
    if (!within(kNone, view.countInLeft, view.countInLength) ||
        !within(kNone, view.countInLength, app::kLongestGetReady) ||
        !within(kNone, view.planElapsed, view.planLength)) {
        faults.emplace_back("the count-in or the whole has more time than there is");
    }
    for (const core::StepRecord &step : session.steps()) {
        if (!within(kNone, step.held, step.planned + step.extended) || step.paused < kNone) {
            faults.push_back("held " + std::to_string(step.held.count()) + " ms of " + step.step);
        }
    }
}

/// There to be pressed, and nothing of it outside the window.
bool canBePressed(WindowWalk &walk, const char *name) {
    const QWidget &window = walk.window();
    const auto all = window.findChildren<QAbstractButton *>(QLatin1String(name));
    return std::ranges::any_of(all, [&](const QAbstractButton *each) {
        const QRect place(each->mapTo(&window, QPoint(0, 0)), each->size());
        return each->isVisible() && each->isEnabled() && window.rect().contains(place);
    });
}

void checkPlayer(WindowWalk &walk, Faults &faults) {
    const Phase phase = walk.practice().session().session()->view().phase;
    const bool asked = phase == Phase::Hurt || phase == Phase::HurtDull;
    if (!asked && !canBePressed(walk, "playerHurt") && !canBePressed(walk, "endHurt")) {
        faults.emplace_back("\"It hurts\" cannot be pressed");
    }
    if (sees(walk, "hurtSharp") != (phase == Phase::Hurt) ||
        sees(walk, "hurtEaseOff") != (phase == Phase::HurtDull)) {
        faults.emplace_back("what is asked about pain is not what the session asks");
    }
    if (sees(walk, "playerMain")) {
        const QString words = phase == Phase::Waiting  ? QStringLiteral("I'm ready")
                              : phase == Phase::Paused ? QStringLiteral("Resume")
                                                       : QStringLiteral("Pause");
        if (walk.button(words) == nullptr) {
            faults.emplace_back("the main button is not of the phase");
        }
    }
}

}  // namespace

std::string stateOf(WindowWalk &walk) {
    const std::size_t stage = walk.practice().stage().index();
    if (stage == 0) {
        const std::string page =
            nameOf(walk.window().findChild<ui::BrowsePages *>()->currentWidget());
        return page == "HistoryPage" ? historyState(walk) : "Page: " + page;
    }
    if (playing(walk) == nullptr) {
        return kStages.at(stage);
    }
    const Phase phase = walk.practice().session().session()->view().phase;
    const std::string floor = sees(walk, "playerHurt") && !sees(walk, "playerEnd") ? ", floor" : "";
    return std::string("Playing: ") + kPhases.at(static_cast<std::size_t>(phase)) +
           (asksToEnd(walk) ? ", to end?" : floor);
}

std::vector<std::string> knownStates(bool storeIsFile) {
    std::vector<std::string> states{"Page: TodayPage",
                                    "Page: RoutinePages",
                                    "History: overview",
                                    "History: no session",
                                    "History: a session",
                                    "History: several sessions",
                                    "Page: SettingsPage",
                                    "Blocked",
                                    "Question",
                                    "Review",
                                    "DayPage",
                                    "Screening",
                                    "GetReady",
                                    "Ended",
                                    "Playing: Waiting",
                                    "Playing: Running",
                                    "Playing: CountIn",
                                    "Playing: Paused",
                                    "Playing: Hurt",
                                    "Playing: HurtDull",
                                    "Playing: Waiting, to end?",
                                    "Playing: Paused, to end?",
                                    "Playing: Waiting, floor",
                                    "Playing: Running, floor",
                                    "Playing: CountIn, floor",
                                    "Playing: Paused, floor"};
    if (storeIsFile) {
        states.insert(states.end(), {"History: take with", "History: preview"});
    }
    return states;
}

std::vector<std::string> impossibilities(WindowWalk &walk) {
    Faults faults;
    checkPiles(walk, faults);
    checkPage(walk, faults);
    checkStage(walk, faults);
    const core::Session *session = walk.practice().session().session();
    if (session != nullptr && !session->plan().steps.empty()) {
        checkTimes(*session, faults);
    }
    if (playing(walk) != nullptr && session != nullptr) {
        checkPlayer(walk, faults);
    }
    return faults;
}

}  // namespace psoas

#include "ui/history_overview.h"

#include "core/progress.h"
#include "ui/choice_box.h"
#include "ui/dose_calendar.h"
#include "ui/page_parts.h"
#include "ui/picture_panel.h"
#include "ui/picture_text.h"
#include "ui/side_ledger_panel.h"
#include "ui/tightness_trend.h"

#include <QBoxLayout>

#include <algorithm>

namespace psoas::ui {
namespace {

constexpr int kPageWidth = 1200;

enum class Period { FourWeeks, TwelveWeeks, Year, All };

std::optional<int> weeksOf(Period period) {
    switch (period) {
        case Period::FourWeeks:
            return 4;
        case Period::TwelveWeeks:
            return 12;
        case Period::Year:
            return static_cast<int>(kYear.count());
        case Period::All:
            break;
    }
    return std::nullopt;
}

QString totalText(const QString &name, core::Milliseconds held, int sessions) {
    return sessions == 0 ? HistoryOverview::tr("%1: nothing yet").arg(name)
                         : HistoryOverview::tr("%1: %2 held in %3")
                               .arg(name, minutesDose(held), sessionsText(sessions));
}

QString streakText(const core::Streak &streak) {
    const QString longest = HistoryOverview::tr("longest: %1").arg(weeksText(streak.longest));
    if (streak.current == 0) {
        return HistoryOverview::tr("Weeks in a row with practice: none just now (%1)").arg(longest);
    }
    return streak.current == streak.longest
               ? HistoryOverview::tr("In a row with practice: %1").arg(weeksText(streak.current))
               : HistoryOverview::tr("In a row with practice: %1 (%2)")
                     .arg(weeksText(streak.current), longest);
}

/// "1 lower", "0.5 higher", "the same".
QString changeText(double drop) {
    if (drop == 0) {
        return HistoryOverview::tr("the same");
    }
    return drop > 0 ? HistoryOverview::tr("%1 lower").arg(ratingText(drop))
                    : HistoryOverview::tr("%1 higher").arg(ratingText(-drop));
}

QString dropText(const core::RoutineDrop &routine) {
    const core::Spread &drop = routine.drop;
    const QString half =
        drop.low == drop.high
            ? changeText(drop.low)
            : HistoryOverview::tr("%1 to %2").arg(changeText(drop.low), changeText(drop.high));
    return HistoryOverview::tr("%1: median %2, middle half %3, of %4.")
        .arg(oneLine(routine.title), changeText(drop.median), half, sessionsText(drop.count));
}

core::LocalDay firstOf(std::chrono::year_month month) {
    return core::LocalDay{std::chrono::sys_days{month / std::chrono::day{1}}.time_since_epoch()};
}

std::chrono::year_month monthOf(core::LocalDay day) {
    const std::chrono::year_month_day date{std::chrono::sys_days{day.time_since_epoch()}};
    return date.year() / date.month();
}

}  // namespace

HistoryOverview::HistoryOverview(const FileDialogs &dialogs, QWidget *parent)
    : QWidget(parent),
      m_weeks(new WeeksCard),
      m_empty(makeLabel("historyEmpty", {}, "cue")),
      m_week(makeLabel("totalWeek", {}, "cue")),
      m_month(makeLabel("totalMonth", {}, "cue")),
      m_all(makeLabel("totalAll", {}, "cue")),
      m_streak(makeLabel("streak", {}, "muted")),
      m_streakKey(makeButton("streakKey", tr("Hide weeks in a row"), "quiet")),
      m_period(new ChoiceBox("historyPeriod", tr("Time shown"))),
      m_earlier(makeButton("monthsEarlier", tr("Earlier"))),
      m_later(makeButton("monthsLater", tr("Later"))),
      m_calendar(new PicturePanel("doseCalendar", dialogs)),
      m_trend(new PicturePanel("tightnessTrend", dialogs)),
      m_ledger(new SideLedgerPanel(dialogs)),
      m_drops(new QWidget),
      m_dropsWords(makeLabel("dropsWords", {})),
      m_filled(new QWidget) {
    setObjectName(QStringLiteral("historyOverview"));
    m_period->addChoice(tr("The last 4 weeks"), Period::FourWeeks);
    m_period->addChoice(tr("The last 12 weeks"), Period::TwelveWeeks);
    m_period->addChoice(tr("The last year"), Period::Year);
    m_period->addChoice(tr("All of it"), Period::All);
    m_period->choose(Period::TwelveWeeks);
    auto *periodLabel = makeLabel("periodLabel", m_period->accessibleName());
    periodLabel->setBuddy(m_period);
    auto *period = new QHBoxLayout;
    period->addWidget(periodLabel);
    period->addWidget(m_period);
    period->addStretch(1);
    auto *drops = new QVBoxLayout(m_drops);
    drops->setContentsMargins(0, 0, 0, 0);
    drops->addWidget(
        makeLabel("dropsTitle", tr("Tightness from before to after a session"), "heading"));
    drops->addWidget(m_dropsWords);
    drops->addWidget(makeLabel("dropsCaution",
                               tr("These are your own ratings, counted. They do not say what was "
                                  "the cause."),
                               "muted"));

    auto *filled = new QVBoxLayout(m_filled);
    filled->setContentsMargins(0, 0, 0, 0);
    filled->setSpacing(3 * kSpace);
    filled->addWidget(makeTotals());
    filled->addWidget(m_calendar);
    filled->addWidget(makeMonthKeys());
    filled->addLayout(period);
    filled->addWidget(m_trend);
    filled->addWidget(m_ledger);
    filled->addWidget(m_drops);
    auto *column = makeReadingColumn(*this, kPageWidth);
    column->addWidget(m_weeks);
    column->addWidget(m_empty);
    column->addWidget(m_filled);
    column->addStretch(1);

    connect(m_weeks, &WeeksCard::putAway, this, &HistoryOverview::weeksPutAway);
    connect(m_period, &QComboBox::activated, this, &HistoryOverview::showPeriod);
    connect(m_ledger, &SideLedgerPanel::shorterWanted, this, &HistoryOverview::shorterWanted);
}

QWidget *HistoryOverview::makeTotals() {
    auto *totals = new QWidget;
    auto *column = new QVBoxLayout(totals);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace / 2);
    for (QLabel *each : {m_week, m_month, m_all}) {
        column->addWidget(each);
    }
    auto *streak = new QHBoxLayout;
    streak->addWidget(m_streak, 1);
    streak->addWidget(m_streakKey, 0, Qt::AlignRight);
    column->addLayout(streak);
    connect(m_streakKey, &QPushButton::clicked, this,
            [this] { emit streakShown(!m_view.showsStreak); });
    return totals;
}

QWidget *HistoryOverview::makeMonthKeys() {
    auto *keys = new QWidget;
    auto *row = new QHBoxLayout(keys);
    row->setContentsMargins(0, 0, 0, 0);
    m_earlier->setAccessibleDescription(tr("Months before those in the calendar"));
    m_later->setAccessibleDescription(tr("Months after those in the calendar"));
    row->addWidget(m_earlier);
    row->addWidget(m_later);
    row->addStretch(1);
    connect(m_earlier, &QPushButton::clicked, this, [this] { turnMonths(-1); });
    connect(m_later, &QPushButton::clicked, this, [this] { turnMonths(1); });
    return keys;
}

void HistoryOverview::setTheme(const Theme &theme) {
    m_calendar->setTheme(theme);
    m_trend->setTheme(theme);
    m_ledger->setTheme(theme);
}

void HistoryOverview::setView(const HistoryOverviewView &view) {
    const bool wasPresent = m_newest == std::chrono::year_month{} || m_newest == presentMonth();
    m_view = view;
    if (wasPresent) {
        m_newest = presentMonth();
    }
    const bool some = !view.sums.weeks().empty();
    m_weeks->setView(view.weeks);
    // Whether there is nothing is known only when all has been read.
    m_empty->setText(view.isWhole
                         ? tr("Nothing here yet. Do a session, and this page shows when and how "
                              "much you practised, how tight it felt before and after, and left "
                              "against right.")
                         : tr("Reading what you did…"));
    m_empty->setVisible(!some);
    m_filled->setVisible(some);
    if (some) {
        showTotals();
        showCalendar();
        showPeriod();
        showDrops();
    }
}

std::chrono::year_month HistoryOverview::presentMonth() const { return monthOf(m_view.today); }

void HistoryOverview::showTotals() {
    const core::HistorySums &sums = m_view.sums;
    const core::LocalDay week = sums.weekOf(m_view.today);
    const core::DayDose inWeek = sums.daysBetween(week, week + std::chrono::days{6});
    const core::DayDose inMonth =
        sums.daysBetween(firstOf(presentMonth()),
                         firstOf(presentMonth() + std::chrono::months{1}) - std::chrono::days{1});
    m_week->setText(totalText(tr("This week"), inWeek.held, inWeek.sessions));
    m_month->setText(totalText(tr("This month"), inMonth.held, inMonth.sessions));
    const core::PeriodSums all = sums.all();
    m_all->setText(m_view.isWhole ? totalText(tr("In all"), all.held, all.sessions)
                                  : tr("In all: being counted"));
    m_streak->setVisible(m_view.showsStreak);
    m_streak->setText(m_view.isWhole ? streakText(core::streakOf(sums, m_view.today)) : QString());
    setWords(*m_streakKey,
             m_view.showsStreak ? tr("Hide weeks in a row") : tr("Show weeks in a row"));
}

void HistoryOverview::showCalendar() {
    // What is saved is what can be seen: as many months as stand side by side at most.
    m_calendar->setPicture(
        pictureOf(doseCalendarView(m_view.sums, m_newest, kMostMonths, m_view.today)));
    const auto &days = m_view.sums.days();
    const bool hasEarlier = !days.empty() && firstOf(m_newest) > days.begin()->first;
    const bool hasLater = m_newest < presentMonth();
    // A button that can go no further would hand its focus on to the one that goes back.
    if ((m_earlier->hasFocus() && !hasEarlier) || (m_later->hasFocus() && !hasLater)) {
        m_calendar->takeFocus();
    }
    m_earlier->setEnabled(hasEarlier);
    m_later->setEnabled(hasLater);
}

void HistoryOverview::turnMonths(int by) {
    m_newest += std::chrono::months{by};
    showCalendar();
}

void HistoryOverview::showPeriod() {
    const core::HistorySums &sums = m_view.sums;
    const auto weeks = weeksOf(m_period->chosen<Period>());
    const core::LocalDay from =
        weeks ? firstOfLast(std::chrono::weeks{*weeks}, m_view.today, sums.firstWeekday())
              : sums.weeks().begin()->first;
    m_trend->setPicture(pictureOf(tightnessTrendView(sums, weeks, m_view.today)));
    SideLedgerView ledger =
        sideLedgerView(sums.between(from, m_view.today), m_period->currentText());
    for (LedgerRow &row : ledger.rows) {
        // What came from elsewhere, or was taken away here, cannot be done.
        if (const auto side = row.balance.shorter();
            side && !m_view.hasSide(row.routineId, *side)) {
            row.routineId.clear();
        }
    }
    m_ledger->setView(ledger);
}

void HistoryOverview::showDrops() {
    const auto drops = core::dropsByRoutine(m_view.sums.all());
    m_drops->setVisible(m_view.isWhole && !drops.empty());
    QStringList sentences;
    for (const core::RoutineDrop &each : drops) {
        sentences << dropText(each);
    }
    m_dropsWords->setText(sentences.join(QLatin1Char('\n')));
}

}  // namespace psoas::ui

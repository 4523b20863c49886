#include "core/history_sums.h"

namespace psoas::core {

RoutineSums &RoutineSums::operator+=(const RoutineSums &other) {
    if (title.empty() || before(newest, other.newest)) {
        newest = other.newest;
        title = other.title;
    }
    sessions += other.sessions;
    planned += other.planned;
    held += other.held;
    left += other.left;
    right += other.right;
    drops += other.drops;
    return *this;
}

PeriodSums &PeriodSums::operator+=(const PeriodSums &other) {
    sessions += other.sessions;
    planned += other.planned;
    held += other.held;
    before += other.before;
    after += other.after;
    for (const auto &[id, routine] : other.routines) {
        routines[id] += routine;
    }
    return *this;
}

namespace {

RoutineSums routineSumsOf(const SessionSummary &session) {
    RoutineSums sums{.newest = session.startedAt,
                     .title = session.routineTitle,
                     .sessions = 1,
                     .planned = session.planned,
                     .held = session.held,
                     .left = session.left,
                     .right = session.right,
                     .drops = {}};
    if (const auto drop = session.drop()) {
        sums.drops.add(*drop);
    }
    return sums;
}

void addPractice(PeriodSums &week, const SessionSummary &session) {
    ++week.sessions;
    week.planned += session.planned;
    week.held += session.held;
    week.routines[session.routineId] += routineSumsOf(session);
}

}  // namespace

void HistorySums::add(const SessionSummary &session) {
    const LocalDay day = localDay(session.startedAt);
    const LocalDay week = weekOf(day);
    if (session.practised()) {
        DayDose &dose = m_days[day];
        ++dose.sessions;
        dose.held += session.held;
        addPractice(m_weeks[week], session);
        m_practised.insert(week);
        m_practised.insert(weekOf(localDay(session.endedAt)));
    }
    if (session.tightnessBefore) {
        m_weeks[week].before.add(*session.tightnessBefore);
    }
    if (session.tightnessAfter) {
        m_weeks[week].after.add(*session.tightnessAfter);
    }
}

LocalDay HistorySums::weekOf(LocalDay day) const { return core::weekOf(day, m_first); }

PeriodSums HistorySums::between(LocalDay from, LocalDay until) const {
    PeriodSums period;
    const auto end = m_weeks.upper_bound(weekOf(until));
    for (auto week = m_weeks.lower_bound(weekOf(from)); week != end && week->first <= until;
         ++week) {
        period += week->second;
    }
    return period;
}

PeriodSums HistorySums::all() const {
    PeriodSums period;
    for (const auto &[first, week] : m_weeks) {
        period += week;
    }
    return period;
}

DayDose HistorySums::daysBetween(LocalDay from, LocalDay until) const {
    DayDose period;
    for (auto day = m_days.lower_bound(from); day != m_days.end() && day->first <= until; ++day) {
        period.sessions += day->second.sessions;
        period.held += day->second.held;
    }
    return period;
}

}  // namespace psoas::core

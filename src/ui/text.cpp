#include "ui/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>

#include <algorithm>

namespace psoas::ui {
namespace {

QString words(const char *source, const char *comment = nullptr, int count = -1) {
    return QCoreApplication::translate("psoas", source, comment, count);
}

qint64 wholeSeconds(core::Milliseconds time) {
    return std::chrono::ceil<core::Seconds>(std::max(time, core::Milliseconds{0})).count();
}

QString asOnAClock(qint64 total) {
    return QStringLiteral("%1:%2").arg(total / 60).arg(total % 60, 2, 10, QLatin1Char('0'));
}

// Without a translation file Qt has no plural forms, so each form is a text of its own.
QString minutes(qint64 count) {
    return count == 1 ? words("1 minute") : words("%1 minutes").arg(count);
}

QString seconds(qint64 count) {
    return count == 1 ? words("1 second") : words("%1 seconds").arg(count);
}

QDateTime localTime(const core::WallTime &time) {
    const QTimeZone zone(static_cast<int>(core::Seconds(time.offset).count()));
    return QDateTime::fromMSecsSinceEpoch(time.utc.time_since_epoch().count(), zone);
}

/// The sums of some holds.
struct Dose {
    core::Milliseconds planned{0};
    core::Milliseconds added{0};
    core::Milliseconds held{0};
    int skipped = 0;
    QStringList titles;  ///< of the holds, each once
};

Dose doseOn(const core::SessionRecord &session, std::optional<core::Side> side) {
    Dose dose;
    for (const core::StepRecord &step : session.steps) {
        if (step.kind != core::StepKind::Hold || step.side != side) {
            continue;
        }
        dose.planned += step.planned;
        dose.added += step.extended;
        dose.held += step.held;
        dose.skipped += step.skipped ? 1 : 0;
        if (const QString title = QString::fromStdString(step.title);
            !dose.titles.contains(title)) {
            dose.titles << title;
        }
    }
    return dose;
}

/// What was added counts as of the whole, and what was skipped is said: "held 0:27 of 0:24" would
/// read as more than all.
QString doseText(const Dose &dose) {
    QString sums =
        words("held %1 of %2").arg(heldTime(dose.held), clockTime(dose.planned + dose.added));
    if (dose.added > core::Milliseconds{0}) {
        sums +=
            words(" (%1 planned, %2 added)").arg(clockTime(dose.planned), clockTime(dose.added));
    }
    if (dose.skipped > 0) {
        sums += dose.skipped == 1 ? words(", 1 hold skipped")
                                  : words(", %1 holds skipped").arg(dose.skipped);
    }
    return sums;
}

/// Some locales' short format has seconds, which nobody remembers.
QString timeText(const core::WallTime &time) {
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    format.remove(QStringLiteral(":ss"));
    return QLocale().toString(localTime(time).time(), format);
}

}  // namespace

QString clockTime(core::Milliseconds time) { return asOnAClock(wholeSeconds(time)); }

QString heldTime(core::Milliseconds time) {
    return asOnAClock(std::chrono::floor<core::Seconds>(time).count());
}

QString wholeSecondsText(core::Milliseconds time) { return QString::number(wholeSeconds(time)); }

QString spokenSeconds(core::Milliseconds time) {
    const qint64 total = wholeSeconds(time);
    QStringList parts;
    if (total >= 60) {
        parts << minutes(total / 60);
    }
    if (total % 60 != 0 || total == 0) {
        parts << seconds(total % 60);
    }
    return parts.join(QLatin1Char(' '));
}

QString minutesText(core::Milliseconds time) {
    const auto rounded = std::chrono::round<std::chrono::minutes>(time).count();
    return words("about %1 min").arg(std::max<qint64>(1, rounded));
}

QString sideText(core::Side side) {
    return side == core::Side::Left ? words("Left side") : words("Right side");
}

QString sideWord(core::Side side) {
    return side == core::Side::Left ? words("Left") : words("Right");
}

QString whyAwakeText() { return words("A session is under way"); }

QString stepKindText(core::StepKind kind) {
    switch (kind) {
        case core::StepKind::Prepare:
            return words("Get ready");
        case core::StepKind::Hold:
            return words("Hold");
        case core::StepKind::Rest:
            return words("Rest");
        case core::StepKind::Question:
            return words("Question");
    }
    return {};
}

QString outcomeText(core::Outcome outcome) {
    switch (outcome) {
        case core::Outcome::Completed:
            return words("Completed");
        case core::Outcome::EndedEarly:
            return words("Ended early");
        case core::Outcome::StoppedForPain:
            return words("Stopped for pain");
        case core::Outcome::Interrupted:
            return words("Interrupted");
        case core::Outcome::Clear:
            return words("Nothing to stop for");
        case core::Outcome::Therapist:
            return words("See a physical therapist");
        case core::Outcome::Advice:
            return words("Get medical advice promptly");
        case core::Outcome::Stop:
            return words("Stop and get medical attention");
        case core::Outcome::Emergency:
            return words("Emergency");
    }
    return {};
}

QString hurtKindText(core::HurtKind kind) {
    switch (kind) {
        case core::HurtKind::Sharp:
            return words("Sharp, shooting or pulsating");
        case core::HurtKind::Numb:
            return words("Numb, tingling, faint or sick");
        case core::HurtKind::Dull:
            return words("Strong but dull");
    }
    return {};
}

QString hurtChoiceText(core::HurtChoice choice) {
    switch (choice) {
        case core::HurtChoice::EaseOff:
            return words("Eased off and went on");
        case core::HurtChoice::FinishHold:
            return words("Finished the hold");
        case core::HurtChoice::SkipHold:
            return words("Skipped the hold");
        case core::HurtChoice::EndSession:
            return words("Ended the session");
    }
    return {};
}

core::Pose typicalPose(const core::Plan &plan) {
    const auto posed = [](const core::PlannedStep &step) { return step.pose.has_value(); };
    const auto held = std::ranges::find_if(plan.steps, [&](const core::PlannedStep &step) {
        return step.kind == core::StepKind::Hold && posed(step);
    });
    if (held != plan.steps.end()) {
        return *held->pose;
    }
    const auto any = std::ranges::find_if(plan.steps, posed);
    return any == plan.steps.end() ? core::Pose::Sitting : *any->pose;
}

std::optional<core::Pose> mistakenPose(const core::Plan &plan) {
    const bool shifts = std::ranges::any_of(plan.steps, [](const core::PlannedStep &step) {
        return step.pose == core::Pose::HalfKneelingForward;
    });
    return shifts ? std::optional(core::Pose::HalfKneelingArched) : std::nullopt;
}

QString needText(const core::Routine &routine, const core::Plan &plan) {
    QStringList parts{minutesText(plan.total())};
    QStringList equipment;
    for (const std::string &each : routine.equipment) {
        equipment << QString::fromStdString(each);
    }
    if (!equipment.isEmpty()) {
        parts << equipment.join(QStringLiteral(", "));
    }
    return parts.join(QStringLiteral(" · "));
}

QStringList heldText(const core::SessionRecord &session) {
    QStringList lines;
    for (const core::Side side : {core::Side::Left, core::Side::Right}) {
        const Dose dose = doseOn(session, side);
        if (dose.planned > core::Milliseconds{0}) {
            lines << QStringLiteral("%1: %2").arg(sideText(side), doseText(dose));
        }
    }
    const Dose sideless = doseOn(session, std::nullopt);
    if (sideless.planned > core::Milliseconds{0}) {
        const QString name =
            sideless.titles.size() == 1 ? sideless.titles.front() : words("Without a side");
        lines << QStringLiteral("%1: %2").arg(name, doseText(sideless));
    }
    return lines;
}

QString dayAndTimeText(const core::WallTime &time) {
    return QStringLiteral("%1, %2").arg(dayText(time), timeText(time));
}

QString shortTimeText(const core::WallTime &time) {
    const QString day =
        QLocale().toString(localTime(time).date(), words("d MMM yyyy", "a short date's format"));
    return QStringLiteral("%1, %2").arg(day, timeText(time));
}

QString dayText(const core::WallTime &time) {
    return QLocale().toString(localTime(time).date(), words("d MMMM yyyy", "a date's format"));
}

}  // namespace psoas::ui

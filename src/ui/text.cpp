#include "ui/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace psoas::ui {
namespace {

QString words(const char *source, const char *comment = nullptr, int count = -1) {
    return QCoreApplication::translate("psoas", source, comment, count);
}

qint64 wholeSeconds(core::Milliseconds time) {
    return std::chrono::ceil<core::Seconds>(std::max(time, core::Milliseconds{0})).count();
}

// Without a translation file Qt has no plural forms, so each form is a text of its own.
QString minutes(qint64 count) {
    return count == 1 ? words("1 minute") : words("%1 minutes").arg(count);
}

QString seconds(qint64 count) {
    return count == 1 ? words("1 second") : words("%1 seconds").arg(count);
}

}  // namespace

QString clockTime(core::Milliseconds time) {
    const qint64 total = wholeSeconds(time);
    return QStringLiteral("%1:%2").arg(total / 60).arg(total % 60, 2, 10, QLatin1Char('0'));
}

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

}  // namespace psoas::ui

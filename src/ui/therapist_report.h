#pragma once

#include "app/report_records.h"
#include "core/progress.h"
#include "core/record.h"
#include "ui/tightness_trend.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace psoas::ui {

/// What was done in one routine.
struct ReportRoutine {
    std::string id;
    QString title;
    int sessions = 0;
    core::Milliseconds planned{0};
    core::Milliseconds held{0};
    core::SideBalance sides;
};

/// A press of "It hurts".
struct ReportHurt {
    core::WallTime day;  ///< when its session began
    QString routine;
    QString step;
    std::optional<core::Side> side;
    core::Milliseconds at{0};            ///< into the step
    std::optional<core::HurtKind> kind;  ///< absent: not named
    QString after;                       ///< what followed, in words
};

/// A red-flag check in which something was answered yes, or that was not finished.
struct ReportCheck {
    core::WallTime day;
    QString result;
    QStringList yes;  ///< the questions, in their words
};

struct ReportNote {
    core::WallTime day;
    QString routine;
    QString note;
};

/// One page for a physical therapist: what was done, how it felt, and what spoke against it.
/// Everything is oldest first, routines those that were held most, notes newest first.
struct TherapistReport {
    core::LocalDay from;
    core::LocalDay until;  ///< both included
    ReportRoutine all;     ///< without an id and a title
    std::vector<ReportRoutine> routines;
    TightnessTrendView trend;
    std::vector<ReportHurt> hurts;
    std::vector<ReportCheck> checks;
    std::vector<core::WallTime> clearChecks;   ///< in which nothing was answered yes
    std::vector<core::WallTime> somethingNew;  ///< answers of that name to the short daily check
    std::vector<ReportNote> notes;             ///< empty unless wanted
    std::size_t noteCount = 0;                 ///< of the notes, with those not read for the page
};

[[nodiscard]] TherapistReport therapistReport(const app::ReportRecords &records);

/// Writes the report as PDF: A4, or Letter where the system's measures are those of the US; always
/// on a light ground, and one page unless so much spoke against it that even in 7 pt that is more
/// (see `ReportPages`). The sentence that says why it could not be written, or nothing; a file that
/// is there is replaced whole or not at all.
[[nodiscard]] std::optional<QString> writePdf(const TherapistReport &report, const QString &file);

}  // namespace psoas::ui

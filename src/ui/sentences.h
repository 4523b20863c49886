#pragma once

#include "app/practice.h"
#include "app/record_keeper.h"
#include "app/routine_files.h"
#include "ui/new_routine_page.h"
#include "ui/notice_page.h"
#include "ui/review_page.h"
#include "ui/today_page.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

// What the app's findings are in words: each function makes the view or the sentence for one.
namespace psoas::ui {

/// The page for a closed gate, in the shipped safety texts' words.
[[nodiscard]] NoticeView noticeFor(const app::stage::Blocked &blocked,
                                   const app::Practice &practice, const QString &emergencyNumber);

/// The answers of the check that `practice` is running, with the result that they make.
/// `positions` becomes the place in the check's plan of each answer in the view.
[[nodiscard]] ReviewView reviewOf(app::Practice &practice, const QString &emergencyNumber,
                                  std::vector<std::size_t> &positions);

/// Today as the gate and the files have it, without what the store tells.
[[nodiscard]] TodayView todayOf(const app::Practice &practice);

/// Why this routine would not open today; empty if it would, as far as is known.
[[nodiscard]] QString closedText(const app::Practice &practice, const core::Routine &routine);

/// "Last: Ball release, 24 November 2026, 08:05 · Completed · tightness 6, then 3".
[[nodiscard]] QString lastText(const core::SessionRecord &session);
/// "Ball release of 24 November 2026, 08:05 was interrupted.", where it goes on or why it cannot,
/// and what was held.
[[nodiscard]] UnfinishedView unfinishedView(const core::UnfinishedSession &session,
                                            const app::Continuation &continuation);

/// Which of the person's files have a fault, and what counts in place of them; empty if none has.
[[nodiscard]] QString faultyFilesText(const app::Library &library);

/// Why a file of the person's own could not be written, and what to do about it.
[[nodiscard]] QString faultText(const app::FileFault &fault);

/// The page for a file from elsewhere: what it would be, and what stands in its way.
[[nodiscard]] NewRoutineView incomingView(const app::IncomingFile &incoming,
                                          const app::Library &library,
                                          std::function<QString(const QString &)> idFor);

/// The ids of the routines that are shipped, or of those that are not.
[[nodiscard]] QStringList idsOf(const app::Library &library, bool shipped);

/// Why nothing can be practised: the shipped content is not there, or not readable.
[[nodiscard]] NoticeView missingContent(const core::Problems &problems, const QString &folder);

}  // namespace psoas::ui

#pragma once

#include "core/progress.h"
#include "ui/picture.h"

#include <QSizeF>

#include <string>
#include <vector>

namespace psoas::ui {

/// Left against right, for one routine or for all.
struct LedgerRow {
    std::string routineId;  ///< of one that can be started; else empty
    QString title;
    core::SideBalance balance;
};

/// The ledger of the sides.
struct SideLedgerView {
    QString period;  ///< which time it is of, in words; may be empty
    std::vector<LedgerRow> rows;
};

/// A row for each routine of the period that has sides, most held first; above them one for all
/// where there are several. `name`: of the period, in words.
[[nodiscard]] SideLedgerView sideLedgerView(const core::PeriodSums &period,
                                            const QString &name = {});

/// "Left side: 2:15 less held", "Both sides even", or "Left side alone was planned".
[[nodiscard]] QString differenceText(const core::SideBalance &balance);
/// "12:30 of 15:00": held of planned.
[[nodiscard]] QString doseText(const core::SideDose &dose);

/// Where a row of the picture leaves room for a button.
struct LedgerButton {
    std::size_t row = 0;
    QRectF place;  ///< with the picture's corner at (0, 0)
};

/// Each row: two bars, planned as an outline and held as its filling, their numbers, and the
/// difference in words. `button`: the size of the button on the row of a routine with a shorter
/// side; nothing where there are none, as in a file.
[[nodiscard]] double sideLedgerHeight(double width, const SideLedgerView &view, const Theme &theme,
                                      const QSizeF &button = {});
void paintSideLedger(QPainter &painter, const QRectF &place, const SideLedgerView &view,
                     const Theme &theme, const QSizeF &button = {});
[[nodiscard]] std::vector<LedgerButton> sideLedgerButtons(double width, const SideLedgerView &view,
                                                          const Theme &theme, const QSizeF &button);

[[nodiscard]] Picture pictureOf(const SideLedgerView &view, const QSizeF &button = {});

}  // namespace psoas::ui

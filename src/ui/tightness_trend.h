#pragma once

#include "ui/picture.h"
#include "ui/trend_weeks.h"

namespace psoas::ui {

/// Above, the median of each week's ratings before (a ring) and after (a square), each with the
/// middle half of them as a line; below, the minutes held, as bars on an axis of their own.
[[nodiscard]] double tightnessTrendHeight(double width, const TightnessTrendView &view,
                                          const Theme &theme);
void paintTightnessTrend(QPainter &painter, const QRectF &place, const TightnessTrendView &view,
                         const Theme &theme);

[[nodiscard]] Picture pictureOf(const TightnessTrendView &view);

/// What an empty trend says: what to do next.
[[nodiscard]] QString emptyTrendText();

}  // namespace psoas::ui

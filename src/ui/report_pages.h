#pragma once

#include "ui/report_blocks.h"
#include "ui/therapist_report.h"

#include <QSizeF>

#include <memory>

namespace psoas::ui {

/// "Practice record for a physical therapist".
[[nodiscard]] QString reportTitle();

/// A report laid out on paper of this size, in points. The type is 10 pt, or as much less as it
/// takes to get it all on one page, but never under 7 pt: then it goes on over more pages.
class ReportPages {
public:
    ReportPages(const TherapistReport &report, const QSizeF &paper);

    [[nodiscard]] int count() const { return static_cast<int>(m_firsts.size()); }
    [[nodiscard]] double typePoints() const { return m_points; }

    /// `page` from 0. One unit of the painter is a point.
    void paint(QPainter &painter, int page) const;

private:
    void layOut(const TherapistReport &report);
    [[nodiscard]] double scale() const;
    [[nodiscard]] double footHeight() const;
    [[nodiscard]] QStringList footLines() const;
    void paintFoot(QPainter &painter, int page) const;

    QSizeF m_paper;
    Theme m_theme;
    double m_points = 0;
    std::unique_ptr<ReportColumn> m_column;
    std::vector<std::size_t> m_firsts;  ///< blocks, of each page
};

}  // namespace psoas::ui

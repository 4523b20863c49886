#pragma once

#include "ui/report_blocks.h"
#include "ui/therapist_report.h"

#include <QSizeF>

#include <cstddef>
#include <memory>
#include <vector>

namespace psoas::ui {

/// "Practice record for a physical therapist".
[[nodiscard]] QString reportTitle();

struct ShownNotes;

/// A report laid out on paper of this size, in points. The type is 10 pt, or as much less as it
/// takes to get it all on one page, but never under 7 pt: then every stop for pain and every check
/// goes on over more pages. Notes take the room that these leave, and no page of their own: where
/// it is too little, long ones are cut short and older ones counted only.
class ReportPages {
public:
    ReportPages(const TherapistReport &report, const QSizeF &paper);

    [[nodiscard]] int count() const { return static_cast<int>(m_firsts.size()); }
    [[nodiscard]] double typePoints() const { return m_points; }

    /// `page` from 0. One unit of the painter is a point.
    void paint(QPainter &painter, int page) const;

private:
    [[nodiscard]] ShownNotes fitNotes(const TherapistReport &report);
    void layOut(const TherapistReport &report, double points, const ShownNotes &notes);
    void setNotes(const TherapistReport &report, const ShownNotes &notes);
    [[nodiscard]] double scale() const;
    [[nodiscard]] double footHeight() const;
    [[nodiscard]] QStringList footLines() const;
    void paintFoot(QPainter &painter, int page) const;

    QSizeF m_paper;
    Theme m_theme;
    double m_points = 0;
    std::unique_ptr<ReportColumn> m_column;
    std::size_t m_beforeNotes = 0;      ///< blocks
    std::size_t m_notesLeft = 0;        ///< for which there is no room
    std::vector<std::size_t> m_firsts;  ///< blocks, of each page
};

}  // namespace psoas::ui

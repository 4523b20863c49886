#pragma once

#include "core/adjustment.h"
#include "core/problem.h"
#include "ui/theme.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QLabel;
class QPushButton;
class QSpinBox;

namespace psoas::ui {

class ProblemsView;
class TimelineBar;
class TimeRow;

/// The times of one routine to be changed.
struct AdjustTimesView {
    core::Routine unadjusted;  ///< as its own file says it
    core::Routine adjusted;    ///< with the person's own times
    bool hasOwnTimes = false;
    bool isShipped = true;
};

/// Every hold with a spin box and a slider, the other timed steps, the rounds, and what comes of
/// it. Nothing is changed before *Save*.
class AdjustTimesPage : public QWidget {
    Q_OBJECT
public:
    explicit AdjustTimesPage(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    void setView(const AdjustTimesView &view);
    /// Why the times could not be saved; the page stays as it is.
    void setFault(const QString &sentence, const core::Problems &problems);

signals:
    /// Only what is different from the times that the page began with.
    void saved(const psoas::core::Adjustment &changes);
    void resetWanted();
    void left();

private:
    [[nodiscard]] core::Adjustment times() const;
    void addRows(const core::Routine &routine, bool holds);
    void addRounds(const core::Routine &routine);
    void toShipped();
    [[nodiscard]] bool takesOwnTimesAway() const;
    void save();
    void onChanged();
    void showResult();

    Theme m_theme;
    AdjustTimesView m_view;
    bool m_resets = false;  ///< *Reset to shipped* was pressed
    QLabel *m_title;
    QLabel *m_total;
    TimelineBar *m_timeline;
    QBoxLayout *m_column;
    QWidget *m_controls = nullptr;
    std::vector<TimeRow *> m_rows;
    std::vector<std::pair<std::string, QSpinBox *>> m_rounds;  ///< by repeat
    ProblemsView *m_fault;
    QPushButton *m_reset;
    QPushButton *m_save;
};

}  // namespace psoas::ui

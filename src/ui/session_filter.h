#pragma once

#include "core/history.h"

#include <QString>
#include <QWidget>

#include <utility>
#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;

namespace psoas::ui {

class ChoiceBox;
class DayBox;

/// Which sessions the list shows, and in which order: words in the notes at once, the rest behind a
/// button.
class SessionFilter : public QWidget {
    Q_OBJECT
public:
    explicit SessionFilter(QWidget *parent = nullptr);

    /// The routines that sessions were done by, id and title; what is chosen stays.
    void setRoutines(const std::vector<std::pair<std::string, QString>> &routines);
    /// The day that "the last four weeks" are counted from.
    void setToday(core::LocalDay today, std::chrono::weekday firstOfWeek) {
        m_today = today;
        m_firstWeekday = firstOfWeek;
    }

    [[nodiscard]] core::HistoryFilter filter() const;
    [[nodiscard]] core::HistoryOrder order() const;
    /// Whether it leaves anything out.
    [[nodiscard]] bool leavesOut() const;
    /// Leaves nothing out any more.
    void clear();

signals:
    void changed();

private:
    [[nodiscard]] QWidget *makeChoices();
    void showChoices();
    void onChanged();
    void onWhen();

    core::LocalDay m_today{};
    std::chrono::weekday m_firstWeekday = std::chrono::Monday;
    std::vector<std::string> m_routineIds;  ///< by their places in the box, after "any"
    QLineEdit *m_search;
    QPushButton *m_more;
    ChoiceBox *m_order;
    ChoiceBox *m_routine;
    ChoiceBox *m_outcome;
    ChoiceBox *m_when;
    DayBox *m_from;
    DayBox *m_until;
    QWidget *m_days;
    QWidget *m_choices;
    QPushButton *m_clear;
};

}  // namespace psoas::ui

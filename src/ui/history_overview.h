#pragma once

#include "core/history_sums.h"
#include "ui/file_dialogs.h"
#include "ui/theme.h"
#include "ui/weeks_card.h"

#include <QWidget>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

class QLabel;
class QPushButton;

namespace psoas::ui {

class ChoiceBox;
class PicturePanel;
class SideLedgerPanel;

struct HistoryOverviewView {
    core::HistorySums sums;
    bool isWhole = false;  ///< of all sessions; else only of the last weeks
    core::LocalDay today{};
    bool showsStreak = true;
    /// Whether there is a routine of this id with this side.
    std::function<bool(const std::string &routineId, core::Side side)> hasSide{};
    std::optional<WeeksCardView> weeks{};
};

/// How it goes, in pictures: when and how much, how tight before and after, left against right.
class HistoryOverview : public QWidget {
    Q_OBJECT
public:
    explicit HistoryOverview(const FileDialogs &dialogs, QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setView(const HistoryOverviewView &view);

signals:
    void shorterWanted(const std::string &routineId, core::Side side);
    void streakShown(bool shown);
    void weeksPutAway();

private:
    [[nodiscard]] QWidget *makeTotals();
    [[nodiscard]] QWidget *makeMonthKeys();
    void showTotals();
    void showCalendar();
    void showPeriod();
    void showDrops();
    void turnMonths(int by);
    [[nodiscard]] std::chrono::year_month presentMonth() const;

    HistoryOverviewView m_view;
    std::chrono::year_month m_newest{};  ///< month in the calendar
    WeeksCard *m_weeks;
    QLabel *m_empty;
    QLabel *m_week;
    QLabel *m_month;
    QLabel *m_all;
    QLabel *m_streak;
    QPushButton *m_streakKey;
    ChoiceBox *m_period;
    QPushButton *m_earlier;
    QPushButton *m_later;
    PicturePanel *m_calendar;
    PicturePanel *m_trend;
    SideLedgerPanel *m_ledger;
    QWidget *m_drops;
    QLabel *m_dropsWords;
    QWidget *m_filled;  ///< all that there is only after a first session
};

}  // namespace psoas::ui

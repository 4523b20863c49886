#pragma once

#include "core/record.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QLabel;
class QListView;
class QTableWidget;

namespace psoas::ui {

class SessionListModel;

/// What was done: the sessions on the left, and the selected one's steps on the right.
class HistoryPage : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPage(QWidget *parent = nullptr);

    /// Reads everything anew, beginning with a `wanted`.
    void restart();
    /// The answer to `wanted`, newest first. `last`: there are no more.
    void append(const std::optional<std::string> &after,
                const std::vector<core::SessionRecord> &sessions, bool last);

signals:
    void wanted(const std::optional<std::string> &after);

private:
    [[nodiscard]] QWidget *makeDetail();
    void showSession(int row);
    void showSteps(const core::SessionRecord &session);
    void showAnswers(const core::SessionRecord &session);

    SessionListModel *m_sessions;
    QListView *m_list;
    QLabel *m_empty;
    QWidget *m_detail;
    QLabel *m_title;
    QLabel *m_when;
    QLabel *m_sums;
    QLabel *m_felt;
    QLabel *m_hurts;
    QTableWidget *m_steps;
};

}  // namespace psoas::ui

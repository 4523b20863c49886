#pragma once

#include "app/record_keeper.h"
#include "core/history.h"
#include "core/record.h"

#include <QModelIndex>
#include <QWidget>

#include <optional>
#include <string>
#include <utility>
#include <vector>

class QLabel;
class QListView;
class QPushButton;

namespace psoas::ui {

class SessionDetail;
class SessionFilter;
class SessionListModel;

/// The list of what was done: found by a filter on the left, the chosen session open on the right.
/// In the list Enter goes into the open session, from which Escape leads back, and Delete deletes.
class HistorySessions : public QWidget {
    Q_OBJECT
public:
    explicit HistorySessions(QWidget *parent = nullptr);

    void setToday(core::LocalDay today, std::chrono::weekday firstOfWeek);
    void setRoutines(const std::vector<std::pair<std::string, QString>> &routines);
    /// The answer to `searched`.
    void setKeys(const app::RecordKeeper::Keys &keys);
    /// The answer to `wanted`.
    void put(const app::RecordKeeper::Keys &asked, const app::RecordKeeper::Summaries &sessions);
    /// The answer to `opened`; nothing: it is gone.
    void setSession(const std::optional<core::SessionRecord> &session);

    [[nodiscard]] core::HistoryFilter filter() const;
    [[nodiscard]] core::HistoryOrder order() const;
    /// Hands over a note that is being written.
    void commit();

signals:
    void searched();
    void wanted(const psoas::app::RecordKeeper::Keys &keys);
    void opened(const std::string &id);
    void annotated(const std::string &id, const psoas::core::Annotation &now);
    void deleteWanted(const psoas::app::RecordKeeper::Keys &keys);
    /// The one that is open.
    void deleteOneWanted(const std::string &id);

private:
    [[nodiscard]] QWidget *makeList();
    void wireKeys();
    void deleteShown();
    void onSelection();
    [[nodiscard]] QModelIndex openRow() const;
    void openCurrent();
    void showCount();
    [[nodiscard]] int firstSelectedRow() const;
    [[nodiscard]] app::RecordKeeper::Keys selected() const;

    SessionListModel *m_model;
    SessionFilter *m_filter;
    QLabel *m_count;
    QListView *m_list;
    QLabel *m_nothing;
    SessionDetail *m_detail;
    QWidget *m_many;  ///< in the detail's place while several are selected
    QLabel *m_manyWords;
    std::optional<app::RecordKeeper::Key> m_current;
    std::string m_open;  ///< the id that was asked for
};

}  // namespace psoas::ui

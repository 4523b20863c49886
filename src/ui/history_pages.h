#pragma once

#include "app/practice.h"
#include "app/record_keeper.h"
#include "app/settings.h"
#include "core/history_sums.h"
#include "ui/file_dialogs.h"
#include "ui/theme.h"
#include "ui/weeks_card.h"

#include <QObject>

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace psoas::ui {

class HistoryPage;
class TakeWith;

/// Reads the history for its page, and has what is corrected there recorded.
class HistoryPages : public QObject {
    Q_OBJECT
public:
    /// All must outlive this; `records` is null where nothing is recorded.
    /// `store`: the file that `records` writes to; empty: none.
    HistoryPages(app::Practice &practice, app::Settings &settings, app::RecordKeeper *records,
                 std::filesystem::path store, FileDialogs dialogs, QObject *parent = nullptr);

    /// The page, made when it is first asked for.
    [[nodiscard]] HistoryPage &page();
    [[nodiscard]] bool isMade() const { return m_page != nullptr; }
    void setTheme(const Theme &theme);

    /// Shows an exported history from elsewhere, to be taken in or not; not where nothing is
    /// recorded.
    void look(const QString &file);
    /// Reads the sums anew, and the list if the page is there: what was done may have changed.
    void read();
    /// Shows anew what is known: the day may be another, or the routines.
    void refresh() { showOverview(); }
    /// The weeks rule as far as is known, unless it was put away.
    [[nodiscard]] std::optional<WeeksCardView> weeksCard() const;
    void putWeeksAway();

    /// The store is about to be replaced: nothing may go on reading or writing it.
    void cancelTransfers();

signals:
    /// Another history was merged into this one: it may hold what closes routines.
    void merged();
    /// Sessions were corrected, deleted, brought back or merged.
    void edited();
    /// The sums have been read.
    void summed();

private:
    void makePage();
    void onEdited();
    [[nodiscard]] std::vector<std::pair<std::string, QString>> routinesToFind() const;
    void addTakeWith();
    void readSums();
    void showSums(core::HistorySums sums, bool isWhole);
    void showOverview();
    void find();
    void readSession(const std::string &id);

    app::Practice &m_practice;
    app::Settings &m_settings;
    app::RecordKeeper *m_records;
    std::filesystem::path m_store;
    FileDialogs m_dialogs;
    Theme m_theme;
    core::HistorySums m_sums;
    bool m_whole = false;  ///< the sums are of all sessions
    int m_searches = 0;    ///< begun; the answer to any but the last is too late
    /// What was corrected and is not on the disk: what is read is older.
    std::map<std::string, core::Annotation> m_waiting;
    HistoryPage *m_page = nullptr;
    TakeWith *m_take = nullptr;
};

}  // namespace psoas::ui

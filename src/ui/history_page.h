#pragma once

#include "app/record_keeper.h"
#include "ui/file_dialogs.h"
#include "ui/theme.h"

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QPushButton;
class QStackedWidget;

namespace psoas::ui {

class HistoryOverview;
class HistorySessions;

/// What was done and how it goes: the pictures, and the sessions one by one.
class HistoryPage : public QWidget {
    Q_OBJECT
public:
    explicit HistoryPage(const FileDialogs &dialogs, QWidget *parent = nullptr);

    [[nodiscard]] HistoryOverview &overview() { return *m_overview; }
    [[nodiscard]] HistorySessions &sessions() { return *m_sessions; }

    /// What *Undo* and *Redo* would do.
    void setEdits(const app::RecordKeeper::EditsInReach &edits);
    /// Another part of it, with its name on a button.
    void addPart(const char *objectName, const QString &name, QWidget *part);
    /// As if its button had been pressed.
    void turnTo(QWidget &part);

signals:
    void undone();
    void redone();
    /// Another part is shown.
    void turned();

private:
    void show(int part);

    QButtonGroup *m_parts;
    QHBoxLayout *m_keys;
    QStackedWidget *m_stack;
    QPushButton *m_undo;
    QPushButton *m_redo;
    HistoryOverview *m_overview;
    HistorySessions *m_sessions;
};

}  // namespace psoas::ui

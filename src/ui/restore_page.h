#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QButtonGroup;
class QBoxLayout;
class QLabel;
class QPushButton;

namespace psoas::ui {

/// A backup to choose from.
struct BackupRow {
    QString made;     ///< when it was made
    QString why;      ///< and on what occasion
    QString content;  ///< how many sessions and up to when; or what is wrong with it
    bool good = true;
};

struct RestoreView {
    std::vector<BackupRow> backups;  ///< newest first
    int chosen = -1;                 ///< the one to begin with; none: -1
    QString now;                     ///< what the history holds now
};

/// The backups of the history, one of which can take its place. Nothing happens before *Restore*.
class RestorePage : public QWidget {
    Q_OBJECT
public:
    explicit RestorePage(QWidget *parent = nullptr);
    void setView(const RestoreView &view);
    /// Why it could not be restored; the page stays as it is.
    void setFault(const QString &sentence);

signals:
    void restored(int row);
    void left();

private:
    void addRow(int row);
    void choose(int row);

    RestoreView m_view;
    QLabel *m_now;
    QLabel *m_none;
    QLabel *m_fault;
    QLabel *m_preview;
    QButtonGroup *m_choice;
    QBoxLayout *m_rows;
    QPushButton *m_restore;
};

}  // namespace psoas::ui

#pragma once

#include "app/library.h"
#include "ui/theme.h"

#include <QWidget>

#include <functional>
#include <map>
#include <string>

class QLabel;
class QListWidget;
class QPushButton;

namespace psoas::ui {

class FigureWidget;
class ProblemsView;
class RoutinePreview;
class TextSection;

/// Every routine with its why, its plan and its files; and the files that gave no routine, each
/// with what is wrong in it and where.
class RoutinesPage : public QWidget {
    Q_OBJECT
public:
    explicit RoutinesPage(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    /// Shows the files as they are now; what was selected stays so if it is still there.
    /// `closed` says why a routine would not open today; nothing if it would.
    void setLibrary(const app::Library &library,
                    const std::function<QString(const core::Routine &)> &closed);
    /// Shows this routine, if there is one.
    void select(const std::string &routineId);
    /// What came of the last thing done, above the routine; until another one is chosen.
    enum class Said { Done, Fault };
    void say(const QString &sentence, Said said = Said::Done);

signals:
    void started(const std::string &routineId);
    void timesWanted(const std::string &routineId);
    void copyWanted(const std::string &routineId);
    void exportWanted(const std::string &routineId);
    void importWanted();
    /// To be changed in the system's editor: a routine's times, or a file that could not be read.
    void routineOpened(const std::string &routineId);
    void fileOpened(const QString &file);
    void folderShown();
    void readAgain();

private:
    [[nodiscard]] QWidget *makeDetail();
    [[nodiscard]] QWidget *makeButtons();
    void showRow(int row);
    [[nodiscard]] int rowOf(const QString &key) const;
    /// The routine of the selected row; null where it is a file that gave none.
    [[nodiscard]] const app::LibraryRoutine *selected() const;
    void showRoutine(const app::LibraryRoutine &each);
    void showBadFile(const QString &file);

    app::Library m_library;
    std::map<std::string, QString> m_closedBy;  ///< by routine; empty: nothing
    QStringList m_badFiles;
    QString m_file;   ///< of the selected row
    QString m_shown;  ///< which row that is

    QListWidget *m_list;
    QLabel *m_title;
    QLabel *m_need;
    QLabel *m_said;
    ProblemsView *m_problems;
    ProblemsView *m_notes;
    QLabel *m_closed;
    RoutinePreview *m_preview;
    QLabel *m_summary;
    TextSection *m_why;
    TextSection *m_feel;
    TextSection *m_mistakes;
    FigureWidget *m_mistake;  ///< how it looks, crossed out
    TextSection *m_stop;
    QPushButton *m_start;
    QPushButton *m_adjust;
    QPushButton *m_open;
    QPushButton *m_copy;
    QPushButton *m_export;
    QLabel *m_where;
};

}  // namespace psoas::ui

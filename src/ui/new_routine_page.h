#pragma once

#include "core/problem.h"
#include "core/routine.h"
#include "ui/theme.h"

#include <QStringList>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace psoas::ui {

class ProblemsView;
class TickBox;
class TimelineBar;

/// Something that is about to become a file of the person's own.
struct NewRoutineView {
    QString heading;                         ///< "New routine", "Import"
    QString source;                          ///< where it comes from, in words
    core::Problems problems;                 ///< of the file it comes from
    QString faultHeadline{};                 ///< why it cannot be taken in; empty if it can
    std::optional<core::Routine> routine{};  ///< as it will be; absent if it cannot be taken in

    // A whole routine gets a title and an id; times have neither.
    bool named = true;
    QString title{};
    QString id{};
    bool idIsGiven = false;    ///< by the file; the title then leaves it alone
    QStringList shippedIds{};  ///< never to be had
    QStringList ownIds{};      ///< to be had only in place of what is there
    /// An id made from a title, as it would be suggested.
    std::function<QString(const QString &)> idFor{};

    bool mayReplace = false;    ///< whether *Replace* is offered at all
    bool timesAreHere = false;  ///< times only: there are some of one's own for this routine
    QString doWords;            ///< of the main button
};

/// What a new file will be, with its problems or a preview of its plan, before anything is written.
class NewRoutinePage : public QWidget {
    Q_OBJECT
public:
    explicit NewRoutinePage(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    void setView(const NewRoutineView &view);
    /// Why it could not be written; the page stays as it is.
    void setFault(const QString &sentence, const core::Problems &problems);

signals:
    void accepted(const QString &id, const QString &title, bool replaces);
    void left();
    /// Another file is to be looked at.
    void otherWanted();

private:
    void showPreview();
    void showState();
    [[nodiscard]] bool isTaken() const;
    [[nodiscard]] QString stateText() const;
    void onIdChanged();

    NewRoutineView m_view;
    bool m_idIsOwn = false;  ///< given or typed, so the title leaves it alone
    QLabel *m_heading;
    QLabel *m_source;
    ProblemsView *m_problems;
    ProblemsView *m_fault;
    QLabel *m_need;
    TimelineBar *m_timeline;
    QLabel *m_steps;
    QLabel *m_titleName;
    QLineEdit *m_title;
    QLabel *m_idName;
    QLineEdit *m_id;
    QLabel *m_state;  ///< why the main button waits
    TickBox *m_replace;
    QPushButton *m_cancel;
    QPushButton *m_other;
    QPushButton *m_do;
};

}  // namespace psoas::ui

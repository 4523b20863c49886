#pragma once

#include "core/screening.h"
#include "ui/theme.h"

#include <QString>
#include <QWidget>

#include <map>

class QButtonGroup;
class QPushButton;
class QVBoxLayout;

namespace psoas::ui {

class FigureWidget;

/// The questions that a pose brings with it, all on one page, three answers each and none chosen.
/// `Continue` waits until every one is answered.
class ScreeningPage : public QWidget {
    Q_OBJECT
public:
    explicit ScreeningPage(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);

    /// Starts afresh with these questions and their words; earlier choices are forgotten.
    void setQuestions(const std::map<core::Screening, QString> &questions);

signals:
    void answered(const std::map<core::Screening, core::ScreeningAnswer> &answers);
    void leave();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addQuestion(core::Screening question, const QString &words);
    void file();
    void orderTabs();
    void updateContinue();

    FigureWidget *m_figure;
    QVBoxLayout *m_list;
    QPushButton *m_continue;
    QPushButton *m_leave;
    QWidget *m_sheet = nullptr;
    std::map<core::Screening, QButtonGroup *> m_groups;
};

}  // namespace psoas::ui

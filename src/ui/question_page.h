#pragma once

#include "ui/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace psoas::ui {

class FigureWidget;

/// One question of the full check a screen. Nothing is preselected and nothing has the focus at
/// first, so that no stray Enter or Space becomes an answer. Keys: Y and N.
class QuestionPage : public QWidget {
    Q_OBJECT
public:
    explicit QuestionPage(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);

    /// `number` counts from 1. The first question has no way back.
    void setQuestion(const QString &question, const QString &detail, int number, int count);

signals:
    void answered(bool yes);
    void back();
    void leave();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_progress;
    QLabel *m_question;
    QLabel *m_detail;
    FigureWidget *m_figure;
    QPushButton *m_back;
};

}  // namespace psoas::ui

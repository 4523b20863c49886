#pragma once

#include "core/problem.h"

#include <QWidget>

class QBoxLayout;
class QLabel;

namespace psoas::ui {

/// What is wrong in files: of each problem where it is, what it is, and the line itself with a
/// caret. It hides itself while there is nothing to tell.
class ProblemsView : public QWidget {
    Q_OBJECT
public:
    explicit ProblemsView(QWidget *parent = nullptr);

    /// `headline`: what the problems mean for the person; empty: they speak for themselves.
    void setProblems(const core::Problems &problems, const QString &headline = {});

private:
    QLabel *m_headline;
    QBoxLayout *m_column;
    QWidget *m_list = nullptr;
};

}  // namespace psoas::ui

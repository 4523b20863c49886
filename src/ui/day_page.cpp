#include "ui/day_page.h"

#include "ui/page_parts.h"
#include "ui/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace psoas::ui {
namespace {
constexpr int kAnswerHeight = 64;
}

DayPage::DayPage(QWidget *parent)
    : QWidget(parent), m_title(makeLabel("dayTitle", {}, "title")), m_points(new QGridLayout) {
    setObjectName(QStringLiteral("dayPage"));
    holdFocusUnseen(*this);
    auto *nothing = makeButton("dayNothingNew", tr("Nothing new"), "answer");
    auto *something = makeButton("daySomethingNew", tr("Something new"), "answer");
    auto *leaveButton = makeButton("dayLeave", tr("Leave"), "quiet");

    auto *answers = new QHBoxLayout;
    answers->setSpacing(16);
    for (auto *button : {nothing, something}) {
        button->setMinimumHeight(kAnswerHeight);
        answers->addWidget(button, 1);
    }
    auto *foot = new QVBoxLayout;
    foot->addLayout(answers);
    foot->addWidget(leaveButton, 0, Qt::AlignRight);
    auto *column = makeReadingColumn(*this);
    column->addWidget(m_title);
    m_points->setColumnStretch(1, 1);
    m_points->setHorizontalSpacing(kSpace);
    m_points->setVerticalSpacing(kSpace);
    column->addLayout(m_points);
    column->addStretch(1);
    addFoot(*this, *foot);

    connect(nothing, &QPushButton::clicked, this, &DayPage::nothingNew);
    connect(something, &QPushButton::clicked, this, &DayPage::somethingNew);
    connect(leaveButton, &QPushButton::clicked, this, &DayPage::leave);
}

void DayPage::setView(const DayView &view) {
    m_title->setText(tr("Anything new since %1?").arg(view.since));
    while (QLayoutItem *old = m_points->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    for (int row = 0; row < view.points.size(); ++row) {
        m_points->addWidget(makeLabel("dayBullet", QStringLiteral("•"), "far"), row, 0,
                            Qt::AlignTop);
        m_points->addWidget(makeLabel("dayPoint", view.points[row], "far"), row, 1);
    }
    setAccessibleName(m_title->text());
    setFocus(Qt::OtherFocusReason);
}

void DayPage::keyPressEvent(QKeyEvent *event) {
    const bool plain = (event->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
    if (plain && !event->isAutoRepeat() && event->key() == Qt::Key_N) {
        emit nothingNew();
    } else if (plain && !event->isAutoRepeat() && event->key() == Qt::Key_S) {
        emit somethingNew();
    } else {
        QWidget::keyPressEvent(event);
    }
}

}  // namespace psoas::ui

#include "ui/question_page.h"

#include "ui/page_parts.h"
#include "ui/small_figure.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace psoas::ui {
namespace {
constexpr int kAnswerHeight = 72;
constexpr QSize kLeastFigure{160, 120};
constexpr int kMostFigure = 280;  ///< high
}  // namespace

QuestionPage::QuestionPage(QWidget *parent)
    : QWidget(parent),
      m_progress(makeLabel("questionProgress", {}, "muted")),
      m_question(makeLabel("questionText", {}, "title")),
      m_detail(makeLabel("questionDetail", {}, "muted")),
      m_figure(new SmallFigure(kLeastFigure)),
      m_back(makeButton("questionBack", tr("Back"), "quiet")) {
    setObjectName(QStringLiteral("questionPage"));
    holdFocusUnseen(*this);
    auto *yes = makeButton("questionYes", tr("Yes"), "answer");
    auto *no = makeButton("questionNo", tr("No"), "answer");
    auto *leaveButton = makeButton("questionLeave", tr("Leave"), "quiet");

    auto *answers = new QHBoxLayout;
    answers->setSpacing(16);
    for (auto *button : {yes, no}) {
        button->setMinimumHeight(kAnswerHeight);
        answers->addWidget(button, 1);
    }
    auto *ways = new QHBoxLayout;
    ways->addWidget(m_back);
    ways->addStretch(1);
    ways->addWidget(leaveButton);
    auto *foot = new QVBoxLayout;
    foot->addLayout(answers);
    foot->addLayout(ways);
    auto *column = makeReadingColumn(*this);
    column->addWidget(m_progress);
    column->addWidget(m_question);
    column->addWidget(m_detail);
    column->addWidget(m_figure, 10);
    column->addStretch(1);
    m_figure->setMaximumHeight(kMostFigure);
    m_figure->setPose(core::Pose::Sitting, std::nullopt);
    addFoot(*this, *foot);

    connect(yes, &QPushButton::clicked, this, [this] { emit answered(true); });
    connect(no, &QPushButton::clicked, this, [this] { emit answered(false); });
    connect(m_back, &QPushButton::clicked, this, &QuestionPage::back);
    connect(leaveButton, &QPushButton::clicked, this, &QuestionPage::leave);
}

void QuestionPage::setTheme(const Theme &theme) { m_figure->setTheme(theme); }

void QuestionPage::setQuestion(const QString &question, const QString &detail, int number,
                               int count) {
    m_progress->setText(tr("%1 of %2").arg(number).arg(count));
    m_question->setText(question);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_back->setEnabled(number > 1);
    setAccessibleName(question);
    // The page takes the focus away from the button that answered the question before.
    setFocus(Qt::OtherFocusReason);
}

void QuestionPage::keyPressEvent(QKeyEvent *event) {
    const bool plain = (event->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
    // A key held down must not answer the questions that follow.
    if (plain && !event->isAutoRepeat() &&
        (event->key() == Qt::Key_Y || event->key() == Qt::Key_N)) {
        emit answered(event->key() == Qt::Key_Y);
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace psoas::ui

#include "ui/screening_page.h"

#include "ui/page_parts.h"
#include "ui/small_figure.h"
#include "ui/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace psoas::ui {
namespace {
constexpr QSize kFigure{120, 96};
}

ScreeningPage::ScreeningPage(QWidget *parent)
    : QWidget(parent),
      m_figure(new SmallFigure(kFigure)),
      m_list(new QVBoxLayout),
      m_continue(makeButton("screeningContinue", tr("Continue"), "primary")),
      m_leave(makeButton("screeningLeave", tr("Leave"), "quiet")) {
    setObjectName(QStringLiteral("screeningPage"));
    holdFocusUnseen(*this);
    auto *column = makeReadingColumn(*this);
    m_figure->setFixedSize(kFigure);
    m_figure->setPose(core::Pose::Sitting, std::nullopt);
    auto *title = new QVBoxLayout;
    title->addWidget(makeLabel("screeningTitle", tr("Before the first time"), "title"));
    title->addWidget(makeLabel("screeningHint",
                               tr("Does any of this apply to you? You can change it in Settings."),
                               "muted"));
    title->addStretch(1);
    auto *head = new QHBoxLayout;
    head->addLayout(title, 1);
    head->addWidget(m_figure);
    column->addLayout(head);
    column->addLayout(m_list);
    column->addStretch(1);
    addFootRow(*this, {m_leave}, m_continue);
    m_continue->setEnabled(false);
    connect(m_continue, &QPushButton::clicked, this, &ScreeningPage::file);
    connect(m_leave, &QPushButton::clicked, this, &ScreeningPage::leave);
}

void ScreeningPage::setTheme(const Theme &theme) { m_figure->setTheme(theme); }

void ScreeningPage::setQuestions(const std::map<core::Screening, QString> &questions) {
    delete m_sheet;
    m_groups.clear();
    m_sheet = new QWidget;
    auto *layout = new QVBoxLayout(m_sheet);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    m_list->addWidget(m_sheet);
    for (const auto &[question, words] : questions) {
        addQuestion(question, words);
    }
    orderTabs();
    updateContinue();
    setFocus(Qt::OtherFocusReason);
}

void ScreeningPage::addQuestion(core::Screening question, const QString &words) {
    const auto id = QString::fromUtf8(core::screeningName(question).data());
    auto *block = new QWidget;
    block->setObjectName(QStringLiteral("screening_%1").arg(id));
    block->setAccessibleName(words);
    auto *layout = new QVBoxLayout(block);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(makeLabel("screeningQuestion", words, "heading"));
    auto *group = new QButtonGroup(block);
    const std::pair<core::ScreeningAnswer, QString> answers[] = {
        {core::ScreeningAnswer::No, tr("No")},
        {core::ScreeningAnswer::Yes, tr("Yes")},
        {core::ScreeningAnswer::YesAgreed, tr("Yes, and a clinician agreed")}};
    for (const auto &[answer, label] : answers) {
        auto *radio = new QRadioButton(label);
        radio->setObjectName(QStringLiteral("screening_%1_%2")
                                 .arg(id, QString::fromUtf8(core::answerName(answer).data())));
        radio->setAccessibleName(label);
        radio->setAccessibleDescription(words);
        radio->setMinimumHeight(kTargetHeight);
        radio->installEventFilter(this);
        group->addButton(radio, static_cast<int>(answer));
        layout->addWidget(radio);
    }
    m_groups.emplace(question, group);
    m_sheet->layout()->addWidget(block);
    connect(group, &QButtonGroup::idToggled, this, &ScreeningPage::updateContinue);
}

bool ScreeningPage::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::FocusIn) {
        // All its answers, and not only the one that has the focus; that one above all.
        auto *answer = static_cast<QWidget *>(watched);
        bringIntoView(*answer->parentWidget());
        bringIntoView(*answer);
    }
    // The second press of a double click on what led here would answer unread.
    return event->type() == QEvent::MouseButtonDblClick || QWidget::eventFilter(watched, event);
}

/// The questions are made after the buttons, and Tab would come to them last.
void ScreeningPage::orderTabs() {
    QWidget *previous = this;
    for (auto *radio : m_sheet->findChildren<QRadioButton *>()) {
        setTabOrder(previous, radio);
        previous = radio;
    }
    setTabOrder(previous, m_continue);
    setTabOrder(m_continue, m_leave);
}

void ScreeningPage::updateContinue() {
    m_continue->setEnabled(!m_groups.empty() && std::ranges::all_of(m_groups, [](const auto &row) {
        return row.second->checkedId() >= 0;
    }));
}

void ScreeningPage::file() {
    std::map<core::Screening, core::ScreeningAnswer> answers;
    for (const auto &[question, group] : m_groups) {
        answers.emplace(question, static_cast<core::ScreeningAnswer>(group->checkedId()));
    }
    emit answered(answers);
}

}  // namespace psoas::ui

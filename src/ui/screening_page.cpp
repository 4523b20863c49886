#include "ui/screening_page.h"

#include "ui/page_parts.h"
#include "ui/theme.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace psoas::ui {

ScreeningPage::ScreeningPage(QWidget *parent)
    : QWidget(parent),
      m_list(new QVBoxLayout),
      m_continue(makeButton("screeningContinue", tr("Continue"), "primary")),
      m_leave(makeButton("screeningLeave", tr("Leave"), "quiet")) {
    setObjectName(QStringLiteral("screeningPage"));
    holdFocusUnseen(*this);
    auto *column = makeReadingColumn(*this);
    column->addWidget(makeLabel("screeningTitle", tr("Before the first time"), "title"));
    column->addWidget(makeLabel("screeningHint",
                                tr("Does any of this apply to you? You can change it in Settings."),
                                "muted"));
    column->addLayout(m_list);
    column->addStretch(1);
    addFootRow(*this, {m_leave}, m_continue);
    m_continue->setEnabled(false);
    connect(m_continue, &QPushButton::clicked, this, &ScreeningPage::file);
    connect(m_leave, &QPushButton::clicked, this, &ScreeningPage::leave);
}

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

#include "ui/review_page.h"

#include "ui/page_parts.h"
#include "ui/wrapped_rows.h"

#include <QBoxLayout>
#include <QListWidget>
#include <QShortcut>

namespace psoas::ui {
namespace {
constexpr int kListHeight = 160;
}

ReviewPage::ReviewPage(QWidget *parent)
    : QWidget(parent),
      m_headline(makeLabel("reviewHeadline", {}, "title")),
      m_number(makeLabel("reviewEmergencyNumber", {}, "title")),
      m_meaning(makeLabel("reviewMeaning", {}, "cue")),
      m_hint(makeLabel("reviewHint", tr("To change an answer, choose it here."), "muted")),
      m_answers(new QListWidget),
      m_change(makeButton("reviewChange", tr("Change an answer"))) {
    setObjectName(QStringLiteral("reviewPage"));
    holdFocusUnseen(*this);
    m_answers->setObjectName(QStringLiteral("reviewAnswers"));
    m_answers->setAccessibleName(tr("Your answers"));
    wrapRows(*m_answers);
    m_answers->setMinimumHeight(kListHeight);
    auto *go = makeButton("reviewContinue", tr("Continue"), "primary");
    auto *leaveButton = makeButton("reviewLeave", tr("Leave"), "quiet");

    auto *column = makeReadingColumn(*this);
    column->addWidget(m_headline);
    column->addWidget(m_number);
    column->addWidget(m_meaning);
    column->addWidget(m_hint);
    column->addWidget(m_answers, 1);
    addFootRow(*this, {leaveButton, m_change}, go);
    // Last what gives the answers up.
    setTabOrder(go, m_change);
    setTabOrder(m_change, leaveButton);

    m_change->setEnabled(false);
    connect(m_answers, &QListWidget::currentRowChanged, this,
            [this](int row) { m_change->setEnabled(row >= 0); });
    connect(m_answers, &QListWidget::itemDoubleClicked, this,
            [this](QListWidgetItem *chosen) { emit revise(m_answers->row(chosen)); });
    // Not `itemActivated`: on some desktops a single click is that, and on others Enter is not.
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *enter = new QShortcut(QKeySequence(key), m_answers);
        enter->setContext(Qt::WidgetShortcut);
        enter->setAutoRepeat(false);
        connect(enter, &QShortcut::activated, this, [this] {
            if (m_change->isEnabled()) {
                emit revise(m_answers->currentRow());
            }
        });
    }
    connect(m_change, &QPushButton::clicked, this,
            [this] { emit revise(m_answers->currentRow()); });
    connect(go, &QPushButton::clicked, this, &ReviewPage::filed);
    connect(leaveButton, &QPushButton::clicked, this, &ReviewPage::leave);
}

void ReviewPage::setView(const ReviewView &view) {
    m_headline->setText(view.headline);
    setRole(*m_headline, view.urgent ? "dangerTitle" : "title");
    m_number->setText(tr("Call %1").arg(view.emergencyNumber));
    m_number->setVisible(view.emergency && !view.emergencyNumber.isEmpty());
    QStringList meanings;
    m_answers->clear();
    for (const auto &answer : view.answers) {
        auto *row = new QListWidgetItem(
            QStringLiteral("%1:  %2").arg(answer.yes ? tr("Yes") : tr("No"), answer.question),
            m_answers);
        if (answer.yes) {
            QFont bold = m_answers->font();
            bold.setBold(true);
            row->setFont(bold);
            row->setForeground(palette().color(QPalette::BrightText));
        }
        if (answer.yes && !answer.ifYes.isEmpty()) {
            meanings << answer.ifYes;
        }
    }
    m_meaning->setText(meanings.join(QStringLiteral("\n\n")));
    m_meaning->setVisible(!meanings.isEmpty());
    m_answers->setCurrentRow(-1);
    m_change->setEnabled(false);
    setAccessibleName(view.headline);
    setFocus(Qt::OtherFocusReason);
}

}  // namespace psoas::ui

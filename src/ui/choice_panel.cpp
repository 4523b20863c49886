#include "ui/choice_panel.h"

#include "ui/page_parts.h"

#include <QBoxLayout>

namespace psoas::ui {
namespace {
constexpr int kChoiceHeight = 64;
}

ChoicePanel::ChoicePanel(const QString &title, const QString &detail,
                         const std::vector<Choice> &choices, QWidget *parent)
    : QWidget(parent) {
    holdFocusUnseen(*this);
    setAccessibleName(title);
    setAccessibleDescription(detail);
    auto *column = makeReadingColumn(*this);
    column->addWidget(makeLabel("choiceTitle", title, "title"));
    if (!detail.isEmpty()) {
        column->addWidget(makeLabel("choiceDetail", detail, "cue"));
    }
    column->addSpacing(16);
    for (const Choice &choice : choices) {
        const int position = static_cast<int>(m_buttons.size());
        auto *button = makeButton(choice.objectName, choice.words, choice.role);
        button->setProperty("far", true);
        button->setMinimumHeight(kChoiceHeight);
        connect(button, &QPushButton::clicked, this, [this, position] { emit chosen(position); });
        column->addWidget(button);
        m_buttons.push_back(button);
    }
    column->addStretch(1);
}

void ChoicePanel::setOffered(int position, bool offered) {
    m_buttons[static_cast<std::size_t>(position)]->setVisible(offered);
}

void ChoicePanel::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    setFocus(Qt::OtherFocusReason);
}

}  // namespace psoas::ui

#include "ui/routine_card.h"

#include "ui/page_parts.h"
#include "ui/small_figure.h"

#include <QBoxLayout>

namespace psoas::ui {
namespace {
constexpr int kFigureHeight = 150;
constexpr int kFigureWidth = 200;
constexpr int kPadding = 2 * kSpace;
}  // namespace

RoutineCard::RoutineCard(QWidget *parent)
    : QFrame(parent),
      m_figure(new SmallFigure({kFigureWidth, kFigureHeight})),
      m_title(makeLabel("cardTitle", {}, "cardTitle")),
      m_need(makeLabel("cardNeed", {}, "muted")),
      m_closed(makeLabel("cardClosed", {}, "warm")),
      m_start(makeButton("cardStart", tr("Start"), "primary")),
      m_parts(new QVBoxLayout(this)) {
    setProperty("role", QStringLiteral("card"));
    auto *words = new QVBoxLayout;
    words->setSpacing(kSpace);
    words->addWidget(m_title);
    words->addWidget(m_need);
    words->addWidget(m_closed);
    words->addStretch(1);
    words->addWidget(m_start);
    m_parts->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    m_parts->addWidget(m_figure, 3);
    m_parts->addLayout(words, 2);
    connect(m_start, &QPushButton::clicked, this, [this] { emit started(m_id); });
}

void RoutineCard::setTheme(const Theme &theme) { m_figure->setTheme(theme); }

void RoutineCard::setView(const CardView &view) {
    m_id = view.id;
    m_title->setText(view.title);
    m_need->setText(view.need);
    m_closed->setText(view.closed);
    m_closed->setVisible(!view.closed.isEmpty());
    // It still says why, and what to do; but it is not the next thing to do.
    setRole(*m_start, view.closed.isEmpty() ? "primary" : "");
    m_start->setAccessibleDescription(view.closed);
    m_figure->setPose(view.pose, std::nullopt);
    m_start->setAccessibleName(tr("Start %1").arg(view.title));
}

QWidget *RoutineCard::startButton() const { return m_start; }

void RoutineCard::setLying(bool lying) {
    m_parts->setDirection(lying ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

}  // namespace psoas::ui

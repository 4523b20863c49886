#include "ui/routine_preview.h"

#include "ui/figure_widget.h"
#include "ui/page_parts.h"
#include "ui/text.h"
#include "ui/timeline_bar.h"

#include <QBoxLayout>

namespace psoas::ui {
namespace {

constexpr int kFigureHeight = 200;

QString lengthText(const core::PlannedStep &step) {
    return step.waits() ? RoutinePreview::tr("waits for you") : clockTime(*step.seconds);
}

}  // namespace

RoutinePreview::RoutinePreview(QWidget *parent)
    : QWidget(parent),
      m_figure(new FigureWidget),
      m_timeline(new TimelineBar),
      m_place(makeLabel("previewPlace", {}, "muted")),
      m_says(makeLabel("previewSays", {})),
      m_previous(makeButton("previewPrevious", tr("Previous step"))),
      m_next(makeButton("previewNext", tr("Next step"))) {
    m_figure->setFixedHeight(kFigureHeight);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(kSpace);
    buttons->addWidget(m_previous);
    buttons->addWidget(m_next);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace);
    column->addWidget(m_figure);
    column->addWidget(m_timeline);
    column->addWidget(m_place);
    column->addWidget(m_says);
    column->addLayout(buttons);
    connect(m_previous, &QPushButton::clicked, this, [this] { go(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { go(1); });
}

void RoutinePreview::setTheme(const Theme &theme) {
    m_figure->setTheme(theme);
    m_timeline->setTheme(theme);
}

void RoutinePreview::setPlan(const core::Plan &plan) {
    if (plan == m_plan) {
        return;
    }
    const bool another =
        plan.routineId != m_plan.routineId || (m_step && *m_step >= plan.steps.size());
    m_plan = plan;
    m_timeline->setPlan(plan);
    m_timeline->setVisible(plan.total() > core::Seconds{0});
    show(another ? std::nullopt : m_step);
}

void RoutinePreview::go(int by) {
    if (by > 0) {
        show(m_step ? *m_step + 1 : 0);
    } else {
        show(*m_step > 0 ? std::optional(*m_step - 1) : std::nullopt);
    }
}

void RoutinePreview::show(std::optional<std::size_t> step) {
    m_step = step;
    m_place->setText(placeText());
    m_next->setEnabled(!step || *step + 1 < m_plan.steps.size());
    m_previous->setEnabled(step.has_value());
    m_says->setVisible(step.has_value());
    if (!step) {
        m_figure->setPose(typicalPose(m_plan), std::nullopt);
        return;
    }
    const core::PlannedStep &shown = m_plan.steps[*step];
    m_says->setText(text(shown.say));
    if (shown.pose) {
        m_figure->setPose(*shown.pose, shown.side);
    }
}

/// "Step 3 of 9: Shift forward and hold · Left side · 0:45".
QString RoutinePreview::placeText() const {
    if (!m_step) {
        return tr("%1 steps. Look through them here without starting.").arg(m_plan.steps.size());
    }
    const core::PlannedStep &step = m_plan.steps[*m_step];
    QStringList parts{
        tr("Step %1 of %2: %3").arg(*m_step + 1).arg(m_plan.steps.size()).arg(text(step.title))};
    if (step.side) {
        parts << sideText(*step.side);
    }
    parts << lengthText(step);
    return parts.join(QStringLiteral(" · "));
}

}  // namespace psoas::ui

#include "ui/step_display.h"

#include "ui/breath_pacer.h"
#include "ui/countdown_ring.h"
#include "ui/figure_widget.h"
#include "ui/page_parts.h"
#include "ui/text.h"

#include <QBoxLayout>
#include <QResizeEvent>
#include <QStackedWidget>

namespace psoas::ui {
namespace {

constexpr int kFrameMs = 50;  // 20 a second is enough for a breath
constexpr double kLargeText = 1.4;
constexpr int kTall = 800;  // px; a display as tall has room for words that are read from afar
// Of the height that is left over beside the breath's two shares. From the floor the time must be
// a twelfth of the screen high.
constexpr int kRingShare = 4;
constexpr int kRingShareOnFloor = 9;
constexpr int kCuePlace = 3;  // among the right column's parts: after the ring

QString sideAndRound(const core::PlannedStep &step, bool withRound) {
    QStringList parts;
    if (step.side) {
        parts << sideText(*step.side);
    }
    if (withRound && step.rounds > 1) {
        parts << StepDisplay::tr("round %1 of %2").arg(step.round).arg(step.rounds);
    }
    return parts.join(QStringLiteral(" · "));
}

}  // namespace

StepDisplay::StepDisplay(std::function<core::Milliseconds()> elapsed, QWidget *parent)
    : QWidget(parent),
      m_elapsed(std::move(elapsed)),
      m_frames(this),
      m_figure(new FigureWidget),
      m_title(makeLabel("stepTitle", {}, "phase")),
      m_side(makeLabel("stepSide", {}, "side")),
      m_ring(new CountdownRing),
      m_state(makeLabel("sessionState", {}, "state")),
      m_saying(makeLabel("stepSaying", {}, "cue")),
      m_pacer(new BreathPacer),
      m_underRing(new QStackedWidget),
      m_next(makeLabel("nextStep", {}, "next")),
      m_columns(new QHBoxLayout(this)),
      m_left(new QVBoxLayout),
      m_right(new QVBoxLayout) {
    m_title->setFocusPolicy(Qt::StrongFocus);
    m_right->setSpacing(kSpace);
    m_right->addWidget(m_title);
    m_right->addWidget(m_side);
    m_right->addWidget(m_ring, kRingShare);
    m_right->insertWidget(kCuePlace, m_saying);
    // One place for both: a pause must not move the ring and the words about.
    m_underRing->addWidget(m_pacer);
    m_underRing->addWidget(m_state);
    m_state->setAlignment(Qt::AlignCenter);
    m_right->addWidget(m_underRing, 2);
    m_right->addStretch(1);
    m_right->addWidget(m_next);
    m_left->addWidget(m_figure, 1);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(3 * kSpace);
    m_columns->addLayout(m_left, 2);
    m_columns->addLayout(m_right, 1);

    m_frames.setInterval(kFrameMs);
    connect(&m_frames, &QTimer::timeout, this, &StepDisplay::breathe);
}

void StepDisplay::setTheme(const Theme &theme) {
    m_theme = theme;
    m_figure->setTheme(theme);
    m_ring->setTheme(theme);
    m_pacer->setTheme(theme);
    arrange();
    runOrRestFrames();
}

void StepDisplay::setFloorMode(bool on) {
    m_floorMode = on;
    arrange();
    m_next->setVisible(!on);
    setView(m_view);
}

void StepDisplay::arrange() {
    // Large words need long lines: the columns share the width, and the cue goes under the figure
    // where the ring takes the room beside it.
    const bool largeText = m_theme.textScale > kLargeText;
    const bool large = m_floorMode || largeText;
    m_columns->setStretch(0, large ? 1 : 2);
    m_right->setStretchFactor(m_ring, m_floorMode ? kRingShareOnFloor : kRingShare);
    m_left->removeWidget(m_saying);
    m_right->removeWidget(m_saying);
    large &&m_view.left ? m_left->addWidget(m_saying) : m_right->insertWidget(kCuePlace, m_saying);
    const bool far = (m_floorMode || height() >= kTall) && !largeText;
    setRole(*m_side, far ? "sideLarge" : "side");
    setRole(*m_saying, far ? "heading" : "cue");
}

void StepDisplay::setPlan(core::Plan plan) {
    m_plan = std::move(plan);
    m_view = {};
}

void StepDisplay::setView(const core::SessionView &view) {
    if (view.position >= m_plan.steps.size()) {
        return;
    }
    const bool ringComesOrGoes = view.left.has_value() != m_view.left.has_value();
    m_view = view;
    if (ringComesOrGoes) {
        arrange();
    }
    showStep(step());
    showTime(view);
    showState(view);
    breathe();
    runOrRestFrames();
}

void StepDisplay::showStep(const core::PlannedStep &step) {
    const QString side = sideAndRound(step, !m_floorMode);
    m_title->setText(text(step.title));
    m_side->setText(side);
    m_side->setVisible(!side.isEmpty());
    m_saying->setText(text(m_view.saying));
    m_saying->setVisible(!m_view.saying.empty());
    m_next->setText(nextText());
    if (step.pose) {
        m_figure->setPose(*step.pose, step.side);
    }
    QStringList phase{stateText(), text(step.title), side, text(m_view.saying)};
    phase.removeAll(QString());
    const QString words = phase.join(QStringLiteral(". "));
    if (words != m_title->accessibleName()) {
        m_title->setAccessibleName(words);
    }
}

void StepDisplay::showTime(const core::SessionView &view) {
    m_ring->setVisible(view.left.has_value());
    if (view.phase == core::Phase::CountIn) {
        m_ring->setCountIn(view.countInLeft, view.countInLength);
    } else if (m_holdsInBreaths && view.left && step().breathing &&
               step().kind == core::StepKind::Hold) {
        m_ring->setBreaths(
            core::breathsLeft(*step().breathing, view.elapsed - view.breathFrom, *view.left),
            *view.left, view.length);
    } else {
        m_ring->setTime(view.left, view.length);
    }
}

QString StepDisplay::stateText() const {
    if (m_view.phase == core::Phase::CountIn) {
        return m_view.elapsed > core::Milliseconds{0} ? tr("Going on in a moment")
                                                      : tr("Get ready");
    }
    if (m_view.phase == core::Phase::Paused) {
        return m_view.wasSuspended ? tr("Paused: the computer slept or stood still") : tr("Paused");
    }
    return {};
}

void StepDisplay::showState(const core::SessionView &view) {
    m_state->setText(stateText());
    m_figure->setMoving(view.phase == core::Phase::Running);
}

QString StepDisplay::nextText() const {
    if (m_view.position + 1 == m_plan.steps.size()) {
        return tr("Next: the end");
    }
    const core::PlannedStep &next = m_plan.steps[m_view.position + 1];
    if (next.side && next.side != step().side) {
        return tr("Next: %1, %2").arg(text(next.title), sideText(*next.side).toLower());
    }
    return tr("Next: %1").arg(text(next.title));
}

void StepDisplay::breathe() {
    const bool breathes = !m_plan.steps.empty() && step().breathing &&
                          m_view.phase == core::Phase::Running && m_view.left;
    m_underRing->setVisible(m_view.left.has_value());
    m_underRing->setCurrentWidget(breathes ? static_cast<QWidget *>(m_pacer) : m_state);
    if (!breathes) {
        return;
    }
    const core::BreathNow breath =
        core::breathAt(*step().breathing, m_elapsed() - m_view.breathFrom);
    m_pacer->setBreath(breath);
    m_figure->setBreath(m_theme.reducedMotion ? 0 : breath.level);
}

void StepDisplay::runOrRestFrames() {
    const bool moves = m_seen && m_pacer->isVisible() && !m_theme.reducedMotion;
    if (moves && !m_frames.isActive()) {
        m_frames.start();
    } else if (!moves) {
        m_frames.stop();
    }
}

void StepDisplay::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    if ((event->size().height() >= kTall) != (event->oldSize().height() >= kTall)) {
        arrange();
    }
}

void StepDisplay::showEvent(QShowEvent *event) {
    QWidget::showEvent(event);
    m_seen = true;
    runOrRestFrames();
}

void StepDisplay::hideEvent(QHideEvent *event) {
    QWidget::hideEvent(event);
    m_seen = false;
    m_frames.stop();
}

}  // namespace psoas::ui

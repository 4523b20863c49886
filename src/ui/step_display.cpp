#include "ui/step_display.h"

#include "ui/breath_pacer.h"
#include "ui/countdown_ring.h"
#include "ui/figure_widget.h"
#include "ui/page_parts.h"
#include "ui/text.h"

#include <QBoxLayout>
#include <QResizeEvent>
#include <QStackedWidget>

#include <algorithm>
#include <cmath>

namespace psoas::ui {
namespace {

constexpr int kFrameMs = 50;  // 20 a second is enough for a breath
constexpr double kLargeText = 1.4;
constexpr int kTall = 800;  // px; a display as tall has room for words that are read from afar
// px; in a smaller one the ring needs the room that the words would take beside the figure.
constexpr int kRoomy = 860;
constexpr int kRoomyHeight = 480;
// Shares of the height that is left over. From the floor the time must be a twelfth of the screen
// high.
constexpr int kRingShare = 12;
constexpr int kRingShareOnFloor = 45;  // and in a low window, where it must not be too small
constexpr int kBreathShare = 5;
constexpr int kCuePlace = 3;  // among the right column's parts: after the ring
// From the floor. Of the display's height: the digits' size, with which they are more than a
// twelfth of the screen high, and the cue's room with the ring and without one.
constexpr double kDigitsOnFloor = 0.15;
constexpr double kCueOnFloor = 0.5;
constexpr double kCueAloneOnFloor = 0.7;
constexpr double kDigitsToWords = 2.75;  ///< so many times as large as the words
constexpr int kLeastOnFloor = 18;        ///< px

int heightOf(const QString &words, const QFont &font, int width) {
    return QFontMetrics(font)
        .boundingRect(QRect(0, 0, width, QWIDGETSIZE_MAX), Qt::TextWordWrap, words)
        .height();
}

/// Whether the words wrap into the room without a single one being cut.
bool fits(const QString &words, const QFont &font, QSize room) {
    const QFontMetrics metrics(font);
    const QStringList each = words.split(QLatin1Char(' '));
    return heightOf(words, font, room.width()) <= room.height() &&
           std::ranges::all_of(each, [&](const QString &word) {
               return metrics.horizontalAdvance(word) <= room.width();
           });
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
      m_added(makeLabel("addedTime", {}, "muted")),
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
    m_right->addWidget(m_underRing, kBreathShare);
    m_right->addStretch(1);
    m_right->addWidget(m_added);
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

/// Large words need long lines, and a small window a whole column for the ring: then the columns
/// share the width, and the cue goes under the figure where the ring takes the room beside it.
bool StepDisplay::isCueUnderFigure() const {
    return m_floorMode || m_theme.textScale > kLargeText || width() < kRoomy ||
           height() < kRoomyHeight;
}

int StepDisplay::columnWidth(bool underFigure) const {
    const int both = width() - m_columns->spacing();
    return underFigure || m_columns->stretch(0) == 1 ? both / 2 : both / 3;
}

void StepDisplay::arrange() {
    const bool shared = isCueUnderFigure();
    m_columns->setStretch(0, shared ? 1 : 2);
    const bool low = height() < kRoomyHeight;
    m_right->setStretchFactor(m_ring, m_floorMode || low ? kRingShareOnFloor : kRingShare);
    m_right->setSpacing(low ? kSpace / 2 : kSpace);
    m_left->removeWidget(m_saying);
    m_right->removeWidget(m_saying);
    shared &&m_view.left ? m_left->addWidget(m_saying) : m_right->insertWidget(kCuePlace, m_saying);
    const bool far = height() >= kTall && m_theme.textScale <= kLargeText;
    setRole(*m_side, far ? "sideLarge" : "side");
    setRole(*m_saying, far ? "heading" : "cue");
    sizeWords();
}

/// Gives what is read from the floor its size, or takes it back, and the cue its room.
void StepDisplay::sizeWords() {
    if (m_plan.steps.empty()) {
        return;
    }
    // A larger ring would take the room in which the words can be as large as they have to be.
    constexpr double kAnySide = 1000;
    const double digits = height() * kDigitsOnFloor;
    const double ring = kAnySide * digits / m_ring->digitsSize(kAnySide);
    m_ring->setMaximumHeight(m_floorMode ? static_cast<int>(ring) : QWIDGETSIZE_MAX);
    const int pixels =
        std::max(kLeastOnFloor, static_cast<int>(std::ceil(digits / kDigitsToWords)));
    const int twoLines = static_cast<int>(2.5 * pixels);
    sizeForFloor(*m_title, pixels, twoLines);
    sizeForFloor(*m_side, pixels, twoLines);
    sizeForFloor(*m_state, pixels, twoLines);
    const double share = m_view.left ? kCueOnFloor : kCueAloneOnFloor;
    sizeForFloor(*m_saying, pixels, static_cast<int>(height() * share));
    reserveSaying();
}

/// As large as that if the words fit into the room, which is so many pixels high.
void StepDisplay::sizeForFloor(QLabel &label, int pixels, int room) {
    QString sheet;
    if (m_floorMode) {
        QFont font = m_theme.font();
        font.setWeight(QFont::DemiBold);
        font.setPixelSize(pixels);
        const QSize size(columnWidth(true) - 2 * kSpace, room);
        while (font.pixelSize() > kLeastOnFloor && !fits(label.text(), font, size)) {
            font.setPixelSize(font.pixelSize() - 1);
        }
        sheet = QStringLiteral("font-size: %1px; font-weight: 600;").arg(font.pixelSize());
    }
    if (sheet != label.styleSheet()) {
        label.setStyleSheet(sheet);
    }
}

/// A ring that changed its size with every cue would not be looked at in peace.
void StepDisplay::reserveSaying() {
    int most = 0;
    if (m_view.left && !m_floorMode) {
        m_saying->ensurePolished();
        const int width = columnWidth(isCueUnderFigure());
        most = heightOf(text(step().say), m_saying->font(), width);
        for (const core::Cue &cue : step().cues) {
            most = std::max(most, heightOf(text(cue.say), m_saying->font(), width));
        }
    }
    m_saying->setMinimumHeight(most);
    m_saying->setAlignment(Qt::AlignTop | Qt::AlignLeft);
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
    m_ring->setLongest(view.length);
    showStep(step());
    showTime(view);
    showState(view);
    ringComesOrGoes ? arrange() : sizeWords();
    breathe();
    runOrRestFrames();
}

void StepDisplay::showStep(const core::PlannedStep &step) {
    const QString side = sideText();
    m_title->setText(text(step.title));
    m_side->setText(side);
    m_side->setVisible(!side.isEmpty());
    m_saying->setText(text(m_view.saying));
    m_saying->setVisible(!m_view.saying.empty());
    m_next->setText(nextText());
    showAdded();
    if (step.pose) {
        m_figure->setPose(*step.pose, stepServed(m_view.position).side);
    }
    QStringList phase{stateText(), text(step.title), side, text(m_view.saying),
                      m_added->accessibleName()};
    phase.removeAll(QString());
    const QString words = phase.join(QStringLiteral(". "));
    if (words != m_title->accessibleName()) {
        m_title->setAccessibleName(words);
    }
}

QString StepDisplay::sideText() const {
    const core::PlannedStep &served = stepServed(m_view.position);
    QStringList parts;
    if (served.side) {
        parts << ui::sideText(*served.side);
    }
    if (!m_floorMode && served.rounds > 1) {
        parts << tr("round %1 of %2").arg(served.round).arg(served.rounds);
    }
    return parts.join(QStringLiteral(" · "));
}

/// Time that was added, and that the other side is held as much longer.
void StepDisplay::showAdded() {
    QString seen;
    QString spoken;
    if (m_view.added > core::Milliseconds{0}) {
        const bool asBefore = m_view.added == m_view.carried;
        const QString where =
            asBefore && step().side
                ? tr(", as on the %1").arg(ui::sideText(core::otherSide(*step().side)).toLower())
            : m_view.carriesTo
                ? tr(", on the %1 too").arg(ui::sideText(*m_view.carriesTo).toLower())
                : QString();
        seen = tr("+%1 s%2").arg(wholeSecondsText(m_view.added), where);
        spoken = tr("%1 added%2").arg(spokenSeconds(m_view.added), where);
    }
    m_added->setText(seen);
    m_added->setAccessibleName(spoken);
    // Its line is there before it is needed: it must not move the rest.
    m_added->setMinimumHeight(QFontMetrics(m_theme.font()).height());
    m_added->setVisible(!m_floorMode && step().kind == core::StepKind::Hold);
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
    const std::optional<core::Side> side = stepServed(m_view.position + 1).side;
    if (side && side != stepServed(m_view.position).side) {
        return tr("Next: %1, %2").arg(text(next.title), ui::sideText(*side).toLower());
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
    if (event->size() != event->oldSize()) {
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

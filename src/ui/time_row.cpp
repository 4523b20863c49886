#include "ui/time_row.h"

#include "ui/page_parts.h"
#include "ui/range_slider.h"
#include "ui/step_buttons.h"
#include "ui/text.h"
#include "ui/time_spin_box.h"

#include <QBoxLayout>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace psoas::ui {
namespace {

using core::Seconds;

constexpr Seconds kShortest{1};
constexpr Seconds kLong{240};  ///< from here on people think in minutes

TimeUnit unitOf(const core::Step &step) {
    const Seconds usual = step.recommended ? step.recommended->most : *step.seconds;
    return usual >= kLong ? TimeUnit::Minutes : TimeUnit::Seconds;
}

/// What one step of the slider is: nobody wants to aim at 47 seconds.
int notch(TimeUnit unit) { return unit == TimeUnit::Minutes ? 60 : 5; }

/// Twice what is recommended, so that the range is in sight and so is what is outside it.
int longestOnSlider(const core::Step &step) {
    const Seconds usual = step.recommended ? step.recommended->most : *step.seconds;
    const Seconds most = std::min(std::max(2 * usual, *step.seconds), core::longestStep(step.pose));
    return static_cast<int>(most.count()) / notch(unitOf(step)) * notch(unitOf(step));
}

QString rangeText(const core::SecondsRange &range, TimeUnit unit) {
    if (unit == TimeUnit::Minutes) {
        const bool whole = range.least.count() % 60 == 0 && range.most.count() % 60 == 0;
        return whole ? TimeRow::tr("%1 to %2 minutes")
                           .arg(range.least.count() / 60)
                           .arg(range.most.count() / 60)
                     : TimeRow::tr("%1 to %2 minutes")
                           .arg(clockTime(range.least), clockTime(range.most));
    }
    return TimeRow::tr("%1 to %2 seconds").arg(range.least.count()).arg(range.most.count());
}

}  // namespace

TimeRow::TimeRow(const core::Step &step, QWidget *parent)
    : QWidget(parent), m_step(step), m_box(new TimeSpinBox(unitOf(step))) {
    auto *name = makeLabel("timeName", text(step.title), "key");
    name->setBuddy(m_box);
    setFocusProxy(m_box);
    m_box->setObjectName(QStringLiteral("timeBox-") + text(step.id));
    m_box->setAccessibleName(text(step.title));
    m_box->setRange(static_cast<int>(kShortest.count()),
                    static_cast<int>(core::longestStep(step.pose).count()));
    m_box->setTime(*step.seconds);

    auto *head = new QHBoxLayout;
    head->addWidget(name, 1);
    head->addWidget(withStepButtons(*m_box, text(step.title), notch(unitOf(step))));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace / 2);
    column->addLayout(head);
    connect(m_box, &QSpinBox::valueChanged, this, [this] {
        showTime();
        emit changed();
    });
    if (step.kind == core::StepKind::Hold) {
        makeSlider();
    }
    showTime();
}

void TimeRow::makeSlider() {
    const TimeUnit unit = unitOf(m_step);
    m_slider = new RangeSlider;
    m_slider->setObjectName(QStringLiteral("timeSlider-") + text(m_step.id));
    m_slider->setAccessibleName(tr("%1, slider").arg(text(m_step.title)));
    m_slider->setRange(notch(unit), std::max(2 * notch(unit), longestOnSlider(m_step)));
    m_slider->setSingleStep(notch(unit));
    m_slider->setPageStep((unit == TimeUnit::Minutes ? 5 : 3) * notch(unit));
    layout()->addWidget(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, [this, unit](int seconds) {
        const auto notches = std::lround(static_cast<double>(seconds) / notch(unit));
        m_box->setValue(static_cast<int>(notches) * notch(unit));
        showTime();
    });
    if (m_step.recommended) {
        m_slider->setMarked(
            std::pair(m_step.recommended->least.count(), m_step.recommended->most.count()));
        m_caution = makeLabel("timeCaution", {}, "muted");
        layout()->addWidget(m_caution);
    }
}

void TimeRow::setTheme(const Theme &theme) {
    if (m_slider != nullptr) {
        m_slider->setTheme(theme);
    }
}

Seconds TimeRow::time() const { return m_box->time(); }

void TimeRow::setTime(Seconds time) { m_box->setTime(time); }

void TimeRow::showTime() {
    const TimeUnit unit = unitOf(m_step);
    if (m_slider != nullptr) {
        const QSignalBlocker quiet(m_slider);
        m_slider->setValue(static_cast<int>(time().count()));
    }
    if (m_caution != nullptr) {
        const core::SecondsRange &range = *m_step.recommended;
        const bool within = time() >= range.least && time() <= range.most;
        const QString words = rangeText(range, unit);
        m_caution->setText(within ? tr("Recommended: %1").arg(words)
                                  : tr("Outside the recommended %1. Go by what you feel, and "
                                       "stop if it hurts.")
                                        .arg(words));
        setRole(*m_caution, within ? "muted" : "warm");
    }
}

}  // namespace psoas::ui

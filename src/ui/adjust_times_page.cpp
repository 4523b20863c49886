#include "ui/adjust_times_page.h"

#include "core/plan.h"
#include "ui/page_parts.h"
#include "ui/problems_view.h"
#include "ui/step_buttons.h"
#include "ui/text.h"
#include "ui/time_row.h"
#include "ui/timeline_bar.h"

#include <QBoxLayout>
#include <QSpinBox>
#include <QWheelEvent>

#include <algorithm>

namespace psoas::ui {
namespace {

class RoundsBox : public QSpinBox {
public:
    RoundsBox() {
        setRange(1, core::kMostRounds);
        setFocusPolicy(Qt::StrongFocus);
        setMinimumHeight(kTargetHeight);
    }

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
};

/// With the repeat's title only where there are several.
QString roundsName(const core::Repeat &repeat, const core::Routine &routine) {
    const auto repeats = core::timesOf(routine).times.size();
    return repeats == 1 || repeat.title.empty()
               ? AdjustTimesPage::tr("Rounds")
               : AdjustTimesPage::tr("Rounds: %1").arg(text(repeat.title));
}

/// "4 holds, 3:00 together; about 4 min in all".
QString sumText(const core::Plan &plan) {
    const auto holds =
        std::ranges::count(plan.steps, core::StepKind::Hold, &core::PlannedStep::kind);
    const QString held = clockTime(plan.held());
    const QString words =
        holds == 1 ? AdjustTimesPage::tr("1 hold of %1").arg(held)
                   : AdjustTimesPage::tr("%1 holds, %2 together").arg(QString::number(holds), held);
    return AdjustTimesPage::tr("%1; %2 in all").arg(words, minutesText(plan.total()));
}

}  // namespace

AdjustTimesPage::AdjustTimesPage(QWidget *parent)
    : QWidget(parent),
      m_title(makeLabel("adjustTitle", {}, "title")),
      m_total(makeLabel("adjustTotal", {}, "cue")),
      m_timeline(new TimelineBar),
      m_column(makeReadingColumn(*this)),
      m_fault(new ProblemsView),
      m_reset(makeButton("adjustReset", tr("Reset to shipped"), "quiet")),
      m_save(makeButton("adjustSave", tr("Save"), "primary")) {
    setObjectName(QStringLiteral("adjustTimesPage"));
    m_column->addWidget(makeLabel("adjustKind", tr("Adjust times"), "muted"));
    for (QWidget *each : std::initializer_list<QWidget *>{m_title, m_total, m_timeline, m_fault}) {
        m_column->addWidget(each);
    }
    m_column->addStretch(1);
    auto *cancel = makeButton("adjustCancel", tr("Cancel"), "quiet");
    addFootRow(*this, {cancel, m_reset}, m_save);
    connect(cancel, &QPushButton::clicked, this, &AdjustTimesPage::left);
    connect(m_reset, &QPushButton::clicked, this, &AdjustTimesPage::toShipped);
    connect(m_save, &QPushButton::clicked, this, &AdjustTimesPage::save);
}

void AdjustTimesPage::setTheme(const Theme &theme) {
    m_theme = theme;
    m_timeline->setTheme(theme);
    for (TimeRow *row : m_rows) {
        row->setTheme(theme);
    }
}

void AdjustTimesPage::setView(const AdjustTimesView &view) {
    m_view = view;
    m_resets = false;
    m_title->setText(text(view.unadjusted.title));
    setFault({}, {});
    setWords(*m_reset, view.isShipped ? tr("Reset to shipped") : tr("Reset to the routine's own"));
    delete m_controls;
    m_rows.clear();
    m_rounds.clear();
    m_controls = new QWidget;
    auto *column = new QVBoxLayout(m_controls);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2 * kSpace);
    addRows(view.adjusted, true);
    addRounds(view.adjusted);
    addRows(view.adjusted, false);
    m_column->insertWidget(m_column->indexOf(m_fault) + 1, m_controls);
    setTheme(m_theme);
    showResult();
    if (!m_rows.empty()) {
        // As by Tab: what is typed takes the place of what is there.
        m_rows.front()->setFocus(Qt::TabFocusReason);
    }
}

void AdjustTimesPage::addRows(const core::Routine &routine, bool holds) {
    bool headed = false;
    for (const core::Step *step : core::allSteps(routine)) {
        if (!step->seconds || (step->kind == core::StepKind::Hold) != holds) {
            continue;
        }
        if (!std::exchange(headed, true)) {
            m_controls->layout()->addWidget(makeLabel(
                "adjustGroup", holds ? tr("Holds") : tr("Before, between and after"), "heading"));
        }
        auto *row = new TimeRow(*step);
        m_controls->layout()->addWidget(row);
        m_rows.push_back(row);
        connect(row, &TimeRow::changed, this, &AdjustTimesPage::onChanged);
    }
}

void AdjustTimesPage::addRounds(const core::Routine &routine) {
    for (const core::RoutineStep &each : routine.steps) {
        const auto *repeat = std::get_if<core::Repeat>(&each);
        if (repeat == nullptr) {
            continue;
        }
        auto *box = new RoundsBox;
        box->setObjectName(QStringLiteral("roundsBox-") + text(repeat->id));
        box->setAccessibleName(roundsName(*repeat, routine));
        box->setValue(repeat->times);
        auto *name = makeLabel("roundsName", roundsName(*repeat, routine), "key");
        name->setBuddy(box);
        auto *row = new QHBoxLayout;
        row->addWidget(name, 1);
        row->addWidget(withStepButtons(*box, roundsName(*repeat, routine), 1));
        static_cast<QBoxLayout *>(m_controls->layout())->addLayout(row);
        m_rounds.emplace_back(repeat->id, box);
        connect(box, &QSpinBox::valueChanged, this, &AdjustTimesPage::onChanged);
    }
}

core::Adjustment AdjustTimesPage::times() const {
    core::Adjustment times{.adjusts = m_view.unadjusted.id, .seconds = {}, .times = {}};
    for (const TimeRow *row : m_rows) {
        times.seconds[row->step()] = row->time();
    }
    for (const auto &[repeat, box] : m_rounds) {
        times.times[repeat] = box->value();
    }
    return times;
}

/// Shows the shipped times; it is *Save* that takes the person's own away.
void AdjustTimesPage::toShipped() {
    m_resets = true;
    const core::Adjustment shipped = core::timesOf(m_view.unadjusted);
    for (TimeRow *row : m_rows) {
        row->setTime(shipped.seconds.at(row->step()));
    }
    for (const auto &[repeat, box] : m_rounds) {
        box->setValue(shipped.times.at(repeat));
    }
    showResult();
}

bool AdjustTimesPage::takesOwnTimesAway() const {
    return m_resets && m_view.hasOwnTimes && times() == core::timesOf(m_view.unadjusted);
}

void AdjustTimesPage::save() {
    if (takesOwnTimesAway()) {
        emit resetWanted();
    } else {
        emit saved(core::changedTimes(core::timesOf(m_view.adjusted), times()));
    }
}

/// A fault is about what was there before.
void AdjustTimesPage::onChanged() {
    setFault({}, {});
    showResult();
}

void AdjustTimesPage::showResult() {
    const core::Routine routine = core::adjusted(m_view.unadjusted, times());
    const core::Plan plan = core::planSession(routine);
    const bool tooLong = !core::fitsInSession(routine);
    m_timeline->setPlan(plan);
    m_total->setText(tooLong ? tr("That is longer than a session may be: two hours in all.")
                             : sumText(plan));
    setRole(*m_total, tooLong ? "warm" : "cue");
    const bool changes = times() != core::timesOf(m_view.adjusted) || takesOwnTimesAway();
    m_save->setEnabled(!tooLong && changes);
    m_reset->setEnabled(m_view.hasOwnTimes || times() != core::timesOf(m_view.unadjusted));
}

void AdjustTimesPage::setFault(const QString &sentence, const core::Problems &problems) {
    m_fault->setProblems(problems, sentence);
    bringIntoView(*m_fault);
}

}  // namespace psoas::ui

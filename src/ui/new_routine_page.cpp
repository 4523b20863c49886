#include "ui/new_routine_page.h"

#include "core/plan.h"
#include "ui/page_parts.h"
#include "ui/problems_view.h"
#include "ui/text.h"
#include "ui/tick_box.h"
#include "ui/timeline_bar.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace psoas::ui {
namespace {

/// "2. Tuck your pelvis · left side · 10 seconds", a line for each step.
QString stepsText(const core::Plan &plan) {
    QStringList lines;
    for (const core::PlannedStep &step : plan.steps) {
        QStringList parts{QStringLiteral("%1. %2").arg(lines.size() + 1).arg(text(step.title))};
        if (step.side) {
            parts << sideText(*step.side).toLower();
        }
        parts << (step.seconds ? spokenSeconds(*step.seconds)
                               : NewRoutinePage::tr("waits for you"));
        lines << parts.join(QStringLiteral(" · "));
    }
    return lines.join(QLatin1Char('\n'));
}

QLineEdit *makeEdit(const char *objectName, const QString &name) {
    auto *edit = new QLineEdit;
    edit->setObjectName(QLatin1String(objectName));
    edit->setAccessibleName(name);
    edit->setMinimumHeight(kTargetHeight);
    return edit;
}

/// A name close above what it names.
QWidget *field(QLabel *name, QLineEdit *edit) {
    auto *both = new QWidget;
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace / 2);
    column->addWidget(name);
    column->addWidget(edit);
    name->setBuddy(edit);
    return both;
}

}  // namespace

NewRoutinePage::NewRoutinePage(QWidget *parent)
    : QWidget(parent),
      m_heading(makeLabel("newHeading", {}, "title")),
      m_source(makeLabel("newSource", {}, "muted")),
      m_problems(new ProblemsView),
      m_fault(new ProblemsView),
      m_need(makeLabel("newNeed", {}, "cue")),
      m_timeline(new TimelineBar),
      m_steps(makeLabel("newSteps", {})),
      m_titleName(makeLabel("newTitleName", tr("Title"), "key")),
      m_title(makeEdit("newTitle", tr("Title"))),
      m_idName(makeLabel("newIdName",
                         tr("File name, without .json: small letters, digits, hyphens"), "key")),
      m_id(makeEdit("newId", m_idName->text())),
      m_state(makeLabel("newState", {}, "warm")),
      m_replace(new TickBox("newReplace")),
      m_cancel(makeButton("newCancel", tr("Cancel"), "quiet")),
      m_other(makeButton("newOther", tr("Choose another file…"))),
      m_do(makeButton("newDo", {}, "primary")) {
    setObjectName(QStringLiteral("newRoutinePage"));
    auto *column = makeReadingColumn(*this);
    for (QWidget *each : std::initializer_list<QWidget *>{
             m_heading, m_source, m_problems, m_fault, field(m_titleName, m_title),
             field(m_idName, m_id), m_state, m_replace, m_need, m_timeline, m_steps}) {
        column->addWidget(each);
    }
    column->addStretch(1);
    addFootRow(*this, {m_cancel, m_other}, m_do);

    connect(m_other, &QPushButton::clicked, this, &NewRoutinePage::otherWanted);
    connect(m_cancel, &QPushButton::clicked, this, &NewRoutinePage::left);
    connect(m_title, &QLineEdit::textEdited, this, [this](const QString &title) {
        if (!m_idIsOwn && m_view.idFor) {
            m_id->setText(m_view.idFor(title));
        }
        onIdChanged();
    });
    connect(m_id, &QLineEdit::textEdited, this, [this] {
        m_idIsOwn = true;
        onIdChanged();
    });
    connect(m_replace, &TickBox::toggled, this, &NewRoutinePage::showState);
    connect(m_do, &QPushButton::clicked, this, [this] {
        emit accepted(m_id->text(), m_title->text().trimmed(), isTaken() && m_replace->isChecked());
    });
}

void NewRoutinePage::setTheme(const Theme &theme) { m_timeline->setTheme(theme); }

void NewRoutinePage::setView(const NewRoutineView &view) {
    m_view = view;
    m_idIsOwn = view.idIsGiven;
    m_heading->setText(view.heading);
    m_source->setText(view.source);
    m_problems->setProblems(view.problems, view.faultHeadline);
    setFault({}, {});
    m_title->setText(view.title);
    m_id->setText(view.id);
    m_replace->setChecked(false);
    setWords(*m_do, view.doWords);
    const bool named = view.named && view.routine;
    m_title->parentWidget()->setVisible(named);
    m_id->parentWidget()->setVisible(named);
    m_other->setVisible(!view.routine);
    showPreview();
    showState();
    if (named) {
        m_title->setFocus();
        m_title->selectAll();
    } else {
        (view.routine ? m_do : m_other)->setFocus();
    }
}

void NewRoutinePage::showPreview() {
    for (QWidget *each : std::initializer_list<QWidget *>{m_need, m_timeline, m_steps, m_do}) {
        each->setVisible(m_view.routine.has_value());
    }
    if (m_view.routine) {
        const core::Plan plan = core::planSession(*m_view.routine);
        m_need->setText(needText(*m_view.routine, plan));
        m_timeline->setPlan(plan);
        m_timeline->setVisible(plan.total() > core::Seconds{0});
        m_steps->setText(stepsText(plan));
    }
}

bool NewRoutinePage::isTaken() const {
    return m_view.named ? m_view.ownIds.contains(m_id->text()) : m_view.timesAreHere;
}

/// What was agreed to for one id says nothing about another, and a fault is about what was.
void NewRoutinePage::onIdChanged() {
    m_replace->setChecked(false);
    setFault({}, {});
    showState();
}

/// Why the main button waits; empty if it does not, or if there is nothing to be made.
QString NewRoutinePage::stateText() const {
    if (!m_view.routine) {
        return {};
    }
    if (!m_view.named) {
        return isTaken() ? tr("You have times of your own for this routine already.") : QString();
    }
    if (m_title->text().trimmed().isEmpty()) {
        return tr("Give it a title.");
    }
    if (!core::isId(m_id->text().toStdString())) {
        return tr(
            "The file name may hold small letters a to z, digits, and single hyphens between "
            "them.");
    }
    if (m_view.shippedIds.contains(m_id->text())) {
        return tr("A shipped routine has this name. Choose another one.");
    }
    return isTaken() ? tr("You have a routine with this name already.") : QString();
}

void NewRoutinePage::showState() {
    const QString state = stateText();
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty());
    const bool taken = m_view.routine && isTaken() && m_view.mayReplace;
    m_replace->setText(m_view.named ? tr("Replace my routine (it is kept in the folder “old”)")
                                    : tr("Replace my times (they are kept in the folder “old”)"));
    m_replace->setAccessibleName(m_replace->text());
    m_replace->setVisible(taken);
    m_do->setEnabled(state.isEmpty() || (taken && m_replace->isChecked()));
}

void NewRoutinePage::setFault(const QString &sentence, const core::Problems &problems) {
    m_fault->setProblems(problems, sentence);
    bringIntoView(*m_fault);
}

}  // namespace psoas::ui

#include "ui/new_routine_page.h"

#include "core/plan.h"
#include "ui/page_parts.h"
#include "ui/problems_view.h"
#include "ui/text.h"
#include "ui/timeline_bar.h"

#include <QBoxLayout>
#include <QCheckBox>
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

QLineEdit *makeEdit(const char *objectName, const QString &name, int longest) {
    auto *edit = new QLineEdit;
    edit->setObjectName(QLatin1String(objectName));
    edit->setAccessibleName(name);
    edit->setMaxLength(longest);
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

constexpr int kLongestTitle = 120;
constexpr int kLongestId = 80;

}  // namespace

NewRoutinePage::NewRoutinePage(QWidget *parent)
    : QWidget(parent),
      m_heading(makeLabel("newHeading", {}, "title")),
      m_source(makeLabel("newSource", {}, "muted")),
      m_problems(new ProblemsView),
      m_need(makeLabel("newNeed", {}, "cue")),
      m_timeline(new TimelineBar),
      m_steps(makeLabel("newSteps", {})),
      m_titleName(makeLabel("newTitleName", tr("Title"), "key")),
      m_title(makeEdit("newTitle", tr("Title"), kLongestTitle)),
      m_idName(makeLabel("newIdName",
                         tr("File name, without .json: small letters, digits, hyphens"), "key")),
      m_id(makeEdit("newId", m_idName->text(), kLongestId)),
      m_state(makeLabel("newState", {}, "warm")),
      m_replace(new QCheckBox),
      m_cancel(makeButton("newCancel", tr("Cancel"), "quiet")),
      m_other(makeButton("newOther", tr("Choose another file…"))),
      m_do(makeButton("newDo", {}, "primary")) {
    setObjectName(QStringLiteral("newRoutinePage"));
    m_replace->setObjectName(QStringLiteral("newReplace"));
    auto *column = makeReadingColumn(*this);
    for (QWidget *each : std::initializer_list<QWidget *>{
             m_heading, m_source, m_problems, field(m_titleName, m_title), field(m_idName, m_id),
             m_state, m_replace, m_need, m_timeline, m_steps}) {
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
        showState();
    });
    connect(m_id, &QLineEdit::textEdited, this, [this] {
        m_idIsOwn = true;
        showState();
    });
    connect(m_replace, &QCheckBox::toggled, this, &NewRoutinePage::showState);
    connect(m_do, &QPushButton::clicked, this, [this] {
        emit accepted(m_id->text(), m_title->text().trimmed(), m_replace->isChecked());
    });
}

void NewRoutinePage::setTheme(const Theme &theme) { m_timeline->setTheme(theme); }

void NewRoutinePage::setView(const NewRoutineView &view) {
    m_view = view;
    m_idIsOwn = false;
    m_heading->setText(view.heading);
    m_source->setText(view.source);
    m_problems->setProblems(view.problems, view.faultHeadline);
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

void NewRoutinePage::showState() {
    const bool shipped = m_view.named && m_view.shippedIds.contains(m_id->text());
    const bool taken = m_view.routine && isTaken();
    const bool empty =
        m_view.named && (m_title->text().trimmed().isEmpty() || m_id->text().isEmpty());
    QString state;
    if (shipped && m_view.routine) {
        state = tr("A shipped routine has this id. Choose another one.");
    } else if (taken && m_view.named) {
        state = tr("You have a routine with this id already.");
    } else if (taken) {
        state = tr("You have times of your own for this routine already.");
    }
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty());
    m_replace->setText(m_view.named ? tr("Replace my routine (it is kept in the folder “old”)")
                                    : tr("Replace my times (they are kept in the folder “old”)"));
    m_replace->setAccessibleName(m_replace->text());
    m_replace->setVisible(taken && m_view.mayReplace);
    const bool agreed = m_view.mayReplace && m_replace->isChecked();
    m_do->setEnabled(!shipped && !empty && (!taken || agreed));
}

void NewRoutinePage::setFault(const QString &sentence, const core::Problems &problems) {
    m_problems->setProblems(problems, sentence);
}

}  // namespace psoas::ui

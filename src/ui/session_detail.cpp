#include "ui/session_detail.h"

#include "ui/note_field.h"
#include "ui/page_parts.h"
#include "ui/record_table.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/tightness_scale.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QScrollBar>

namespace psoas::ui {
namespace {

/// "It hurt 0:12 into Hold, left side: Strong but dull. Eased off and went on."
QString hurtText(const core::HurtRecord &hurt, const core::SessionRecord &session) {
    QString where = text(core::stepTitle(session, hurt.step));
    if (hurt.side) {
        where = QStringLiteral("%1, %2").arg(where, sideText(*hurt.side).toLower());
    }
    const QString told = SessionDetail::tr("It hurt %1 into %2: %3.")
                             .arg(heldTime(hurt.at), where,
                                  hurt.kind ? hurtKindText(*hurt.kind)
                                            : SessionDetail::tr("of what kind is not said"));
    return hurt.choice ? QStringLiteral("%1 %2.").arg(told, hurtChoiceText(*hurt.choice)) : told;
}

QString nonZero(core::Milliseconds time) {
    return time > core::Milliseconds{0} ? heldTime(time) : QString();
}

}  // namespace

SessionDetail::SessionDetail(QWidget *parent)
    : QWidget(parent),
      m_title(makeLabel("sessionTitle", {}, "title")),
      m_when(makeLabel("sessionWhen", {}, "muted")),
      m_sums(makeLabel("sessionSums", {}, "cue")),
      m_hurts(makeLabel("sessionHurts", {}, "warm")),
      m_before(new TightnessScale(tr("Tightness before"))),
      m_after(new TightnessScale(tr("Tightness after"))),
      m_noteLabel(makeLabel("sessionNoteLabel", tr("Note"))),
      m_note(makeNoteField("sessionNote")),
      m_edited(makeLabel("sessionEdited", {}, "muted")),
      m_steps(new RecordTable("sessionSteps", tr("Steps"))),
      m_delete(makeButton("sessionDelete", tr("Delete this session"))) {
    setObjectName(QStringLiteral("sessionDetail"));
    m_note->installEventFilter(this);
    m_noteLabel->setBuddy(m_note);

    auto *column = makeReadingColumn(*this);
    for (QWidget *each :
         std::initializer_list<QWidget *>{m_title, m_when, m_sums, m_hurts, m_steps, m_before,
                                          m_after, m_noteLabel, m_note, m_edited}) {
        column->addWidget(each);
    }
    column->addWidget(m_delete, 0, Qt::AlignLeft);
    column->addStretch(1);
    for (TightnessScale *scale : {m_before, m_after}) {
        connect(scale, &TightnessScale::rated, this, &SessionDetail::commit);
    }
    connect(m_delete, &QPushButton::clicked, this, [this] { emit deleteWanted(m_session.id); });
}

void SessionDetail::setSession(const core::SessionRecord &session) {
    const bool isSame = session.id == m_session.id;
    if (!isSame) {
        commit();
    }
    // A note that is being written is not taken away from under the cursor.
    const bool writing = isSame && m_note->document()->isModified();
    m_session = session;
    if (!isSame) {
        findChild<QScrollArea *>()->verticalScrollBar()->setValue(0);
    }
    m_title->setText(text(session.routineTitle));
    m_when->setText(QStringLiteral("%1 · %2").arg(dayAndTimeText(session.startedAt),
                                                  outcomeText(*session.outcome)));
    m_sums->setText(heldText(session).join(QLatin1Char('\n')));
    m_sums->setVisible(!m_sums->text().isEmpty());
    QStringList hurts;
    for (const core::HurtRecord &hurt : session.hurts) {
        hurts << hurtText(hurt, session);
    }
    m_hurts->setText(hurts.join(QLatin1Char('\n')));
    m_hurts->setVisible(!hurts.isEmpty());
    const bool isTechnique = session.answers.empty() && !core::isCheckOutcome(*session.outcome);
    m_before->setVisible(isTechnique);
    m_after->setVisible(isTechnique);
    m_before->setRating(session.tightnessBefore);
    m_after->setRating(session.tightnessAfter);
    if (!writing && m_note->toPlainText() != text(session.note)) {
        m_note->setPlainText(text(session.note));
    }
    m_edited->setText(session.editedAt
                          ? tr("Rating and note as of %1").arg(dayAndTimeText(*session.editedAt))
                          : QString());
    m_edited->setVisible(session.editedAt.has_value());
    isTechnique ? showSteps() : showAnswers();
}

/// The note as it came, unless something was written: showing it may change it, as with the ends
/// of lines.
core::Annotation SessionDetail::written() const {
    return {.tightnessBefore = m_before->rating(),
            .tightnessAfter = m_after->rating(),
            .note = m_note->document()->isModified() ? asNote(m_note->toPlainText()).toStdString()
                                                     : m_session.note};
}

void SessionDetail::commit() {
    if (m_session.id.empty()) {
        return;
    }
    const core::Annotation now = written();
    m_note->document()->setModified(false);
    if (now != core::annotationOf(m_session)) {
        m_session.tightnessBefore = now.tightnessBefore;
        m_session.tightnessAfter = now.tightnessAfter;
        m_session.note = now.note;
        emit annotated(m_session.id, now);
    }
}

void SessionDetail::takeFocus() { m_steps->setFocus(Qt::OtherFocusReason); }

/// A note is kept when the cursor leaves it.
bool SessionDetail::eventFilter(QObject *watched, QEvent *event) {
    if (watched == m_note && (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide)) {
        commit();
    }
    return QWidget::eventFilter(watched, event);
}

void SessionDetail::showSteps() {
    QList<QStringList> rows;
    int rounds = 1;
    for (const core::StepRecord &step : m_session.steps) {
        rounds = std::max(rounds, step.round);
    }
    for (const core::StepRecord &step : m_session.steps) {
        const bool hold = step.kind == core::StepKind::Hold;
        rows << QStringList{text(step.title),
                            step.side ? sideWord(*step.side) : QString(),
                            rounds > 1 && step.side ? QString::number(step.round) : QString(),
                            hold ? clockTime(step.planned) : QString(),
                            hold ? heldTime(step.held) : QString(),
                            nonZero(step.paused),
                            nonZero(step.extended),
                            step.skipped ? tr("yes") : QString()};
    }
    m_steps->fill({tr("Step"), tr("Side"), tr("Round"), tr("Planned"), tr("Held"), tr("Paused"),
                   tr("Added"), tr("Skipped")},
                  rows);
}

void SessionDetail::showAnswers() {
    QList<QStringList> rows;
    for (const core::AnswerRecord &answer : m_session.answers) {
        rows << QStringList{text(core::stepTitle(m_session, answer.question)),
                            answer.yes ? tr("Yes") : tr("No")};
    }
    m_steps->fill({tr("Question"), tr("Answer")}, rows);
}

}  // namespace psoas::ui

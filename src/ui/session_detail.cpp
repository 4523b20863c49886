#include "ui/session_detail.h"

#include "ui/page_parts.h"
#include "ui/record_table.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/tightness_scale.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPlainTextEdit>

namespace psoas::ui {
namespace {

constexpr int kNoteHeight = 88;

QString hurtText(const core::HurtRecord &hurt) {
    const QString where = hurt.side ? sideText(*hurt.side).toLower() : SessionDetail::tr("no side");
    return SessionDetail::tr("It hurt at %1, %2: %3")
        .arg(heldTime(hurt.at), where,
             hurt.kind ? hurtKindText(*hurt.kind) : SessionDetail::tr("not said"));
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
      m_note(new QPlainTextEdit),
      m_edited(makeLabel("sessionEdited", {}, "muted")),
      m_steps(new RecordTable("sessionSteps", tr("Steps"))),
      m_delete(makeButton("sessionDelete", tr("Delete this session"))) {
    setObjectName(QStringLiteral("sessionDetail"));
    m_note->setObjectName(QStringLiteral("sessionNote"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(kNoteHeight);
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
    connect(m_delete, &QPushButton::clicked, this, &SessionDetail::deleteWanted);
}

void SessionDetail::setSession(const core::SessionRecord &session) {
    const bool isOther = session.id != m_session.id;
    if (isOther) {
        commit();
    }
    // It may be read anew while somebody writes.
    const bool keepsNote = !isOther && written().note != annotation().note;
    m_session = session;
    m_title->setText(text(session.routineTitle));
    m_when->setText(QStringLiteral("%1 · %2").arg(dayAndTimeText(session.startedAt),
                                                  outcomeText(*session.outcome)));
    m_sums->setText(heldText(session).join(QLatin1Char('\n')));
    m_sums->setVisible(!m_sums->text().isEmpty());
    QStringList hurts;
    for (const core::HurtRecord &hurt : session.hurts) {
        hurts << hurtText(hurt);
    }
    m_hurts->setText(hurts.join(QLatin1Char('\n')));
    m_hurts->setVisible(!hurts.isEmpty());
    const bool isTechnique = session.answers.empty() && !core::isCheckOutcome(*session.outcome);
    m_before->setVisible(isTechnique);
    m_after->setVisible(isTechnique);
    m_before->setRating(session.tightnessBefore);
    m_after->setRating(session.tightnessAfter);
    if (!keepsNote && m_note->toPlainText() != text(session.note)) {
        m_note->setPlainText(text(session.note));
    }
    m_edited->setText(session.editedAt
                          ? tr("Rating and note as of %1").arg(dayAndTimeText(*session.editedAt))
                          : QString());
    m_edited->setVisible(session.editedAt.has_value());
    isTechnique ? showSteps() : showAnswers();
}

core::Annotation SessionDetail::written() const {
    return {.tightnessBefore = m_before->rating(),
            .tightnessAfter = m_after->rating(),
            .note = m_note->toPlainText().trimmed().toStdString()};
}

core::Annotation SessionDetail::annotation() const {
    core::Annotation known = core::annotationOf(m_session);
    known.note = text(known.note).trimmed().toStdString();
    return known;
}

void SessionDetail::commit() {
    if (m_session.id.empty()) {
        return;
    }
    const core::Annotation now = written();
    if (now != annotation()) {
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
        QString question = text(answer.question);
        for (const core::StepRecord &step : m_session.steps) {
            question = step.step == answer.question ? text(step.title) : question;
        }
        rows << QStringList{question, answer.yes ? tr("Yes") : tr("No")};
    }
    m_steps->fill({tr("Question"), tr("Answer")}, rows);
}

}  // namespace psoas::ui

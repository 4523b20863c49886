#include "ui/history_page.h"

#include "ui/page_parts.h"
#include "ui/plain_table.h"
#include "ui/session_list_model.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/wrapped_rows.h"

#include <QBoxLayout>
#include <QListView>
#include <QTableWidget>

namespace psoas::ui {
namespace {

constexpr int kMargin = 3 * kSpace;
constexpr int kListShare = 2;
constexpr int kDetailShare = 5;

QString hurtText(const core::HurtRecord &hurt) {
    const QString where = hurt.side ? sideText(*hurt.side).toLower() : HistoryPage::tr("no side");
    return HistoryPage::tr("It hurt at %1, %2: %3")
        .arg(heldTime(hurt.at), where,
             hurt.kind ? hurtKindText(*hurt.kind) : HistoryPage::tr("not said"));
}

QString feltText(const core::SessionRecord &session) {
    QStringList parts;
    if (session.tightnessBefore) {
        parts << HistoryPage::tr("Tightness before: %1").arg(*session.tightnessBefore);
    }
    if (session.tightnessAfter) {
        parts << HistoryPage::tr("Tightness after: %1").arg(*session.tightnessAfter);
    }
    if (!session.note.empty()) {
        parts << HistoryPage::tr("Note: %1").arg(text(session.note));
    }
    return parts.join(QLatin1Char('\n'));
}

}  // namespace

HistoryPage::HistoryPage(QWidget *parent)
    : QWidget(parent),
      m_sessions(new SessionListModel(this)),
      m_list(new QListView),
      m_empty(makeLabel("historyEmpty",
                        tr("Nothing here yet. A session that you do is found here afterwards, with "
                           "every step of it."),
                        "cue")),
      m_title(makeLabel("sessionTitle", {}, "title")),
      m_when(makeLabel("sessionWhen", {}, "muted")),
      m_sums(makeLabel("sessionSums", {}, "cue")),
      m_felt(makeLabel("sessionFelt", {})),
      m_hurts(makeLabel("sessionHurts", {}, "warm")),
      m_steps(makePlainTable("sessionSteps", tr("Steps"))) {
    setObjectName(QStringLiteral("historyPage"));
    m_list->setObjectName(QStringLiteral("sessionList"));
    m_list->setAccessibleName(tr("Sessions"));
    m_list->setModel(m_sessions);
    wrapRows(*m_list);
    m_detail = makeDetail();

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    row->setSpacing(kMargin);
    row->addWidget(m_list, kListShare);
    row->addWidget(m_empty, kDetailShare, Qt::AlignTop);
    row->addWidget(m_detail, kDetailShare);

    connect(m_sessions, &SessionListModel::wanted, this, &HistoryPage::wanted);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { showSession(current.row()); });
    showSession(-1);
}

QWidget *HistoryPage::makeDetail() {
    auto *detail = new QWidget;
    auto *column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace);
    for (QWidget *each :
         std::initializer_list<QWidget *>{m_title, m_when, m_sums, m_felt, m_hurts}) {
        column->addWidget(each);
    }
    column->addWidget(m_steps, 1);
    return detail;
}

void HistoryPage::restart() { m_sessions->restart(); }

void HistoryPage::append(const std::optional<std::string> &after,
                         const std::vector<core::SessionRecord> &sessions, bool last) {
    m_sessions->append(after, sessions, last);
    const bool some = m_sessions->rowCount() > 0;
    if (some && !m_list->currentIndex().isValid()) {
        m_list->setCurrentIndex(m_sessions->index(0));
    }
    showSession(m_list->currentIndex().row());
}

void HistoryPage::showSession(int row) {
    const bool some = row >= 0 && row < m_sessions->rowCount();
    m_list->setVisible(m_sessions->rowCount() > 0);
    m_empty->setVisible(!some);
    m_detail->setVisible(some);
    if (!some) {
        return;
    }
    const core::SessionRecord &session = m_sessions->session(row);
    m_title->setText(text(session.routineTitle));
    m_when->setText(QStringLiteral("%1 · %2").arg(dayAndTimeText(session.startedAt),
                                                  outcomeText(*session.outcome)));
    m_sums->setText(heldText(session).join(QLatin1Char('\n')));
    m_sums->setVisible(!m_sums->text().isEmpty());
    m_felt->setText(feltText(session));
    m_felt->setVisible(!m_felt->text().isEmpty());
    QStringList hurts;
    for (const core::HurtRecord &hurt : session.hurts) {
        hurts << hurtText(hurt);
    }
    m_hurts->setText(hurts.join(QLatin1Char('\n')));
    m_hurts->setVisible(!hurts.isEmpty());
    session.answers.empty() ? showSteps(session) : showAnswers(session);
}

void HistoryPage::showSteps(const core::SessionRecord &session) {
    QList<QStringList> rows;
    for (const core::StepRecord &step : session.steps) {
        const bool hold = step.kind == core::StepKind::Hold;
        rows << QStringList{text(step.title),
                            step.side ? sideWord(*step.side) : QString(),
                            QString::number(step.round),
                            hold ? clockTime(step.planned) : QString(),
                            hold ? heldTime(step.held) : QString(),
                            heldTime(step.paused),
                            hold ? clockTime(step.extended) : QString(),
                            step.skipped ? tr("yes") : QString()};
    }
    fillTable(*m_steps,
              {tr("Step"), tr("Side"), tr("Round"), tr("Planned"), tr("Held"), tr("Paused"),
               tr("Added"), tr("Skipped")},
              rows);
}

void HistoryPage::showAnswers(const core::SessionRecord &session) {
    QList<QStringList> rows;
    for (const core::AnswerRecord &answer : session.answers) {
        QString question = text(answer.question);
        for (const core::StepRecord &step : session.steps) {
            question = step.step == answer.question ? text(step.title) : question;
        }
        rows << QStringList{question, answer.yes ? tr("Yes") : tr("No")};
    }
    fillTable(*m_steps, {tr("Question"), tr("Answer")}, rows);
}

}  // namespace psoas::ui

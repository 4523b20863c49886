#include "ui/take_with_page.h"

#include "ui/choice_box.h"
#include "ui/page_parts.h"
#include "ui/theme.h"
#include "ui/tick_box.h"

#include <QBoxLayout>
#include <QLocale>
#include <QProgressBar>

#include <limits>

namespace psoas::ui {
namespace {

void addWay(QBoxLayout &column, QPushButton &button, const QString &words) {
    column.addWidget(makeLabel("takeWords", words, "muted"));
    column.addWidget(&button, 0, Qt::AlignLeft);
}

}  // namespace

TakeWithPage::TakeWithPage(QWidget *parent)
    : QWidget(parent),
      m_csv(makeButton("exportCsv", tr("Save as a table (CSV)…"))),
      m_json(makeButton("exportJson", tr("Save all of it (JSON)…"))),
      m_report(makeButton("exportReport", tr("Save the page (PDF)…"))),
      m_import(makeButton("importJson", tr("Take in a history (JSON)…"))),
      m_time(new ChoiceBox("reportTime", tr("Time on the page"))),
      m_notes(new TickBox("reportNotes", tr("With my notes"))),
      m_lines(makeLabel("previewLines", {})),
      m_conflicts(makeLabel("previewConflicts", {}, "muted")),
      m_take(makeButton("takeIn", tr("Take it in"), "primary")),
      m_preview(makePreview()),
      m_bar(new QProgressBar),
      m_count(makeLabel("transferCount", {}, "muted")),
      m_cancel(makeButton("transferCancel", tr("Cancel"))),
      m_progress(makeProgress()),
      m_told(makeLabel("transferTold", {})) {
    setObjectName(QStringLiteral("takeWithPage"));
    m_time->addChoice(tr("The last 4 weeks"), ReportTime::FourWeeks);
    m_time->addChoice(tr("The last 12 weeks"), ReportTime::TwelveWeeks);
    m_time->addChoice(tr("The last year"), ReportTime::OneYear);
    m_time->addChoice(tr("All of it"), ReportTime::All);
    m_time->choose(ReportTime::TwelveWeeks);

    auto *column = makeReadingColumn(*this);
    column->addWidget(m_progress);
    column->addWidget(m_told);
    column->addWidget(makeLabel("takeOut", tr("Your history as a file"), "heading"));
    addWay(*column, *m_csv, tr("One session a row, for a spreadsheet."));
    addWay(*column, *m_json,
           tr("With every step, for another computer with Psoas Ease or for safekeeping."));
    column->addWidget(makeLabel("takeReport", tr("A page for a physical therapist"), "heading"));
    column->addWidget(makeLabel("takeWords",
                                tr("What you did, how tight it felt, left against right, every "
                                   "stop for pain and every red-flag check."),
                                "muted"));
    column->addWidget(m_time, 0, Qt::AlignLeft);
    column->addWidget(m_notes);
    column->addWidget(m_report, 0, Qt::AlignLeft);
    column->addWidget(makeLabel("takeInHeading", tr("From another computer"), "heading"));
    addWay(*column, *m_import,
           tr("Its sessions are added to yours. What would change is shown first."));
    column->addWidget(m_preview);
    column->addStretch(1);

    connect(m_csv, &QPushButton::clicked, this, &TakeWithPage::csvWanted);
    connect(m_json, &QPushButton::clicked, this, &TakeWithPage::jsonWanted);
    connect(m_report, &QPushButton::clicked, this,
            [this] { emit reportWanted(m_time->chosen<ReportTime>(), m_notes->isChecked()); });
    connect(m_import, &QPushButton::clicked, this, &TakeWithPage::importWanted);
    holdFocusUnseen(*m_told);
    holdFocusUnseen(*m_lines);
    setBusy(false);
    m_told->hide();
    clearPreview();
}

QWidget *TakeWithPage::makePreview() {
    auto *preview = new QFrame;
    preview->setObjectName(QStringLiteral("importPreview"));
    preview->setProperty("role", QStringLiteral("card"));
    auto *away = makeButton("takeNothing", tr("Never mind"), "quiet");
    auto *keys = new QHBoxLayout;
    keys->addWidget(m_take);
    keys->addWidget(away);
    keys->addStretch(1);
    auto *column = new QVBoxLayout(preview);
    column->setContentsMargins(2 * kSpace, 2 * kSpace, 2 * kSpace, 2 * kSpace);
    column->setSpacing(kSpace);
    column->addWidget(m_lines);
    column->addWidget(m_conflicts);
    column->addLayout(keys);
    connect(m_take, &QPushButton::clicked, this, &TakeWithPage::takenIn);
    connect(away, &QPushButton::clicked, this, &TakeWithPage::neverMind);
    return preview;
}

QWidget *TakeWithPage::makeProgress() {
    auto *progress = new QWidget;
    m_bar->setObjectName(QStringLiteral("transferProgress"));
    m_bar->setAccessibleName(tr("Progress"));
    m_bar->setTextVisible(false);
    m_count->setWordWrap(false);
    m_bar->setFixedHeight(kSpace);
    auto *row = new QHBoxLayout(progress);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * kSpace);
    row->addWidget(m_bar, 1);
    row->addWidget(m_count);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &TakeWithPage::cancelled);
    return progress;
}

bool TakeWithPage::holdsFocus(const QWidget &part) const {
    // Of the window, not of the program: while a file dialog closes, nothing has that.
    return part.isAncestorOf(window()->focusWidget());
}

void TakeWithPage::setBusy(bool busy) {
    const bool begins = busy && m_progress->isHidden();
    m_progress->setVisible(busy);
    if (begins) {
        // Before the button that was pressed is disabled, which would hand the focus on to others.
        m_cancel->setFocus();
    }
    for (QPushButton *each : {m_csv, m_json, m_report, m_import, m_take}) {
        each->setEnabled(!busy);
        // What the mouse does while a file is being chosen the button does not hear.
        each->setAttribute(Qt::WA_UnderMouse,
                           each->rect().contains(each->mapFromGlobal(QCursor::pos())));
    }
}

void TakeWithPage::setPreview(const QStringList &lines, const QStringList &conflicts,
                              bool canBeTaken) {
    const bool watched = holdsFocus(*m_progress);
    setBusy(false);
    m_told->hide();
    m_lines->setText(lines.join(QLatin1Char('\n')));
    m_conflicts->setText(conflicts.join(QLatin1Char('\n')));
    m_conflicts->setVisible(!conflicts.isEmpty());
    m_take->setVisible(canBeTaken);
    m_preview->show();
    bringIntoView(*m_preview);
    if (watched) {
        m_lines->setFocus();
    }
}

void TakeWithPage::clearPreview() {
    if (holdsFocus(*m_preview)) {
        m_import->setFocus();
    }
    m_preview->hide();
}

void TakeWithPage::setProgress(std::size_t done, std::size_t total) {
    setBusy(true);
    m_told->hide();
    constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<int>::max());
    m_bar->setMaximum(static_cast<int>(std::min(total, kMost)));
    m_bar->setValue(static_cast<int>(std::min(done, kMost)));
    const auto number = [](std::size_t count) {
        return QLocale().toString(static_cast<qlonglong>(count));
    };
    m_count->setText(total == 0 ? tr("Reading…") : tr("%1 of %2").arg(number(done), number(total)));
}

void TakeWithPage::setTold(const QString &sentence, bool isGood) {
    const bool watched = holdsFocus(*m_progress);
    setBusy(false);
    m_told->setText(sentence);
    setRole(*m_told, isGood ? "good" : "warm");
    m_told->setVisible(!sentence.isEmpty());
    if (!sentence.isEmpty()) {
        bringIntoView(*m_told);
    }
    if (watched) {
        (sentence.isEmpty() ? static_cast<QWidget *>(m_import) : m_told)->setFocus();
    }
}

}  // namespace psoas::ui

#include "ui/history_page.h"

#include "ui/history_overview.h"
#include "ui/history_sessions.h"
#include "ui/page_parts.h"
#include "ui/picture_text.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QShortcut>
#include <QStackedWidget>

namespace psoas::ui {
namespace {

constexpr int kMargin = 3 * kSpace;

QString editText(const app::RecordKeeper::EditInReach &edit) {
    return edit.kind == app::RecordKeeper::EditInReach::Kind::Delete
               ? HistoryPage::tr("deleting %1").arg(sessionsText(static_cast<int>(edit.sessions)))
               : HistoryPage::tr("the change of rating or note");
}

/// Wherever in the window the focus is, as long as the page can be seen.
void addKeys(QPushButton &button, const QList<QKeySequence> &keys, QWidget &page) {
    for (const QKeySequence &each : keys) {
        auto *shortcut = new QShortcut(each, &page);
        QObject::connect(shortcut, &QShortcut::activated, &button, &QPushButton::click);
    }
}

}  // namespace

HistoryPage::HistoryPage(const FileDialogs &dialogs, QWidget *parent)
    : QWidget(parent),
      m_parts(new QButtonGroup(this)),
      m_keys(new QHBoxLayout),
      m_stack(new QStackedWidget),
      m_undo(makeButton("historyUndo", tr("Undo"), "quiet")),
      m_redo(makeButton("historyRedo", tr("Redo"), "quiet")),
      m_overview(new HistoryOverview(dialogs)),
      m_sessions(new HistorySessions) {
    setObjectName(QStringLiteral("historyPage"));
    m_keys->setSpacing(kSpace);
    m_keys->addStretch(1);
    m_keys->addWidget(m_undo);
    m_keys->addWidget(m_redo);
    addPart("historyOverviewKey", tr("Overview"), m_overview);
    addPart("historySessionsKey", tr("Sessions"), m_sessions);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(2 * kSpace);
    column->addLayout(m_keys);
    column->addWidget(m_stack, 1);
    addKeys(*m_undo, QKeySequence::keyBindings(QKeySequence::Undo), *this);
    addKeys(*m_redo, QKeySequence::keyBindings(QKeySequence::Redo) << QKeySequence("Ctrl+Y"),
            *this);
    connect(m_undo, &QPushButton::clicked, this, &HistoryPage::undone);
    connect(m_redo, &QPushButton::clicked, this, &HistoryPage::redone);
    m_parts->button(0)->setChecked(true);
    // A screen reader checks a button without a click.
    connect(m_parts, &QButtonGroup::idToggled, this, [this](int part, bool chosen) {
        if (chosen) {
            show(part);
        }
    });
    setEdits({});
}

void HistoryPage::addPart(const char *objectName, const QString &name, QWidget *part) {
    auto *button = makeButton(objectName, name, "choice");
    button->setCheckable(true);
    const int place = m_stack->addWidget(part);
    m_parts->addButton(button, place);
    m_keys->insertWidget(place, button);
}

void HistoryPage::turnTo(QWidget &part) {
    m_parts->button(m_stack->indexOf(&part))->setChecked(true);
}

void HistoryPage::show(int part) {
    m_sessions->commit();
    m_stack->setCurrentIndex(part);
    emit turned();
}

void HistoryPage::setEdits(const app::RecordKeeper::EditsInReach &edits) {
    // The key presses a button that cannot be seen, too.
    m_undo->setEnabled(edits.undo.has_value());
    m_redo->setEnabled(edits.redo.has_value());
    m_undo->setVisible(edits.undo.has_value());
    m_redo->setVisible(edits.redo.has_value());
    if (edits.undo) {
        setWords(*m_undo, tr("Undo %1").arg(editText(*edits.undo)));
    }
    if (edits.redo) {
        setWords(*m_redo, tr("Redo %1").arg(editText(*edits.redo)));
    }
}

}  // namespace psoas::ui

#include "ui/restore_page.h"

#include "ui/page_parts.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QRadioButton>

namespace psoas::ui {
namespace {
constexpr int kIndent = 32;  ///< to where the words of a radio button begin
}

RestorePage::RestorePage(QWidget *parent)
    : QWidget(parent),
      m_now(makeLabel("restoreNow", {})),
      m_none(makeLabel("restoreNone", tr("There is no backup yet."))),
      m_fault(makeLabel("restoreFault", {}, "dangerLine")),
      m_preview(makeLabel("restorePreview", {}, "cue")),
      m_choice(new QButtonGroup(this)),
      m_rows(new QVBoxLayout),
      m_restore(makeButton("restoreDo", tr("Restore"), "primary")) {
    setObjectName(QStringLiteral("restorePage"));
    auto *cancel = makeButton("restoreCancel", tr("Cancel"), "quiet");
    auto *column = makeReadingColumn(*this);
    column->addWidget(makeLabel("restoreTitle", tr("Restore a backup"), "title"));
    column->addWidget(m_fault);
    column->addWidget(m_now);
    column->addWidget(m_none);
    m_rows->setSpacing(kSpace);
    column->addLayout(m_rows);
    column->addWidget(m_preview);
    column->addStretch(1);
    addFootRow(*this, {cancel}, m_restore);
    connect(m_choice, &QButtonGroup::idToggled, this, [this](int row, bool checked) {
        if (checked) {
            choose(row);
        }
    });
    connect(m_restore, &QPushButton::clicked, this, [this] { emit restored(m_view.chosen); });
    connect(cancel, &QPushButton::clicked, this, &RestorePage::left);
}

void RestorePage::setView(const RestoreView &view) {
    m_view = view;
    m_fault->hide();
    m_now->setText(view.now);
    m_none->setVisible(view.backups.empty());
    while (QLayoutItem *old = m_rows->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    for (int row = 0; row < static_cast<int>(view.backups.size()); ++row) {
        addRow(row);
    }
    choose(-1);
    if (auto *first = m_choice->button(view.chosen); first != nullptr) {
        first->setChecked(true);
    }
}

void RestorePage::addRow(int row) {
    const BackupRow &backup = m_view.backups[static_cast<std::size_t>(row)];
    auto *whole = new QWidget;
    auto *lines = new QVBoxLayout(whole);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(0);
    auto *button = new QRadioButton(backup.made);
    button->setObjectName(QStringLiteral("restoreBackup"));
    button->setMinimumHeight(kTargetHeight);
    button->setEnabled(backup.good);
    auto *more =
        makeLabel("restoreContent", backup.why + QStringLiteral(" · ") + backup.content, "muted");
    more->setContentsMargins(kIndent, 0, 0, 0);
    button->setAccessibleName(backup.made + QStringLiteral(", ") + more->text());
    lines->addWidget(button);
    lines->addWidget(more);
    m_choice->addButton(button, row);
    m_rows->addWidget(whole);
}

void RestorePage::choose(int row) {
    m_view.chosen = row;
    m_restore->setEnabled(row >= 0);
    m_preview->setVisible(row >= 0);
    if (row >= 0) {
        const BackupRow &chosen = m_view.backups[static_cast<std::size_t>(row)];
        m_preview->setText(tr("The history will be as it was on %1: %2. What it holds now is "
                              "backed up first, so this can be undone. Afterwards the red-flag "
                              "check is due, and everything that is closed stays closed.")
                               .arg(chosen.made, chosen.content));
    }
}

void RestorePage::setFault(const QString &sentence) {
    m_fault->setText(sentence);
    m_fault->show();
    bringIntoView(*m_fault);
}

}  // namespace psoas::ui

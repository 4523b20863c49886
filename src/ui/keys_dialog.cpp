#include "ui/keys_dialog.h"

#include "ui/page_parts.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QGridLayout>

namespace psoas::ui {

KeysDialog::KeysDialog(QWidget *parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    const QList<QPair<QString, QString>> keys{
        {tr("Space"), tr("Pause, go on, or \"I'm ready\"")},
        {tr("Left, Right"), tr("Back, skip")},
        {tr("+"), tr("Add 15 seconds")},
        {tr("H"), tr("It hurts")},
        {tr("F"), tr("Floor mode: any other key pauses")},
        {tr("M"), tr("Mute")},
        {tr("Media keys"), tr("Pause, go on or \"I'm ready\", skip, back")},
        {tr("Esc"), tr("End the session; asks first")},
        {tr("Y, N"), tr("Yes, no: in the red-flag check")},
        {tr("S, N"), tr("Something new, nothing new: on the day's short check")},
        {tr("0 to 9, T for 10"), tr("Rate the tightness before or after a session")},
        {tr("Ctrl+Z, Ctrl+Shift+Z"), tr("Undo, redo: in the history")},
        {tr("Delete"), tr("Delete the sessions that are selected in the history")},
        {tr("Ctrl+1 to Ctrl+4"), tr("Today, Routines, History, Settings")},
        {tr("F1"), tr("This page")},
    };
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3 * kSpace, 3 * kSpace, 3 * kSpace, 3 * kSpace);
    column->addWidget(makeLabel("keysTitle", tr("Keys"), "heading"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(3 * kSpace);
    grid->setColumnStretch(1, 1);
    for (int row = 0; row < keys.size(); ++row) {
        auto *key = makeLabel("key", keys[row].first, "key");
        key->setWordWrap(false);
        grid->addWidget(key, row, 0);
        auto *meaning = makeLabel("keyMeaning", keys[row].second);
        meaning->setWordWrap(false);
        grid->addWidget(meaning, row, 1);
    }
    column->addLayout(grid);
    auto *close = makeButton("keysClose", tr("Close"), "primary");
    column->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
}

}  // namespace psoas::ui

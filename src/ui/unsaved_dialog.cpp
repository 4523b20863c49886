#include "ui/unsaved_dialog.h"

#include "ui/page_parts.h"
#include "ui/theme.h"

#include <QBoxLayout>

namespace psoas::ui {
namespace {
constexpr int kLetters = 64;  ///< of a line; buttons of large words need as much
}

UnsavedDialog::UnsavedDialog(int sessions, QWidget *parent) : QDialog(parent) {
    setObjectName(QStringLiteral("unsavedDialog"));
    setWindowTitle(tr("Not saved yet"));
    setMinimumWidth(kLetters * fontMetrics().averageCharWidth());
    const QString what = sessions == 1
                             ? tr("One session is not in the history yet.")
                             : tr("%1 sessions are not in the history yet.").arg(sessions);
    auto *toFile = makeButton("unsavedToFile", tr("Save to a file…"), "primary");
    auto *stay = makeButton("unsavedStay", tr("Stay"));
    auto *closeAnyway = makeButton("unsavedClose", tr("Close without saving"), "quiet");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(3 * kSpace, 3 * kSpace, 3 * kSpace, 3 * kSpace);
    column->setSpacing(2 * kSpace);
    column->addWidget(makeLabel("unsavedTitle", what, "heading"));
    column->addWidget(makeLabel(
        "unsavedWords", tr("It could not be written there. Closed now, it would be lost; in "
                           "a file of its own it is kept.")));
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * kSpace);
    row->addWidget(closeAnyway);
    row->addStretch(1);
    row->addWidget(stay);
    row->addWidget(toFile);
    column->addLayout(row);
    connect(toFile, &QPushButton::clicked, this, [this] { choose(UnsavedChoice::SaveToFile); });
    connect(closeAnyway, &QPushButton::clicked, this,
            [this] { choose(UnsavedChoice::CloseAnyway); });
    connect(stay, &QPushButton::clicked, this, &QDialog::reject);
    toFile->setFocus();
}

void UnsavedDialog::choose(UnsavedChoice choice) {
    m_choice = choice;
    accept();
}

}  // namespace psoas::ui

#include "ui/end_page.h"

#include "ui/note_field.h"
#include "ui/page_parts.h"
#include "ui/text.h"
#include "ui/theme.h"
#include "ui/tightness_scale.h"

#include <QBoxLayout>
#include <QPlainTextEdit>

namespace psoas::ui {
namespace {
constexpr int kDoneHeight = 56;
}  // namespace

EndPage::EndPage(QWidget *parent)
    : QWidget(parent),
      m_title(makeLabel("endTitle", {}, "title")),
      m_guidance(makeLabel("endGuidance", {}, "dangerLine")),
      m_number(makeLabel("endNumber", {}, "dangerLine")),
      m_sums(makeLabel("endSums", {}, "cue")),
      m_unsaved(new QWidget),
      m_scale(new TightnessScale(tr("Tightness after"))),
      m_note(makeNoteField("note")) {
    setObjectName(QStringLiteral("endPage"));
    holdFocusUnseen(*this);
    auto *toFile = makeButton("endToFile", tr("Save to a file…"));
    auto *unsavedRow = new QHBoxLayout(m_unsaved);
    unsavedRow->setContentsMargins(0, 0, 0, 0);
    unsavedRow->setSpacing(2 * kSpace);
    unsavedRow->addWidget(makeLabel("endUnsaved", tr("This session is not saved."), "warm"), 1);
    unsavedRow->addWidget(toFile);
    auto *noteLabel = makeLabel("noteLabel", tr("Note"));
    noteLabel->setBuddy(m_note);
    auto *doneButton = makeButton("endDone", tr("Done"), "primary");
    doneButton->setMinimumHeight(kDoneHeight);

    auto *column = makeReadingColumn(*this);
    for (QWidget *each : std::initializer_list<QWidget *>{m_title, m_guidance, m_number, m_sums,
                                                          m_unsaved, m_scale, noteLabel, m_note}) {
        column->addWidget(each);
    }
    column->addStretch(1);
    addFootRow(*this, {}, doneButton);
    m_scale->takeKeysOf(*this);
    connect(toFile, &QPushButton::clicked, this,
            [this] { emit fileWanted(m_scale->rating(), asNote(m_note->toPlainText())); });
    connect(doneButton, &QPushButton::clicked, this,
            [this] { emit done(m_scale->rating(), asNote(m_note->toPlainText())); });
}

void EndPage::setView(const EndView &view) {
    m_title->setText(outcomeText(*view.session.outcome));
    m_guidance->setText(view.guidance.join(QStringLiteral("\n\n")));
    m_guidance->setVisible(!view.guidance.isEmpty());
    m_number->setText(tr("Emergency number: %1").arg(view.emergencyNumber));
    m_number->setVisible(!view.guidance.isEmpty() && !view.emergencyNumber.isEmpty());
    m_sums->setText(heldText(view.session).join(QLatin1Char('\n')));
    setSaved(view.saved);
    m_scale->clear();
    m_note->clear();
    setAccessibleName(m_title->text());
    setAccessibleDescription((view.guidance + heldText(view.session)).join(QLatin1Char(' ')));
    setFocus(Qt::OtherFocusReason);
}

void EndPage::setSaved(bool saved) { m_unsaved->setVisible(!saved); }

}  // namespace psoas::ui

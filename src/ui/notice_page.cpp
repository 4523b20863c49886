#include "ui/notice_page.h"

#include "ui/page_parts.h"

#include <QBoxLayout>

namespace psoas::ui {

NoticePage::NoticePage(QWidget *parent)
    : QWidget(parent),
      m_title(makeLabel("noticeTitle", {}, "title")),
      m_sentences(makeLabel("noticeSentences", {}, "cue")),
      m_number(makeLabel("noticeEmergencyNumber", {}, "title")),
      m_checkAgain(makeButton("noticeCheckAgain", tr("Check again"))),
      m_changeAnswers(makeButton("noticeChangeAnswers", tr("Change answers"))),
      m_done(makeButton("noticeDone", tr("Done"), "primary")) {
    setObjectName(QStringLiteral("noticePage"));
    holdFocusUnseen(*this);
    auto *column = makeReadingColumn(*this);
    column->addWidget(m_title);
    column->addWidget(m_number);
    column->addWidget(m_sentences);
    column->addStretch(1);
    addFootRow(*this, {m_checkAgain, m_changeAnswers}, m_done);
    connect(m_checkAgain, &QPushButton::clicked, this, &NoticePage::checkAgain);
    connect(m_changeAnswers, &QPushButton::clicked, this, &NoticePage::changeAnswers);
    connect(m_done, &QPushButton::clicked, this, &NoticePage::done);
}

void NoticePage::setView(const NoticeView &view) {
    m_title->setText(view.title);
    setRole(*m_title, view.urgent ? "dangerTitle" : "title");
    m_sentences->setText(view.sentences.join(QStringLiteral("\n\n")));
    m_number->setText(tr("Call %1").arg(view.emergencyNumber));
    m_number->setVisible(!view.emergencyNumber.isEmpty());
    m_checkAgain->setVisible(view.ways.testFlag(NoticeView::CheckAgain));
    m_changeAnswers->setVisible(view.ways.testFlag(NoticeView::ChangeAnswers));
    m_done->setVisible(view.ways.testFlag(NoticeView::Done));
    // A screen reader reads the page by its name as soon as it has the focus.
    setAccessibleName(view.title + QStringLiteral(". ") + view.sentences.join(QLatin1Char(' ')));
    setFocus(Qt::OtherFocusReason);
}

}  // namespace psoas::ui

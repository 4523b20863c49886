#include "ui/weeks_card.h"

#include "ui/page_parts.h"
#include "ui/picture_text.h"
#include "ui/theme.h"

#include <QBoxLayout>

namespace psoas::ui {
namespace {

QString numbersText(const core::StalledProgress &progress) {
    const QString moment = progress.moment == core::RatingMoment::Before
                               ? WeeksCard::tr("before a session")
                               : WeeksCard::tr("after a session");
    return WeeksCard::tr(
               "%1 with %2 or more sessions each, %3 in all. The middle of your "
               "ratings %4 was %5 in the first of these weeks and %6 in the last.")
        .arg(weeksText(progress.weeks))
        .arg(core::kRegularSessions)
        .arg(progress.sessions)
        .arg(moment, ratingText(progress.firstMedian), ratingText(progress.lastMedian));
}

}  // namespace

WeeksCard::WeeksCard(QWidget *parent)
    : QFrame(parent),
      m_numbers(makeLabel("weeksNumbers", {})),
      m_advice(makeLabel("weeksAdvice", {}, "warm")) {
    setObjectName(QStringLiteral("weeksCard"));
    setProperty("role", QStringLiteral("card"));
    auto *away = makeButton("weeksAway", tr("Hide for two weeks"), "quiet");
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * kSpace, 2 * kSpace, 2 * kSpace, 2 * kSpace);
    column->setSpacing(kSpace);
    column->addWidget(
        makeLabel("weeksTitle", tr("Several weeks, and not a point less tight"), "cardTitle"));
    column->addWidget(m_numbers);
    column->addWidget(m_advice);
    column->addWidget(away, 0, Qt::AlignLeft);
    connect(away, &QPushButton::clicked, this, &WeeksCard::putAway);
    hide();
}

void WeeksCard::setView(const std::optional<WeeksCardView> &view) {
    if (view) {
        m_numbers->setText(numbersText(view->progress));
        m_advice->setText(view->advice);
    }
    setVisible(view.has_value());
}

}  // namespace psoas::ui

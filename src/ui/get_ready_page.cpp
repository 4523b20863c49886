#include "ui/get_ready_page.h"

#include "ui/figure_widget.h"
#include "ui/page_parts.h"
#include "ui/text.h"
#include "ui/tightness_scale.h"

#include <QBoxLayout>

#include <vector>

namespace psoas::ui {
namespace {
constexpr int kFigureHeight = 200;
constexpr double kLargeText = 1.4;
constexpr int kReadyHeight = 56;
constexpr int kReadyWidth = 200;

/// One of two, of which exactly one is down.
QPushButton *makeSide(const char *objectName, core::Side side) {
    auto *button = makeButton(objectName, sideText(side), "choice");
    button->setAccessibleName(GetReadyPage::tr("Begin with: %1").arg(sideText(side)));
    button->setCheckable(true);
    button->setAutoExclusive(true);
    return button;
}

}  // namespace

GetReadyPage::GetReadyPage(QWidget *parent)
    : QWidget(parent),
      m_figure(new FigureWidget),
      m_title(makeLabel("getReadyTitle", {}, "title")),
      m_need(makeLabel("getReadyNeed", {}, "muted")),
      m_unheard(makeLabel("getReadyUnheard", {}, "warm")),
      m_hearAgain(makeButton("getReadyHearAgain", tr("Try again"))),
      m_stepTitle(makeLabel("getReadyStep", {}, "heading")),
      m_stepSays(makeLabel("getReadySays", {}, "cue")),
      m_stop(makeLabel("getReadyStop", {}, "warm")),
      m_position(new QHBoxLayout),
      m_sides(new QWidget),
      m_left(makeSide("getReadyLeft", core::Side::Left)),
      m_right(makeSide("getReadyRight", core::Side::Right)),
      m_scale(new TightnessScale(tr("Tightness before"))),
      m_ready(makeButton("getReadyReady", tr("I'm ready"), "primary")) {
    setObjectName(QStringLiteral("getReadyPage"));
    m_unheard->hide();
    m_hearAgain->hide();
    m_figure->setMinimumHeight(kFigureHeight);
    m_ready->setMinimumSize(kReadyWidth, kReadyHeight);
    auto *leaveButton = makeButton("getReadyLeave", tr("Leave"), "quiet");

    auto *words = new QVBoxLayout;
    for (auto *each : {m_stepTitle, m_stepSays, m_stop}) {
        words->addWidget(each);
    }
    words->addStretch(1);
    m_position->setSpacing(3 * kSpace);
    m_position->addLayout(words, 3);
    m_position->addWidget(m_figure, 2);

    auto *sides = new QHBoxLayout(m_sides);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setSpacing(kSpace);
    sides->addWidget(makeLabel("getReadyFirst", tr("You begin with the")));
    sides->addWidget(m_left);
    sides->addWidget(m_right);
    sides->addStretch(1);

    auto *column = makeReadingColumn(*this);
    column->addWidget(m_title);
    column->addWidget(m_need);
    column->addWidget(m_sides);
    column->addLayout(m_position);
    column->addWidget(m_scale);
    m_scale->takeKeysOf(*this);
    column->addStretch(1);
    addFoot(*this, *makeFoot(*leaveButton));

    connect(m_ready, &QPushButton::clicked, this, [this] { emit ready(m_scale->rating()); });
    connect(m_left, &QPushButton::clicked, this,
            [this] { emit firstSideChosen(core::Side::Left); });
    connect(m_right, &QPushButton::clicked, this,
            [this] { emit firstSideChosen(core::Side::Right); });
    connect(leaveButton, &QPushButton::clicked, this, &GetReadyPage::leave);
    connect(m_hearAgain, &QPushButton::clicked, this, &GetReadyPage::hearAgain);
    setTabOrder(m_ready, leaveButton);
    setTabOrder(leaveButton, m_hearAgain);
}

/// What will not be heard is told below the column: it is known late, and nothing that is being
/// read may move for it.
QLayout *GetReadyPage::makeFoot(QPushButton &leaveButton) {
    auto *unheard = new QHBoxLayout;
    unheard->setSpacing(2 * kSpace);
    unheard->addWidget(m_unheard, 1);
    unheard->addWidget(m_hearAgain);
    auto *ways = new QHBoxLayout;
    ways->addWidget(&leaveButton);
    ways->addStretch(1);
    ways->addWidget(m_ready);
    auto *foot = new QVBoxLayout;
    foot->addLayout(unheard);
    foot->addLayout(ways);
    return foot;
}

void GetReadyPage::setTheme(const Theme &theme) {
    m_figure->setTheme(theme);
    m_position->setDirection(theme.textScale > kLargeText ? QBoxLayout::TopToBottom
                                                          : QBoxLayout::LeftToRight);
}

void GetReadyPage::setRoutine(const core::Routine &routine, const core::Plan &plan) {
    m_title->setText(text(routine.title));
    m_need->setText(needText(routine, plan));
    QStringList signs;
    for (const core::StopSign &sign : routine.stopIf) {
        signs << text(sign.say);
    }
    m_stop->setText(tr("When to stop:") + QStringLiteral("\n• ") +
                    signs.join(QStringLiteral("\n• ")));
    m_stop->setVisible(!signs.isEmpty());
    m_scale->clear();
    setAccessibleName(tr("Get ready: %1").arg(m_title->text()));
    setPlan(plan);
    m_ready->setFocus(Qt::OtherFocusReason);
}

void GetReadyPage::setUnheard(const QString &words) {
    m_unheard->setText(words);
    m_unheard->setVisible(!words.isEmpty());
    m_hearAgain->setVisible(!words.isEmpty());
}

void GetReadyPage::setPlan(const core::Plan &plan) {
    const std::vector<core::Side> sides = core::sidesOf(plan.steps);
    const std::optional<core::Side> begins =
        sides.empty() ? std::nullopt : std::optional(sides.front());
    m_sides->setVisible(sides.size() > 1);
    (begins == core::Side::Right ? m_right : m_left)->setChecked(true);
    const core::PlannedStep first = plan.steps.empty() ? core::PlannedStep{} : plan.steps.front();
    m_stepTitle->setText(text(first.title));
    m_stepSays->setText(text(first.say));
    if (first.pose) {
        m_figure->setPose(*first.pose, plan.steps[core::positionServed(plan, 0)].side);
    }
}

}  // namespace psoas::ui

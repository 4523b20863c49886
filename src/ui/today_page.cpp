#include "ui/today_page.h"

#include "ui/page_parts.h"

#include <QBoxLayout>

namespace psoas::ui {
namespace {
constexpr int kPageWidth = 1200;
constexpr int kCardWidth = 264;  ///< less than this, times the text's scale, and cards lie down
constexpr int kPadding = 2 * kSpace;  ///< in a card
}  // namespace

TodayPage::TodayPage(QWidget *parent)
    : QWidget(parent),
      m_check(makeLabel("todayCheck", {}, "cue")),
      m_checkButton(makeButton("todayCheckButton", {})),
      m_weeks(new WeeksCard),
      m_unfinished(new QVBoxLayout),
      m_row(new QHBoxLayout),
      m_sequence(new QFrame),
      m_sequenceWords(makeLabel("sequenceWords", {})),
      m_sequenceStart(makeButton("sequenceStart", tr("Start the sequence"))),
      m_sequenceLack(makeLabel("sequenceLack", {}, "muted")),
      m_last(makeLabel("todayLast", {}, "muted")) {
    setObjectName(QStringLiteral("todayPage"));
    auto *state = new QHBoxLayout;
    state->setSpacing(2 * kSpace);
    state->addWidget(m_check, 1);
    state->addWidget(m_checkButton);
    m_row->setSpacing(2 * kSpace);
    // What is not known yet leaves its place free: nothing moves when it comes.
    for (QWidget *each : std::initializer_list<QWidget *>{m_check, m_checkButton, m_last}) {
        QSizePolicy policy = each->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        each->setSizePolicy(policy);
    }

    auto *column = makeReadingColumn(*this, kPageWidth);
    column->addWidget(makeLabel("todayTitle", tr("Today"), "title"));
    column->addLayout(state);
    column->addWidget(m_weeks);
    column->addLayout(m_unfinished);
    column->addLayout(m_row, 1);
    m_sequence->setProperty("role", QStringLiteral("card"));
    auto *sequence = new QHBoxLayout(m_sequence);
    sequence->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
    sequence->addWidget(m_sequenceWords, 1);
    sequence->addWidget(m_sequenceStart);
    column->addWidget(m_sequence);
    column->addWidget(m_sequenceLack);
    column->addWidget(m_last);
    connect(m_sequenceStart, &QPushButton::clicked, this, [this] { emit started(m_sequenceId); });
    connect(m_checkButton, &QPushButton::clicked, this, &TodayPage::checkStarted);
    connect(m_weeks, &WeeksCard::putAway, this, &TodayPage::weeksPutAway);
}

void TodayPage::setTheme(const Theme &theme) {
    m_theme = theme;
    for (auto *card : m_cards) {
        card->setTheme(theme);
    }
    arrangeCards();
}

void TodayPage::setView(const TodayView &view) {
    m_weeks->setView(view.weeks);
    m_check->setText(view.check);
    setRole(*m_check, view.locked ? "dangerLine" : "cue");
    setWords(*m_checkButton, view.checkDue ? tr("Start Red-flag check") : tr("Check again"));
    // The next thing to do stands out; on other days a routine's own button does.
    setRole(*m_checkButton, view.checkDue ? "primary" : "");
    m_last->setText(view.last.isEmpty() ? tr("Nothing done yet. Choose a routine and press Start.")
                                        : view.last);
    m_check->setVisible(view.checkKnown);
    m_checkButton->setVisible(view.checkKnown);
    m_last->setVisible(view.lastKnown && (!view.locked || !view.last.isEmpty()));
    showCards(view.cards);
    showSequence(view.sequence, view.sequenceLack);
    showUnfinished(view.unfinished);
    orderTabs();
}

/// From top to bottom: cards are made after what stands below them, and Tab would come to them
/// last.
void TodayPage::orderTabs() {
    QWidget *previous = m_checkButton;
    const auto follow = [&previous](QWidget *next) {
        setTabOrder(previous, next);
        previous = next;
    };
    for (int i = 0; i < m_unfinished->count(); ++i) {
        for (auto *button : m_unfinished->itemAt(i)->widget()->findChildren<QPushButton *>()) {
            follow(button);
        }
    }
    for (auto *card : m_cards) {
        follow(card->startButton());
    }
    follow(m_sequenceStart);
}

void TodayPage::showCards(const std::vector<CardView> &cards) {
    while (m_cards.size() > cards.size()) {
        delete m_cards.back();
        m_cards.pop_back();
    }
    while (m_cards.size() < cards.size()) {
        auto *card = new RoutineCard;
        card->setTheme(m_theme);
        connect(card, &RoutineCard::started, this, &TodayPage::started);
        m_row->addWidget(card, 1);
        m_cards.push_back(card);
    }
    for (std::size_t i = 0; i < cards.size(); ++i) {
        m_cards[i]->setView(cards[i]);
    }
    arrangeCards();
}

void TodayPage::showSequence(const std::optional<CardView> &sequence, const QString &lack) {
    m_sequence->setVisible(sequence.has_value());
    m_sequenceLack->setText(lack);
    m_sequenceLack->setVisible(!lack.isEmpty());
    if (sequence) {
        m_sequenceId = sequence->id;
        m_sequenceWords->setText(
            sequence->closed.isEmpty()
                ? tr("All three in a row, with a break between: %1").arg(sequence->need)
                : tr("All three in a row. %1").arg(sequence->closed));
        m_sequenceStart->setAccessibleDescription(sequence->closed);
    }
}

void TodayPage::showUnfinished(const std::vector<UnfinishedView> &unfinished) {
    while (QLayoutItem *old = m_unfinished->takeAt(0)) {
        // It may be the sender's own card: it goes when the event is over.
        old->widget()->hide();
        old->widget()->deleteLater();
        delete old;
    }
    for (const UnfinishedView &each : unfinished) {
        auto *card = new QFrame;
        card->setProperty("role", QStringLiteral("card"));
        auto *row = new QHBoxLayout(card);
        row->setContentsMargins(kPadding, kPadding, kPadding, kPadding);
        row->addWidget(makeLabel("unfinishedWords", each.words), 1);
        if (each.canGoOn) {
            auto *continueButton = makeButton("unfinishedContinue", tr("Continue"), "primary");
            row->addWidget(continueButton);
            connect(continueButton, &QPushButton::clicked, this,
                    [this, id = each.id] { emit continued(id); });
        }
        auto *endButton = makeButton("unfinishedEnd", tr("End it here"));
        row->addWidget(endButton);
        connect(endButton, &QPushButton::clicked, this,
                [this, id = each.id] { emit endedHere(id); });
        m_unfinished->addWidget(card);
    }
}

void TodayPage::arrangeCards() {
    const auto count = static_cast<double>(m_cards.size());
    const double needed = count * kCardWidth * static_cast<double>(m_theme.textScale) +
                          (count - 1) * m_row->spacing();
    const bool lying = readingRoom(*this, kPageWidth) < needed;
    m_row->setDirection(lying ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    for (auto *card : m_cards) {
        card->setLying(lying);
    }
}

void TodayPage::resizeEvent(QResizeEvent *event) {
    QWidget::resizeEvent(event);
    arrangeCards();
}

}  // namespace psoas::ui

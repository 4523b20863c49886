#include "ui/session_filter.h"

#include "ui/choice_box.h"
#include "ui/day_box.h"
#include "ui/page_parts.h"
#include "ui/picture_text.h"
#include "ui/text.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLineEdit>
#include <QScrollArea>

#include <algorithm>
#include <array>

namespace psoas::ui {
namespace {

constexpr int kLeastHeight = 2 * kTargetHeight;
constexpr int kAny = -1;
constexpr int kPain = -2;  ///< among the outcomes: not how it ended, but asked for in one breath

enum class When { AnyTime, FourWeeks, TwelveWeeks, OneYear, Chosen };

constexpr std::array kOutcomes{
    core::Outcome::Completed,   core::Outcome::EndedEarly, core::Outcome::StoppedForPain,
    core::Outcome::Interrupted, core::Outcome::Clear,      core::Outcome::Therapist,
    core::Outcome::Advice,      core::Outcome::Stop,       core::Outcome::Emergency};

/// As high as what is in it, and scrolled where that does not fit.
class Choices : public QScrollArea {
public:
    Choices() {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setFocusPolicy(Qt::NoFocus);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    }
    [[nodiscard]] QSize sizeHint() const override { return widget()->sizeHint(); }
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, kLeastHeight}; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override {
        if (event->type() == QEvent::LayoutRequest) {
            updateGeometry();
        }
        return QScrollArea::eventFilter(watched, event);
    }
};

void addLabelled(QBoxLayout &column, const QString &words, QWidget *control) {
    auto *label = makeLabel("filterLabel", words, "muted");
    label->setBuddy(control);
    column.addWidget(label);
    column.addWidget(control);
}

}  // namespace

SessionFilter::SessionFilter(QWidget *parent)
    : QWidget(parent),
      m_search(new QLineEdit),
      m_more(makeButton("filterMore", tr("Filter"))),
      m_order(new ChoiceBox("sessionOrder", tr("Order"))),
      m_routine(new ChoiceBox("filterRoutine", tr("Routine"))),
      m_outcome(new ChoiceBox("filterOutcome", tr("How it ended"))),
      m_when(new ChoiceBox("filterWhen", tr("When"))),
      m_from(new DayBox("filterFrom", tr("From"))),
      m_until(new DayBox("filterUntil", tr("Until"))),
      m_days(new QWidget),
      m_choices(makeChoices()),
      m_clear(makeButton("filterClear", tr("Show all sessions"))) {
    m_search->setObjectName(QStringLiteral("noteSearch"));
    m_search->setAccessibleName(tr("Search in notes"));
    m_search->setPlaceholderText(tr("Search in notes"));
    m_search->setMinimumHeight(kTargetHeight);
    m_more->setCheckable(true);
    m_order->addChoice(tr("Newest first"), core::HistoryOrder::NewestFirst);
    m_order->addChoice(tr("Oldest first"), core::HistoryOrder::OldestFirst);
    m_order->addChoice(tr("Longest held first"), core::HistoryOrder::LongestHeld);
    m_order->addChoice(tr("Largest drop in tightness first"), core::HistoryOrder::LargestDrop);
    m_order->addChoice(tr("Tightest before first"), core::HistoryOrder::TightestBefore);
    m_order->setMinimumWidth(0);
    m_order->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);

    auto *row = new QHBoxLayout;
    row->setSpacing(kSpace);
    row->addWidget(m_more);
    row->addWidget(m_order, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace);
    column->addWidget(m_search);
    column->addLayout(row);
    column->addWidget(m_choices);
    column->addWidget(m_clear);

    connect(m_search, &QLineEdit::textChanged, this, &SessionFilter::onChanged);
    connect(m_more, &QPushButton::toggled, this, &SessionFilter::showChoices);
    for (ChoiceBox *box : {m_order, m_routine, m_outcome}) {
        connect(box, &QComboBox::activated, this, &SessionFilter::onChanged);
    }
    connect(m_when, &QComboBox::activated, this, &SessionFilter::onWhen);
    // The one that is set takes the other along: nothing lies between a day and one before it.
    connect(m_from, &DayBox::dateChanged, this, [this] {
        m_until->setDay(std::max(m_from->day(), m_until->day()));
        onChanged();
    });
    connect(m_until, &DayBox::dateChanged, this, [this] {
        m_from->setDay(std::min(m_from->day(), m_until->day()));
        onChanged();
    });
    connect(m_clear, &QPushButton::clicked, this, &SessionFilter::clear);
    showChoices();
}

QWidget *SessionFilter::makeChoices() {
    m_routine->addChoice(tr("Any routine"), kAny);
    m_outcome->addChoice(tr("Any way"), kAny);
    for (const core::Outcome outcome : kOutcomes) {
        m_outcome->addChoice(outcomeText(outcome), outcome);
    }
    m_outcome->addChoice(tr("With pain in it"), kPain);
    m_when->addChoice(tr("At any time"), When::AnyTime);
    m_when->addChoice(tr("In the last 4 weeks"), When::FourWeeks);
    m_when->addChoice(tr("In the last 12 weeks"), When::TwelveWeeks);
    m_when->addChoice(tr("In the last year"), When::OneYear);
    m_when->addChoice(tr("Between two days"), When::Chosen);
    for (ChoiceBox *box : {m_routine, m_outcome, m_when}) {
        box->setMinimumWidth(0);
        box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }
    auto *days = new QVBoxLayout(m_days);
    days->setContentsMargins(0, 0, 0, 0);
    addLabelled(*days, m_from->accessibleName(), m_from);
    addLabelled(*days, m_until->accessibleName(), m_until);

    auto *sheet = new QWidget;
    auto *column = new QVBoxLayout(sheet);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace / 2);
    for (ChoiceBox *box : {m_routine, m_outcome, m_when}) {
        addLabelled(*column, box->accessibleName(), box);
    }
    column->addWidget(m_days);
    // In a low window, or with large type, they are more than there is room for beside the list.
    auto *choices = new Choices;
    choices->setWidget(sheet);
    return choices;
}

void SessionFilter::setRoutines(const std::vector<std::pair<std::string, QString>> &routines) {
    const int chosen = m_routine->chosen<int>();
    const std::string id =
        chosen == kAny ? std::string() : m_routineIds[static_cast<std::size_t>(chosen)];
    const QString title = m_routine->currentText();
    const QSignalBlocker quiet(m_routine);
    while (m_routine->count() > 1) {
        m_routine->removeItem(1);
    }
    m_routineIds.clear();
    const auto add = [this](const std::string &each, const QString &words) {
        m_routine->addChoice(words, static_cast<int>(m_routineIds.size()));
        m_routineIds.push_back(each);
    };
    for (const auto &[each, words] : routines) {
        add(each, words);
    }
    if (chosen == kAny) {
        return;
    }
    // What is looked for stays so, though the last session of it may be gone.
    if (std::ranges::find(m_routineIds, id) == m_routineIds.end()) {
        add(id, title);
    }
    m_routine->choose(static_cast<int>(std::ranges::find(m_routineIds, id) - m_routineIds.begin()));
}

void SessionFilter::showChoices() {
    m_choices->setVisible(m_more->isChecked());
    m_days->setVisible(m_when->chosen<When>() == When::Chosen);
    m_clear->setVisible(leavesOut());
}

/// The days to choose from begin with the twelve weeks that the page shows first.
void SessionFilter::onWhen() {
    if (m_when->chosen<When>() == When::Chosen && m_days->isHidden()) {
        m_from->setDay(firstOfLast(std::chrono::weeks{12}, m_today, m_firstWeekday));
        m_until->setDay(m_today);
    }
    onChanged();
}

void SessionFilter::onChanged() {
    showChoices();
    emit changed();
}

bool SessionFilter::leavesOut() const {
    return m_routine->chosen<int>() != kAny || m_outcome->chosen<int>() != kAny ||
           m_when->chosen<When>() != When::AnyTime || !m_search->text().trimmed().isEmpty();
}

void SessionFilter::clear() {
    m_routine->choose(kAny);
    m_outcome->choose(kAny);
    m_when->choose(When::AnyTime);
    {
        const QSignalBlocker quiet(m_search);
        m_search->clear();
    }
    onChanged();
}

core::HistoryOrder SessionFilter::order() const { return m_order->chosen<core::HistoryOrder>(); }

core::HistoryFilter SessionFilter::filter() const {
    core::HistoryFilter filter;
    if (const int routine = m_routine->chosen<int>(); routine != kAny) {
        filter.routineId = m_routineIds[static_cast<std::size_t>(routine)];
    }
    filter.onlyWithPain = m_outcome->chosen<int>() == kPain;
    if (m_outcome->chosen<int>() >= 0) {
        filter.outcome = m_outcome->chosen<core::Outcome>();
    }
    switch (m_when->chosen<When>()) {
        case When::AnyTime:
            break;
        case When::FourWeeks:
            filter.from = firstOfLast(std::chrono::weeks{4}, m_today, m_firstWeekday);
            break;
        case When::TwelveWeeks:
            filter.from = firstOfLast(std::chrono::weeks{12}, m_today, m_firstWeekday);
            break;
        case When::OneYear:
            filter.from = firstOfLast(kYear, m_today, m_firstWeekday);
            break;
        case When::Chosen:
            filter.from = m_from->day();
            filter.until = m_until->day();
            break;
    }
    if (const QString words = m_search->text().trimmed().toCaseFolded(); !words.isEmpty()) {
        filter.noteMatches = [words](std::string_view note) {
            return QString::fromUtf8(note.data(), static_cast<qsizetype>(note.size()))
                .toCaseFolded()
                .contains(words);
        };
    }
    return filter;
}

}  // namespace psoas::ui

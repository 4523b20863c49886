#include "ui/session_settings.h"

#include "core/breath.h"
#include "ui/choice_box.h"
#include "ui/page_parts.h"
#include "ui/step_buttons.h"
#include "ui/theme.h"
#include "ui/time_spin_box.h"

#include <QGridLayout>

namespace psoas::ui {
namespace {

constexpr int kLongestGetReady = static_cast<int>(app::kLongestGetReady.count());
constexpr int kLongestBreath = static_cast<int>(core::kLongestBreath.count());
/// What is offered to whoever wants a breath of their own: that of the shipped routines.
constexpr core::Breathing kUsual{.in = core::Seconds{4}, .out = core::Seconds{6}};

enum class Sides { InTurn, AsRoutine };
enum class Countdown { Seconds, Breaths };
enum class Breath { OfRoutine, Own };

TimeSpinBox *makeTime(const char *objectName, const QString &name, int least, int most) {
    auto *box = new TimeSpinBox(TimeUnit::Seconds);
    box->setObjectName(QLatin1String(objectName));
    box->setAccessibleName(name);
    box->setRange(least, most);
    return box;
}

void addRow(QGridLayout &grid, const QString &words, QWidget *control) {
    const int row = grid.rowCount();
    auto *label = makeLabel("settingsLabel", words);
    label->setBuddy(control);
    grid.addWidget(label, row, 0);
    grid.addWidget(control, row, 1);
}

void addTimeRow(QGridLayout &grid, TimeSpinBox &box) {
    addRow(grid, box.accessibleName(), withStepButtons(box, box.accessibleName(), 1));
}

}  // namespace

SessionSettings::SessionSettings(QWidget *parent)
    : QWidget(parent),
      m_getReady(makeTime("settingsGetReady", tr("Time to get ready after \"I'm ready\""), 0,
                          kLongestGetReady)),
      m_sides(new ChoiceBox("settingsSides", tr("Side to begin with"))),
      m_countdown(new ChoiceBox("settingsCountdown", tr("Time left in a hold"))),
      m_breath(new ChoiceBox("settingsBreath", tr("Breath"))),
      m_parts{makeTime("settingsBreathIn", tr("Breathe in"), 1, kLongestBreath),
              makeTime("settingsBreathAfterIn", tr("Pause, breathed in"), 0, kLongestBreath),
              makeTime("settingsBreathOut", tr("Breathe out"), 1, kLongestBreath),
              makeTime("settingsBreathAfterOut", tr("Pause, breathed out"), 0, kLongestBreath)},
      m_own(new QWidget) {
    m_sides->addChoice(tr("The other one each time"), Sides::InTurn);
    m_sides->addChoice(tr("As the routine says"), Sides::AsRoutine);
    m_countdown->addChoice(tr("In seconds"), Countdown::Seconds);
    m_countdown->addChoice(tr("In breaths"), Countdown::Breaths);
    m_breath->addChoice(tr("As the routine says"), Breath::OfRoutine);
    m_breath->addChoice(tr("My own"), Breath::Own);

    auto *own = new QGridLayout(m_own);
    own->setContentsMargins(3 * kSpace, 0, 0, 0);
    own->setColumnStretch(0, 1);
    own->setVerticalSpacing(kSpace);
    for (TimeSpinBox *part : m_parts) {
        addTimeRow(*own, *part);
    }
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(kSpace);
    addTimeRow(*grid, *m_getReady);
    for (ChoiceBox *box : {m_sides, m_countdown, m_breath}) {
        addRow(*grid, box->accessibleName(), box);
    }
    grid->addWidget(m_own, grid->rowCount(), 0, 1, 2);

    connect(m_getReady, &QSpinBox::valueChanged, this, &SessionSettings::handOut);
    for (ChoiceBox *box : {m_sides, m_countdown, m_breath}) {
        connect(box, &QComboBox::activated, this, &SessionSettings::handOut);
    }
    for (TimeSpinBox *part : m_parts) {
        connect(part, &QSpinBox::valueChanged, this, &SessionSettings::handOut);
    }
}

void SessionSettings::setView(const app::SessionSettings &view) {
    const QSignalBlocker quiet(this);
    m_getReady->setTime(view.getReady);
    m_sides->choose(view.alternateSides ? Sides::InTurn : Sides::AsRoutine);
    m_countdown->choose(view.holdsInBreaths ? Countdown::Breaths : Countdown::Seconds);
    m_breath->choose(view.breathing ? Breath::Own : Breath::OfRoutine);
    const core::Breathing shown = view.breathing.value_or(kUsual);
    const std::array parts{shown.in, shown.afterIn, shown.out, shown.afterOut};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        m_parts.at(i)->setTime(parts.at(i));
    }
    showBreath();
}

void SessionSettings::showBreath() { m_own->setVisible(m_breath->chosen<Breath>() == Breath::Own); }

core::Breathing SessionSettings::breath() const {
    return {.in = m_parts[0]->time(),
            .out = m_parts[2]->time(),
            .afterIn = m_parts[1]->time(),
            .afterOut = m_parts[3]->time()};
}

void SessionSettings::handOut() {
    showBreath();
    const bool own = m_breath->chosen<Breath>() == Breath::Own;
    emit chosen({.getReady = m_getReady->time(),
                 .alternateSides = m_sides->chosen<Sides>() == Sides::InTurn,
                 .holdsInBreaths = m_countdown->chosen<Countdown>() == Countdown::Breaths,
                 .breathing = own ? std::optional(breath()) : std::nullopt});
}

}  // namespace psoas::ui

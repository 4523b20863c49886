#include "ui/player_page.h"

#include "app/media_key.h"
#include "ui/choice_panel.h"
#include "ui/page_parts.h"
#include "ui/step_display.h"
#include "ui/text.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QProgressBar>
#include <QShortcut>
#include <QStackedLayout>

#include <array>
#include <utility>

namespace psoas::ui {
namespace {

constexpr int kMargin = 3 * kSpace;
constexpr int kMainWidth = 180;
constexpr int kControlHeight = 56;
constexpr int kBarHeight = 8;

// The order of the choices in the panels below.
constexpr std::array kHurtKinds{core::HurtKind::Sharp, core::HurtKind::Numb, core::HurtKind::Dull};
constexpr std::array kHurtChoices{core::HurtChoice::EaseOff, core::HurtChoice::FinishHold,
                                  core::HurtChoice::SkipHold, core::HurtChoice::EndSession};
enum EndAnswer { GoOn, End, ItHurts };

// Where the desktop does not take them for its player controls.
constexpr std::array<std::pair<Qt::Key, app::MediaKey>, 6> kMediaKeys{
    {{Qt::Key_MediaPlay, app::MediaKey::Play},
     {Qt::Key_MediaPause, app::MediaKey::Pause},
     {Qt::Key_MediaTogglePlayPause, app::MediaKey::PlayPause},
     {Qt::Key_MediaStop, app::MediaKey::Stop},
     {Qt::Key_MediaNext, app::MediaKey::Next},
     {Qt::Key_MediaPrevious, app::MediaKey::Previous}}};

/// Takes the focus by Tab only: a click on it leaves the focus where a screen reader listens.
QPushButton *makeControl(const char *objectName, const QString &words, const char *role = "") {
    auto *button = makeButton(objectName, words, role);
    button->setFocusPolicy(Qt::TabFocus);
    button->setProperty("far", true);  // to be read from a mat
    button->setMinimumHeight(kControlHeight);
    return button;
}

QPushButton *makeQuiet(const char *objectName, const QString &words) {
    auto *button = makeButton(objectName, words, "quiet");
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

}  // namespace

PlayerPage::PlayerPage(std::function<core::Milliseconds()> elapsed, QWidget *parent)
    : QWidget(parent),
      m_panels(new QStackedLayout(this)),
      m_display(new StepDisplay(std::move(elapsed))),
      m_routine(makeLabel("playerRoutine", {}, "muted")),
      m_whole(new QProgressBar),
      m_main(makeControl("playerMain", tr("Pause"), "primary")),
      m_back(makeControl("playerBack", tr("Back"))),
      m_skip(makeControl("playerSkip", tr("Skip"))),
      m_extend(makeControl("playerExtend", tr("Add 15 seconds"))),
      m_hurt(makeControl("playerHurt", tr("It hurts"), "danger")),
      m_end(makeQuiet("playerEnd", tr("End session"))),
      m_floor(makeQuiet("playerFloor", tr("Floor mode"))),
      m_leaveFloor(makeControl("playerLeaveFloor", tr("Leave floor mode"))),
      m_mute(makeQuiet("playerMute", tr("Mute"))),
      m_muted(makeLabel("playerMuted", tr("Muted: nothing is heard"), "warm")),
      m_body(makeBody()) {
    setObjectName(QStringLiteral("playerPage"));
    m_panels->addWidget(m_body);
    makePanels();
    makeKeys();

    for (auto *each : {m_back, m_skip, m_extend}) {
        each->setProperty("repeats", true);
    }
    const auto emits = [this](QPushButton *button, const core::Event &event) {
        connect(button, &QPushButton::clicked, this, [this, event] { emit happened(event); });
    };
    emits(m_back, core::event::Back{});
    emits(m_skip, core::event::Skip{});
    emits(m_extend, core::event::Extend{});
    emits(m_hurt, core::event::Hurt{});
    connect(m_main, &QPushButton::clicked, this, &PlayerPage::pressMain);
    connect(m_end, &QPushButton::clicked, this, &PlayerPage::askToEnd);
    connect(m_mute, &QPushButton::toggled, this, &PlayerPage::muteChanged);
    connect(m_mute, &QPushButton::toggled, this, &PlayerPage::showControls);
    connect(m_leaveFloor, &QPushButton::clicked, this, [this] { setFloorMode(false); });
    connect(m_floor, &QPushButton::clicked, this, [this] { setFloorMode(!m_floorMode); });
}

QWidget *PlayerPage::makeBody() {
    m_main->setMinimumWidth(kMainWidth);
    m_mute->setCheckable(true);
    m_whole->setTextVisible(false);
    m_whole->setFixedHeight(kBarHeight);
    m_whole->setObjectName(QStringLiteral("wholeSession"));

    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("playerBody"));
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kMargin, 2 * kSpace, kMargin, kMargin);
    column->setSpacing(2 * kSpace);
    column->addLayout(makeTop());
    column->addWidget(m_display, 1);
    column->addWidget(m_whole);
    column->addLayout(makeBottom());
    return body;
}

QLayout *PlayerPage::makeTop() {
    auto *row = new QHBoxLayout;
    m_muted->setWordWrap(false);
    row->addWidget(m_routine, 1);
    row->addWidget(m_muted);
    for (auto *button : {m_mute, m_floor, m_end}) {
        row->addWidget(button);
    }
    return row;
}

QLayout *PlayerPage::makeBottom() {
    auto *row = new QHBoxLayout;
    row->setSpacing(kSpace);
    for (auto *button : {m_back, m_main, m_skip, m_extend, m_leaveFloor}) {
        row->addWidget(button);
    }
    row->addStretch(1);
    row->addWidget(m_hurt);
    return row;
}

void PlayerPage::makePanels() {
    m_hurtKind = new ChoicePanel(tr("What does it feel like?"),
                                 tr("The time has stopped. Take all the time you need."),
                                 {{"hurtSharp", hurtKindText(core::HurtKind::Sharp), "danger"},
                                  {"hurtNumb", hurtKindText(core::HurtKind::Numb), "danger"},
                                  {"hurtDull", hurtKindText(core::HurtKind::Dull)}});
    m_hurtDull = new ChoicePanel(tr("Strong but dull: how do you want to go on?"),
                                 tr("Easing off is always right. Nothing here has to hurt."),
                                 {{"hurtEaseOff", tr("Ease off and go on"), "primary"},
                                  {"hurtFinish", tr("Finish this hold")},
                                  {"hurtSkip", tr("Skip this hold")},
                                  {"hurtEnd", tr("End session")}});
    m_endQuestion =
        new ChoicePanel(tr("End the session?"), tr("What you have held so far is kept."),
                        {{"endGoOn", tr("Go on"), "primary"},
                         {"endSession", tr("End session")},
                         {"endHurt", tr("It hurts"), "danger"}});
    for (auto *panel : {m_hurtKind, m_hurtDull, m_endQuestion}) {
        m_panels->addWidget(panel);
    }
    connect(m_hurtKind, &ChoicePanel::chosen, this, [this](int position) {
        emit happened(core::event::NameHurt{kHurtKinds.at(static_cast<std::size_t>(position))});
    });
    connect(m_hurtDull, &ChoicePanel::chosen, this, &PlayerPage::chooseAfterHurt);
    connect(m_endQuestion, &ChoicePanel::chosen, this, &PlayerPage::answerEnd);
}

void PlayerPage::makeKeys() {
    const auto happens = [this](const core::Event &event) {
        return [this, event] { emit happened(event); };
    };
    m_bodyKeys = {
        addKey(Qt::Key_Space, [this] { pressMain(); }),
        addKey(Qt::Key_Left, happens(core::event::Back{})),
        addKey(Qt::Key_Right, happens(core::event::Skip{})),
        addKey(Qt::Key_Plus, happens(core::event::Extend{})),
        addKey(Qt::Key_F, [this] { setFloorMode(!m_floorMode); }),
        addKey(Qt::Key_M, [this] { m_mute->toggle(); }),
    };
    for (const auto &[key, meaning] : kMediaKeys) {
        m_bodyKeys.push_back(addKey(key, [this, asked = meaning] {
            if (const auto event = app::eventFor(asked, m_view.phase)) {
                emit happened(*event);
            }
        }));
    }
    addKey(Qt::Key_H, [this] {
        m_askingToEnd = false;
        emit happened(core::event::Hurt{});
        showPanel();
    });
    m_endKey = addKey(Qt::Key_Escape, [this] { m_askingToEnd ? answerEnd(GoOn) : askToEnd(); });
}

QShortcut *PlayerPage::addKey(Qt::Key key, const std::function<void()> &act) {
    auto *shortcut = new QShortcut(QKeySequence(key), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    shortcut->setAutoRepeat(false);
    connect(shortcut, &QShortcut::activated, this, act);
    return shortcut;
}

void PlayerPage::setTheme(const Theme &theme) { m_display->setTheme(theme); }

bool PlayerPage::isMuted() const { return m_mute->isChecked(); }

void PlayerPage::setPlan(const core::Plan &plan) {
    m_plan = plan;
    m_askingToEnd = m_pausedToAsk = false;
    m_mute->setChecked(false);
    m_routine->setText(text(plan.routineTitle));
    m_display->setPlan(plan);
    // What holds the focus is read out by screen readers: it is the phase, unless the person tabs.
    m_display->phase()->setFocus(Qt::OtherFocusReason);
}

void PlayerPage::setHoldsInBreaths(bool on) { m_display->setHoldsInBreaths(on); }

void PlayerPage::setView(const core::SessionView &view) {
    m_view = view;
    // A key of the desktop's player controls may have let it go on: that is an answer too.
    m_askingToEnd = m_askingToEnd && !isTimed();
    m_display->setView(view);
    showWhole();
    showControls();
    showPanel();
}

void PlayerPage::showWhole() {
    // A bar with a new value paints at once, and with it all that has changed in the window so far,
    // before it has found its place.
    m_whole->setUpdatesEnabled(false);
    m_whole->setRange(
        0, static_cast<int>(std::chrono::ceil<core::Seconds>(m_view.planLength).count()));
    m_whole->setValue(
        static_cast<int>(std::chrono::floor<core::Seconds>(m_view.planElapsed).count()));
    m_whole->setUpdatesEnabled(true);
    m_whole->setAccessibleName(
        tr("Whole session: %1 of %2")
            .arg(heldTime(m_view.planElapsed), clockTime(m_view.planLength)));
}

bool PlayerPage::isTimed() const {
    return m_view.phase == core::Phase::Running || m_view.phase == core::Phase::CountIn;
}

void PlayerPage::showControls() {
    const bool waits = m_view.phase == core::Phase::Waiting;
    const bool paused = m_view.phase == core::Phase::Paused;
    const QString words = waits ? tr("I'm ready") : paused ? tr("Resume") : tr("Pause");
    if (words != m_main->accessibleName()) {
        setWords(*m_main, words);
    }
    m_extend->setEnabled(m_view.canExtend);
    m_main->setVisible(!m_floorMode || waits || paused);
    for (QWidget *each : std::initializer_list<QWidget *>{m_back, m_skip, m_extend, m_end, m_floor,
                                                          m_mute, m_routine, m_whole}) {
        each->setVisible(!m_floorMode);
    }
    m_muted->setVisible(!m_floorMode && isMuted());
    m_leaveFloor->setVisible(m_floorMode && (waits || paused));
}

void PlayerPage::showPanel() {
    QWidget *wanted = m_body;
    if (m_askingToEnd) {
        wanted = m_endQuestion;
    } else if (m_view.phase == core::Phase::Hurt) {
        wanted = m_hurtKind;
    } else if (m_view.phase == core::Phase::HurtDull) {
        wanted = m_hurtDull;
        const bool hold = m_plan.steps[m_view.position].kind == core::StepKind::Hold;
        m_hurtDull->setOffered(1, hold);
        m_hurtDull->setOffered(2, hold);
    }
    for (auto *key : m_bodyKeys) {
        key->setEnabled(wanted == m_body);
    }
    // What hurts has to be said: there is no way past that question.
    m_endKey->setEnabled(wanted == m_body || wanted == m_endQuestion);
    if (wanted == m_panels->currentWidget()) {
        return;
    }
    m_panels->setCurrentWidget(wanted);
    if (wanted == m_body) {
        m_display->phase()->setFocus(Qt::OtherFocusReason);
    }
}

void PlayerPage::pressMain() {
    switch (m_view.phase) {
        case core::Phase::Waiting:
            emit happened(core::event::Ready{});
            break;
        case core::Phase::Paused:
            emit happened(core::event::Resume{});
            break;
        default:
            pauseIfRunning();
    }
}

void PlayerPage::pauseIfRunning() {
    if (isTimed()) {
        emit happened(core::event::Pause{});
    }
}

void PlayerPage::askToEnd() {
    m_pausedToAsk = isTimed();
    m_askingToEnd = true;
    pauseIfRunning();
    showPanel();
}

void PlayerPage::answerEnd(int position) {
    m_askingToEnd = false;
    const bool resumes = std::exchange(m_pausedToAsk, false);
    if (position == End) {
        emit happened(core::event::End{});
    } else if (position == ItHurts) {
        emit happened(core::event::Hurt{});
    } else if (resumes) {
        emit happened(core::event::Resume{});
    }
    showPanel();
}

void PlayerPage::chooseAfterHurt(int position) {
    emit happened(
        core::event::ChooseAfterHurt{kHurtChoices.at(static_cast<std::size_t>(position))});
}

void PlayerPage::setFloorMode(bool on) {
    if (on == m_floorMode) {
        return;
    }
    // Before the controls go: one that is hidden with the focus on it would press Tab.
    m_display->phase()->setFocus(Qt::OtherFocusReason);
    m_floorMode = on;
    m_display->setFloorMode(on);
    showControls();
    emit floorModeChanged(on);
}

void PlayerPage::keyPressEvent(QKeyEvent *event) {
    const bool pauses =
        m_floorMode && m_panels->currentWidget() == m_body && !event->isAutoRepeat();
    if (pauses) {
        pauseIfRunning();
        return;
    }
    QWidget::keyPressEvent(event);
}

void PlayerPage::mousePressEvent(QMouseEvent *event) {
    if (m_floorMode && m_panels->currentWidget() == m_body) {
        pauseIfRunning();
        return;
    }
    QWidget::mousePressEvent(event);
}

bool PlayerPage::focusNextPrevChild(bool next) {
    // In floor mode Tab is a key like any other.
    if (m_floorMode && m_panels->currentWidget() == m_body) {
        pauseIfRunning();
        return true;
    }
    return QWidget::focusNextPrevChild(next);
}

}  // namespace psoas::ui

#include "random_person.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeySequence>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTest>

#include <algorithm>
#include <numeric>

namespace psoas {

using namespace std::chrono_literals;

/// One way to act, and how often it is taken.
struct RandomPerson::Way {
    unsigned weight;
    const char *name;
    Act act;
    bool canEndSession = false;
};

const std::vector<RandomPerson::Way> &RandomPerson::ways() {
    using R = RandomPerson;
    static const std::vector<Way> all{
        {320, "goes on", &R::goOn, true},
        {150, "looks back", &R::lookBack},
        {90, "presses", &R::pressButton, true},
        {140, "key", &R::pressKey, true},
        {50, "clicks", &R::clickWidget, true},
        {30, "clicks at", &R::clickPlace, true},
        {40, "chooses", &R::chooseSomething, true},
        {15, "types", &R::typeText},
        {20, "resizes", &R::resizeWindow},
        {1, "look", &R::changeLook},
        {140, "time", &R::letTimePass, true},
        {20, "late", &R::lateKey, true},
        {20, "sleep", &R::sleepMachine},
        {12, "wall clock", &R::setWallClock},
        {12, "disk", &R::disturbDisk},
        {12, "disk well", &R::healDisk},
        {16, "files", &R::changeFiles},
        {8, "another's history", &R::editElsewhere},
        {10, "about to sleep", &R::announceSleep},
        {12, "second start", &R::startSecond},
        {10, "comes back", &R::comeBack},
        {3, "closes", &R::close},
        {3, "killed", &R::kill},
    };
    return all;
}

const RandomPerson::Way &RandomPerson::choose() {
    const std::vector<Way> &all = ways();
    const auto sum = [](unsigned before, const Way &way) { return before + way.weight; };
    std::uint32_t left = below(std::accumulate(all.begin(), all.end(), 0U, sum));
    const auto chosen = std::ranges::find_if(all, [&left](const Way &way) {
        const bool here = left < way.weight;
        left -= here ? 0 : way.weight;
        return here;
    });
    return *chosen;
}

bool RandomPerson::canEndSession() {
    m_next = &choose();
    return m_next->canEndSession;
}

Deed RandomPerson::act(WindowWalk &walk) {
    m_walk = &walk;
    m_deed = {.what = {}, .program = Deed::Program::Runs};
    // A dialog would wait for an answer that nobody gives; a list that has opened has the keyboard.
    QTimer::singleShot(0, &walk.window(), [] {
        if (QWidget *dialog = QApplication::activeModalWidget()) {
            dialog->close();
        }
    });
    if (QWidget *list = QApplication::activePopupWidget();
        list != nullptr && m_next->act != &RandomPerson::pressKey) {
        list->close();
    }
    // A window gets keys only when it is the active one, as it is not after a dialog has closed
    // here.
    walk.window().activateWindow();
    did(m_next->name);
    // Painting is most of the work, and every event need not be seen.
    walk.window().setUpdatesEnabled(oneIn(8));
    (this->*m_next->act)();
    if (m_deed.program != Deed::Program::Killed) {
        walk.settle();
    }
    m_walk = nullptr;
    return m_deed;
}

ui::FileDialogs RandomPerson::dialogs() {
    const auto file = [this](const std::string &name) {
        return oneIn(3) ? QString() : QString::fromStdString((m_machine.elsewhere / name).string());
    };
    return {.open =
                [this, file](QWidget *) {
                    return file(anyOf<std::string>(
                        {"shared.json", "other.json", "other.json", "psoas-ease-history.json"}));
                },
            .save = [file](QWidget *, const QString &) { return file("saved.json"); },
            .saveAs =
                [this, file](QWidget *, const QString &suggested, const QString &kinds) {
                    const bool drawn = kinds.contains(QLatin1String("svg")) && oneIn(2);
                    return file(drawn ? "picture.svg" : suggested.toStdString());
                },
            .unsaved = [](QWidget *, int) { return ui::UnsavedChoice::Stay; }};
}

core::Milliseconds RandomPerson::span(core::Milliseconds least, core::Milliseconds most) {
    return least + core::Milliseconds{below(static_cast<std::size_t>((most - least).count()) + 1)};
}

core::SessionView RandomPerson::view() const {
    return m_walk->practice().session().session()->view();
}

/// Presses a button of this name if one can be pressed; whether it could.
bool RandomPerson::press(const char *name) {
    const auto buttons = seen<QAbstractButton>(name);
    if (buttons.empty()) {
        return false;
    }
    did(name);
    (buttons.size() == 1 ? buttons.front() : anyOf(buttons))->click();
    return true;
}

void RandomPerson::click(QWidget &widget, const QPoint &place) {
    did(widget.metaObject()->className() + (" " + widget.objectName()).toStdString());
    const auto button = oneIn(10) ? Qt::RightButton : Qt::LeftButton;
    if (oneIn(4)) {
        QTest::mouseDClick(&widget, button, {}, place);
    } else {
        QTest::mouseClick(&widget, button, {}, place);
    }
}

/// Whatever a keyboard speaks to now.
QWidget *RandomPerson::receiver() const {
    if (QWidget *list = QApplication::activePopupWidget()) {
        return list;
    }
    QWidget *focused = QApplication::focusWidget();
    return focused != nullptr ? focused : &m_walk->window();
}

void RandomPerson::key(int key, Qt::KeyboardModifiers modifiers) {
    did(QKeySequence(key | static_cast<int>(modifiers)).toString().toStdString());
    QTest::keyClick(receiver(), static_cast<Qt::Key>(key), modifiers);
}

void RandomPerson::tick() { m_walk->practice().session().handle(core::event::Tick{}); }

void RandomPerson::pass(core::Milliseconds span, core::Milliseconds each) {
    did(std::to_string(span.count()) + " ms by " + std::to_string(each.count()));
    for (; span > 0ms; span -= each) {
        m_machine.clock.advance(std::min(span, each));
        tick();
    }
}

// What a person does who wants to practise

void RandomPerson::goOn() {
    const app::Stage &stage = m_walk->practice().stage();
    if (std::holds_alternative<app::stage::Idle>(stage)) {
        goOnFromToday();
    } else if (std::holds_alternative<app::stage::Question>(stage)) {
        answerCheck();
    } else if (std::holds_alternative<app::stage::Screening>(stage)) {
        m_walk->chooseNoInScreening();
    } else if (std::holds_alternative<app::stage::Playing>(stage)) {
        goOnPlaying();
    } else if (std::holds_alternative<app::stage::Blocked>(stage)) {
        goOnBlocked();
    } else if (std::holds_alternative<app::stage::DayPage>(stage)) {
        press(oneIn(10) ? "daySomethingNew" : "dayNothingNew");
    } else {
        if (std::holds_alternative<app::stage::GetReady>(stage) && oneIn(5)) {
            sleepUntilTomorrow();
        }
        press("reviewContinue") || press("getReadyReady") || press("endDone");
    }
}

void RandomPerson::goOnFromToday() {
    if (!seen<QWidget>("historyPage").empty() && !oneIn(6)) {
        lookBack();  // one looks for a while
        return;
    }
    if (press("navToday") && (oneIn(2) && press("unfinishedContinue"))) {
        return;
    }
    std::vector<QAbstractButton *> starts = seen<QAbstractButton>();
    std::erase_if(starts, [](const QAbstractButton *each) {
        return each->objectName() != QLatin1String("cardStart");
    });
    if (!starts.empty()) {
        QAbstractButton *start = anyOf(starts);
        did(start->accessibleName().toStdString());
        start->click();
    }
}

/// Changes the answers that close the way, or is checked again, or comes back another day.
void RandomPerson::goOnBlocked() {
    const auto &blocked = std::get<app::stage::Blocked>(m_walk->practice().stage());
    if (press("noticeChangeAnswers")) {
        for (auto *box : seen<QComboBox>()) {
            if (box->objectName() == QLatin1String("settingsScreening")) {
                box->setCurrentIndex(box->findText(QStringLiteral("No")));
                emit box->activated(box->currentIndex());
            }
        }
    } else if (oneIn(6) || !std::holds_alternative<core::gate::Locked>(blocked.why) ||
               !press("noticeCheckAgain")) {
        sleepUntilTomorrow();
        press("noticeDone");
    }
}

/// Mostly with no: otherwise hardly anybody would ever get to a technique.
void RandomPerson::answerCheck() {
    const bool asksForClinician =
        m_walk->practice().plan().steps.at(view().position).step == core::kClinicianQuestion;
    if (asksForClinician && !oneIn(4)) {
        press("questionYes");
    }
    for (std::uint32_t i = 3 + below(8); i > 0 && press(oneIn(100) ? "questionYes" : "questionNo");
         --i) {
    }
}

void RandomPerson::goOnPlaying() {
    switch (view().phase) {
        case core::Phase::Hurt:
        case core::Phase::HurtDull:
            goOnHurt();
            break;
        case core::Phase::Waiting:
        case core::Phase::Paused:
            if (oneIn(6)) {
                key(Qt::Key_Escape);
            } else {
                press(oneIn(5) ? "endSession" : "endGoOn") || press("playerMain");
            }
            break;
        default:
            if (oneIn(30)) {  // where there is most to lose
                kill();
            } else if (oneIn(2)) {
                pass(view().left.value_or(1s) + span(0ms, 2s), span(200ms, 2s));
            } else {
                pass(span(1s, 20s), span(200ms, 2s));
            }
    }
}

void RandomPerson::goOnHurt() {
    if (view().phase == core::Phase::Hurt) {
        press(anyOf<const char *>({"hurtDull", "hurtDull", "hurtDull", "hurtSharp", "hurtNumb"}));
    } else {
        press(anyOf<const char *>({"hurtEaseOff", "hurtEaseOff", "hurtFinish", "hurtSkip"}));
    }
}

// Anything that a hand can do

void RandomPerson::pressButton() {
    if (const auto buttons = seen<QAbstractButton>(); !buttons.empty()) {
        QAbstractButton *button = anyOf(buttons);
        did(button->objectName().toStdString());
        button->click();
    }
}

void RandomPerson::pressKey() {
    static const std::vector<int> keys{
        Qt::Key_Space, Qt::Key_Left,   Qt::Key_Right,    Qt::Key_Plus,   Qt::Key_F,
        Qt::Key_F,     Qt::Key_H,      Qt::Key_M,        Qt::Key_Escape, Qt::Key_Tab,
        Qt::Key_Tab,   Qt::Key_Return, Qt::Key_Enter,    Qt::Key_Y,      Qt::Key_N,
        Qt::Key_N,     Qt::Key_S,      Qt::Key_Up,       Qt::Key_Down,   Qt::Key_Home,
        Qt::Key_End,   Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Delete, Qt::Key_Backspace,
        Qt::Key_F1,    Qt::Key_5,      Qt::Key_Menu,     Qt::Key_Backtab};
    if (oneIn(8)) {
        key(static_cast<int>(Qt::Key_1 + below(4)), Qt::ControlModifier);
    } else {
        key(anyOf(keys));
    }
}

void RandomPerson::clickWidget() {
    QWidget *widget = anyOf(seen<QWidget>());
    const QSize size = widget->size().expandedTo({1, 1});
    click(*widget, QPoint(static_cast<int>(below(static_cast<std::size_t>(size.width()))),
                          static_cast<int>(below(static_cast<std::size_t>(size.height())))));
}

void RandomPerson::clickPlace() {
    QWidget &window = m_walk->window();
    const QPoint place(static_cast<int>(below(static_cast<std::size_t>(window.width()))),
                       static_cast<int>(below(static_cast<std::size_t>(window.height()))));
    QWidget *there = window.childAt(place);
    QWidget &widget = there != nullptr ? *there : window;
    click(widget, widget.mapFrom(&window, place));
}

void RandomPerson::chooseSomething() {
    std::vector<QWidget *> offered = seen<QWidget>();
    std::erase_if(offered, [](QWidget *each) {
        return qobject_cast<QComboBox *>(each) == nullptr &&
               qobject_cast<QAbstractSpinBox *>(each) == nullptr &&
               qobject_cast<QAbstractSlider *>(each) == nullptr &&
               qobject_cast<QRadioButton *>(each) == nullptr &&
               qobject_cast<QAbstractItemView *>(each) == nullptr;
    });
    if (offered.empty()) {
        return;
    }
    QWidget *chosen = anyOf(offered);
    did(chosen->metaObject()->className() + (" " + chosen->objectName()).toStdString());
    if (auto *box = qobject_cast<QComboBox *>(chosen); box != nullptr && box->count() > 0) {
        choose(*box);
    } else if (auto *number = qobject_cast<QAbstractSpinBox *>(chosen)) {
        number->stepBy(static_cast<int>(below(41)) - 20);
    } else if (auto *slider = qobject_cast<QAbstractSlider *>(chosen)) {
        slider->setValue(slider->minimum() + static_cast<int>(below(static_cast<std::size_t>(
                                                 slider->maximum() - slider->minimum() + 1))));
    } else if (auto *radio = qobject_cast<QRadioButton *>(chosen)) {
        radio->click();
    } else if (auto *list = qobject_cast<QAbstractItemView *>(chosen);
               list != nullptr && list->model() != nullptr && list->model()->rowCount() > 0) {
        const int rows = list->model()->rowCount();
        const auto row = static_cast<int>(below(static_cast<std::size_t>(rows)));
        list->setCurrentIndex(list->model()->index(row, 0));
        if (oneIn(2)) {
            emit list->doubleClicked(list->currentIndex());
            emit list->activated(list->currentIndex());
        }
    }
}

void RandomPerson::choose(QComboBox &box) {
    box.setCurrentIndex(static_cast<int>(below(static_cast<std::size_t>(box.count()))));
    emit box.activated(box.currentIndex());
}

void RandomPerson::type(QWidget &field, const QString &typed) {
    did(field.objectName().toStdString() + " " + typed.toStdString());
    field.setFocus();
    for (const QChar letter : typed) {
        QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_unknown, letter, Qt::NoModifier);
    }
}

void RandomPerson::typeText() {
    std::vector<QWidget *> fields = seen<QWidget>();
    std::erase_if(fields, [](QWidget *each) {
        return qobject_cast<QLineEdit *>(each) == nullptr &&
               qobject_cast<QPlainTextEdit *>(each) == nullptr;
    });
    if (!fields.empty()) {
        static const std::vector<QString> texts{"112", "mine", "-5",  "1:30",         "10 min",
                                                "0",   "é 漢", "a/b", "9999999999999"};
        type(*anyOf(fields), anyOf(texts));
    }
}

}  // namespace psoas

#pragma once

#include "support/failing_disk.h"
#include "support/manual_clock.h"
#include "support/temp_folder.h"
#include "support/window_walk.h"

#include <QComboBox>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <random>
#include <string>

namespace psoas {

/// The machine that the program runs on, and what happens to it.
struct RandomMachine {
    TempFolder data;
    TempFolder elsewhere;  ///< files that are not the program's; `other.json`: another's history
    app::ManualClock clock;
    std::unique_ptr<FailingDisk> disk;  ///< null: the store is a file
    bool neverOpens = false;            ///< the store cannot be opened in this life of the program
};

/// What was done, in words, and what has become of the program.
struct Deed {
    enum class Program { Runs, Closed, Killed };
    std::string what;
    Program program = Program::Runs;
};

/// Does to the window, and to the machine under it, whatever the seed says: some of the time what a
/// person does who wants to practise, so that sessions get somewhere, and the rest of the time
/// anything. Given the same seed the same things.
class RandomPerson {
public:
    RandomPerson(std::uint32_t seed, RandomMachine &machine) : m_random(seed), m_machine(machine) {}

    /// Whether what is done next can end a session; to be asked before `act`.
    [[nodiscard]] bool canEndSession();
    /// Does the next thing, and lets the window answer.
    Deed act(WindowWalk &walk);

    /// How files are asked for.
    [[nodiscard]] ui::FileDialogs dialogs();

private:
    using Act = void (RandomPerson::*)();
    struct Way;

    static const std::vector<Way> &ways();
    [[nodiscard]] const Way &choose();

    // What a person does who wants to practise.
    void goOn();
    void goOnFromToday();
    void goOnBlocked();
    void answerCheck();
    void goOnPlaying();
    void goOnHurt();

    // Anything that a hand can do.
    void pressButton();
    void pressKey();
    void clickWidget();
    void clickPlace();
    void chooseSomething();
    void typeText();

    // What a person does with the history.
    void lookBack();
    void lookAtPictures();
    void lookAtSessions();
    void findSessions();
    void chooseSessions();
    void correctSession();
    void takeAlong();

    // The window and the time.
    void resizeWindow();
    void changeLook();
    void letTimePass();
    void lateKey();
    void sleepMachine();
    void sleepUntilTomorrow();
    void setWallClock();

    // What else can happen.
    void disturbDisk();
    void healDisk();
    void changeFiles();
    void editElsewhere();
    void announceSleep();
    void startSecond();
    void comeBack();
    void close();
    void kill();

    [[nodiscard]] std::uint32_t below(std::size_t bound) {
        return static_cast<std::uint32_t>(m_random() % bound);
    }
    [[nodiscard]] bool oneIn(std::size_t many) { return below(many) == 0; }
    [[nodiscard]] core::Milliseconds span(core::Milliseconds least, core::Milliseconds most);
    template <class Value> const Value &anyOf(const std::vector<Value> &values) {
        return values[below(values.size())];
    }
    void did(const std::string &what) { m_deed.what += (m_deed.what.empty() ? "" : ", ") + what; }

    bool press(const char *name);
    void click(QWidget &widget, const QPoint &place);
    void key(int key, Qt::KeyboardModifiers modifiers = {});
    void pass(core::Milliseconds span, core::Milliseconds tick);
    void tick();
    void choose(QComboBox &box);
    void type(QWidget &field, const QString &typed);
    [[nodiscard]] QWidget *receiver() const;
    /// All of this class, and of this name if there is one, that can be used just now.
    template <class Widget> std::vector<Widget *> seen(const char *name = nullptr) const {
        std::vector<Widget *> found;
        for (auto *each : m_walk->window().findChildren<Widget *>(QString::fromLatin1(name))) {
            if (each->isVisible() && each->isEnabled()) {
                found.push_back(each);
            }
        }
        return found;
    }
    [[nodiscard]] core::SessionView view() const;

    std::mt19937 m_random;
    RandomMachine &m_machine;
    const Way *m_next = nullptr;
    WindowWalk *m_walk = nullptr;  ///< while it acts
    Deed m_deed;
};

}  // namespace psoas

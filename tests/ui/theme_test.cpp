#include "ui/theme.h"
#include "support/catch.h"
#include "ui/text.h"

#include <QApplication>
#include <QPushButton>

using namespace psoas;
using namespace psoas::ui;
using namespace std::chrono_literals;

TEST_CASE("theme: black on white has the contrast that WCAG says") {
    CHECK(contrast(Qt::black, Qt::white) == Approx(21.0));
    CHECK(contrast(Qt::white, Qt::black) == Approx(21.0));
    CHECK(contrast(Qt::white, Qt::white) == Approx(1.0));
    CHECK(contrast(QColor("#777777"), Qt::white) == Approx(4.478).margin(0.001));
}

TEST_CASE("theme: what is read and what carries meaning stands out") {
    for (const auto &tokens : {lightTokens(), darkTokens()}) {
        INFO(tokens.window.name().toStdString());
        for (const auto &ground : {tokens.window, tokens.surface}) {
            CHECK(contrast(tokens.text, ground) >= 4.5);
            CHECK(contrast(tokens.muted, ground) >= 4.5);
            CHECK(contrast(tokens.line, ground) >= 3.0);
            for (const auto &colour :
                 {tokens.accent, tokens.warm, tokens.danger, tokens.good, tokens.psoas}) {
                INFO(colour.name().toStdString());
                CHECK(contrast(colour, ground) >= 4.5);
            }
        }
        CHECK(contrast(tokens.onAccent, tokens.accent) >= 4.5);
        CHECK(contrast(tokens.onAccent, tokens.danger) >= 4.5);
        CHECK(contrast(tokens.text, tokens.sunken) >= 4.5);
        CHECK(contrast(tokens.outline, tokens.body) >= 3.0);
    }
}

TEST_CASE("theme: what the time and the breath run along can be seen, and so can they on it") {
    for (const Tokens &tokens : {lightTokens(), darkTokens()}) {
        const QColor track = trackColour(tokens);
        CHECK(contrast(track, tokens.window) >= 1.4);
        CHECK(contrast(track, tokens.surface) >= 1.4);
        CHECK(contrast(tokens.accent, track) >= 3);
    }
}

TEST_CASE("theme: the choice decides, and the text scale reaches the font") {
    CHECK_FALSE(themeFor(ThemeChoice::Light, 1.0, false).dark);
    CHECK(themeFor(ThemeChoice::Dark, 1.0, false).dark);
    CHECK(themeFor(ThemeChoice::Dark, 1.0, true).reducedMotion);
    const Theme normal = themeFor(ThemeChoice::Light, 1.0, false);
    const Theme twice = themeFor(ThemeChoice::Light, 2.0, false);
    CHECK(twice.font().pointSizeF() == Approx(2 * normal.font().pointSizeF()));
    CHECK(normal.font(kCountdownSize).pointSizeF() == Approx(5 * normal.font().pointSizeF()));
}

TEST_CASE("theme: the style sheet leaves no name unresolved") {
    CHECK_FALSE(styleSheet(themeFor(ThemeChoice::Light, 1.0, false)).contains('@'));
    CHECK_FALSE(styleSheet(themeFor(ThemeChoice::Dark, 2.0, false)).contains('@'));
}

TEST_CASE("theme: applied twice it is the same, and the system's look is not forgotten") {
    auto &application = *qApp;
    const bool systemDark = themeFor(ThemeChoice::System, 1.0, false).dark;
    applyTheme(application, themeFor(ThemeChoice::Dark, 2.0, false));
    applyTheme(application, themeFor(ThemeChoice::Dark, 2.0, false));
    CHECK(QApplication::font().pointSizeF() ==
          Approx(themeFor(ThemeChoice::Dark, 2.0, false).font().pointSizeF()));
    CHECK(QApplication::palette().color(QPalette::Window) == darkTokens().window);
    CHECK(themeFor(ThemeChoice::System, 1.0, false).dark == systemDark);
    applyTheme(application, themeFor(ThemeChoice::Light, 1.0, false));
    CHECK(QApplication::palette().color(QPalette::Window) == lightTokens().window);
}

TEST_CASE("theme: every button is at least 40 px high") {
    applyTheme(*qApp, themeFor(ThemeChoice::Light, 1.0, false));
    for (const char *role : {"", "primary", "danger", "quiet", "rating"}) {
        QPushButton button("Go");
        button.setProperty("role", role);
        button.ensurePolished();
        INFO(role);
        CHECK(button.sizeHint().height() >= kTargetHeight);
    }
}

TEST_CASE("text: a clock shows 0:00 only when the time is up") {
    CHECK(clockTime(37s) == "0:37");
    CHECK(clockTime(36001ms) == "0:37");
    CHECK(clockTime(1ms) == "0:01");
    CHECK(clockTime(0ms) == "0:00");
    CHECK(clockTime(600s) == "10:00");
    CHECK(clockTime(-5s) == "0:00");
}

TEST_CASE("text: seconds for the ear") {
    CHECK(spokenSeconds(37s) == "37 seconds");
    CHECK(spokenSeconds(1s) == "1 second");
    CHECK(spokenSeconds(60s) == "1 minute");
    CHECK(spokenSeconds(125s) == "2 minutes 5 seconds");
    CHECK(spokenSeconds(0s) == "0 seconds");
    CHECK(minutesText(625s) == "about 10 min");
    CHECK(minutesText(5s) == "about 1 min");
}

TEST_CASE("text: what was held says what was added and what was skipped") {
    const auto hold = [](std::optional<core::Side> side, core::Milliseconds held,
                         core::Milliseconds added, bool skipped) {
        core::StepRecord step;
        step.title = side ? "Hold" : "Rest";
        step.kind = core::StepKind::Hold;
        step.side = side;
        step.planned = 12s;
        step.held = held;
        step.extended = added;
        step.skipped = skipped;
        return step;
    };
    const auto left = core::Side::Left;
    const auto right = core::Side::Right;
    struct Row {
        std::vector<core::StepRecord> steps;
        QStringList lines;
    };
    const Row rows[] = {
        {{hold(left, 12s, 0s, false), hold(right, 5s, 0s, false)},
         {"Left side: held 0:12 of 0:12", "Right side: held 0:05 of 0:12"}},
        {{hold(left, 27s, 15s, false), hold(left, 0s, 0s, true)},
         {"Left side: held 0:27 of 0:39 (0:24 planned, 0:15 added), 1 hold skipped"}},
        {{hold(left, 3s, 0s, true), hold(left, 0s, 0s, true)},
         {"Left side: held 0:03 of 0:24, 2 holds skipped"}},
        {{hold({}, 12s, 0s, false)}, {"Rest: held 0:12 of 0:12"}},
        {{hold({}, 6s, 0s, false), hold(right, 12s, 0s, false)},
         {"Right side: held 0:12 of 0:12", "Rest: held 0:06 of 0:12"}},
        {{}, {}},
    };
    for (const Row &row : rows) {
        core::SessionRecord session;
        session.steps = row.steps;
        CHECK(heldText(session).join("; ").toStdString() == row.lines.join("; ").toStdString());
    }
    // Several holds without a side have no name in common.
    core::SessionRecord mixed;
    mixed.steps = {hold(left, 12s, 0s, false), hold({}, 12s, 0s, false), hold({}, 12s, 0s, false)};
    mixed.steps.back().title = "Sit";
    CHECK(heldText(mixed).back() == "Without a side: held 0:24 of 0:24");
}

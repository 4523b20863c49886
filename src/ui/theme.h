#pragma once

#include <QColor>
#include <QFont>
#include <QString>

class QApplication;

namespace psoas::ui {

/// The colours of the app, by what they are for. Texts stand at least 4.5:1 against the window and
/// the surface, lines that carry meaning 3:1; a test computes both.
struct Tokens {
    QColor window;    ///< page background
    QColor surface;   ///< cards, the player
    QColor sunken;    ///< tracks, wells
    QColor text;      ///< what is to be read
    QColor muted;     ///< secondary text
    QColor line;      ///< borders that carry meaning
    QColor accent;    ///< the main button, the ring, links, the focus
    QColor onAccent;  ///< text on `accent` and on `danger`
    QColor warm;      ///< cautions
    QColor danger;    ///< "It hurts", red flags
    QColor good;      ///< improvement
    QColor body;      ///< the figure's near side
    QColor bodyFar;   ///< the figure's far side
    QColor outline;   ///< the figure's outline
    QColor psoas;     ///< the muscle, always with a thin halo of `surface`
};

[[nodiscard]] Tokens lightTokens();
[[nodiscard]] Tokens darkTokens();

/// WCAG contrast of two opaque colours, from 1 to 21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

/// `share` of the way from one colour to the other.
[[nodiscard]] QColor mixed(const QColor &a, const QColor &b, double share);

/// What the ring, the bars and the breath run along: seen against the window and the surface, and
/// against the accent that runs on it.
[[nodiscard]] QColor trackColour(const Tokens &tokens);

inline constexpr int kSpace = 8;          ///< all distances are multiples of it
inline constexpr int kCardRadius = 12;    ///< corners of cards
inline constexpr int kControlRadius = 8;  ///< corners of controls
inline constexpr int kTargetHeight = 40;  ///< least height of what can be pressed
inline constexpr int kGlideMs = 600;      ///< from one pose of the figure to the next

// Sizes of type, as multiples of the system's.
inline constexpr double kBodySize = 1.0;
inline constexpr double kLargeSize = 1.25;
inline constexpr double kHeadingSize = 1.6;
inline constexpr double kTitleSize = 2.4;
inline constexpr double kCountdownSize = 5.0;  ///< at least

/// How the app looks now. A value: whoever paints by itself is handed one with `setTheme`.
struct Theme {
    Tokens tokens;
    qreal textScale = 1.0;  ///< the person's own factor, on top of the system's text size
    bool dark = false;
    bool reducedMotion = false;

    /// The system's font, `multiple` times its size (one of the sizes above).
    [[nodiscard]] QFont font(double multiple = kBodySize) const;
};

enum class ThemeChoice { System, Light, Dark };

/// The theme for a setting. `System` follows the system: its colour scheme where Qt knows one (6.5
/// and later), else whether its palette was dark before `applyTheme` was first called.
[[nodiscard]] Theme themeFor(ThemeChoice choice, qreal textScale, bool reducedMotion);

/// Gives the whole application this look: the Fusion style, palette, font and a style sheet that
/// goes by the dynamic property `role`:
/// - buttons: `primary`, `danger`, `quiet`, `answer`, `rating`, `choice`, `step`; none is the
/// ordinary one
/// - frames and widgets: `card`, `well`, `banner`, `foot`
/// - labels: `title`, `heading`, `cardTitle`, `cue`, `side`, `sideLarge`, `phase`,
///   `key`, `muted`, `warm`,
///   `danger`, `dangerLine`, `good`
/// May be called again at any time.
void applyTheme(QApplication &application, const Theme &theme);

/// The style sheet that `applyTheme` sets.
[[nodiscard]] QString styleSheet(const Theme &theme);

}  // namespace psoas::ui

#include "ui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>
#include <QStyleHints>

#include <algorithm>
#include <cmath>

namespace psoas::ui {
namespace {

/// Remembers on the application what the system's palette was like before it was replaced.
constexpr const char *kSystemWasDark = "psoasSystemWasDark";

// Times the system's text size: what a title and a control's words grow to at most.
constexpr double kLargestTitle = 3.4;
constexpr double kLargestControl = 2.0;

bool isDark(const QPalette &palette) {
    return palette.color(QPalette::WindowText).lightnessF() >
           palette.color(QPalette::Window).lightnessF();
}

bool systemIsDark() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown) {
        return scheme == Qt::ColorScheme::Dark;
    }
#endif
    const QVariant was = qApp->property(kSystemWasDark);
    return was.isValid() ? was.toBool() : isDark(QApplication::palette());
}

double luminance(const QColor &colour) {
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

QPalette paletteOf(const Tokens &tokens) {
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.window);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.surface);
    palette.setColor(QPalette::AlternateBase, tokens.window);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::Button, tokens.surface);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.danger);
    palette.setColor(QPalette::PlaceholderText, tokens.muted);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.onAccent);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::ToolTipBase, tokens.surface);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::Light, tokens.surface);
    palette.setColor(QPalette::Midlight, tokens.surface);
    palette.setColor(QPalette::Mid, tokens.line);
    palette.setColor(QPalette::Dark, tokens.line);
    palette.setColor(QPalette::Shadow, tokens.sunken);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, tokens.muted);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.line);
    return palette;
}

constexpr const char *kSheet = R"(
QToolTip { color: @text; background: @surface; border: 1px solid @line; padding: 4px; }
QLabel[role="title"] { font-size: @title; font-weight: 600; }
QLabel[role="heading"] { font-size: @heading; font-weight: 600; }
QLabel[role="dangerTitle"] { font-size: @title; font-weight: 600; color: @danger; }
QLabel[role="cue"] { font-size: @large; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="far"] { font-size: @control; }
QLabel[role="next"] { font-size: @control; color: @muted; }
QLabel[role="state"] { font-size: @large; font-weight: 600; color: @warm; }
QLabel[role="warm"] { color: @warm; }
QLabel[role="danger"] { color: @danger; font-weight: 600; }
QLabel[role="good"] { color: @good; }
QLabel[role="side"] { font-size: @large; font-weight: 600; color: @accent; }
QLabel[role="sideLarge"] { font-size: @title; font-weight: 600; color: @accent; }
QLabel[role="cardTitle"] { font-size: @large; font-weight: 600; }
QLabel[role="dangerLine"] { font-size: @large; font-weight: 600; color: @danger; }
QLabel[role="key"] { font-weight: 600; }
QLabel[role="phase"] { font-size: @heading; font-weight: 600; border: none;
    border-left: 4px solid transparent; padding-left: 8px; }
QLabel[role="phase"]:focus { border-left-color: @accent; }

QWidget[role="card"] { background: @surface; border: 1px solid @edge; border-radius: 12px; }
QWidget[role="banner"] { background: @sunken; border: none; border-bottom: 2px solid @warm; }
QGroupBox { border: none; margin-top: 2em; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; padding: 4px 0; }
QWidget[role="foot"] { border: none; border-top: 1px solid @edge; }
QWidget[role="well"] { background: @sunken; border: none; border-radius: 12px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }

QPushButton { color: @text; background: @surface; border: 2px solid @line; border-radius: 8px;
    padding: 11px 16px; outline: none; }
QPushButton[far="true"] { font-size: @control; }
QPushButton:hover { background: @sunken; }
QPushButton:pressed, QPushButton:checked { background: @sunken; border-color: @text; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @muted; border-color: @sunken; background: @window; }
QPushButton[role="primary"] { color: @onAccent; background: @accent; border: 2px solid @accent;
    font-weight: 600; padding: 11px 24px; }
QPushButton[role="danger"] { color: @onAccent; background: @danger; border: 2px solid @danger;
    font-weight: 600; padding: 11px 24px; }
QPushButton[role="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[role="danger"]:hover { background: @dangerHover; border-color: @dangerHover; }
QPushButton[role="primary"]:disabled, QPushButton[role="danger"]:disabled {
    color: @muted; background: @sunken; border-color: @sunken; }
QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: @accent; }
QPushButton[role="quiet"]:hover { background: @sunken; }
QPushButton[role="quiet"]:checked { background: @sunken; border-color: @line; color: @text; }
QPushButton[role="quiet"]:focus { border-color: @accent; }
QPushButton[role="quiet"]:disabled { color: @muted; }
QPushButton[role="answer"] { font-size: @large; font-weight: 600; }
QPushButton[role="step"] { padding: 11px 2px; font-weight: 600; }
QPushButton[role="rating"] { padding: 11px 2px; min-width: 28px; }
QPushButton[role="choice"] { font-weight: 600; }
QPushButton[role="rating"]:checked, QPushButton[role="choice"]:checked {
    background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[role="rating"]:focus, QPushButton[role="choice"]:focus { border-color: @accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDoubleSpinBox, QDateEdit {
    color: @text; background: @surface; border: 2px solid @line; border-radius: 8px;
    padding: 5px 8px; min-height: 26px; selection-background-color: @accent;
    selection-color: @onAccent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus,
QDoubleSpinBox:focus, QDateEdit:focus { border: 3px solid @accent; padding: 4px 7px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 32px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: none; }
QComboBox QAbstractItemView { color: @text; background: @surface; border: 1px solid @line; }

QListView, QTreeView, QTableView { color: @text; background: @surface;
    border: 2px solid @edge; border-radius: 12px; padding: 4px; outline: none; }
QListView:focus, QTreeView:focus, QTableView:focus { border-color: @accent; }
QListView::item { min-height: 40px; padding: 4px 8px; border-radius: 8px; }
QListView::item:hover { background: @sunken; color: @text; }
QListView::item:selected { background: @accent; color: @onAccent; }
QTableView::item { padding: 4px 8px; }
QHeaderView { background: @surface; border: none; }
QHeaderView::section { color: @muted; background: @surface; border: none;
    padding: 8px 8px 8px 2px; }

QCheckBox, QRadioButton { spacing: 8px; min-height: 36px; border: 2px solid transparent;
    border-radius: 8px; padding: 0 4px; }
QRadioButton::indicator { width: 16px; height: 16px; border: 2px solid @line;
    border-radius: 10px; background: @surface; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 6px solid @accent; }
QCheckBox::indicator { width: 1.2em; height: 1.2em; border: 2px solid @line; border-radius: 4px;
    background: @surface; }
QCheckBox::indicator:checked { border-color: @accent; background: @accent; }
QCheckBox:focus, QRadioButton:focus { border-color: @accent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::handle:hover { background: @text; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSlider { min-height: 40px; }
QProgressBar { background: @track; border: none; border-radius: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
)";

}  // namespace

Tokens lightTokens() {
    return {.window = "#F6F4EF",
            .surface = "#FFFFFF",
            .sunken = "#ECE8DF",
            .text = "#1E2A2E",
            .muted = "#566469",
            .line = "#6F767A",
            .accent = "#0B6E69",
            .onAccent = "#FFFFFF",
            .warm = "#A2480F",
            .danger = "#B3261E",
            .good = "#2F6B3A",
            .body = "#DDD6C9",
            .bodyFar = "#C6BDAD",
            .outline = "#3C4F55",
            .psoas = "#C2410C"};
}

Tokens darkTokens() {
    return {.window = "#12191B",
            .surface = "#1B2528",
            .sunken = "#0D1314",
            .text = "#E8EEEC",
            .muted = "#A3B1B3",
            .line = "#6C7B80",
            .accent = "#5CC9BF",
            .onAccent = "#06201E",
            .warm = "#F2A36B",
            .danger = "#FF8A80",
            .good = "#8FD19E",
            .body = "#465B62",
            .bodyFar = "#33454B",
            .outline = "#C4D2D4",
            .psoas = "#FF9A62"};
}

double contrast(const QColor &a, const QColor &b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

QColor mixed(const QColor &a, const QColor &b, double share) {
    const auto part = [share](float x, float y) {
        return static_cast<float>(x + (y - x) * static_cast<float>(share));
    };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()),
                            part(a.blueF(), b.blueF()));
}

QColor trackColour(const Tokens &tokens) {
    // In the dark the wells are darker than the page, and have further to go.
    const bool dark = tokens.sunken.lightnessF() < tokens.line.lightnessF();
    return mixed(tokens.sunken, tokens.line, dark ? 0.42 : 0.22);
}

QFont Theme::font(double multiple) const {
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    const qreal size = font.pointSizeF() > 0 ? font.pointSizeF() : 10.0;
    font.setPointSizeF(size * textScale * multiple);
    return font;
}

Theme themeFor(ThemeChoice choice, qreal textScale, bool reducedMotion) {
    const bool dark =
        choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
    return {.tokens = dark ? darkTokens() : lightTokens(),
            .textScale = textScale,
            .dark = dark,
            .reducedMotion = reducedMotion};
}

QString styleSheet(const Theme &theme) {
    const Tokens &tokens = theme.tokens;
    const auto points = [&theme](double multiple) {
        return QString::number(theme.font(multiple).pointSizeF(), 'f', 1) + QStringLiteral("pt");
    };
    // Of what is large already, a person who wants larger words wants to see all of it.
    const auto upTo = [&theme](double multiple, double largest) {
        return std::max(1.0, std::min(multiple, largest / theme.textScale));
    };
    // Longer names stand before those that they begin with.
    const std::pair<const char *, QString> names[] = {
        {"@accentHover", mixed(tokens.accent, tokens.text, 0.15).name()},
        {"@dangerHover", mixed(tokens.danger, tokens.text, 0.15).name()},
        {"@accent", tokens.accent.name()},
        {"@danger", tokens.danger.name()},
        {"@window", tokens.window.name()},
        {"@surface", tokens.surface.name()},
        {"@sunken", tokens.sunken.name()},
        {"@track", trackColour(tokens).name()},
        {"@text", tokens.text.name()},
        {"@muted", tokens.muted.name()},
        {"@line", tokens.line.name()},
        {"@edge", mixed(tokens.surface, tokens.line, 0.35).name()},
        {"@onAccent", tokens.onAccent.name()},
        {"@warm", tokens.warm.name()},
        {"@good", tokens.good.name()},
        {"@title", points(upTo(kTitleSize, kLargestTitle))},
        {"@control", points(upTo(kLargeSize, kLargestControl))},
        {"@heading", points(kHeadingSize)},
        {"@large", points(kLargeSize)},
    };
    QString sheet = QString::fromLatin1(kSheet);
    for (const auto &[name, value] : names) {
        sheet.replace(QLatin1String(name), value);
    }
    return sheet;
}

void applyTheme(QApplication &application, const Theme &theme) {
    if (!application.property(kSystemWasDark).isValid()) {
        application.setProperty(kSystemWasDark, isDark(QApplication::palette()));
    }
    // The style sheet wraps the style, and setting either again is dear: only once.
    if (application.styleSheet().isEmpty()) {
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    }
    QApplication::setPalette(paletteOf(theme.tokens));
    QApplication::setFont(theme.font());
    application.setStyleSheet(styleSheet(theme));
}

}  // namespace psoas::ui

#pragma once

#include <QLabel>
#include <QPushButton>
#include <QString>

#include <string>

class QBoxLayout;
class QWidget;

namespace psoas::ui {

/// Text from the core, which is UTF-8 throughout.
[[nodiscard]] inline QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

/// A label that wraps and shows its text as it is: what stands in a file is never taken for markup.
/// `role` is one of the theme's label roles (`title`, `heading`, `muted`, `cue`) or empty.
[[nodiscard]] QLabel *makeLabel(const char *objectName, const QString &text, const char *role = "");

/// A button whose accessible name is its visible text, at least 40 px high. It never becomes a
/// default button: Enter presses only what has the focus. `role` is one of the theme's button
/// roles (`primary`, `danger`, `quiet`) or empty.
[[nodiscard]] QPushButton *makeButton(const char *objectName, const QString &text,
                                      const char *role = "");

/// Gives a button new words, for the eye and for the screen reader alike.
void setWords(QPushButton &button, const QString &text);

/// A column in the middle of `page`, no wider than comfortable reading, that scrolls when the
/// window or the text size leaves it too little room. What is added to it stands from the top.
[[nodiscard]] QBoxLayout *makeReadingColumn(QWidget &page);

}  // namespace psoas::ui

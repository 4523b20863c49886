#pragma once

#include <QLabel>
#include <QPushButton>
#include <QString>

#include <string>

#include <vector>

class QBoxLayout;
class QLayout;
class QWidget;

namespace psoas::ui {

/// Text from the core, which is UTF-8 throughout.
[[nodiscard]] inline QString text(const std::string &utf8) { return QString::fromStdString(utf8); }

/// A label that wraps and shows its text as it is: what stands in a file is never taken for markup.
/// `role` is one of the theme's label roles (`title`, `heading`, `muted`, `cue`) or empty.
[[nodiscard]] QLabel *makeLabel(const char *objectName, const QString &text, const char *role = "");

/// A button whose accessible name is its visible text, at least 40 px high. Enter and Space press
/// it while it has the focus; held down, and on the second press of a double click, they do not.
/// `role` is one of the theme's button roles (`primary`, `danger`,
/// `quiet`, `answer`) or empty.
[[nodiscard]] QPushButton *makeButton(const char *objectName, const QString &text,
                                      const char *role = "");

/// Gives a widget another role of the theme, and its look with it.
void setRole(QWidget &widget, const char *role);

/// Gives a button new words, for the eye and for the screen reader alike.
void setWords(QPushButton &button, const QString &text);

/// Lets a page hold the focus, so that a screen reader reads it out, without being a stop of Tab:
/// nobody would see that Tab has come to it.
void holdFocusUnseen(QWidget &page);

/// As wide as lines can comfortably be read.
inline constexpr int kReadingWidth = 760;

/// A column in the middle of `page`, at most `width` wide, that scrolls when the window or the text
/// size leaves it too little room. What is added to it stands from the top.
[[nodiscard]] QBoxLayout *makeReadingColumn(QWidget &page, int width = kReadingWidth);

/// How wide that column of `page` is, beside a scroll bar if it needs one.
[[nodiscard]] int readingRoom(const QWidget &page, int width = kReadingWidth);

/// Scrolls the page's column to this part of it, if the part can be seen at all.
void bringIntoView(QWidget &part);

/// Puts `foot` below the reading column of `page`, where it does not scroll: what must be in sight
/// whatever the length of the text. Call it when the column is filled, so that Tab comes to it
/// last.
void addFoot(QWidget &page, QLayout &foot);

/// A foot of one row: quiet ways to the left, the main one to the right. Tab comes to the main one
/// first.
void addFootRow(QWidget &page, const std::vector<QPushButton *> &quiet, QPushButton *main);

}  // namespace psoas::ui

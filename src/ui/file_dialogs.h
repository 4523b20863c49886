#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace psoas::ui {

/// What to do with sessions that are not in the history when the window is closed.
enum class UnsavedChoice { SaveToFile, CloseAnyway, Stay };

/// How the person is asked for a file, so that a test can answer in their place. An empty answer:
/// never mind.
struct FileDialogs {
    /// A JSON file that exists, be it a routine or a history.
    std::function<QString(QWidget *over)> open;
    /// Where to write a JSON file; `suggested` is a file name. Asks before it replaces one.
    std::function<QString(QWidget *over, const QString &suggested)> save;
    /// Where to write a file of another kind: `filter` names the kinds as Qt's file dialogs have
    /// them ("Pictures (*.png *.svg)"). The suffix of `suggested` is that of a name without one.
    /// Asks before it replaces a file.
    std::function<QString(QWidget *over, const QString &suggested, const QString &filter)> saveAs{};
    /// The window is being closed and this many sessions would be lost.
    std::function<UnsavedChoice(QWidget *over, int sessions)> unsaved;
    /// Whether the app keeps something of its own in this file: whoever asked writes nothing there.
    std::function<bool(const QString &file)> isOwn = [](const QString &) { return false; };
};

/// The system's own.
[[nodiscard]] FileDialogs systemFileDialogs();

}  // namespace psoas::ui

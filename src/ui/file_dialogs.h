#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace psoas::ui {

/// How the person is asked for a file, so that a test can answer in their place. An empty answer:
/// never mind.
struct FileDialogs {
    /// A JSON file that exists.
    std::function<QString(QWidget *over)> open;
    /// Where to write a JSON file; `suggested` is a file name. Asks before it replaces one.
    std::function<QString(QWidget *over, const QString &suggested)> save;
};

/// The system's own.
[[nodiscard]] FileDialogs systemFileDialogs();

}  // namespace psoas::ui

#pragma once

#include <QApplication>

namespace psoas::ui {

/// The one application that widgets in tests need; made at the first call.
inline QApplication &application() {
    static int count = 1;
    static char name[] = "ui_test";
    static char *arguments[] = {name, nullptr};
    static QApplication made(count, arguments);
    return made;
}

}  // namespace psoas::ui

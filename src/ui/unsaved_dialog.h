#pragma once

#include "ui/file_dialogs.h"

#include <QDialog>

namespace psoas::ui {

/// Asks, when the window is being closed, what becomes of sessions that are not in the history.
/// Rejected: the window stays.
class UnsavedDialog : public QDialog {
    Q_OBJECT
public:
    explicit UnsavedDialog(int sessions, QWidget *parent);
    /// What was pressed, once it is accepted.
    [[nodiscard]] UnsavedChoice choice() const { return m_choice; }

private:
    void choose(UnsavedChoice choice);

    UnsavedChoice m_choice = UnsavedChoice::Stay;
};

}  // namespace psoas::ui

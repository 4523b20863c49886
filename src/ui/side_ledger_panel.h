#pragma once

#include "core/routine.h"
#include "ui/picture_panel.h"
#include "ui/side_ledger.h"

#include <string>
#include <vector>

namespace psoas::ui {

/// The ledger of the sides in its frame, with a button on each row of a routine that has a shorter
/// side.
class SideLedgerPanel : public PicturePanel {
    Q_OBJECT
public:
    explicit SideLedgerPanel(FileDialogs dialogs, QWidget *parent = nullptr);

    void setTheme(const Theme &theme) override;
    void setView(const SideLedgerView &view);

signals:
    /// *Do the shorter side* of this routine.
    void shorterWanted(const std::string &routineId, core::Side side);

private:
    void makeButtons();
    void place();
    [[nodiscard]] QSizeF buttonSize() const;

    SideLedgerView m_view;
    std::vector<QPushButton *> m_buttons;  ///< of the rows that have one, from above
};

}  // namespace psoas::ui

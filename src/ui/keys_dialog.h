#pragma once

#include <QDialog>

namespace psoas::ui {

/// The keys, page by page.
class KeysDialog : public QDialog {
    Q_OBJECT
public:
    explicit KeysDialog(QWidget *parent = nullptr);
};

}  // namespace psoas::ui

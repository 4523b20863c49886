#pragma once

#include <QCheckBox>

namespace psoas::ui {

/// A box to tick, with its words.
class TickBox : public QCheckBox {
public:
    explicit TickBox(const char *objectName, const QString &words = {});

protected:
    void paintEvent(QPaintEvent *event) override;
};

}  // namespace psoas::ui

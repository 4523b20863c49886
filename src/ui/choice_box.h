#pragma once

#include <QComboBox>
#include <QSignalBlocker>

namespace psoas::ui {

/// A box to choose from, that the mouse wheel does not change while the page is scrolled over it.
class ChoiceBox : public QComboBox {
public:
    /// `name`: for the screen reader, and for the label beside it.
    ChoiceBox(const char *objectName, const QString &name);

protected:
    void wheelEvent(QWheelEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

/// The label of a control, with the control's name in it.
[[nodiscard]] QWidget *named(const char *objectName, const QString &words, QWidget *control);

template <class Value> void addChoice(QComboBox &box, const QString &words, Value value) {
    box.addItem(words, static_cast<int>(value));
}

template <class Value> [[nodiscard]] Value chosen(const QComboBox &box) {
    return static_cast<Value>(box.currentData().toInt());
}

template <class Value> void choose(QComboBox &box, Value value) {
    const QSignalBlocker quiet(box);
    box.setCurrentIndex(box.findData(static_cast<int>(value)));
}

}  // namespace psoas::ui

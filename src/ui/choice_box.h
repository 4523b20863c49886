#pragma once

#include <QComboBox>
#include <QSignalBlocker>

namespace psoas::ui {

/// Paints the arrow of a box that opens something. The style sheet can only show one from a file,
/// in one colour; this one has the text's.
void paintDownArrow(QWidget &box);

/// A box of a few choices, each an enumerator or a whole number. The mouse wheel does not change
/// it, so that a page can be scrolled over it.
class ChoiceBox : public QComboBox {
public:
    ChoiceBox(const char *objectName, const QString &name);

    template <class Value> void addChoice(const QString &words, Value value) {
        addItem(words, static_cast<int>(value));
    }
    template <class Value> [[nodiscard]] Value chosen() const {
        return static_cast<Value>(currentData().toInt());
    }
    /// Shows it as chosen and tells nobody.
    template <class Value> void choose(Value value) {
        const QSignalBlocker quiet(*this);
        setCurrentIndex(findData(static_cast<int>(value)));
    }

protected:
    void wheelEvent(QWheelEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

}  // namespace psoas::ui

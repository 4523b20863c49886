#include "ui/step_buttons.h"

#include "ui/page_parts.h"
#include "ui/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QSpinBox>

namespace psoas::ui {
namespace {

constexpr int kButtonWidth = 48;
constexpr int kBoxWidth = 112;

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

QPushButton *stepButton(QSpinBox &box, const char *objectName, const QString &sign,
                        const QString &name, int step) {
    auto *button = makeButton(objectName, sign, "step");
    button->setAccessibleName(name);
    button->setFixedWidth(kButtonWidth);
    // Held down it goes on, as a spin box does; the keyboard has the box itself.
    button->setAutoRepeat(true);
    button->setProperty("repeats", true);
    button->setFocusPolicy(Qt::NoFocus);
    QObject::connect(button, &QPushButton::clicked, &box,
                     [&box, step] { box.setValue(box.value() + step); });
    return button;
}

}  // namespace

QWidget *withStepButtons(QSpinBox &box, const QString &name, int step) {
    box.setButtonSymbols(QAbstractSpinBox::NoButtons);
    box.setAlignment(Qt::AlignCenter);
    box.setMinimumWidth(kBoxWidth);
    // As high as the buttons, whatever the text size.
    box.setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kSpace);
    const QString minus = QStringLiteral("\u2212");
    layout->addWidget(stepButton(box, "stepLess", minus, words("%1 \u2212 less").arg(name), -step));
    layout->addWidget(&box);
    layout->addWidget(
        stepButton(box, "stepMore", QStringLiteral("+"), words("%1 + more").arg(name), step));
    return row;
}

}  // namespace psoas::ui

#include "ui/page_parts.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace psoas::ui {
namespace {
constexpr int kMargin = 32;
constexpr int kGap = 16;
constexpr int kMainWidth = 200;

/// A scroll area asks its widget only for a height at its own favourite width. Wrapped text in a
/// narrower window needs more than that, and would be cut off; a safety question must not be.
class Sheet : public QWidget {
protected:
    bool event(QEvent *event) override {
        if ((event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) &&
            layout() != nullptr && layout()->hasHeightForWidth()) {
            setMinimumHeight(layout()->totalHeightForWidth(width()));
        }
        return QWidget::event(event);
    }
};

/// A button shows the focus as a line inside its edge, in the accent's colour or, where that fills
/// the button, in that of its words: a change of the edge alone is not seen. The style sheet can
/// draw a line only around the words.
///
/// The second press of a double click and a key held down press nothing, unless the button says
/// that it `repeats`: they would land on the page that the first press has opened, unread.
class Button : public QPushButton {
protected:
    void mouseDoubleClickEvent(QMouseEvent *event) override {
        if (repeats()) {
            QPushButton::mouseDoubleClickEvent(event);
        }
    }

    void keyPressEvent(QKeyEvent *event) override {
        const bool presses = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                             event->key() == Qt::Key_Space;
        if (!presses || !event->isAutoRepeat() || repeats()) {
            QPushButton::keyPressEvent(event);
        }
    }

    void paintEvent(QPaintEvent *event) override {
        QPushButton::paintEvent(event);
        if (!hasFocus()) {
            return;
        }
        constexpr double kInside = 5;
        constexpr double kRadius = 4;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(
            QPen(palette().color(isFilled() ? QPalette::HighlightedText : QPalette::Highlight), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(kInside, kInside, -kInside, -kInside),
                                kRadius, kRadius);
    }

private:
    [[nodiscard]] bool isFilled() const {
        const QByteArray role = property("role").toByteArray();
        return role == "primary" || role == "danger" ||
               ((role == "rating" || role == "choice") && isChecked());
    }
    [[nodiscard]] bool repeats() const { return property("repeats").toBool(); }
};

/// Nothing in a column of text takes the focus, so the page hands these keys on.
void addScrollKeys(QWidget &page, QScrollArea &scroll) {
    const std::pair<Qt::Key, QAbstractSlider::SliderAction> keys[] = {
        {Qt::Key_PageDown, QAbstractSlider::SliderPageStepAdd},
        {Qt::Key_PageUp, QAbstractSlider::SliderPageStepSub}};
    for (const auto &[key, action] : keys) {
        auto *shortcut = new QShortcut(QKeySequence(key), &page);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        QObject::connect(shortcut, &QShortcut::activated, &scroll, [&scroll, action = action] {
            scroll.verticalScrollBar()->triggerAction(action);
        });
    }
}

/// Gives `content` the middle of `sheet`, at most `width` wide.
void placeInMiddle(QWidget &sheet, QLayout &content, int width, int verticalMargin) {
    auto *row = new QHBoxLayout(&sheet);
    row->setContentsMargins(kMargin, verticalMargin, kMargin, verticalMargin);
    auto *middle = new QWidget;
    middle->setMaximumWidth(width);
    middle->setLayout(&content);
    content.setContentsMargins(0, 0, 0, 0);
    row->addStretch(1);
    row->addWidget(middle, 100);
    row->addStretch(1);
}
}  // namespace

QLabel *makeLabel(const char *objectName, const QString &text, const char *role) {
    auto *label = new QLabel(text);
    label->setObjectName(QLatin1String(objectName));
    label->setProperty("role", QLatin1String(role));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QPushButton *makeButton(const char *objectName, const QString &text, const char *role) {
    auto *button = new Button;
    button->setObjectName(QLatin1String(objectName));
    button->setProperty("role", QLatin1String(role));
    // Outside dialogs this means no more than that Enter presses it while it has the focus.
    button->setAutoDefault(true);
    setWords(*button, text);
    return button;
}

void setRole(QWidget &widget, const char *role) {
    widget.setProperty("role", QLatin1String(role));
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

void setWords(QPushButton &button, const QString &text) {
    // A lone ampersand in a title would otherwise vanish and become a shortcut.
    button.setText(QString(text).replace(QLatin1Char('&'), QLatin1String("&&")));
    button.setAccessibleName(text);
}

void holdFocusUnseen(QWidget &page) { page.setFocusPolicy(Qt::ClickFocus); }

QBoxLayout *makeReadingColumn(QWidget &page, int width) {
    auto *outer = new QVBoxLayout(&page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(scroll, 1);
    addScrollKeys(page, *scroll);
    // Tab that comes from outside the area scrolls nothing by itself.
    QObject::connect(qApp, &QApplication::focusChanged, scroll, [scroll](QWidget *, QWidget *now) {
        if (now != nullptr && scroll->isAncestorOf(now) && now->visibleRegion().isEmpty()) {
            scroll->ensureWidgetVisible(now);
        }
    });

    auto *sheet = new Sheet;
    auto *column = new QVBoxLayout;
    column->setSpacing(kGap);
    placeInMiddle(*sheet, *column, width, kMargin);
    scroll->setWidget(sheet);
    return column;
}

int readingRoom(const QWidget &page, int width) {
    const int bar = page.style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, &page);
    return std::min(width, page.width() - 2 * kMargin - bar);
}

void bringIntoView(QWidget &part) {
    if (part.isHidden()) {
        return;
    }
    for (QWidget *around = part.parentWidget(); around != nullptr;
         around = around->parentWidget()) {
        if (auto *scroll = qobject_cast<QScrollArea *>(around)) {
            // Only then does the part have its place.
            QTimer::singleShot(0, &part, [scroll, &part] { scroll->ensureWidgetVisible(&part); });
            return;
        }
    }
}

void addFoot(QWidget &page, QLayout &foot) {
    auto *below = new QWidget;
    below->setProperty("role", QLatin1String("foot"));
    below->setAttribute(Qt::WA_StyledBackground);
    placeInMiddle(*below, foot, kReadingWidth, kGap);
    page.layout()->addWidget(below);
}

void addFootRow(QWidget &page, const std::vector<QPushButton *> &quiet, QPushButton *main) {
    auto *row = new QHBoxLayout;
    for (auto *each : quiet) {
        row->addWidget(each);
    }
    row->addStretch(1);
    main->setMinimumWidth(kMainWidth);
    row->addWidget(main);
    addFoot(page, *row);
    QWidget *previous = main;
    for (auto *each : quiet) {
        QWidget::setTabOrder(previous, each);
        previous = each;
    }
}

}  // namespace psoas::ui

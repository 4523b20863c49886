#include "ui/tightness_scale.h"

#include "ui/page_parts.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace psoas::ui {
namespace {

constexpr int kGap = 4;

/// The rating that a key stands for. The highest has two digits and needs a letter.
std::optional<int> ratingOf(int key) {
    if (key >= Qt::Key_0 && key <= Qt::Key_9) {
        return key - Qt::Key_0;
    }
    return key == Qt::Key_T ? std::optional(TightnessScale::kHighest) : std::nullopt;
}

}  // namespace

TightnessScale::TightnessScale(const QString &title, QWidget *parent) : QGroupBox(title, parent) {
    setObjectName(QStringLiteral("tightnessScale"));
    setAccessibleName(title);
    setAccessibleDescription(
        tr("0 is not tight at all, 10 is as tight as can be. Keys: 0 to 9, and T for 10; the same "
           "key again takes it back."));

    auto *row = new QHBoxLayout;
    row->setSpacing(kGap);
    for (int rating = 0; rating <= kHighest; ++rating) {
        m_buttons.at(static_cast<std::size_t>(rating)) = makeRating(rating);
        row->addWidget(m_buttons.at(static_cast<std::size_t>(rating)), 1);
    }
    const QString least = tr("not tight at all");
    const QString most = tr("as tight as can be");
    m_buttons.front()->setAccessibleDescription(least);
    m_buttons.back()->setAccessibleDescription(most);
    auto *ends = new QHBoxLayout;
    ends->addWidget(makeLabel("tightnessLeast", least, "muted"), 1);
    auto *mostLabel = makeLabel("tightnessMost", most, "muted");
    mostLabel->setAlignment(Qt::AlignRight);
    ends->addWidget(mostLabel, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addLayout(ends);
    moveTabTo(0);
}

void TightnessScale::takeKeysOf(QWidget &page) {
    std::vector<Qt::Key> keys{Qt::Key_T};
    for (int key = Qt::Key_0; key <= Qt::Key_9; ++key) {
        keys.push_back(static_cast<Qt::Key>(key));
    }
    for (const Qt::Key key : keys) {
        auto *shortcut = new QShortcut(QKeySequence(key), &page);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, this, [this, key] { pressKey(key); });
    }
}

/// In no button group: Qt's takes the arrows from a group in which none may be chosen.
QPushButton *TightnessScale::makeRating(int rating) {
    auto *button = makeButton("", QString::number(rating), "rating");
    button->setObjectName(QStringLiteral("tightness%1").arg(rating));
    button->setCheckable(true);
    button->installEventFilter(this);
    connect(button, &QPushButton::toggled, this, [this, rating](bool checked) {
        // Not by a click alone: a screen reader checks a button without one.
        if (!m_showing) {
            setRating(checked ? std::optional(rating) : std::nullopt);
            emit rated();
        }
    });
    return button;
}

std::optional<int> TightnessScale::rating() const {
    const auto chosen = std::ranges::find_if(m_buttons, &QPushButton::isChecked);
    return chosen == m_buttons.end() ? std::nullopt
                                     : std::optional(static_cast<int>(chosen - m_buttons.begin()));
}

void TightnessScale::clear() {
    setRating(std::nullopt);
    moveTabTo(0);
}

void TightnessScale::setRating(std::optional<int> rating) {
    m_showing = true;
    for (int each = 0; each <= kHighest; ++each) {
        m_buttons.at(static_cast<std::size_t>(each))->setChecked(each == rating);
    }
    m_showing = false;
    moveTabTo(rating.value_or(m_tabStop));
}

/// Eleven stops of Tab would lie between a page and its main button.
void TightnessScale::moveTabTo(int rating) {
    m_tabStop = rating;
    for (int each = 0; each <= kHighest; ++each) {
        m_buttons.at(static_cast<std::size_t>(each))
            ->setFocusPolicy(each == rating ? Qt::StrongFocus : Qt::ClickFocus);
    }
}

void TightnessScale::takeFocus(int rating) {
    m_buttons.at(static_cast<std::size_t>(rating))->setFocus(Qt::TabFocusReason);
}

bool TightnessScale::pressKey(int key) {
    if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
        if (const auto chosen = rating()) {
            m_buttons.at(static_cast<std::size_t>(*chosen))->click();
        }
        return true;
    }
    const auto pressed = ratingOf(key);
    if (pressed) {
        // A screen reader tells what has the focus. From elsewhere on the page it stays where it
        // is: Enter is to press what it pressed before.
        if (isAncestorOf(QApplication::focusWidget())) {
            takeFocus(*pressed);
        }
        m_buttons.at(static_cast<std::size_t>(*pressed))->click();
    }
    return pressed.has_value();
}

bool TightnessScale::moveBy(int key) {
    const int onward = isRightToLeft() ? -1 : 1;
    switch (key) {
        case Qt::Key_Right:
            takeFocus(std::clamp(m_tabStop + onward, 0, kHighest));
            return true;
        case Qt::Key_Left:
            takeFocus(std::clamp(m_tabStop - onward, 0, kHighest));
            return true;
        case Qt::Key_Up:
            takeFocus(std::min(m_tabStop + 1, kHighest));
            return true;
        case Qt::Key_Down:
            takeFocus(std::max(m_tabStop - 1, 0));
            return true;
        case Qt::Key_Home:
            takeFocus(0);
            return true;
        case Qt::Key_End:
            takeFocus(kHighest);
            return true;
        default:
            return false;
    }
}

bool TightnessScale::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::FocusIn) {
        moveTabTo(static_cast<int>(std::ranges::find(m_buttons, watched) - m_buttons.begin()));
    } else if (event->type() == QEvent::KeyPress) {
        const auto &key = static_cast<QKeyEvent &>(*event);
        const bool plain = (key.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        // A key held down would choose and take back in turn.
        if (plain && (moveBy(key.key()) || (!key.isAutoRepeat() && pressKey(key.key())))) {
            return true;
        }
    }
    return QGroupBox::eventFilter(watched, event);
}

}  // namespace psoas::ui

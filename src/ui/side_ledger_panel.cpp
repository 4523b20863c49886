#include "ui/side_ledger_panel.h"

#include "ui/page_parts.h"
#include "ui/picture_canvas.h"
#include "ui/text.h"

#include <QPushButton>

namespace psoas::ui {

SideLedgerPanel::SideLedgerPanel(FileDialogs dialogs, QWidget *parent)
    : PicturePanel("sideLedger", std::move(dialogs), parent) {
    connect(&canvas(), &PictureCanvas::placed, this, &SideLedgerPanel::place);
}

void SideLedgerPanel::setTheme(const Theme &theme) {
    PicturePanel::setTheme(theme);
    // The buttons are as large as their words now are.
    setView(m_view);
}

void SideLedgerPanel::setView(const SideLedgerView &view) {
    m_view = view;
    makeButtons();
    setPicture(pictureOf(m_view, buttonSize()), pictureOf(m_view));
}

void SideLedgerPanel::makeButtons() {
    for (QPushButton *button : m_buttons) {
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    QWidget *before = &canvas();
    for (const LedgerRow &row : m_view.rows) {
        const auto shorter = row.balance.shorter();
        if (row.routineId.empty() || !shorter) {
            continue;
        }
        auto *button = makeButton("shorterSide", tr("Do the shorter side"));
        button->setParent(&canvas());
        button->setAccessibleName(
            tr("Do the shorter side: %1, %2").arg(row.title, sideText(*shorter).toLower()));
        connect(button, &QPushButton::clicked, this,
                [this, id = row.routineId, side = *shorter] { emit shorterWanted(id, side); });
        button->show();
        setTabOrder(before, button);
        before = button;
        m_buttons.push_back(button);
    }
    setTabOrder(before, &afterPicture());
}

QSizeF SideLedgerPanel::buttonSize() const {
    if (m_buttons.empty()) {
        return {};
    }
    m_buttons.front()->ensurePolished();
    return m_buttons.front()->sizeHint();
}

void SideLedgerPanel::place() {
    const QRectF picture = canvas().place();
    const auto places = sideLedgerButtons(picture.width(), m_view, theme(), buttonSize());
    for (std::size_t i = 0; i < std::min(places.size(), m_buttons.size()); ++i) {
        m_buttons[i]->setGeometry(places[i].place.translated(picture.topLeft()).toRect());
    }
}

}  // namespace psoas::ui

#include "ui/tightness_scale.h"

#include "ui/page_parts.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace psoas::ui {
namespace {
constexpr int kHighest = 10;
constexpr int kGap = 4;
}  // namespace

TightnessScale::TightnessScale(const QString &title, QWidget *parent)
    : QGroupBox(title, parent), m_buttons(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("tightnessScale"));
    setAccessibleName(title);
    m_buttons->setExclusive(false);

    auto *row = new QHBoxLayout;
    row->setSpacing(kGap);
    for (int rating = 0; rating <= kHighest; ++rating) {
        auto *button = makeButton("", QString::number(rating), "rating");
        button->setObjectName(QStringLiteral("tightness%1").arg(rating));
        button->setCheckable(true);
        m_buttons->addButton(button, rating);
        connect(button, &QPushButton::clicked, this, &TightnessScale::rated);
        row->addWidget(button, 1);
    }
    auto *ends = new QHBoxLayout;
    ends->addWidget(makeLabel("tightnessLeast", tr("not tight at all"), "muted"), 1);
    auto *most = makeLabel("tightnessMost", tr("as tight as can be"), "muted");
    most->setAlignment(Qt::AlignRight);
    ends->addWidget(most, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addLayout(ends);

    connect(m_buttons, &QButtonGroup::idToggled, this, [this](int chosen, bool checked) {
        for (int rating = 0; checked && rating <= kHighest; ++rating) {
            m_buttons->button(rating)->setChecked(rating == chosen);
        }
    });
}

std::optional<int> TightnessScale::rating() const {
    for (int rating = 0; rating <= kHighest; ++rating) {
        if (m_buttons->button(rating)->isChecked()) {
            return rating;
        }
    }
    return std::nullopt;
}

void TightnessScale::clear() { setRating(std::nullopt); }

void TightnessScale::setRating(std::optional<int> rating) {
    for (int each = 0; each <= kHighest; ++each) {
        m_buttons->button(each)->setChecked(each == rating);
    }
}

}  // namespace psoas::ui

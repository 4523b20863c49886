#include "ui/session_row.h"

#include "ui/theme.h"

#include <QApplication>
#include <QPainter>

namespace psoas::ui {
namespace {

constexpr int kAbove = kSpace;
constexpr int kBeside = kSpace + 2;
constexpr float kRuleShare = 0.3F;  // of a line that carries meaning: this one carries none

QStringList linesOf(const QModelIndex &index) {
    return index.data(Qt::DisplayRole).toString().split(QLatin1Char('\n'));
}

QFont strong(QFont font) {
    font.setWeight(QFont::DemiBold);
    return font;
}

}  // namespace

QSize SessionRow::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const auto lines = static_cast<int>(linesOf(index).size());
    return {0, lines * QFontMetrics(strong(option.font)).lineSpacing() + 2 * kAbove};
}

void SessionRow::paint(QPainter *painter, const QStyleOptionViewItem &option,
                       const QModelIndex &index) const {
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    const QStyle *style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);

    painter->save();
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    painter->setPen(option.palette.color(chosen ? QPalette::HighlightedText : QPalette::Text));
    QRect line = option.rect.adjusted(kBeside, kAbove, -kBeside, 0);
    QFont font = strong(option.font);
    line.setHeight(QFontMetrics(font).lineSpacing());
    for (const QString &words : linesOf(index)) {
        painter->setFont(font);
        painter->drawText(line, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(words, Qt::ElideRight, line.width()));
        line.translate(0, line.height());
        font = option.font;
    }
    if (!chosen) {
        QColor rule = option.palette.color(QPalette::Mid);
        rule.setAlphaF(kRuleShare);
        painter->setPen(rule);
        painter->drawLine(option.rect.left() + kBeside, option.rect.bottom(),
                          option.rect.right() - kBeside, option.rect.bottom());
    }
    painter->restore();
}

}  // namespace psoas::ui

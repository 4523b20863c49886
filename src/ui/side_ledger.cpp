#include "ui/side_ledger.h"

#include "ui/picture_parts.h"
#include "ui/picture_text.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>

namespace psoas::ui {
namespace {

constexpr double kRowGap = 3 * kSpace;
constexpr double kLeastBar = 20;    // in widths of a letter: narrower, and the words go above it
constexpr double kBarHeight = 0.8;  // of a line
constexpr double kStackedGap = 3;   // between the words and the bar under them
constexpr double kBarRadius = 4;
constexpr double kOutline = 1.5;
constexpr double kHeldShare = 0.67;  // of the accent
constexpr double kRuleShare = 0.22;

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

QString emptyText() {
    return words(
        "Nothing held on a side in this time: start a routine with two sides on Today, and which "
        "of "
        "them had less shows here.");
}

const core::SideDose &doseOn(const core::SideBalance &balance, core::Side side) {
    return side == core::Side::Left ? balance.left : balance.right;
}

constexpr std::array kSides{core::Side::Left, core::Side::Right};

bool hasSides(const core::SideBalance &balance) {
    return std::ranges::any_of(kSides, [&balance](core::Side side) {
        const core::SideDose &dose = doseOn(balance, side);
        return dose.planned + dose.held > core::Milliseconds{0};
    });
}

/// The ledger at one width: what goes where.
class Ledger {
public:
    Ledger(const SideLedgerView &view, double width, const Theme &theme, const QSizeF &button)
        : m_view(view),
          m_tokens(theme.tokens),
          m_body(pictureFont(theme)),
          m_strong(pictureFont(theme, kBodySize, QFont::DemiBold)),
          m_small(pictureFont(theme, kSmallSize)),
          m_width(width),
          m_button(button),
          m_line(lineHeight(m_strong)) {
        for (const core::Side side : kSides) {
            m_sideWidth = std::max(m_sideWidth, wordsWidth(m_body, sideWord(side)));
        }
        for (const LedgerRow &row : view.rows) {
            for (const core::Side side : kSides) {
                m_doseWidth =
                    std::max(m_doseWidth, wordsWidth(m_body, doseText(doseOn(row.balance, side))));
            }
        }
        m_stacked = m_width - m_sideWidth - m_doseWidth - 4 * kSpace <
                    kLeastBar * wordsWidth(m_body, QStringLiteral("n"));
    }

    [[nodiscard]] double height() const {
        if (m_view.rows.empty()) {
            return wrappedHeight(m_body, emptyText(), m_width);
        }
        double sum = rowsTop();
        for (const LedgerRow &row : m_view.rows) {
            sum += rowHeight(row) + kRowGap;
        }
        return sum - kRowGap + kOutline;
    }

    void paint(QPainter &painter, const QPointF &corner) const {
        if (m_view.rows.empty()) {
            paintWrapped(painter, {corner, QSizeF(m_width, height())}, emptyText(), m_body,
                         m_tokens.text);
            return;
        }
        paintWords(painter, {corner, QSizeF(m_width, lineHeight(m_small))}, Qt::AlignLeft,
                   keyText(), m_small, m_tokens.muted);
        QPointF top = corner + QPointF(0, rowsTop());
        for (const LedgerRow &row : m_view.rows) {
            if (&row != &m_view.rows.front()) {
                painter.setPen(QPen(mixed(m_tokens.surface, m_tokens.line, kRuleShare), 1));
                const QPointF rule = top - QPointF(0, kRowGap / 2);
                painter.drawLine(rule, rule + QPointF(m_width, 0));
            }
            paintRow(painter, top, row);
            top.ry() += rowHeight(row) + kRowGap;
        }
    }

    [[nodiscard]] std::vector<LedgerButton> buttons() const {
        std::vector<LedgerButton> all;
        double top = rowsTop();
        for (std::size_t i = 0; i < m_view.rows.size(); ++i) {
            const LedgerRow &row = m_view.rows[i];
            if (hasButton(row)) {
                const double bottom = top + rowHeight(row);
                const bool beside = fitsBeside(row);
                all.push_back(
                    {i, QRectF(QPointF(beside ? m_width - m_button.width() : 0,
                                       bottom - m_button.height()),
                               QSizeF(std::min(m_button.width(), m_width), m_button.height()))});
            }
            top += rowHeight(row) + kRowGap;
        }
        return all;
    }

private:
    [[nodiscard]] static QString keyText() { return words("Held of planned, minutes:seconds"); }
    [[nodiscard]] double rowsTop() const { return lineHeight(m_small) + kRowGap / 2; }
    [[nodiscard]] bool hasButton(const LedgerRow &row) const {
        return !m_button.isEmpty() && !row.routineId.empty() && row.balance.shorter();
    }
    [[nodiscard]] bool fitsBeside(const LedgerRow &row) const {
        return wordsWidth(m_strong, differenceText(row.balance)) + 2 * kSpace + m_button.width() <=
               m_width;
    }
    [[nodiscard]] double sideHeight() const {
        return m_stacked ? m_line + kStackedGap + m_line * kBarHeight + kSpace
                         : m_line + kSpace / 2.0;
    }
    [[nodiscard]] double differenceHeight(const LedgerRow &row) const {
        const double sentence = wrappedHeight(m_strong, differenceText(row.balance), m_width);
        if (!hasButton(row)) {
            return sentence;
        }
        return fitsBeside(row) ? std::max(sentence, m_button.height())
                               : sentence + kSpace + m_button.height();
    }
    [[nodiscard]] double rowHeight(const LedgerRow &row) const {
        return m_line + kSpace + 2 * sideHeight() + kSpace + differenceHeight(row);
    }

    void paintRow(QPainter &painter, const QPointF &top, const LedgerRow &row) const {
        paintWords(painter, {top, QSizeF(m_width, m_line)}, Qt::AlignLeft, row.title, m_strong,
                   m_tokens.text);
        core::Milliseconds longest{1};
        for (const core::Side side : kSides) {
            const core::SideDose &dose = doseOn(row.balance, side);
            longest = std::max({longest, dose.planned, dose.held});
        }
        double y = top.y() + m_line + kSpace;
        for (const core::Side side : kSides) {
            paintSide(painter, {top.x(), y, m_width, sideHeight()}, side, doseOn(row.balance, side),
                      longest);
            y += sideHeight();
        }
        const double words = wrappedHeight(m_strong, differenceText(row.balance), m_width);
        const double beside =
            hasButton(row) && fitsBeside(row) ? std::max(words, m_button.height()) : words;
        const bool shorter = row.balance.shorter().has_value();
        paintWrapped(painter, {top.x(), y + kSpace + (beside - words) / 2, m_width, words},
                     differenceText(row.balance), shorter ? m_strong : m_body,
                     shorter ? m_tokens.text : m_tokens.muted);
    }

    /// The whole of the bars' width is `longest`.
    void paintSide(QPainter &painter, const QRectF &place, core::Side side,
                   const core::SideDose &dose, core::Milliseconds longest) const {
        const double high = m_line * kBarHeight;
        paintWords(painter, {place.left(), place.top(), m_sideWidth + 1, m_line}, Qt::AlignLeft,
                   sideWord(side), m_body, m_tokens.text);
        paintWords(painter, {place.right() - m_doseWidth - 1, place.top(), m_doseWidth + 1, m_line},
                   m_stacked ? Qt::AlignRight : Qt::AlignLeft, doseText(dose), m_body,
                   m_tokens.text);
        const QRectF bars =
            m_stacked
                ? QRectF(place.left(), place.top() + m_line + kStackedGap, place.width(), high)
                : QRectF(place.left() + m_sideWidth + 2 * kSpace, place.top() + (m_line - high) / 2,
                         place.width() - m_sideWidth - m_doseWidth - 4 * kSpace, high);
        const auto partOf = [&](core::Milliseconds time) {
            QRectF part = bars.adjusted(kOutline, 0, -kOutline, 0);
            part.setWidth(part.width() * static_cast<double>(time.count()) /
                          static_cast<double>(longest.count()));
            return part;
        };
        if (dose.held > core::Milliseconds{0}) {
            fillRounded(painter, partOf(dose.held), kBarRadius, doseColour(m_tokens, kHeldShare));
        }
        if (dose.planned > core::Milliseconds{0}) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_tokens.line, kOutline));
            painter.drawRoundedRect(partOf(dose.planned), kBarRadius, kBarRadius);
        }
    }

    const SideLedgerView &m_view;
    const Tokens &m_tokens;
    QFont m_body;
    QFont m_strong;
    QFont m_small;
    double m_width;
    QSizeF m_button;
    double m_line;
    double m_sideWidth = 0;
    double m_doseWidth = 0;
    bool m_stacked = false;  ///< the words above the bar
};

/// As `heldTime` counts: a second only when it is over.
QString spokenHeld(core::Milliseconds held) {
    return spokenSeconds(std::chrono::floor<core::Seconds>(held));
}

/// Of the whole seconds that stand beside each other: else they would not add up.
core::Seconds shownDifference(const core::SideBalance &balance) {
    return std::chrono::abs(std::chrono::floor<core::Seconds>(balance.right.held) -
                            std::chrono::floor<core::Seconds>(balance.left.held));
}

QString spokenRow(const LedgerRow &row) {
    const core::SideBalance &balance = row.balance;
    const auto shorter = balance.shorter();
    const QString difference =
        shorter ? words("%1: %2 less held.")
                      .arg(sideText(*shorter), spokenSeconds(shownDifference(balance)))
                : differenceText(balance) + QLatin1Char('.');
    return words("%1: left side held %2 of %3 planned, right side %4 of %5. %6")
        .arg(row.title, spokenHeld(balance.left.held), spokenSeconds(balance.left.planned),
             spokenHeld(balance.right.held), spokenSeconds(balance.right.planned), difference);
}

QString textOf(const SideLedgerView &view) {
    if (view.rows.empty()) {
        return emptyText();
    }
    QStringList sentences;
    for (const LedgerRow &row : view.rows) {
        sentences << spokenRow(row);
    }
    return sentences.join(QLatin1Char(' '));
}

PictureNumbers numbersOf(const SideLedgerView &view) {
    PictureNumbers numbers{
        .head = {words("Routine"), words("Left held"), words("Left planned"), words("Right held"),
                 words("Right planned"), words("Difference")},
        .rows = {}};
    for (const LedgerRow &row : view.rows) {
        const core::SideBalance &balance = row.balance;
        numbers.rows << QStringList{row.title,
                                    heldTime(balance.left.held),
                                    clockTime(balance.left.planned),
                                    heldTime(balance.right.held),
                                    clockTime(balance.right.planned),
                                    differenceText(balance)};
    }
    return numbers;
}

}  // namespace

SideLedgerView sideLedgerView(const core::PeriodSums &period, const QString &name) {
    SideLedgerView view{.period = name, .rows = {}};
    for (const auto &[id, routine] : period.routines) {
        if (hasSides(core::balanceOf(routine))) {
            view.rows.push_back({.routineId = id,
                                 .title = oneLine(routine.title),
                                 .balance = core::balanceOf(routine)});
        }
    }
    std::ranges::stable_sort(view.rows, std::greater<>(), [](const LedgerRow &row) {
        return row.balance.left.held + row.balance.right.held;
    });
    if (view.rows.size() > 1) {
        view.rows.insert(
            view.rows.begin(),
            {.routineId = {}, .title = words("All routines"), .balance = core::balanceOf(period)});
    }
    return view;
}

QString differenceText(const core::SideBalance &balance) {
    if (const auto alone = balance.alone()) {
        return words("%1 alone was planned").arg(sideText(*alone));
    }
    const auto shorter = balance.shorter();
    return shorter ? words("%1: %2 less held")
                         .arg(sideText(*shorter), heldTime(shownDifference(balance)))
                   : words("Both sides even");
}

QString doseText(const core::SideDose &dose) {
    return words("%1 of %2").arg(heldTime(dose.held), clockTime(dose.planned));
}

double sideLedgerHeight(double width, const SideLedgerView &view, const Theme &theme,
                        const QSizeF &button) {
    return Ledger(view, width, theme, button).height();
}

void paintSideLedger(QPainter &painter, const QRectF &place, const SideLedgerView &view,
                     const Theme &theme, const QSizeF &button) {
    Ledger(view, place.width(), theme, button).paint(painter, place.topLeft());
}

std::vector<LedgerButton> sideLedgerButtons(double width, const SideLedgerView &view,
                                            const Theme &theme, const QSizeF &button) {
    return Ledger(view, width, theme, button).buttons();
}

Picture pictureOf(const SideLedgerView &view, const QSizeF &button) {
    return {.heading = words("Left and right"),
            .caption = view.period,
            .text = textOf(view),
            .fileName = QStringLiteral("left-and-right"),
            .numbers = numbersOf(view),
            .heightFor =
                [view, button](double width, const Theme &theme) {
                    return sideLedgerHeight(width, view, theme, button);
                },
            .paint =
                [view, button](QPainter &painter, const QRectF &place, const Theme &theme) {
                    paintSideLedger(painter, place, view, theme, button);
                }};
}

}  // namespace psoas::ui

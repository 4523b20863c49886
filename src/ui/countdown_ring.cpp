#include "ui/countdown_ring.h"

#include "ui/text.h"

#include <QFontInfo>
#include <QPainter>

#include <algorithm>

namespace psoas::ui {
namespace {

constexpr double kStroke = 0.045;     ///< of the ring's diameter
constexpr double kDigitsRoom = 0.74;  ///< of the diameter, across
constexpr double kUnitRoom = 0.16;    ///< of the diameter, below the digits
constexpr double kUnitSize = 0.32;    ///< of the digits
constexpr int kFullCircle = 360 * 16;
constexpr int kTop = 90 * 16;

double shareOf(core::Milliseconds left, core::Milliseconds length) {
    return length.count() == 0
               ? 1
               : static_cast<double>(left.count()) / static_cast<double>(length.count());
}

}  // namespace

CountdownRing::CountdownRing(QWidget *parent) : QLabel(parent) {
    setObjectName(QStringLiteral("timeLeft"));
    setFocusPolicy(Qt::NoFocus);
}

void CountdownRing::setTheme(const Theme &theme) {
    m_theme = theme;
    updateGeometry();
    update();
}

void CountdownRing::setTime(std::optional<core::Milliseconds> left, core::Milliseconds length) {
    if (!left) {
        show({}, tr("Waiting for you"), 1, false);
        return;
    }
    show(clockTime(*left), tr("Time left: %1").arg(spokenSeconds(*left)), shareOf(*left, length),
         false);
}

void CountdownRing::setBreaths(int breaths, core::Milliseconds left, core::Milliseconds length) {
    const QString unit = breaths == 1 ? tr("breath") : tr("breaths");
    const QString digits = QString::number(breaths);
    show(digits, tr("Breaths left: %1, %2").arg(digits, spokenSeconds(left)), shareOf(left, length),
         false, unit);
}

void CountdownRing::setCountIn(core::Milliseconds left, core::Milliseconds length) {
    show(wholeSecondsText(left), tr("Going on in %1").arg(spokenSeconds(left)),
         shareOf(left, length), true);
}

void CountdownRing::show(const QString &digits, const QString &spoken, double share, bool countIn,
                         const QString &unit) {
    m_countIn = countIn;
    m_unit = unit;
    m_share = share;
    if (digits != text()) {
        setText(digits);
    }
    if (spoken != accessibleName()) {
        setAccessibleName(spoken);
    }
    update();
}

void CountdownRing::setLongest(core::Milliseconds longest) {
    constexpr core::Seconds kFiveDigits{600};
    m_widest = longest >= kFiveDigits ? QStringLiteral("10:00") : QStringLiteral("0:00");
}

int CountdownRing::digitsSize(double side) const {
    const QFontInfo least(m_theme.font(kCountdownSize));
    const double advance = QFontMetricsF(m_theme.font(kCountdownSize)).horizontalAdvance(m_widest);
    const double inside = side * (1 - 2 * kStroke);
    return std::max(1, static_cast<int>(least.pixelSize() * inside * kDigitsRoom / advance));
}

QSize CountdownRing::sizeHint() const {
    // Wide enough for "10:00" at the least size of the countdown.
    const QFontMetrics digits(m_theme.font(kCountdownSize));
    const int side =
        static_cast<int>(digits.horizontalAdvance(QStringLiteral("10:00")) / kDigitsRoom);
    return {side, side};
}

QSize CountdownRing::minimumSizeHint() const { return sizeHint() * 0.55; }

void CountdownRing::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &tokens = m_theme.tokens;
    const double side = std::min(width(), height());
    const double stroke = side * kStroke;
    QRectF ring(0, 0, side - 2 * stroke, side - 2 * stroke);
    ring.moveCenter(QRectF(rect()).center());
    painter.setPen(QPen(trackColour(tokens), stroke));
    painter.drawEllipse(ring);
    QPen left(m_countIn ? tokens.warm : tokens.accent, stroke, Qt::SolidLine, Qt::RoundCap);
    painter.setPen(left);
    if (m_share > 0) {
        painter.drawArc(ring, kTop, static_cast<int>(kFullCircle * m_share));
    }
    QFont font = m_theme.font(kCountdownSize);
    font.setPixelSize(digitsSize(side));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(tokens.text);
    painter.drawText(ring, Qt::AlignCenter, text());
    if (!m_unit.isEmpty()) {
        const QRectF below(ring.left(), ring.center().y() + painter.fontMetrics().ascent() * 0.5,
                           ring.width(), ring.height() * kUnitRoom);
        font.setPixelSize(std::max(1, static_cast<int>(font.pixelSize() * kUnitSize)));
        painter.setFont(font);
        painter.setPen(tokens.muted);
        painter.drawText(below, Qt::AlignCenter, m_unit);
    }
}

}  // namespace psoas::ui

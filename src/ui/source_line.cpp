#include "ui/source_line.h"

#include "ui/theme.h"

#include <QFontDatabase>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace psoas::ui {
namespace {

constexpr int kPadding = 2 * kSpace;
constexpr int kLeastWidth = 160;
constexpr double kCaretShare = 3;  ///< how many times a line is as high as the caret

/// The first `count` code points.
QString firstOf(const QString &text, int count) {
    qsizetype end = 0;
    for (; count > 0 && end < text.size(); --count) {
        end += text[end].isHighSurrogate() ? 2 : 1;
    }
    return text.left(end);
}

}  // namespace

SourceLine::SourceLine(const QString &line, int caret, QWidget *parent)
    : QLabel(line, parent), m_before(firstOf(line, caret)) {
    setObjectName(QStringLiteral("sourceLine"));
    setProperty("role", QLatin1String("well"));
    setTextFormat(Qt::PlainText);
    setAccessibleName(tr("The line: %1").arg(line.trimmed()));
}

/// As large as the text around it.
QFont SourceLine::codeFont() const {
    QFont code = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    code.setPointSizeF(font().pointSizeF());
    return code;
}

QSize SourceLine::sizeHint() const {
    const QFontMetrics metrics(codeFont());
    return {metrics.horizontalAdvance(text()) + 2 * kPadding, minimumSizeHint().height()};
}

QSize SourceLine::minimumSizeHint() const {
    return {kLeastWidth, QFontMetrics(codeFont()).height() + 2 * kPadding};
}

void SourceLine::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath well;
    well.addRoundedRect(rect(), kControlRadius, kControlRadius);
    painter.fillPath(well, palette().color(QPalette::Shadow));
    painter.setFont(codeFont());
    const QRect room = rect().adjusted(kPadding, kPadding, -kPadding, -kPadding);
    painter.setClipRect(room.adjusted(0, 0, 0, kPadding));
    const QFontMetrics metrics = painter.fontMetrics();
    const int caret = metrics.horizontalAdvance(m_before) + metrics.horizontalAdvance('x') / 2;
    // As little to the left as brings the caret into the right half.
    const int hidden = std::clamp(caret - room.width() / 2, 0,
                                  std::max(0, metrics.horizontalAdvance(text()) - room.width()));
    painter.setPen(palette().color(QPalette::Text));
    const int baseline = room.top() + metrics.ascent();
    painter.drawText(room.left() - hidden, baseline, text());
    const QString cut = QStringLiteral("\u2026");
    const int wide = metrics.horizontalAdvance(cut);
    const auto markCut = [&](int left) {
        painter.fillRect(QRect(left, room.top(), wide, metrics.height()),
                         palette().color(QPalette::Shadow));
        painter.drawText(left, baseline, cut);
    };
    if (hidden > 0) {
        markCut(room.left());
    }
    if (metrics.horizontalAdvance(text()) - hidden > room.width()) {
        markCut(room.right() + 1 - wide);
    }
    const double size = metrics.height() / kCaretShare;
    painter.setPen(QPen(palette().color(QPalette::BrightText), size / 2.5, Qt::SolidLine,
                        Qt::RoundCap, Qt::RoundJoin));
    const QPointF tip(room.left() - hidden + caret, room.top() + metrics.height() + 2);
    painter.drawPolyline(QPolygonF{tip + QPointF(-size, size), tip, tip + QPointF(size, size)});
}

}  // namespace psoas::ui

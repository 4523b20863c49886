#include "ui/figure_painter.h"
#include "ui/psoas_shapes.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <cmath>
#include <vector>

namespace psoas::ui {
namespace {
using core::Side;

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

/// The trunk from the front, from under the ribs to the top of the thighs.
QPainterPath trunkFromFront() {
    const std::pair<double, double> edge[] = {{22, 16.6}, {14, 15.6},  {6, 14.2},   {0, 13.8},
                                              {-6, 15.2}, {-12, 17.4}, {-18, 18.4}, {-25, 17.6}};
    QPainterPath path;
    const auto side = [&path, &edge](double sign, bool down) {
        constexpr int kCount = 8;
        const auto at = [&](int i) {
            const auto &[y, x] = edge[std::clamp(down ? i : kCount - 1 - i, 0, kCount - 1)];
            return QPointF{sign * x, y};
        };
        path.elementCount() == 0 ? path.moveTo(at(0)) : path.lineTo(at(0));
        for (int i = 0; i + 1 < kCount; ++i) {
            path.cubicTo(at(i) + (at(i + 1) - at(i - 1)) / 6, at(i + 1) - (at(i + 2) - at(i)) / 6,
                         at(i + 1));
        }
    };
    side(1, true);
    side(-1, false);
    path.closeSubpath();
    return path;
}

/// The sides of the trunk without the cuts above and below.
QPainterPath flanks(const QPainterPath &trunk) {
    QPainterPath edges;
    const int half = trunk.elementCount() / 2;
    for (const int first : {0, half}) {
        edges.moveTo(trunk.elementAt(first));
        for (int i = first + 1; i + 2 < first + half; i += 3) {
            edges.cubicTo(trunk.elementAt(i), trunk.elementAt(i + 1), trunk.elementAt(i + 2));
        }
    }
    return edges;
}

/// Five strands from beside the spine, past the navel, over the brim to the inside of the thigh.
PsoasShapes psoasFromFront(Side side) {
    const double sign = side == Side::Left ? 1 : -1;
    std::array<std::vector<QPointF>, 5> middles;
    for (std::size_t i = 0; i < middles.size(); ++i) {
        const double place = 4 - static_cast<double>(i);  // the lowest first, the highest on top
        const QPointF from{2.2, 14.5 - 4.2 * place};
        const QPointF over{8.8 - 0.9 * place, -10};
        const QPointF to{8.9 - 0.2 * place, -21};
        const QPointF corner = over * 1.5 - (from + to) * 0.25;
        for (int k = 0; k <= 14; ++k) {
            const double u = k / 14.0;
            const double v = 1 - u;
            const QPointF point = from * (v * v) + corner * (2 * v * u) + to * (u * u);
            middles[i].emplace_back(sign * point.x(), point.y());
        }
    }
    return bundle(middles, 0.8, 0);
}

class BellyPainter {
public:
    BellyPainter(QPainter &painter, const QRectF &target, const Theme &theme)
        : m_painter(painter),
          m_theme(theme),
          m_tokens(theme.tokens),
          m_place(figureTransform(poseRow(core::Pose::BallMap).frame, target, false)),
          m_scale(std::abs(m_place.m22())),
          m_pixels(static_cast<int>(std::clamp(m_scale * 1.9, 10.0, 20.0) * theme.textScale)),
          m_target(target) {}

    void paint(std::optional<Side> side) {
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.save();
        m_painter.setTransform(m_place, true);
        paintTrunk();
        for (const Side each : {Side::Left, Side::Right}) {
            paintSide(each, !side || *side == each);
        }
        paintMarks();
        m_painter.restore();
        // Words need room beside the body; a small picture does without them.
        if (m_scale >= 3.6) {
            paintWords(side);
        }
    }

private:
    [[nodiscard]] double hairline() const { return std::max(1.4, m_scale * 0.22) / m_scale; }

    void paintTrunk() {
        const QPainterPath trunk = trunkFromFront();
        m_painter.fillPath(trunk, m_tokens.body);
        const double ground = m_theme.dark ? 0.42 : 0.34;
        const QColor cloth = m_theme.dark ? mixed(m_tokens.body, m_tokens.window, ground)
                                          : mixed(m_tokens.body, m_tokens.outline, ground);
        QPainterPath band;
        band.moveTo(-24, -12.5);
        band.quadTo(QPointF{0, -19}, QPointF{24, -12.5});
        QPainterPath bottom = band;
        bottom.lineTo(24, -30);
        bottom.lineTo(-24, -30);
        bottom.closeSubpath();
        QPainterPath top;
        top.addRect(-24, 14.5, 48, 12);
        m_painter.save();
        m_painter.setClipPath(trunk);
        m_painter.fillPath(bottom, cloth);
        m_painter.fillPath(top, mixed(m_tokens.body, m_tokens.accent, 0.28));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(mixed(cloth, m_tokens.outline, 0.6), hairline()));
        m_painter.drawPath(band);
        m_painter.drawLine(QPointF{-24, 14.5}, QPointF{24, 14.5});
        m_painter.restore();
        m_painter.setPen(QPen(m_tokens.outline, hairline() * 1.3, Qt::SolidLine, Qt::RoundCap));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(flanks(trunk));
    }

    void paintSide(Side side, bool now) {
        const PsoasShapes muscle = psoasFromFront(side);
        for (const auto &strand : muscle.strands) {
            m_painter.fillPath(strand, mixed(m_tokens.body, m_tokens.psoas, now ? 0.6 : 0.2));
        }
        for (const auto &gap : muscle.gaps) {
            m_painter.fillPath(gap, m_tokens.body);
        }
        if (now) {
            const QPointF spot = bellyTarget(side);
            m_painter.setPen(QPen(m_tokens.surface, 2.2));
            m_painter.drawEllipse(spot, 2.6, 2.6);
            m_painter.setPen(QPen(m_tokens.psoas, 0.9));
            m_painter.setBrush(mixed(m_tokens.surface, m_tokens.psoas, 0.35));
            m_painter.drawEllipse(spot, 2.6, 2.6);
            m_painter.setBrush(m_tokens.psoas);
            m_painter.setPen(Qt::NoPen);
            m_painter.drawEllipse(spot, 0.9, 0.9);
        }
    }

    void paintMarks() {
        QPen dashed(m_tokens.outline, hairline());
        dashed.setDashPattern({4, 3});
        m_painter.setPen(dashed);
        m_painter.drawLine(QPointF{0, 22}, QPointF{0, 2});
        m_painter.drawLine(QPointF{0, -2}, QPointF{0, -15});
        // Not on the midline: said without words too, for the picture that is too small for them.
        m_painter.setPen(QPen(m_tokens.danger, std::max(1.6, m_scale * 0.4) / m_scale,
                              Qt::SolidLine, Qt::RoundCap));
        for (const double y : {8.0, -7.5}) {
            m_painter.drawLine(QPointF{-1.1, y - 1.1}, QPointF{1.1, y + 1.1});
            m_painter.drawLine(QPointF{-1.1, y + 1.1}, QPointF{1.1, y - 1.1});
        }
        m_painter.setPen(QPen(m_tokens.outline, hairline() * 1.2));
        m_painter.setBrush(mixed(m_tokens.body, m_tokens.outline, 0.35));
        m_painter.drawEllipse(QPointF{0, 0}, 0.7, 1.1);
        m_painter.setBrush(m_tokens.outline);
        for (const Side side : {Side::Left, Side::Right}) {
            m_painter.drawEllipse(hipBone(side), 0.8, 0.8);
        }
    }

    /// Words beside the body, and what they name.
    struct Label {
        QString words;
        QPointF named;  ///< where the line to them begins
        double height;  ///< where they would best stand
    };

    /// Where the words of the given side (left or right of the body) may stand, on the paper.
    [[nodiscard]] QRectF room(double sign) const {
        constexpr double kBeside = 19.5;
        const double edge = m_place.map(QPointF{sign * kBeside, 0}).x() + sign * kGap;
        return sign > 0 ? QRectF(edge, m_target.top(), m_target.right() - edge, m_target.height())
                        : QRectF(m_target.left(), m_target.top(), edge - m_target.left(),
                                 m_target.height());
    }

    /// The largest size up to the wanted one at which no single word is wider than the room.
    void fitFont(QFont &font, const std::vector<Label> &labels) const {
        const double width = std::min(room(1).width(), room(-1).width());
        const auto fits = [&] {
            const QFontMetricsF metrics(font);
            return std::ranges::all_of(labels, [&](const Label &label) {
                const QStringList each = label.words.split(QLatin1Char(' '));
                return std::ranges::all_of(each, [&](const QString &word) {
                    return metrics.horizontalAdvance(word) <= width;
                });
            });
        };
        while (font.pixelSize() > kLeastPixels && !fits()) {
            font.setPixelSize(font.pixelSize() - 1);
        }
    }

    /// Paints the labels of one side, from the top down, none over another.
    void paintLabels(const std::vector<Label> &labels, double sign) {
        const QRectF beside = room(sign);
        const auto flags =
            static_cast<int>((sign > 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter) |
            Qt::TextWordWrap;
        // More than lies between the lines of one label, or two would read as one.
        const double between = m_painter.fontMetrics().height() * kBetweenLabels;
        double free = beside.top();
        for (const Label &label : labels) {
            const QPointF named = m_place.map(label.named);
            const double wanted = m_place.map(QPointF{0, label.height}).y();
            QRectF box = m_painter.boundingRect(beside, flags, label.words);
            box.moveTop(std::max(wanted - box.height() / 2, free));
            free = box.bottom() + between;
            m_painter.setPen(QPen(m_tokens.muted, std::max(1.0, m_scale * 0.14)));
            m_painter.drawLine(
                named, {sign > 0 ? beside.left() - kGap : beside.right() + kGap, box.center().y()});
            m_painter.setPen(m_tokens.text);
            m_painter.drawText(QRectF(beside.left(), box.top(), beside.width(), box.height()),
                               flags, label.words);
        }
    }

    void paintWords(std::optional<Side> side) {
        const Side shown = side.value_or(Side::Left);
        const double sign = shown == Side::Left ? 1 : -1;
        const std::vector<Label> here{
            {words("the ball: here"), bellyTarget(shown) + QPointF{sign * 2.8, 0}, -1.2},
            {words("hip bone"), hipBone(shown) + QPointF{sign, 0}, -9.6}};
        const std::vector<Label> there{{words("middle: not here"), {-sign * 1.6, 8}, 10},
                                       {words("navel"), {-sign * 0.9, 0.2}, 2.5}};
        QFont font = m_theme.font();
        font.setPixelSize(m_pixels);
        fitFont(font, here);
        fitFont(font, there);
        m_painter.setFont(font);
        paintLabels(here, sign);
        paintLabels(there, -sign);

        QFont strong = font;
        strong.setWeight(QFont::DemiBold);
        for (const Side each : {Side::Left, Side::Right}) {
            const bool now = !side || *side == each;
            const double x = each == Side::Left ? 10.5 : -10.5;
            const QString word = each == Side::Left ? words("your left") : words("your right");
            const QPointF centre = m_place.map(QPointF{x, 25.2});
            m_painter.setFont(now ? strong : font);
            m_painter.setPen(now ? m_tokens.text : m_tokens.muted);
            const QSizeF half(m_pixels * 5.0, m_pixels * 0.9);
            m_painter.drawText(QRectF(centre.x() - half.width(), centre.y() - half.height(),
                                      half.width() * 2, half.height() * 2),
                               Qt::AlignCenter, word);
        }
    }

    static constexpr double kGap = 4;
    static constexpr double kBetweenLabels = 0.6;  ///< of a line
    static constexpr int kLeastPixels = 12;

    QPainter &m_painter;
    const Theme &m_theme;
    const Tokens &m_tokens;
    QTransform m_place;
    double m_scale;
    int m_pixels;
    QRectF m_target;
};

}  // namespace

void paintBelly(QPainter &painter, const QRectF &target, std::optional<Side> side,
                const Theme &theme) {
    painter.save();
    BellyPainter(painter, target, theme).paint(side);
    painter.restore();
}

}  // namespace psoas::ui

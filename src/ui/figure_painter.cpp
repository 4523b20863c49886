#include "ui/figure_painter.h"

#include "ui/figure_shapes.h"
#include "ui/text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <cmath>

namespace psoas::ui {
namespace {

/// The colours of one side of the body.
struct Cloth {
    QColor skin;
    QColor top;
    QColor bottom;
    QColor hair;
};

Cloth clothOf(const Tokens &tokens, bool dark, bool far) {
    const QColor skin = far ? tokens.bodyFar : tokens.body;
    return {.skin = skin,
            .top = mixed(skin, tokens.accent, dark ? 0.30 : 0.26),
            .bottom = dark ? mixed(skin, tokens.window, 0.42) : mixed(skin, tokens.outline, 0.34),
            .hair = dark ? mixed(tokens.bodyFar, tokens.window, 0.55) : tokens.outline};
}

struct Fill {
    const QPainterPath *path;
    QColor colour;
};

/// All outlines first, then all fills: what overlaps becomes one body without inner lines.
void paintTogether(QPainter &painter, std::initializer_list<Fill> parts, const QPen &pen) {
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pen);
    for (const auto &part : parts) {
        painter.drawPath(*part.path);
    }
    painter.setPen(Qt::NoPen);
    for (const auto &part : parts) {
        painter.fillPath(*part.path, part.colour);
    }
}

QPen roundPen(const QColor &colour, double width) {
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

void paintLeg(QPainter &painter, const FigureShapes::Leg &leg, const Cloth &cloth,
              const QPen &pen) {
    paintTogether(painter,
                  {{&leg.foot, cloth.skin},
                   {&leg.shank, cloth.skin},
                   {&leg.cuff, cloth.bottom},
                   {&leg.thigh, cloth.bottom}},
                  pen);
}

void paintArm(QPainter &painter, const FigureShapes::Arm &arm, const Cloth &cloth,
              const QPen &pen) {
    paintTogether(painter,
                  {{&arm.hand, cloth.skin},
                   {&arm.lower, cloth.skin},
                   {&arm.upper, cloth.skin},
                   {&arm.sleeve, cloth.top}},
                  pen);
}

void paintHead(QPainter &painter, const FigureShapes &shapes, const Cloth &cloth, const QPen &pen,
               double pixelsPerCm) {
    paintTogether(painter, {{&shapes.head, cloth.skin}, {&shapes.hair, cloth.hair}}, pen);
    if (pixelsPerCm < 1.6) {
        return;  // a face of a few pixels is only dirt
    }
    QPen fine = pen;
    fine.setWidthF(pen.widthF() * 0.5);
    painter.setPen(fine);
    painter.setBrush(cloth.skin);
    painter.drawPath(shapes.ear);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shapes.eye);
}

void paintProp(QPainter &painter, Prop prop, const Tokens &tokens, const QPen &pen) {
    painter.setPen(pen);
    painter.setBrush(mixed(tokens.surface, tokens.accent, 0.6));
    switch (prop) {
        case Prop::None:
            break;
        case Prop::Cushion:
            painter.drawRoundedRect(kCushion, 2.8, 2.8);
            break;
        case Prop::Ball:
            painter.drawEllipse(kBall, kBallRadius, kBallRadius);
            break;
        case Prop::Chair:
            painter.setBrush(mixed(tokens.surface, tokens.line, 0.35));
            for (const double x : {-17.0, 17.5}) {
                painter.drawRoundedRect(QRectF(x, 0, 3.5, kSeatHeight), 1.5, 1.5);
            }
            painter.drawRoundedRect(QRectF(-20, kSeatHeight - 5, 43, 5), 2.2, 2.2);
            painter.drawRoundedRect(QRectF(-20.5, kSeatHeight - 4, 4, 48), 2, 2);
            break;
    }
}

void paintPsoas(QPainter &painter, const ProfileFigure &figure, const Tokens &tokens) {
    const Joints joints = jointsOf(figure.anchors, figure.front);
    const auto strands = psoasStrands(figure.anchors, joints);
    // A muscle keeps its bulk: the longer it is drawn out, the thinner.
    const double slim = std::clamp(40 / psoasLength(figure.anchors, joints), 0.75, 1.25);
    painter.setBrush(Qt::NoBrush);
    for (const auto &[colour, width] : {std::pair{tokens.surface, 3.9}, {tokens.psoas, 2.3}}) {
        painter.setPen(roundPen(colour, width * slim));
        for (const auto &strand : strands) {
            painter.drawPath(strandPath(strand));
        }
    }
}

void paintMat(QPainter &painter, const QRectF &frame, const Tokens &tokens) {
    const QRectF mat(frame.left() + 2, -3.2, frame.width() - 4, 3.2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(tokens.surface, tokens.line, 0.3));
    painter.drawRoundedRect(mat, 1.6, 1.6);
}

/// A cross in a ring, behind the low back: this is the mistake.
void paintCross(QPainter &painter, const QTransform &place, const ProfileFigure &figure,
                const Tokens &tokens) {
    const Joints joints = jointsOf(figure.anchors, figure.front);
    const QPointF centre = place.map(figure.anchors.hip + joints.up * 20 - joints.front * 27);
    const double radius = std::max(8.0, std::abs(place.m22()) * 11);
    const double arm = radius * 0.42;
    painter.setPen(roundPen(tokens.danger, radius * 0.2));
    painter.setBrush(tokens.surface);
    painter.drawEllipse(centre, radius, radius);
    painter.drawLine(centre - QPointF{arm, arm}, centre + QPointF{arm, arm});
    painter.drawLine(centre - QPointF{arm, -arm}, centre + QPointF{arm, -arm});
}

/// Behind the hip and level with it, where in every pose there is room.
void paintSide(QPainter &painter, const QTransform &place, const ProfileFigure &figure,
               const Theme &theme, int pixels) {
    const Joints joints = jointsOf(figure.anchors, figure.front);
    const QString word = sideWord(*figure.side);
    const QSizeF half = tagHalf(word, theme, pixels);
    const QPointF hip = place.map(figure.anchors.hip);
    const QPointF edge = place.map(figure.anchors.hip - joints.front * 17);
    const QPointF away = (edge - hip) / std::max(1.0, distance(hip, edge));
    const QPointF centre = edge + QPointF{away.x() * half.width(), away.y() * half.height()};
    painter.setPen(roundPen(theme.tokens.psoas, std::max(1.5, pixels / 9.0)));
    painter.drawLine(place.map(figure.anchors.hip - joints.front * 10.2), edge);
    paintTag(painter, centre, word, theme, pixels);
}

}  // namespace

QTransform figureTransform(const QRectF &frame, const QRectF &target, bool mirrored) {
    const double scale = std::min(target.width() / frame.width(), target.height() / frame.height());
    const QPointF middle = frame.center();
    QTransform place;
    place.translate(target.center().x(), target.center().y());
    place.scale(mirrored ? -scale : scale, -scale);
    place.translate(-middle.x(), -middle.y());
    return place;
}

void paintProfile(QPainter &painter, const QTransform &place, const QRectF &frame,
                  const ProfileFigure &figure, const Theme &theme) {
    const Tokens &tokens = theme.tokens;
    const double scale = std::abs(place.m22());
    const FigureShapes shapes = shapesOf(figure.anchors, figure.front, figure.breath);
    const Cloth nearCloth = clothOf(tokens, theme.dark, false);
    const Cloth farCloth = clothOf(tokens, theme.dark, true);
    // Half of the line is hidden under the fill.
    const QPen pen = roundPen(tokens.outline, std::max(2.2, scale * 0.85) / scale);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(place, true);
    paintMat(painter, frame, tokens);
    QPen propPen = pen;
    propPen.setWidthF(pen.widthF() * 0.5);
    if (figure.prop == Prop::Chair || figure.prop == Prop::Ball) {
        paintProp(painter, figure.prop, tokens, propPen);
    }
    paintArm(painter, shapes.farArm, farCloth, pen);
    paintLeg(painter, shapes.farLeg, farCloth, pen);
    if (figure.prop == Prop::Cushion) {
        paintProp(painter, figure.prop, tokens, propPen);
    }

    paintTogether(painter, {{&shapes.neck, nearCloth.skin}}, pen);
    paintTogether(painter,
                  {{&shapes.nearLeg.foot, nearCloth.skin},
                   {&shapes.nearLeg.shank, nearCloth.skin},
                   {&shapes.nearLeg.cuff, nearCloth.bottom},
                   {&shapes.trunk, nearCloth.top},
                   {&shapes.pelvis, nearCloth.bottom},
                   {&shapes.nearLeg.thigh, nearCloth.bottom}},
                  pen);
    painter.save();
    painter.setClipPath(shapes.trunk);
    painter.fillPath(shapes.hips, nearCloth.bottom);
    QPen hemPen = propPen;
    hemPen.setColor(mixed(nearCloth.bottom, tokens.outline, 0.6));
    painter.strokePath(shapes.hem, hemPen);
    painter.restore();
    paintHead(painter, shapes, nearCloth, pen, scale);
    paintArm(painter, shapes.nearArm, nearCloth, pen);
    paintPsoas(painter, figure, tokens);
    painter.restore();

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const int pixels = static_cast<int>(std::clamp(scale * 6.5, 11.0, 26.0) * theme.textScale);
    if (figure.crossedOut) {
        paintCross(painter, place, figure, tokens);
    }
    if (figure.side) {
        paintSide(painter, place, figure, theme, pixels);
    }
    painter.restore();
}

QSizeF tagHalf(const QString &word, const Theme &theme, int pixels) {
    QFont font = theme.font();
    font.setPixelSize(pixels);
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    return {metrics.horizontalAdvance(word) / 2 + pixels * 0.55,
            metrics.height() / 2 + pixels * 0.15};
}

void paintTag(QPainter &painter, QPointF centre, const QString &word, const Theme &theme,
              int pixels) {
    QFont font = theme.font();
    font.setPixelSize(pixels);
    font.setWeight(QFont::DemiBold);
    const QSizeF half = tagHalf(word, theme, pixels);
    const QRectF box(centre - QPointF{half.width(), half.height()}, half * 2);
    painter.setPen(QPen(theme.tokens.psoas, std::max(1.5, pixels / 9.0)));
    painter.setBrush(theme.tokens.surface);
    painter.drawRoundedRect(box, half.height(), half.height());
    painter.setFont(font);
    painter.setPen(theme.tokens.text);
    painter.drawText(box, Qt::AlignCenter, word);
}

}  // namespace psoas::ui

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

/// Whether any of the path may show: where only the breath is painted anew, most parts do not.
bool shows(const QPainter &painter, const QPainterPath &path, double margin) {
    return !painter.hasClipping() ||
           painter.clipBoundingRect().intersects(
               path.boundingRect().adjusted(-margin, -margin, margin, margin));
}

void paintOutlines(QPainter &painter, std::initializer_list<Fill> parts, const QPen &pen) {
    for (const auto &part : parts) {
        if (shows(painter, *part.path, pen.widthF())) {
            painter.strokePath(*part.path, pen);
        }
    }
}

void paintFills(QPainter &painter, std::initializer_list<Fill> parts) {
    for (const auto &part : parts) {
        if (shows(painter, *part.path, 0)) {
            painter.fillPath(*part.path, part.colour);
        }
    }
}

/// All outlines first, then all fills: what overlaps becomes one body without inner lines.
void paintTogether(QPainter &painter, std::initializer_list<Fill> parts, const QPen &pen) {
    paintOutlines(painter, parts, pen);
    paintFills(painter, parts);
}

QPen roundPen(const QColor &colour, double width) {
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

/// A face or fingers of a few pixels are only dirt.
constexpr double kFinePicture = 1.6;

QPen finer(QPen pen) {
    pen.setWidthF(pen.widthF() * 0.5);
    return pen;
}

/// Where clothes end.
void paintHem(QPainter &painter, const QPainterPath &hem, const QColor &cloth, const QPen &pen) {
    QPen line = finer(pen);
    line.setColor(mixed(cloth, pen.color(), 0.6));
    painter.strokePath(hem, line);
}

void paintLeg(QPainter &painter, const FigureShapes::Leg &leg, const Cloth &cloth,
              const QPen &pen) {
    paintTogether(painter,
                  {{&leg.shank, cloth.skin},
                   {&leg.cuff, cloth.bottom},
                   {&leg.thigh, cloth.bottom}},
                  pen);
    paintHem(painter, leg.hem, cloth.bottom, pen);
}

/// Where the arm leaves the trunk there is no line, or it would look like a doll's.
void paintArm(QPainter &painter, const FigureShapes::Arm &arm, const QPainterPath &trunk,
              const Cloth &cloth, const QPen &pen, double pixelsPerCm) {
    const std::initializer_list<Fill> parts = {{&arm.hand, cloth.skin},
                                               {&arm.lower, cloth.skin},
                                               {&arm.upper, cloth.skin},
                                               {&arm.sleeve, cloth.top}};
    painter.save();
    QPainterPath lined;
    lined.addRect(arm.upper.boundingRect()
                      .united(arm.lower.boundingRect())
                      .united(arm.hand.boundingRect())
                      .adjusted(-3, -3, 3, 3));
    painter.setClipPath(lined.subtracted(arm.shoulder.intersected(trunk)), Qt::IntersectClip);
    paintOutlines(painter, parts, pen);
    painter.restore();
    paintFills(painter, parts);
    paintHem(painter, arm.hem, cloth.top, pen);
    if (pixelsPerCm >= kFinePicture) {
        painter.strokePath(arm.fingers, finer(pen));
    }
}

void paintHead(QPainter &painter, const FigureShapes &shapes, const Cloth &cloth, const QPen &pen,
               double pixelsPerCm) {
    paintTogether(painter, {{&shapes.head, cloth.skin}, {&shapes.hair, cloth.hair}}, pen);
    if (pixelsPerCm < kFinePicture) {
        return;
    }
    painter.setPen(finer(pen));
    painter.setBrush(cloth.skin);
    painter.drawPath(shapes.ear);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shapes.face);
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
    const PsoasShapes psoas = psoasOf(figure.anchors, jointsOf(figure.anchors, figure.front));
    for (const auto &strand : psoas.strands) {
        painter.strokePath(strand, roundPen(tokens.surface, 1.7));
    }
    for (const auto &strand : psoas.strands) {
        painter.fillPath(strand, tokens.psoas);
    }
    for (const auto &gap : psoas.gaps) {
        painter.fillPath(gap, tokens.surface);
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
    const QPointF centre = place.map(figure.anchors.hip + joints.up * 28 - joints.front * 31);
    const double radius = std::max(8.0, std::abs(place.m22()) * 11);
    const double arm = radius * 0.42;
    painter.setPen(roundPen(tokens.danger, radius * 0.2));
    painter.setBrush(tokens.surface);
    painter.drawEllipse(centre, radius, radius);
    painter.drawLine(centre - QPointF{arm, arm}, centre + QPointF{arm, arm});
    painter.drawLine(centre - QPointF{arm, -arm}, centre + QPointF{arm, -arm});
}

/// Below this, letters in proportion to the body could not be read.
constexpr double kSmallLetters = 11;

double letters(double scale) { return scale * 6.5; }

int tagPixels(double scale, const Theme &theme) {
    const double pixels = letters(scale) < kSmallLetters ? 9 : std::min(letters(scale), 26.0);
    return static_cast<int>(pixels * theme.textScale);
}

/// The word of the side and, where it stands beside the body, a line from it to the hip.
void paintSide(QPainter &painter, const QTransform &place, const QRectF &frame,
               const ProfileFigure &figure, const Theme &theme) {
    const double scale = std::abs(place.m22());
    const int pixels = tagPixels(scale, theme);
    const QPointF centre = sideTag(place, frame, figure, theme).center();
    if (letters(scale) >= kSmallLetters) {
        const QPointF hip = place.map(figure.anchors.hip);
        const double away = std::max(1.0, distance(hip, centre));
        painter.setPen(roundPen(theme.tokens.psoas, std::max(1.5, pixels / 9.0)));
        painter.drawLine(hip + (centre - hip) * (kPelvisRadius * scale / away), centre);
    }
    paintTag(painter, centre, sideWord(*figure.side), theme, pixels);
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

double figureLine(const QTransform &place) { return std::max(2.2, std::abs(place.m22()) * 0.85); }

void paintProfile(QPainter &painter, const QTransform &place, const QRectF &frame,
                  const ProfileFigure &figure, const Theme &theme) {
    const Tokens &tokens = theme.tokens;
    const double scale = std::abs(place.m22());
    const FigureShapes shapes = shapesOf(figure.anchors, figure.front, figure.breath);
    const Cloth nearCloth = clothOf(tokens, theme.dark, false);
    const Cloth farCloth = clothOf(tokens, theme.dark, true);
    const QPen pen = roundPen(tokens.outline, figureLine(place) / scale);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(place, true);
    paintMat(painter, frame, tokens);
    const QPen propPen = finer(pen);
    if (figure.prop == Prop::Chair || figure.prop == Prop::Ball) {
        paintProp(painter, figure.prop, tokens, propPen);
    }
    paintArm(painter, shapes.farArm, shapes.trunk, farCloth, pen, scale);
    paintLeg(painter, shapes.farLeg, farCloth, pen);
    if (figure.prop == Prop::Cushion) {
        paintProp(painter, figure.prop, tokens, propPen);
    }

    paintTogether(painter, {{&shapes.neck, nearCloth.skin}}, pen);
    paintTogether(painter,
                  {{&shapes.nearLeg.shank, nearCloth.skin},
                   {&shapes.nearLeg.cuff, nearCloth.bottom},
                   {&shapes.trunk, nearCloth.top},
                   {&shapes.nearLeg.thigh, nearCloth.bottom}},
                  pen);
    painter.save();
    painter.setClipPath(shapes.trunk, Qt::IntersectClip);
    painter.fillPath(shapes.hips, nearCloth.bottom);
    paintHem(painter, shapes.hem, nearCloth.bottom, pen);
    painter.restore();
    paintHem(painter, shapes.nearLeg.hem, nearCloth.bottom, pen);
    if (figure.crossedOut) {
        painter.strokePath(shapes.lowBack, roundPen(tokens.danger, 2.2));
    }
    paintHead(painter, shapes, nearCloth, pen, scale);
    paintArm(painter, shapes.nearArm, shapes.trunk, nearCloth, pen, scale);
    paintPsoas(painter, figure, tokens);
    painter.restore();

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (figure.crossedOut) {
        paintCross(painter, place, figure, tokens);
    }
    if (figure.side) {
        paintSide(painter, place, frame, figure, theme);
    }
    painter.restore();
}

QRectF sideTag(const QTransform &place, const QRectF &frame, const ProfileFigure &figure,
               const Theme &theme) {
    const double scale = std::abs(place.m22());
    const QSizeF half = tagHalf(sideWord(*figure.side), theme, tagPixels(scale, theme));
    const QRectF room =
        place.mapRect(frame).adjusted(half.width(), half.height(), -half.width(), -half.height());
    QPointF centre = place.map(figure.anchors.tag);
    if (letters(scale) < kSmallLetters) {
        centre = {figure.mirrored ? room.right() : room.left(), room.top()};
    }
    centre.setX(std::clamp(centre.x(), room.left(), std::max(room.left(), room.right())));
    centre.setY(std::clamp(centre.y(), room.top(), std::max(room.top(), room.bottom())));
    return {centre - QPointF{half.width(), half.height()}, half * 2};
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

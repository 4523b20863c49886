#include "ui/figure_painter.h"

#include "ui/figure_shapes.h"
#include "ui/psoas_shapes.h"
#include "ui/text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

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

/// A part of the body, its outline and its colour.
struct Fill {
    const QPainterPath &path;
    const QPainterPath &outline;  ///< the same a little larger
    QColor colour;
};

/// Where only the breath is painted anew, most parts do not show.
void fill(QPainter &painter, const QPainterPath &path, const QColor &colour) {
    if (!painter.hasClipping() || painter.clipBoundingRect().intersects(path.controlPointRect())) {
        painter.fillPath(path, colour);
    }
}

void paintOutlines(QPainter &painter, std::span<const Fill> parts, const QColor &colour) {
    for (const Fill &part : parts) {
        fill(painter, part.outline, colour);
    }
}

void paintFills(QPainter &painter, std::span<const Fill> parts) {
    for (const Fill &part : parts) {
        fill(painter, part.path, part.colour);
    }
}

/// All outlines first, then all fills: what overlaps becomes one body without inner lines.
void paintTogether(QPainter &painter, std::initializer_list<Fill> parts, const QColor &outline) {
    paintOutlines(painter, parts, outline);
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

/// The body over its shapes; the outlines are the same shapes, larger by half a line.
class BodyPainter {
public:
    BodyPainter(QPainter &painter, const ProfileFigure &figure, const Theme &theme, const QPen &pen,
                double pixelsPerCm)
        : m_painter(painter),
          m_tokens(theme.tokens),
          m_near(clothOf(theme.tokens, theme.dark, false)),
          m_far(clothOf(theme.tokens, theme.dark, true)),
          m_pen(pen),
          m_fine(pixelsPerCm >= kFinePicture),
          m_shapes(shapesOf(figure.anchors, figure.front, figure.breath)),
          m_outlines(shapesOf(figure.anchors, figure.front, figure.breath, pen.widthF() / 2)) {}

    void paintFarLimbs() {
        paintOutlines(m_painter, partsOf(m_shapes.farArm, m_outlines.farArm, m_far), m_pen.color());
        paintFills(m_painter, partsOf(m_shapes.farArm, m_outlines.farArm, m_far));
        paintArmLines(m_shapes.farArm, m_far);
        const FigureShapes::Leg &leg = m_shapes.farLeg;
        const FigureShapes::Leg &outline = m_outlines.farLeg;
        paintTogether(m_painter,
                      {{leg.shank, outline.shank, m_far.skin},
                       {leg.thigh, outline.thigh, m_far.bottom},
                       {leg.cuff, outline.cuff, m_far.bottom}},
                      m_pen.color());
        paintHem(leg.hem, m_far.bottom);
    }

    void paintTrunkAndNearLeg() {
        paintTogether(m_painter, {{m_shapes.neck, m_outlines.neck, m_near.skin}}, m_pen.color());
        const FigureShapes::Leg &leg = m_shapes.nearLeg;
        const FigureShapes::Leg &outline = m_outlines.nearLeg;
        paintTogether(m_painter,
                      {{leg.shank, outline.shank, m_near.skin},
                       {m_shapes.trunk, m_outlines.trunk, m_near.top},
                       {leg.thigh, outline.thigh, m_near.bottom},
                       {leg.cuff, outline.cuff, m_near.bottom}},
                      m_pen.color());
        fill(m_painter, m_shapes.hips, m_near.bottom);
        paintHem(m_shapes.hem, m_near.bottom);
        paintHem(leg.hem, m_near.bottom);
    }

    void paintHead() {
        paintTogether(m_painter,
                      {{m_shapes.head, m_outlines.head, m_near.skin},
                       {m_shapes.hair, m_outlines.hair, m_near.hair}},
                      m_pen.color());
        if (!m_fine) {
            return;
        }
        m_painter.setPen(finer(m_pen));
        m_painter.setBrush(m_near.skin);
        m_painter.drawPath(m_shapes.ear);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(m_shapes.face);
    }

    void paintNearArm() {
        const FigureShapes::Arm &arm = m_shapes.nearArm;
        const auto parts = partsOf(arm, m_outlines.nearArm, m_near);
        paintOutlines(m_painter, parts, m_pen.color());
        // Where the arm leaves the trunk there is no line, or it would look like a doll's.
        fill(m_painter, arm.shoulder.intersected(m_shapes.trunk), m_near.top);
        paintFills(m_painter, parts);
        paintArmLines(arm, m_near);
    }

    /// Points out the low back.
    void paintArch() { m_painter.strokePath(m_shapes.lowBack, roundPen(m_tokens.danger, 2.2)); }

private:
    static std::array<Fill, 4> partsOf(const FigureShapes::Arm &arm,
                                       const FigureShapes::Arm &outline, const Cloth &cloth) {
        return {{{arm.hand, outline.hand, cloth.skin},
                 {arm.lower, outline.lower, cloth.skin},
                 {arm.upper, outline.upper, cloth.skin},
                 {arm.sleeve, outline.sleeve, cloth.top}}};
    }

    void paintArmLines(const FigureShapes::Arm &arm, const Cloth &cloth) {
        paintHem(arm.hem, cloth.top);
        if (m_fine) {
            m_painter.strokePath(arm.fingers, finer(m_pen));
        }
    }

    /// Where clothes end.
    void paintHem(const QPainterPath &hem, const QColor &cloth) {
        QPen line = finer(m_pen);
        line.setColor(mixed(cloth, m_pen.color(), 0.6));
        m_painter.strokePath(hem, line);
    }

    QPainter &m_painter;
    const Tokens &m_tokens;
    Cloth m_near;
    Cloth m_far;
    QPen m_pen;
    bool m_fine;
    FigureShapes m_shapes;
    FigureShapes m_outlines;
};

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
    for (const auto &halo : psoas.halos) {
        fill(painter, halo, tokens.surface);
    }
    for (const auto &strand : psoas.strands) {
        fill(painter, strand, tokens.psoas);
    }
    for (const auto &gap : psoas.gaps) {
        fill(painter, gap, tokens.surface);
    }
}

void paintMat(QPainter &painter, const QRectF &frame, const Tokens &tokens) {
    const QRectF mat(frame.left() + 2, -3.2, frame.width() - 4, 3.2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(tokens.surface, tokens.line, 0.3));
    painter.drawRoundedRect(mat, 1.6, 1.6);
}

QPointF crossCentre(const ProfileFigure &figure) {
    const Joints joints = jointsOf(figure.anchors, figure.front);
    return figure.anchors.hip + joints.up * 28 - joints.front * 31;
}

/// A cross in a ring, behind the low back: this is the mistake.
void paintCross(QPainter &painter, const QTransform &place, const ProfileFigure &figure,
                const Tokens &tokens) {
    const QPointF centre = place.map(crossCentre(figure));
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
constexpr int kLeastLetters = 9;  ///< px

double letters(double scale) { return scale * 6.5; }

/// Where the word of the side stands, and how large it is.
struct Tag {
    QPointF centre;
    int pixels;
    bool beside;  ///< the hip, and not in the corner of a picture too small for that
};

/// A stretch of the body, near enough for words to keep off it: a bone and how thick the flesh
/// about it is, in centimetres.
struct Bone {
    QPointF from;
    QPointF to;
    double radius;
};

std::vector<Bone> bonesOf(const ProfileFigure &figure) {
    constexpr double kHair = 15;
    constexpr double kTrunkRadius = 13;
    const Anchors &anchors = figure.anchors;
    const Joints joints = jointsOf(anchors, figure.front);
    const auto thigh = [](const Limb &leg) { return Bone{leg.root, leg.middle, 11.5}; };
    const auto shank = [](const Limb &leg) { return Bone{leg.middle, leg.end, 8}; };
    const auto upper = [](const Limb &arm) { return Bone{arm.root, arm.middle, 6.5}; };
    const auto lower = [](const Limb &arm) { return Bone{arm.middle, arm.end, 5.5}; };
    std::vector<Bone> bones{{anchors.hip, anchors.shoulder, kTrunkRadius},
                            {anchors.head, anchors.head, kHair},
                            thigh(joints.nearLeg),
                            shank(joints.nearLeg),
                            thigh(joints.farLeg),
                            shank(joints.farLeg),
                            upper(joints.nearArm),
                            lower(joints.nearArm),
                            upper(joints.farArm),
                            lower(joints.farArm)};
    if (figure.crossedOut) {
        constexpr double kCross = 13;
        bones.push_back({crossCentre(figure), crossCentre(figure), kCross});
    }
    return bones;
}

bool isClear(const QRectF &box, const QTransform &place, const std::vector<Bone> &bones) {
    constexpr int kSamples = 8;
    const double scale = std::abs(place.m22());
    return std::ranges::none_of(bones, [&](const Bone &bone) {
        for (int i = 0; i <= kSamples; ++i) {
            const QPointF at = place.map(bone.from + (bone.to - bone.from) * i / kSamples);
            const QPointF nearest{std::clamp(at.x(), box.left(), box.right()),
                                  std::clamp(at.y(), box.top(), box.bottom())};
            if (distance(at, nearest) < bone.radius * scale) {
                return true;
            }
        }
        return false;
    });
}

/// Larger words stand further from the hip, so that they keep off the body and the line to them can
/// be seen; where the picture ends before that they are smaller.
Tag tagOf(const QTransform &place, const QRectF &frame, const ProfileFigure &figure,
          const Theme &theme) {
    const QString word = sideWord(*figure.side);
    const double scale = std::abs(place.m22());
    const QRectF all = place.mapRect(frame);
    const QPointF anchor = place.map(figure.anchors.tag);
    const QPointF hip = place.map(figure.anchors.hip);
    const QPointF away = (anchor - hip) / std::max(1.0, distance(anchor, hip));
    const auto reach = [&](int pixels) {
        const QSizeF half = tagHalf(word, theme, pixels);
        return std::abs(away.x()) * half.width() + std::abs(away.y()) * half.height();
    };
    const double planned = reach(std::max(1, static_cast<int>(letters(scale))));
    const std::vector<Bone> bones = bonesOf(figure);
    const int least = kLeastLetters;
    const double wanted = std::clamp(letters(scale), kSmallLetters, 26.0) * theme.textScale;
    for (int pixels = static_cast<int>(wanted); pixels >= least; --pixels) {
        const QPointF wish = anchor + away * std::max(0.0, reach(pixels) - planned);
        const QSizeF half = tagHalf(word, theme, pixels);
        QRectF box(wish - QPointF{half.width(), half.height()}, half * 2);
        box.moveLeft(std::max(all.left(), std::min(box.left(), all.right() - box.width())));
        box.moveTop(std::max(all.top(), std::min(box.top(), all.bottom() - box.height())));
        if (all.contains(box) && isClear(box, place, bones)) {
            return {.centre = box.center(), .pixels = pixels, .beside = true};
        }
    }
    const QSizeF half = tagHalf(word, theme, least);
    const QRectF corners = all.adjusted(half.width(), half.height(), -half.width(), -half.height());
    return {.centre = {figure.mirrored ? corners.right() : corners.left(), corners.top()},
            .pixels = least,
            .beside = false};
}

/// The word of the side and, where it stands beside the body, a line from it to the hip.
void paintSide(QPainter &painter, const QTransform &place, const QRectF &frame,
               const ProfileFigure &figure, const Theme &theme) {
    const Tag tag = tagOf(place, frame, figure, theme);
    if (tag.beside) {
        const QPointF hip = place.map(figure.anchors.hip);
        const double away = std::max(1.0, distance(hip, tag.centre));
        const double pelvis = kPelvisRadius * std::abs(place.m22());
        painter.setPen(roundPen(theme.tokens.psoas, std::max(1.5, tag.pixels / 9.0)));
        painter.drawLine(hip + (tag.centre - hip) * (pelvis / away), tag.centre);
    }
    paintTag(painter, tag.centre, sideWord(*figure.side), theme, tag.pixels);
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
    const QPen pen = roundPen(tokens.outline, figureLine(place) / scale);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setTransform(place, true);
    paintMat(painter, frame, tokens);
    BodyPainter body(painter, figure, theme, pen, scale);
    const QPen propPen = finer(pen);
    if (figure.prop == Prop::Chair || figure.prop == Prop::Ball) {
        paintProp(painter, figure.prop, tokens, propPen);
    }
    body.paintFarLimbs();
    if (figure.prop == Prop::Cushion) {
        paintProp(painter, figure.prop, tokens, propPen);
    }

    body.paintTrunkAndNearLeg();
    body.paintHead();
    body.paintNearArm();
    if (figure.crossedOut) {
        body.paintArch();
    }
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
    const Tag tag = tagOf(place, frame, figure, theme);
    const QSizeF half = tagHalf(sideWord(*figure.side), theme, tag.pixels);
    return {tag.centre - QPointF{half.width(), half.height()}, half * 2};
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

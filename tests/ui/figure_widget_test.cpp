#include "ui/figure_widget.h"
#include "support/catch.h"
#include "ui/figure_painter.h"
#include "ui/figure_shapes.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPaintEvent>
#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <cmath>

using namespace psoas;
using namespace psoas::ui;
using core::Pose;
using core::Side;

namespace {

Theme still() { return themeFor(ThemeChoice::Light, 1.0, true); }
Theme moving() { return themeFor(ThemeChoice::Light, 1.0, false); }

QImage picture(FigureWidget &widget) {
    QImage image(widget.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    widget.render(&image, {}, {}, QWidget::DrawChildren);
    return image;
}

/// Counts how often and how much of it is painted.
class CountingFigure : public FigureWidget {
public:
    int paints = 0;
    QRect painted;

protected:
    void paintEvent(QPaintEvent *event) override {
        ++paints;
        painted = event->rect();
        FigureWidget::paintEvent(event);
    }
};

void settle(CountingFigure &widget) {
    QCoreApplication::processEvents();
    widget.paints = 0;
}

ProfileFigure figureOf(Pose pose, std::optional<Side> side, double part = 0.5) {
    const PoseRow &row = poseRow(pose);
    return {.anchors = anchorsOf(pose, part, part),
            .front = row.front,
            .mirrored = side && *side != row.shows,
            .prop = row.prop,
            .crossedOut = row.crossedOut,
            .breath = part,
            .side = side};
}

}  // namespace

TEST_CASE("figure widget: the near side is the side worked") {
    FigureWidget widget;
    widget.setPose(Pose::HalfKneeling, Side::Right);
    CHECK_FALSE(widget.isMirrored());
    widget.setPose(Pose::HalfKneeling, Side::Left);
    CHECK(widget.isMirrored());
    widget.setPose(Pose::ProneOnBall, Side::Left);
    CHECK_FALSE(widget.isMirrored());
    widget.setPose(Pose::ProneOnBall, Side::Right);
    CHECK(widget.isMirrored());
    widget.setPose(Pose::BallMap, Side::Right);
    CHECK_FALSE(widget.isMirrored());
}

TEST_CASE("figure: the other side is painted as the mirror image") {
    for (const Pose pose : core::allPoses()) {
        const PoseRow &row = poseRow(pose);
        if (row.view == FigureView::Belly) {
            continue;
        }
        const auto paint = [&](bool mirrored) {
            QImage image(400, 400, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            ProfileFigure figure = figureOf(pose, std::nullopt);
            figure.mirrored = mirrored;
            const QTransform place =
                figureTransform(row.frame, QRectF(image.rect()), figure.mirrored);
            paintProfile(painter, place, row.frame, figure, still());
            return image;
        };
        const QImage one = paint(false);
        const QImage other = paint(true).mirrored(true, false);
        int different = 0;
        for (int y = 0; y < one.height(); ++y) {
            for (int x = 0; x < one.width(); ++x) {
                different += std::abs(qGray(one.pixel(x, y)) - qGray(other.pixel(x, y))) > 60;
            }
        }
        INFO(core::poseName(pose));
        CHECK(different < 40);
    }
}

TEST_CASE("figure: the side's word is in the picture and clear of the body") {
    const Theme theme = themeFor(ThemeChoice::Light, GENERATE(1.0, 2.0), true);
    for (const Pose pose : core::allPoses()) {
        const PoseRow &row = poseRow(pose);
        if (row.view == FigureView::Belly) {
            continue;
        }
        for (const Side side : {Side::Left, Side::Right}) {
            for (const QSize size : {QSize(120, 120), QSize(320, 240), QSize(480, 480),
                                     QSize(700, 420), QSize(1200, 900)}) {
                for (const double part : {0.0, 0.5, 1.0}) {
                    const ProfileFigure figure = figureOf(pose, side, part);
                    const QRectF target(QPointF(0, 0), size);
                    const QTransform place = figureTransform(row.frame, target, figure.mirrored);
                    const QRectF tag = sideTag(place, row.frame, figure, theme);
                    INFO(core::poseName(pose) << ' ' << size.width());
                    CHECK(target.adjusted(-0.01, -0.01, 0.01, 0.01).contains(tag));
                    if (size.width() >= 300) {
                        // Beside the hip, with a line to it that can be seen.
                        const QPointF hip = place.map(figure.anchors.hip);
                        const double pelvis = kPelvisRadius * std::abs(place.m22());
                        const QPointF near{std::clamp(hip.x(), tag.left(), tag.right()),
                                           std::clamp(hip.y(), tag.top(), tag.bottom())};
                        CHECK(distance(hip, near) > pelvis + 2);
                        CHECK(distance(hip, near) < 5 * pelvis);
                    }
                    const FigureShapes shapes =
                        shapesOf(figure.anchors, figure.front, figure.breath);
                    for (const QPainterPath *path : shapes.parts()) {
                        CHECK_FALSE(place.map(*path).intersects(tag));
                    }
                }
            }
        }
    }
}

TEST_CASE("figure widget: every pose and side paints a different picture, on the page's ground") {
    std::vector<QImage> seen;
    for (const Pose pose : core::allPoses()) {
        for (const Side side : {Side::Left, Side::Right}) {
            FigureWidget widget;
            widget.resize(240, 200);
            widget.setPose(pose, side);
            const QImage image = picture(widget);
            CHECK(image.pixelColor(1, 1) == QColor(Qt::white));
            for (const QImage &other : seen) {
                CHECK(image != other);
            }
            seen.push_back(image);
        }
    }
}

TEST_CASE("figure widget: the mistake carries a cross in the colour of danger") {
    const auto reds = [](Pose pose) {
        FigureWidget widget;
        widget.resize(300, 300);
        widget.setTheme(still());
        widget.setPose(pose, Side::Right);
        const QImage image = picture(widget);
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                count += image.pixelColor(x, y) == still().tokens.danger;
            }
        }
        return count;
    };
    CHECK(reds(Pose::HalfKneelingArched) > 100);
    CHECK(reds(Pose::HalfKneelingForward) == 0);
}

TEST_CASE("figure widget: it glides only while it is seen, and not under reduced motion") {
    FigureWidget widget;
    widget.resize(300, 300);
    widget.setTheme(moving());
    widget.setPose(Pose::HalfKneeling, Side::Right);
    CHECK_FALSE(widget.isAnimating());
    widget.show();
    QCoreApplication::processEvents();
    widget.setPose(Pose::HalfKneelingForward, Side::Right);
    CHECK(widget.isAnimating());
    widget.hide();
    CHECK_FALSE(widget.isAnimating());
    widget.show();
    CHECK_FALSE(widget.isAnimating());
    widget.setTheme(still());
    widget.setPose(Pose::HalfKneeling, Side::Right);
    CHECK_FALSE(widget.isAnimating());
    FigureWidget there;
    there.resize(300, 300);
    there.setTheme(still());
    there.setPose(Pose::HalfKneeling, Side::Right);
    CHECK(picture(widget) == picture(there));
}

TEST_CASE("figure widget: what nobody has seen yet is there at once, and a turn is never empty") {
    const auto dark = [](const QImage &image) {
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                count += qGray(image.pixel(x, y)) < 235;
            }
        }
        return count;
    };
    FigureWidget widget;
    widget.resize(300, 300);
    widget.setTheme(moving());
    widget.show();
    widget.setPose(Pose::HalfKneeling, Side::Right);  // in place of the one it is made with
    CHECK_FALSE(widget.isAnimating());
    const int whole = dark(picture(widget));
    CHECK(whole > 1000);
    QCoreApplication::processEvents();
    widget.setPose(Pose::HalfKneeling, Side::Left);
    CHECK(widget.isAnimating());
    QElapsedTimer clock;
    clock.start();
    int least = whole;
    while (widget.isAnimating() && clock.elapsed() < 5000) {
        least = std::min(least, dark(picture(widget)));
        QCoreApplication::processEvents();
    }
    CHECK(least > whole * 8 / 10);
    CHECK_FALSE(widget.isAnimating());
}

TEST_CASE("figure widget: the leg swings only while the session runs and the figure is seen") {
    FigureWidget widget;
    widget.resize(300, 200);
    widget.setTheme(moving());
    widget.setPose(Pose::ProneLegMoving, Side::Left);
    widget.show();
    CHECK_FALSE(widget.isAnimating());
    widget.setMoving(true);
    CHECK(widget.isAnimating());
    widget.setMoving(false);
    CHECK_FALSE(widget.isAnimating());
    widget.setMoving(true);
    widget.hide();
    CHECK_FALSE(widget.isAnimating());
    widget.show();
    CHECK(widget.isAnimating());
    widget.setTheme(still());
    CHECK_FALSE(widget.isAnimating());
}

TEST_CASE("figure widget: in a minimised window nothing moves") {
    QWidget window;
    FigureWidget widget(&window);
    widget.setTheme(moving());
    widget.setPose(Pose::ProneLegMoving, Side::Left);
    widget.setMoving(true);
    window.show();
    QCoreApplication::processEvents();
    CHECK(widget.isAnimating());
    window.showMinimized();
    QCoreApplication::processEvents();
    CHECK(widget.isVisible());  // by Qt's name
    CHECK_FALSE(widget.isAnimating());
    widget.setPose(Pose::ProneOnBall, Side::Left);
    widget.setPose(Pose::ProneLegMoving, Side::Left);
    widget.setMoving(true);
    CHECK_FALSE(widget.isAnimating());
    window.showNormal();
    QCoreApplication::processEvents();
    CHECK(widget.isAnimating());
}

TEST_CASE("figure widget: at rest nothing is painted anew") {
    CountingFigure widget;
    widget.resize(300, 200);
    widget.setTheme(moving());
    widget.setPose(Pose::ConstructiveRest, std::nullopt);
    widget.setBreath(0.5);
    widget.show();
    settle(widget);
    widget.setBreath(0.5);
    widget.setBreath(0.501);
    widget.setMoving(true);  // nothing swings in this pose
    widget.setPose(Pose::ConstructiveRest, std::nullopt);
    QCoreApplication::processEvents();
    CHECK(widget.paints == 0);
}

TEST_CASE("figure widget: a breath paints the belly, not the rest, and the whole stays right") {
    for (const Pose pose : {Pose::ConstructiveRest, Pose::HalfKneeling, Pose::ProneOnBall}) {
        CountingFigure widget;
        widget.resize(420, 300);
        widget.setTheme(moving());
        widget.setPose(pose, Side::Left);
        widget.show();
        QCoreApplication::processEvents();
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 60) {  // a breath later than the last picture is painted at once
        }
        settle(widget);
        widget.setBreath(1);
        QCoreApplication::processEvents();
        INFO(core::poseName(pose));
        CHECK(widget.paints == 1);
        CHECK(widget.painted.width() * widget.painted.height() < 420 * 300 / 2);
        CHECK_FALSE(widget.isAnimating());

        FigureWidget whole;
        whole.resize(420, 300);
        whole.setTheme(moving());
        whole.setPose(pose, Side::Left);
        whole.setBreath(1);
        CHECK(picture(widget) == picture(whole));
    }
}

TEST_CASE("figure widget: a breath paints 20 times a second at most") {
    CountingFigure widget;
    widget.resize(300, 200);
    widget.setTheme(moving());
    widget.setPose(Pose::ConstructiveRest, std::nullopt);
    widget.show();
    settle(widget);
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 100; ++i) {
        widget.setBreath(i % 2);
        QCoreApplication::processEvents();
    }
    CHECK(widget.paints <= 2 + clock.elapsed() / 50);
}

TEST_CASE("figure widget: under reduced motion the belly is down or up") {
    FigureWidget widget;
    widget.resize(300, 200);
    widget.setTheme(still());
    widget.setBreath(0);
    const QImage down = picture(widget);
    widget.setBreath(0.4);
    CHECK(picture(widget) == down);
    widget.setBreath(0.6);
    const QImage up = picture(widget);
    CHECK(up != down);
    widget.setBreath(1);
    CHECK(picture(widget) == up);
}

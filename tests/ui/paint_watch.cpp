#include "paint_watch.h"

#include "ui/theme.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QTransform>

#include <algorithm>

namespace psoas {
namespace {

constexpr int kDots = 96;

class WatchEngine : public QPaintEngine {
public:
    explicit WatchEngine(Painted &painted) : QPaintEngine(AllFeatures), m_painted(painted) {}

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState &now) override {
        if ((now.state() & DirtyPen) != 0) {
            m_pen = now.pen();
        }
        if ((now.state() & DirtyBrush) != 0) {
            m_brush = now.brush();
        }
        if ((now.state() & DirtyTransform) != 0) {
            m_transform = now.transform();
        }
    }

    void drawPath(const QPainterPath &path) override { note(path.boundingRect(), true); }
    void drawRects(const QRectF *rects, int count) override {
        std::for_each(rects, rects + count, [this](const QRectF &rect) { note(rect, true); });
    }
    void drawEllipse(const QRectF &rect) override { note(rect, true); }
    void drawLines(const QLineF *lines, int count) override {
        std::for_each(lines, lines + count, [this](const QLineF &line) {
            note(QRectF(line.p1(), line.p2()).normalized(), false);
        });
    }
    void drawPolygon(const QPointF *points, int count, PolygonDrawMode mode) override {
        note(QPolygonF(QList<QPointF>(points, points + count)).boundingRect(),
             mode != PolylineMode);
    }
    void drawPixmap(const QRectF &rect, const QPixmap &, const QRectF &) override {
        note(rect, true);
    }

    void drawTextItem(const QPointF &at, const QTextItem &item) override {
        const QRectF place = m_transform.mapRect(
            QRectF(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent()));
        QColor ground;
        for (const PaintedShape &shape : m_painted.shapes) {
            if (shape.fill.isValid() && shape.place.contains(place.center())) {
                ground = shape.fill;
            }
        }
        m_painted.words.push_back({item.text(), place, m_pen.color(), ground});
    }

private:
    void note(const QRectF &rect, bool fills) {
        const double line = m_pen.style() == Qt::NoPen ? 0 : m_pen.widthF() / 2;
        const bool filled = fills && m_brush.style() != Qt::NoBrush;
        m_painted.shapes.push_back({m_transform.mapRect(rect.adjusted(-line, -line, line, line)),
                                    filled ? m_brush.color() : QColor()});
    }

    Painted &m_painted;
    QPen m_pen;
    QBrush m_brush;
    QTransform m_transform;
};

class WatchedPaper : public QPaintDevice {
public:
    WatchedPaper(const QSize &size, Painted &painted) : m_size(size), m_engine(painted) {}
    QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override {
        switch (metric) {
            case PdmWidth:
                return m_size.width();
            case PdmHeight:
                return m_size.height();
            case PdmDpiX:
            case PdmDpiY:
            case PdmPhysicalDpiX:
            case PdmPhysicalDpiY:
                return kDots;
            case PdmWidthMM:
                return m_size.width() * 254 / (10 * kDots);
            case PdmHeightMM:
                return m_size.height() * 254 / (10 * kDots);
            case PdmDepth:
                return 32;
            case PdmNumColors:
                return 1 << 24;
            case PdmDevicePixelRatio:
                return 1;
            default:
                return QPaintDevice::metric(metric);
        }
    }

private:
    QSize m_size;
    mutable WatchEngine m_engine;
};

QString placed(const PaintedWords &words) {
    return QStringLiteral("'%1' at %2,%3 %4x%5")
        .arg(words.words)
        .arg(words.place.x())
        .arg(words.place.y())
        .arg(words.place.width())
        .arg(words.place.height());
}

}  // namespace

QStringList Painted::said() const {
    QStringList all;
    for (const PaintedWords &each : words) {
        all << each.words;
    }
    return all;
}

QStringList Painted::faults(const QRectF &within) const {
    QStringList found;
    const QRectF loose = within.adjusted(-1, -1, 1, 1);
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (!loose.contains(words[i].place)) {
            found << placed(words[i]) + QStringLiteral(" is outside");
        }
        // Lines of wrapped words may touch: what is above the letters is empty.
        const QRectF core = words[i].place.adjusted(0.5, 1.5, -0.5, -1.5);
        for (qsizetype k = 0; k < i; ++k) {
            if (core.intersects(words[k].place.adjusted(0.5, 1.5, -0.5, -1.5))) {
                found << placed(words[i]) + QStringLiteral(" is on ") + placed(words[k]);
            }
        }
    }
    for (const PaintedShape &each : shapes) {
        if (!loose.contains(each.place)) {
            found << QStringLiteral("a shape at %1,%2 %3x%4 is outside")
                         .arg(each.place.x())
                         .arg(each.place.y())
                         .arg(each.place.width())
                         .arg(each.place.height());
        }
    }
    return found;
}

double Painted::leastContrast(const QColor &paper) const {
    double least = 21;
    for (const PaintedWords &each : words) {
        least =
            std::min(least, ui::contrast(each.ink, each.ground.isValid() ? each.ground : paper));
    }
    return least;
}

Painted watched(const QSizeF &size, const std::function<void(QPainter &)> &paint) {
    Painted painted;
    WatchedPaper paper(size.toSize(), painted);
    QPainter painter(&paper);
    paint(painter);
    painter.end();
    return painted;
}

}  // namespace psoas

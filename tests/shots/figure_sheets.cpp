// Paints the figure in every pose, on both sides and in both themes, and at moments of its glides,
// into PNG sheets, so that they can be looked at. Usage: figure_sheets FOLDER

#include "ui/figure_painter.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QTransform>

#include <iostream>
#include <vector>

using namespace psoas;
using namespace psoas::ui;
using core::Pose;
using core::Side;

namespace {

constexpr int kMargin = 8;     // as the widget leaves
constexpr int kLineRoom = 20;  // px, for a cell's words
constexpr int kHeights[] = {120, 300, 700};

/// A pose at one moment of its breath and swing.
struct Still {
    const char *name;
    Pose pose;
    double breath = 0;
    double swing = 0;
};

constexpr Still kStills[] = {
    {"rest, breathed out", Pose::ConstructiveRest},
    {"rest, breathed in", Pose::ConstructiveRest, 1},
    {"half-kneeling", Pose::HalfKneeling},
    {"tilted", Pose::HalfKneelingTilted},
    {"forward", Pose::HalfKneelingForward},
    {"forward, breathed in", Pose::HalfKneelingForward, 1},
    {"arched", Pose::HalfKneelingArched},
    {"on the ball, breathed out", Pose::ProneOnBall},
    {"on the ball, breathed in", Pose::ProneOnBall, 1},
    {"leg moving, low", Pose::ProneLegMoving, 0, 0},
    {"leg moving, half", Pose::ProneLegMoving, 0.5, 0.5},
    {"leg moving, high", Pose::ProneLegMoving, 0, 1},
    {"ball map", Pose::BallMap},
    {"sitting", Pose::Sitting},
};

constexpr std::pair<Still, Still> kGlides[] = {
    {{"kneeling to tilted", Pose::HalfKneeling}, {"", Pose::HalfKneelingTilted}},
    {{"tilted to forward", Pose::HalfKneelingTilted}, {"", Pose::HalfKneelingForward}},
    {{"forward to kneeling", Pose::HalfKneelingForward}, {"", Pose::HalfKneeling}},
    {{"forward to arched", Pose::HalfKneelingForward}, {"", Pose::HalfKneelingArched}},
    {{"ball to leg, half", Pose::ProneOnBall}, {"", Pose::ProneLegMoving, 0, 0.5}},
    {{"leg, high, to ball", Pose::ProneLegMoving, 0, 1}, {"", Pose::ProneOnBall}},
};
constexpr double kShares[] = {0, 0.25, 0.5, 0.75, 1};

/// What one cell shows.
struct Cell {
    QString words;
    Still still;
    Anchors anchors;
    Side side = Side::Left;
};

void paintCell(QPainter &painter, const QRect &box, const Cell &cell, const Theme &theme) {
    const PoseRow &row = poseRow(cell.still.pose);
    const QRectF target = QRectF(box).adjusted(kMargin, kMargin, -kMargin, -kMargin - kLineRoom);
    if (row.view == FigureView::Belly) {
        paintBelly(painter, target, cell.side, theme);
    } else {
        const ProfileFigure figure{.anchors = cell.anchors,
                                   .front = row.front,
                                   .mirrored = cell.side != row.shows,
                                   .prop = row.prop,
                                   .crossedOut = row.crossedOut,
                                   .breath = cell.still.breath,
                                   .side = cell.side};
        paintProfile(painter, figureTransform(row.frame, target, figure.mirrored), row.frame,
                     figure, theme);
    }
    painter.setPen(theme.tokens.muted);
    painter.setFont(theme.font(0.8));
    painter.drawText(box, Qt::AlignHCenter | Qt::AlignBottom, cell.words);
}

/// Cells of the same size in rows of so many.
void saveSheet(const QString &file, const std::vector<Cell> &cells, int columns, int height,
               const Theme &theme) {
    const QSize size(height * 3 / 2, height + kLineRoom);
    const int rows = (static_cast<int>(cells.size()) + columns - 1) / columns;
    QImage sheet(size.width() * columns, size.height() * rows, QImage::Format_RGB32);
    sheet.fill(theme.tokens.window);
    QPainter painter(&sheet);
    int place = 0;
    for (const Cell &cell : cells) {
        const QPoint corner(place % columns * size.width(), place / columns * size.height());
        paintCell(painter, QRect(corner, size), cell, theme);
        ++place;
    }
    painter.end();
    if (!sheet.save(file)) {
        throw std::runtime_error("cannot write " + file.toStdString());
    }
}

std::vector<Cell> stills() {
    std::vector<Cell> cells;
    for (const Still &still : kStills) {
        for (const Side side : {Side::Left, Side::Right}) {
            cells.push_back({QLatin1String(still.name), still,
                             anchorsOf(still.pose, still.swing, still.breath), side});
        }
    }
    return cells;
}

std::vector<Cell> glides() {
    std::vector<Cell> cells;
    for (const auto &[from, to] : kGlides) {
        for (const double share : kShares) {
            cells.push_back(
                {QStringLiteral("%1, %2").arg(QLatin1String(from.name)).arg(share), to,
                 between(anchorsOf(from.pose, from.swing, from.breath),
                         anchorsOf(to.pose, to.swing, to.breath), poseRow(to.pose).front, share),
                 poseRow(to.pose).shows});
        }
    }
    return cells;
}

void saveAll(const QString &folder) {
    for (const auto &[name, choice] :
         {std::pair{"light", ThemeChoice::Light}, std::pair{"dark", ThemeChoice::Dark}}) {
        const Theme theme = themeFor(choice, 1.0, true);
        for (const int height : kHeights) {
            saveSheet(QStringLiteral("%1/poses-%2-%3.png").arg(folder, name).arg(height), stills(),
                      height > 300 ? 2 : 4, height, theme);
        }
        saveSheet(QStringLiteral("%1/glides-%2.png").arg(folder, name), glides(),
                  static_cast<int>(std::size(kShares)), 240, theme);
    }
}

}  // namespace

int main(int argc, char **argv) {
    const QApplication application(argc, argv);
    if (argc != 2) {
        std::cerr << "usage: figure_sheets FOLDER\n";
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    try {
        saveAll(folder);
    } catch (const std::runtime_error &error) {
        std::cerr << "figure_sheets: " << error.what() << '\n';
        return 1;
    }
    return 0;
}

#include "ui/psoas_shapes.h"

#include "ui/figure_shapes.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace psoas::ui {
namespace {

/// A band along `middle`; `half` is its half width, from 0 at its beginning to 1 at its end.
QPainterPath ribbon(const std::vector<QPointF> &middle, const std::function<double(double)> &half) {
    const std::size_t last = middle.size() - 1;
    const auto slope = [&middle, last](std::size_t k) {
        const QPointF way = middle[std::min(k + 1, last)] - middle[k > 0 ? k - 1 : 0];
        return way / std::max(1e-9, std::hypot(way.x(), way.y()));
    };
    std::vector<QPointF> outline{middle[0] - slope(0) * half(0)};
    std::vector<QPointF> back;
    for (std::size_t k = 0; k <= last; ++k) {
        const QPointF aside =
            turned(slope(k), 1) * half(static_cast<double>(k) / static_cast<double>(last));
        outline.push_back(middle[k] + aside);
        back.push_back(middle[k] - aside);
    }
    outline.push_back(middle[last] + slope(last) * half(1));
    outline.insert(outline.end(), back.rbegin(), back.rend());
    return smoothClosed(outline);
}

}  // namespace

PsoasShapes bundle(const std::array<std::vector<QPointF>, 5> &middles, double thickness,
                   double halo) {
    PsoasShapes shapes;
    for (std::size_t i = 0; i < middles.size(); ++i) {
        // Narrow where it springs from the vertebra, widest before the hip, a tendon at last.
        const auto half = [thickness](double u) {
            return thickness * (0.45 + 0.85 * std::sin(std::pow(u, 0.75) * std::numbers::pi)) *
                   (1 - 0.6 * std::pow(u, 4));
        };
        shapes.strands[i] = ribbon(middles[i], half);
        shapes.halos[i] = ribbon(middles[i], [&](double u) { return half(u) + halo; });
        if (i == 0) {
            continue;
        }
        std::vector<QPointF> gap;
        std::vector<double> wide;
        for (std::size_t k = 1; k < middles[i].size(); ++k) {
            gap.push_back((middles[i][k] + middles[i - 1][k]) / 2);
            wide.push_back(distance(middles[i][k], middles[i - 1][k]));
        }
        shapes.gaps[i - 1] = ribbon(gap, [&wide, thickness](double u) {
            const auto k =
                static_cast<std::size_t>(std::lround(u * static_cast<double>(wide.size() - 1)));
            const double begins = std::min(1.0, 0.1 + u * 6);
            return thickness * std::min(begins * 0.3 * (1 - u) + 0.02, wide[k] / 7);
        });
    }
    return shapes;
}

PsoasShapes psoasOf(const Anchors &anchors, const Joints &joints) {
    constexpr int kParts = 9;
    const auto strands = psoasStrands(anchors, joints);
    std::array<std::vector<QPointF>, 5> middles;
    for (std::size_t i = 0; i < strands.size(); ++i) {
        const auto &[origin, brim, insertion] = strands[i];
        // A curve that leaves its corner out: the corner is pushed outwards to make up for it.
        const QPointF corner = brim + (brim - (origin + insertion) / 2) * 0.3;
        const QPointF first = corner + (origin - corner) * 0.42;
        const QPointF second = corner + (insertion - corner) * 0.36;
        for (int k = 0; k <= kParts; ++k) {
            const double u = static_cast<double>(k) / kParts;
            const double v = 1 - u;
            middles[i].push_back(origin * (v * v * v) + first * (3 * v * v * u) +
                                 second * (3 * v * u * u) + insertion * (u * u * u));
        }
    }
    // A muscle keeps its bulk: the longer it is drawn out, the thinner; here a little more than
    // in life, so that it is seen.
    const double slim = std::pow(37.5 / psoasLength(anchors, joints), 3);
    constexpr double kHalo = 0.85;
    return bundle(middles, std::clamp(slim, 0.85, 1.3), kHalo);
}

}  // namespace psoas::ui

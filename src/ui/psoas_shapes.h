#pragma once

#include "ui/figure_geometry.h"

#include <QPainterPath>

#include <array>
#include <vector>

namespace psoas::ui {

/// The psoas as tapering bands over the hip, and what lies open between them.
struct PsoasShapes {
    std::array<QPainterPath, 5> strands;
    std::array<QPainterPath, 5> halos;  ///< the strands, larger by the halo
    std::array<QPainterPath, 4> gaps;
};

/// Five strands along their middle lines, all of the same number of points, `thickness` times as
/// thick as the muscle at ease, each with a halo of so many centimetres.
[[nodiscard]] PsoasShapes bundle(const std::array<std::vector<QPointF>, 5> &middles,
                                 double thickness, double halo);

/// The muscle of a body from its side (`psoasStrands`): the longer it is drawn out, the thinner.
[[nodiscard]] PsoasShapes psoasOf(const Anchors &anchors, const Joints &joints);

}  // namespace psoas::ui

#include "core/rating_counts.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>

namespace psoas::core {

void RatingCounts::add(int value) {
    assert(value >= kLow && value <= kHigh);
    ++m_counts[static_cast<std::size_t>(value - kLow)];
}

RatingCounts &RatingCounts::operator+=(const RatingCounts &other) {
    std::ranges::transform(m_counts, other.m_counts, m_counts.begin(), std::plus<>());
    return *this;
}

int RatingCounts::count() const noexcept {
    return std::accumulate(m_counts.begin(), m_counts.end(), 0);
}

int RatingCounts::sortedAt(int place) const {
    int value = kLow;
    for (const int count : m_counts) {
        place -= count;
        if (place < 0) {
            break;
        }
        ++value;
    }
    return value;
}

double RatingCounts::quantile(double share) const {
    const double place = share * (count() - 1);
    const int below = sortedAt(static_cast<int>(std::floor(place)));
    const int above = sortedAt(static_cast<int>(std::ceil(place)));
    return below + (place - std::floor(place)) * (above - below);
}

std::optional<Spread> RatingCounts::spread() const {
    const int values = count();
    if (values == 0) {
        return std::nullopt;
    }
    return Spread{
        .count = values, .median = quantile(0.5), .low = quantile(0.25), .high = quantile(0.75)};
}

}  // namespace psoas::core

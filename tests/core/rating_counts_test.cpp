#include "core/rating_counts.h"
#include "support/catch.h"

#include <algorithm>
#include <random>
#include <vector>

using namespace psoas::core;

namespace {

RatingCounts countsOf(const std::vector<int> &values) {
    RatingCounts counts;
    for (const int value : values) {
        counts.add(value);
    }
    return counts;
}

/// The same by the definition: sorted, and a straight line between neighbours.
double quantileOf(std::vector<int> values, double share) {
    std::ranges::sort(values);
    const double place = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

}  // namespace

TEST_CASE("no values have no spread") { CHECK_FALSE(RatingCounts().spread()); }

TEST_CASE("the middle and the middle half of ratings") {
    CHECK(countsOf({7}).spread() == Spread{.count = 1, .median = 7, .low = 7, .high = 7});
    CHECK(countsOf({3, 6}).spread() ==
          Spread{.count = 2, .median = 4.5, .low = 3.75, .high = 5.25});
    CHECK(countsOf({-10, 0, 10}).spread() == Spread{.count = 3, .median = 0, .low = -5, .high = 5});
    CHECK(countsOf({1, 2, 3, 4, 100 - 90}).spread() ==
          Spread{.count = 5, .median = 3, .low = 2, .high = 4});
}

TEST_CASE("quartiles are those of the sorted values") {
    std::mt19937 random(7);
    for (int round = 0; round < 500; ++round) {
        std::vector<int> values(1 + random() % 40);
        std::ranges::generate(values, [&] { return static_cast<int>(random() % 21) - 10; });
        const auto spread = countsOf(values).spread();
        REQUIRE(spread);
        REQUIRE(spread->count == static_cast<int>(values.size()));
        REQUIRE(spread->median == Approx(quantileOf(values, 0.5)));
        REQUIRE(spread->low == Approx(quantileOf(values, 0.25)));
        REQUIRE(spread->high == Approx(quantileOf(values, 0.75)));
    }
}

TEST_CASE("counts of two periods are those of both") {
    RatingCounts sum = countsOf({1, 2});
    sum += countsOf({2, 9});
    CHECK(sum == countsOf({1, 2, 2, 9}));
}

#pragma once

#include <array>
#include <optional>

namespace psoas::core {

/// The middle of many values and its spread.
struct Spread {
    int count = 0;
    double median = 0;
    double low = 0;   ///< the first quartile: a quarter of the values lie below
    double high = 0;  ///< the third quartile
    friend bool operator==(const Spread &, const Spread &) = default;
};

/// How often each rating, or each change of one, occurred: whole numbers from -10 to 10. Small
/// however many there are, and every median of them is exact.
class RatingCounts {
public:
    static constexpr int kLow = -10;
    static constexpr int kHigh = 10;

    /// `value` from `kLow` to `kHigh`.
    void add(int value);
    RatingCounts &operator+=(const RatingCounts &other);

    [[nodiscard]] int count() const noexcept;
    /// Quartiles with linear interpolation between the values next to them, as spreadsheets have
    /// them (Hyndman and Fan 1996, type 7). Nothing where there are no values.
    [[nodiscard]] std::optional<Spread> spread() const;

    friend bool operator==(const RatingCounts &, const RatingCounts &) = default;

private:
    /// The value at this place among all of them sorted, from 0.
    [[nodiscard]] int sortedAt(int place) const;
    [[nodiscard]] double quantile(double share) const;

    std::array<int, kHigh - kLow + 1> m_counts{};
};

}  // namespace psoas::core

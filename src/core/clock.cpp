#include "core/clock.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

namespace psoas::core {

namespace {

std::chrono::sys_time<Milliseconds> onTheWall(const WallTime &time) {
    return time.utc + time.offset;
}

/// With zeros before it up to this width. `snprintf` of a whole time takes several times as long,
/// and an export has two of them a row.
template <class Number> void appendPadded(std::string &text, Number number, std::size_t width) {
    const std::string digits = std::to_string(number);
    text.append(width - std::min(width, digits.size()), '0').append(digits);
}

constexpr std::chrono::minutes kLargestOffset{18 * 60};

/// Takes one part of a time after the other off the front of a text.
class TimeText {
public:
    explicit TimeText(std::string_view rest) : m_rest(rest) {}

    /// Exactly so many digits, as a number from 0 to `most`.
    int number(std::size_t digits, int most) {
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i) {
            const char c = i < m_rest.size() ? m_rest[i] : '\0';
            m_good = m_good && c >= '0' && c <= '9';
            value = m_good ? 10 * value + (c - '0') : 0;
        }
        m_good = m_good && value <= most;
        m_rest.remove_prefix(m_good ? digits : 0);
        return value;
    }
    bool skip(char wanted) {
        const bool there = m_rest.starts_with(wanted);
        m_rest.remove_prefix(there ? 1 : 0);
        return there;
    }
    void expect(char wanted) { m_good = skip(wanted) && m_good; }
    void expectEnd() { m_good = m_good && m_rest.empty(); }
    void require(bool good) { m_good = m_good && good; }
    [[nodiscard]] bool good() const { return m_good; }

private:
    std::string_view m_rest;
    bool m_good = true;
};

std::chrono::sys_days dateIn(TimeText &text) {
    const std::chrono::year year(text.number(4, 9999));
    text.expect('-');
    const std::chrono::month month(static_cast<unsigned>(text.number(2, 12)));
    text.expect('-');
    const std::chrono::day day(static_cast<unsigned>(text.number(2, 31)));
    const std::chrono::year_month_day date(year, month, day);
    text.require(date.ok());
    return date;
}

Milliseconds clockIn(TimeText &text) {
    const std::chrono::hours hours(text.number(2, 23));
    text.expect(':');
    const std::chrono::minutes minutes(text.number(2, 59));
    text.expect(':');
    const Seconds seconds(text.number(2, 59));
    const Milliseconds fraction(text.skip('.') ? text.number(3, 999) : 0);
    return hours + minutes + seconds + fraction;
}

std::chrono::minutes offsetIn(TimeText &text) {
    if (text.skip('Z')) {
        return {};
    }
    const bool west = text.skip('-');
    if (!west) {
        text.expect('+');
    }
    const std::chrono::hours hours(text.number(2, 18));
    text.expect(':');
    const std::chrono::minutes shift = hours + std::chrono::minutes(text.number(2, 59));
    // To RFC 3339 `-00:00` is the offset of nobody knows where.
    text.require(shift <= kLargestOffset && !(west && shift == shift.zero()));
    return west ? -shift : shift;
}

}  // namespace

std::chrono::year_month_day WallTime::localDate() const {
    return {std::chrono::floor<std::chrono::days>(onTheWall(*this))};
}

std::string WallTime::toRfc3339() const {
    const auto local = onTheWall(*this);
    const auto date = localDate();
    const std::chrono::hh_mm_ss<Milliseconds> clock(local -
                                                    std::chrono::floor<std::chrono::days>(local));
    const auto shift = std::abs(offset.count());
    std::string text;
    appendPadded(text, int(date.year()), 4);
    appendPadded(text += '-', unsigned(date.month()), 2);
    appendPadded(text += '-', unsigned(date.day()), 2);
    appendPadded(text += 'T', clock.hours().count(), 2);
    appendPadded(text += ':', clock.minutes().count(), 2);
    appendPadded(text += ':', clock.seconds().count(), 2);
    appendPadded(text += '.', clock.subseconds().count(), 3);
    appendPadded(text += offset.count() < 0 ? '-' : '+', shift / 60, 2);
    appendPadded(text += ':', shift % 60, 2);
    return text;
}

std::optional<WallTime> WallTime::fromRfc3339(std::string_view text) {
    TimeText rest(text);
    const std::chrono::sys_days date = dateIn(rest);
    rest.expect('T');
    const Milliseconds clock = clockIn(rest);
    const std::chrono::minutes offset = offsetIn(rest);
    rest.expectEnd();
    return rest.good() ? std::optional(WallTime{date + clock - offset, offset}) : std::nullopt;
}

}  // namespace psoas::core

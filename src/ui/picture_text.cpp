#include "ui/picture_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace psoas::ui {
namespace {

QString words(const char *source, const char *comment = nullptr) {
    return QCoreApplication::translate("psoas", source, comment);
}

QString dayAndMonth(core::LocalDay day) {
    return QLocale().toString(dateOf(day), words("d MMMM", "a date's format without the year"));
}

qint64 wholeMinutes(core::Milliseconds held) {
    return std::chrono::round<std::chrono::minutes>(held).count();
}

bool isUnderAMinute(core::Milliseconds held) {
    return held > core::Milliseconds{0} && held < std::chrono::minutes{1};
}

}  // namespace

QDate dateOf(core::LocalDay day) {
    const std::chrono::year_month_day date(day);
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day()))};
}

core::LocalDay firstOfLast(std::chrono::weeks span, core::LocalDay today,
                           std::chrono::weekday first) {
    return core::weekOf(today, first) - span + std::chrono::weeks{1};
}

QString dayText(core::LocalDay day) {
    return QLocale().toString(dateOf(day), words("d MMMM yyyy", "a date's format"));
}

QString daysText(core::LocalDay from, core::LocalDay until) {
    if (from == until) {
        return dayText(from);
    }
    const bool sameYear = dateOf(from).year() == dateOf(until).year();
    return words("%1 to %2").arg(sameYear ? dayAndMonth(from) : dayText(from), dayText(until));
}

QString shortDayText(core::LocalDay day) {
    return QLocale().toString(dateOf(day), words("d MMM", "a short date's format"));
}

QString monthText(std::chrono::year_month month, core::LocalDay today) {
    const int year = static_cast<int>(month.year());
    const QString name =
        QLocale().standaloneMonthName(static_cast<int>(static_cast<unsigned>(month.month())));
    return year == dateOf(today).year() ? name : QStringLiteral("%1 %2").arg(name).arg(year);
}

QString minutesNumber(core::Milliseconds held) {
    return isUnderAMinute(held) ? QStringLiteral("<1") : QLocale().toString(wholeMinutes(held));
}

QString minutesDose(core::Milliseconds held) { return words("%1 min").arg(minutesNumber(held)); }

QString spokenMinutes(core::Milliseconds held) {
    if (isUnderAMinute(held)) {
        return words("less than 1 minute");
    }
    return wholeMinutes(held) == 1 ? words("1 minute")
                                   : words("%1 minutes").arg(minutesNumber(held));
}

QString sessionsText(int count) {
    return count == 1 ? words("1 session") : words("%1 sessions").arg(QLocale().toString(count));
}

QString weeksText(int count) {
    return count == 1 ? words("1 week") : words("%1 weeks").arg(QLocale().toString(count));
}

QString ratingText(double rating) {
    const bool whole = std::abs(rating - std::round(rating)) < 0.05;
    return QLocale().toString(rating, 'f', whole ? 0 : 1);
}

QString middleHalfText(const core::Spread &spread) {
    const QString low = ratingText(spread.low);
    const QString high = ratingText(spread.high);
    return low == high ? low : words("%1 to %2").arg(low, high);
}

QString oneLine(const std::string &utf8) {
    QList<uint> written = QString::fromStdString(utf8).toUcs4();
    written.removeIf([](uint each) {
        // A joiner is no print, and belongs to the words of many languages.
        return !QChar::isPrint(each) && !QChar::isSpace(each) &&
               QChar::category(each) != QChar::Other_Format;
    });
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(written.constData()),
                             written.size())
        .simplified();
}

QString shortened(const QString &words, qsizetype letters) {
    if (words.size() <= letters) {
        return words;
    }
    // No half of a letter that takes two.
    const bool splits = words.at(letters - 1).isHighSurrogate();
    return words.left(letters - (splits ? 1 : 0)).trimmed() + QChar(0x2026);
}

QString guidesAndRecordsText() {
    return words("It guides and records. It does not diagnose and promises no outcome.");
}

}  // namespace psoas::ui

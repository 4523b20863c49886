#include "app/settings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace psoas::app {

namespace {

template <class Enum, std::size_t Count>
using Words = std::array<std::pair<Enum, const char *>, Count>;

constexpr Words<ThemeSetting, 3> kThemes{{{ThemeSetting::System, "system"},
                                          {ThemeSetting::Light, "light"},
                                          {ThemeSetting::Dark, "dark"}}};
constexpr Words<MotionSetting, 3> kMotions{{{MotionSetting::System, "system"},
                                            {MotionSetting::Reduced, "reduced"},
                                            {MotionSetting::Full, "full"}}};
constexpr Words<core::CheckInterval, 3> kIntervals{
    {{core::CheckInterval::Weekly, "week"},
     {core::CheckInterval::Daily, "day"},
     {core::CheckInterval::EverySession, "session"}}};

constexpr const char *kTheme = "look/theme";
constexpr const char *kTextScale = "look/text_scale";
constexpr const char *kMotion = "look/motion";
constexpr const char *kGeometry = "look/window";
constexpr const char *kInterval = "safety/check_interval";
constexpr const char *kNumber = "safety/emergency_number";
constexpr const char *kLastCheck = "safety/last_check";
constexpr const char *kLock = "safety/lock";

/// The value that the word stands for; the first of the table if it stands for none.
template <class Table> auto valueOf(const Table &table, const QString &word) {
    const auto row = std::ranges::find_if(
        table, [&](const auto &each) { return word == QLatin1String(each.second); });
    return row == table.end() ? table.front().first : row->first;
}

template <class Table, class Enum> QString wordOf(const Table &table, Enum value) {
    const auto row =
        std::ranges::find_if(table, [&](const auto &each) { return each.first == value; });
    return QString::fromLatin1(row->second);
}

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace

Settings::Settings(const QString &file) : m_file(file, QSettings::IniFormat) {}

ThemeSetting Settings::theme() const { return valueOf(kThemes, m_file.value(kTheme).toString()); }
void Settings::setTheme(ThemeSetting theme) { m_file.setValue(kTheme, wordOf(kThemes, theme)); }

double Settings::textScale() const {
    const double scale = m_file.value(kTextScale, 1.0).toDouble();
    return std::clamp(scale, 1.0, 2.0);
}
void Settings::setTextScale(double scale) { m_file.setValue(kTextScale, scale); }

MotionSetting Settings::motion() const {
    return valueOf(kMotions, m_file.value(kMotion).toString());
}
void Settings::setMotion(MotionSetting motion) {
    m_file.setValue(kMotion, wordOf(kMotions, motion));
}

core::CheckInterval Settings::checkInterval() const {
    return valueOf(kIntervals, m_file.value(kInterval).toString());
}
void Settings::setCheckInterval(core::CheckInterval interval) {
    m_file.setValue(kInterval, wordOf(kIntervals, interval));
}

QString Settings::emergencyNumber() const { return m_file.value(kNumber).toString(); }
void Settings::setEmergencyNumber(const QString &number) { m_file.setValue(kNumber, number); }

QByteArray Settings::windowGeometry() const { return m_file.value(kGeometry).toByteArray(); }
void Settings::setWindowGeometry(const QByteArray &geometry) {
    m_file.setValue(kGeometry, geometry);
}

core::SafetySeal Settings::seal() const {
    const QString lock = m_file.value(kLock).toString();
    core::SafetySeal seal{.lastCheckId = m_file.value(kLastCheck).toString().toStdString(),
                          .lock = core::urgencyNamed(lock.toStdString())};
    if (!lock.isEmpty() && !seal.lock) {
        seal.lock = core::Urgency::Emergency;
    }
    return seal;
}

void Settings::setSeal(const core::SafetySeal &seal) {
    m_file.setValue(kLastCheck, QString::fromStdString(seal.lastCheckId));
    m_file.setValue(kLock, seal.lock ? fromView(core::urgencyName(*seal.lock)) : QString());
    m_file.sync();
}

}  // namespace psoas::app

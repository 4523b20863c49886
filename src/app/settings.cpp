#include "app/settings.h"

#include "core/breath.h"

#include <algorithm>
#include <array>
#include <iterator>
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
// The strictest first: a damaged file must not lengthen a validity.
constexpr Words<core::CheckInterval, 3> kIntervals{{{core::CheckInterval::EverySession, "session"},
                                                    {core::CheckInterval::Daily, "day"},
                                                    {core::CheckInterval::Weekly, "week"}}};
constexpr const char *kTheme = "look/theme";
constexpr const char *kTextScale = "look/text_scale";
constexpr const char *kMotion = "look/motion";
constexpr const char *kGeometry = "look/window";
constexpr const char *kInterval = "safety/check_interval";
constexpr const char *kNumber = "safety/emergency_number";
constexpr const char *kContinueWithin = "session/continue_within_minutes";
constexpr const char *kSpeaks = "voice/on";
constexpr const char *kEngine = "voice/engine";
constexpr const char *kVoice = "voice/name";
constexpr const char *kSpeed = "voice/speed";
constexpr const char *kChimes = "sound/on";
constexpr const char *kVolume = "sound/volume";
constexpr const char *kBreathTones = "sound/breath_tones";
constexpr const char *kGetReady = "session/get_ready_seconds";
constexpr const char *kAlternate = "session/alternate_sides";
constexpr const char *kInBreaths = "session/holds_in_breaths";
constexpr const char *kBreathing = "session/breathing";
constexpr const char *kStreak = "history/weeks_in_a_row";
constexpr const char *kWeeksPutAway = "history/weeks_card_put_away";
constexpr const char *kLastCheck = "safety/last_check";
constexpr const char *kLock = "safety/lock";
constexpr const char *kPainStops = "safety/pain_stops";
constexpr const char *kScreenedYes = "safety/screened_yes";

constexpr int kUsualContinueMinutes = 60;
constexpr int kMostContinueMinutes = 24 * 60;
constexpr int kUsualVolume = 70;

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

bool isOn(const QVariant &value, bool otherwise) {
    const QString word = value.toString();
    const bool isEither = word == QLatin1String("true") || word == QLatin1String("false");
    return isEither ? value.toBool() : otherwise;
}

/// `2026-11-24T09:05:00.120+01:00 ball-release`, the moment with the offset of its place.
QString painStopText(const core::PainStop &stop) {
    return QString::fromStdString(stop.at.toRfc3339() + ' ' + stop.routineId);
}

std::optional<core::WallTime> wallTimeIn(const QString &text) {
    return core::WallTime::fromRfc3339(text.toStdString());
}

/// Nothing if it cannot be understood: the store has the stop as well.
std::optional<core::PainStop> painStopIn(const QString &text) {
    const qsizetype blank = text.indexOf(QLatin1Char(' '));
    const auto at = wallTimeIn(text.left(blank));
    if (blank < 0 || !at) {
        return std::nullopt;
    }
    return core::PainStop{.at = *at, .routineId = text.mid(blank + 1).toStdString()};
}

/// `4 0 6 0`: in, a pause, out, a pause; nothing if it is anything else.
std::optional<core::Breathing> breathingIn(const QString &text) {
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::array<core::Seconds, 4> parts{};
    if (words.size() != static_cast<qsizetype>(parts.size())) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        bool good = false;
        const int seconds = words[static_cast<qsizetype>(i)].toInt(&good);
        const int least = i % 2 == 0 ? 1 : 0;
        if (!good || seconds < least || seconds > core::kLongestBreath.count()) {
            return std::nullopt;
        }
        parts.at(i) = core::Seconds{seconds};
    }
    return core::Breathing{
        .in = parts[0], .out = parts[2], .afterIn = parts[1], .afterOut = parts[3]};
}

QString breathingText(const core::Breathing &breathing) {
    QStringList words;
    for (const core::Seconds part :
         {breathing.in, breathing.afterIn, breathing.out, breathing.afterOut}) {
        words << QString::number(part.count());
    }
    return words.join(QLatin1Char(' '));
}

/// An empty list would be written as something that no person can read.
QVariant readable(const QStringList &list) { return list.isEmpty() ? QVariant() : list; }

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace

Settings::Settings(const QString &file, Executor run) : m_file(file, std::move(run)) {
    connect(&m_file, &SettingsFile::kept, this,
            [this](const QStringList &keys) { onSealWritten(keys, true); });
    connect(&m_file, &SettingsFile::notKept, this,
            [this](const QStringList &keys) { onSealWritten(keys, false); });
}

void Settings::set(const char *key, const QVariant &value) { m_file.change({{key, value}}); }

ThemeSetting Settings::theme() const { return valueOf(kThemes, m_file.value(kTheme).toString()); }
void Settings::setTheme(ThemeSetting theme) { set(kTheme, wordOf(kThemes, theme)); }

double Settings::textScale() const {
    const double scale = m_file.value(kTextScale, 1.0).toDouble();
    return std::clamp(scale, 1.0, 2.0);
}
void Settings::setTextScale(double scale) { set(kTextScale, scale); }

MotionSetting Settings::motion() const {
    return valueOf(kMotions, m_file.value(kMotion).toString());
}
void Settings::setMotion(MotionSetting motion) { set(kMotion, wordOf(kMotions, motion)); }

core::CheckInterval Settings::checkInterval() const {
    return valueOf(kIntervals, m_file.value(kInterval, QStringLiteral("week")).toString());
}
void Settings::setCheckInterval(core::CheckInterval interval) {
    set(kInterval, wordOf(kIntervals, interval));
}

std::chrono::minutes Settings::continueWithin() const {
    const int minutes = m_file.value(kContinueWithin, kUsualContinueMinutes).toInt();
    return std::chrono::minutes{std::clamp(minutes, 0, kMostContinueMinutes)};
}
void Settings::setContinueWithin(std::chrono::minutes span) {
    set(kContinueWithin, static_cast<int>(span.count()));
}

SessionSettings Settings::session() const {
    const SessionSettings usual;
    const core::Seconds ready{
        m_file.value(kGetReady, static_cast<int>(usual.getReady.count())).toInt()};
    return {.getReady = std::clamp(ready, core::Seconds{0}, kLongestGetReady),
            .alternateSides = m_file.value(kAlternate, usual.alternateSides).toBool(),
            .holdsInBreaths = m_file.value(kInBreaths, usual.holdsInBreaths).toBool(),
            .breathing = breathingIn(m_file.value(kBreathing).toString())};
}
void Settings::setSession(const SessionSettings &session) {
    m_file.change({{kGetReady, static_cast<int>(session.getReady.count())},
                   {kAlternate, session.alternateSides},
                   {kInBreaths, session.holdsInBreaths},
                   {kBreathing,
                    session.breathing ? QVariant(breathingText(*session.breathing)) : QVariant()}});
}

QString Settings::emergencyNumber() const { return m_file.value(kNumber).toString(); }
void Settings::setEmergencyNumber(const QString &number) { set(kNumber, number); }

bool Settings::speaks() const { return isOn(m_file.value(kSpeaks), true); }
void Settings::setSpeaks(bool on) { set(kSpeaks, on); }

VoiceChoice Settings::voice() const {
    const double speed = m_file.value(kSpeed, 0.0).toDouble();
    return {.engine = m_file.value(kEngine).toString(),
            .voice = m_file.value(kVoice).toString(),
            .speed = std::clamp(speed, -1.0, 1.0)};
}
void Settings::setVoice(const VoiceChoice &choice) {
    m_file.change({{kEngine, choice.engine}, {kVoice, choice.voice}, {kSpeed, choice.speed}});
}

bool Settings::chimes() const { return isOn(m_file.value(kChimes), true); }
void Settings::setChimes(bool on) { set(kChimes, on); }

int Settings::volume() const {
    bool isNumber = false;
    const int volume = m_file.value(kVolume, kUsualVolume).toInt(&isNumber);
    return isNumber ? std::clamp(volume, 0, 100) : kUsualVolume;
}
void Settings::setVolume(int volume) { set(kVolume, volume); }

bool Settings::breathTones() const { return isOn(m_file.value(kBreathTones), false); }
void Settings::setBreathTones(bool on) { set(kBreathTones, on); }

bool Settings::showsStreak() const { return isOn(m_file.value(kStreak), true); }
void Settings::setShowsStreak(bool shown) { set(kStreak, shown); }

std::optional<core::WallTime> Settings::weeksPutAway() const {
    return wallTimeIn(m_file.value(kWeeksPutAway).toString());
}
void Settings::setWeeksPutAway(core::WallTime at) {
    set(kWeeksPutAway, QString::fromStdString(at.toRfc3339()));
}

QByteArray Settings::windowGeometry() const { return m_file.value(kGeometry).toByteArray(); }
void Settings::setWindowGeometry(const QByteArray &geometry) { set(kGeometry, geometry); }

core::SafetySeal Settings::seal() const {
    const QString lock = m_file.value(kLock).toString();
    core::SafetySeal seal;
    seal.lastCheckId = m_file.value(kLastCheck).toString().toStdString();
    seal.lock = core::urgencyNamed(lock.toStdString());
    if (!lock.isEmpty() && !seal.lock) {
        seal.lock = core::Urgency::Emergency;
    }
    for (const QString &each : m_file.value(kPainStops).toStringList()) {
        if (auto stop = painStopIn(each)) {
            seal.painStops.push_back(std::move(*stop));
        }
    }
    for (const QString &each : m_file.value(kScreenedYes).toStringList()) {
        if (const auto question = core::screeningNamed(each.toStdString())) {
            seal.screenedYes.insert(*question);
        }
    }
    return seal;
}

void Settings::setSeal(const core::SafetySeal &seal) {
    QStringList painStops;
    std::ranges::transform(seal.painStops, std::back_inserter(painStops), painStopText);
    QStringList screenedYes;
    std::ranges::transform(
        seal.screenedYes, std::back_inserter(screenedYes),
        [](core::Screening each) { return fromView(core::screeningName(each)); });
    m_file.change({{kLastCheck, QString::fromStdString(seal.lastCheckId)},
                   {kLock, seal.lock ? fromView(core::urgencyName(*seal.lock)) : QString()},
                   {kPainStops, readable(painStops)},
                   {kScreenedYes, readable(screenedYes)}});
}

void Settings::onSealWritten(const QStringList &keys, bool good) {
    // Every seal has this key. Another setting that cannot be written is none of the gate's.
    const bool isSeal = keys.contains(QLatin1String(kLastCheck));
    if (!isSeal || m_sealKept == good) {
        return;
    }
    m_sealKept = good;
    if (good) {
        emit sealKept();
    } else {
        emit sealNotKept();
    }
}

}  // namespace psoas::app

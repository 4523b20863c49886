#pragma once

#include "app/audio_module.h"
#include "app/settings_file.h"
#include "core/routine.h"
#include "core/safety.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace psoas::app {

enum class ThemeSetting { System, Light, Dark };
enum class MotionSetting { System, Reduced, Full };

/// The longest time to get ready: enough to lie down on the mat.
inline constexpr core::Seconds kLongestGetReady{60};

/// How sessions run.
struct SessionSettings {
    core::Seconds getReady{5};    ///< after "I'm ready", before the clock starts: from 0 s
    bool alternateSides = true;   ///< begin on the side that was second last time
    bool holdsInBreaths = false;  ///< show them so, where there is a breath
    std::optional<core::Breathing> breathing{};  ///< the person's own; absent: the routine's
    friend bool operator==(const SessionSettings &, const SessionSettings &) = default;
};

/// What the person has set, in `settings.ini`, and the safety seal, which is kept here because it
/// must not share the store's fate. A value that cannot be understood counts as not set, but where
/// safety is at stake as the strictest.
///
/// What is set counts at once and goes into the file through the executor, in order; nothing here
/// waits for a disk but the constructor, which reads the file.
class Settings : public QObject {
    Q_OBJECT

public:
    /// `file`: the path of the ini file; it need not exist. `run` as `SettingsFile` has it.
    explicit Settings(const QString &file, Executor run = runAtOnce());

    [[nodiscard]] ThemeSetting theme() const;
    void setTheme(ThemeSetting theme);

    /// 1.0 to 2.0 times the system's text size.
    [[nodiscard]] double textScale() const;
    void setTextScale(double scale);

    [[nodiscard]] MotionSetting motion() const;
    void setMotion(MotionSetting motion);

    /// Weekly when not set; one that cannot be understood counts as every session.
    [[nodiscard]] core::CheckInterval checkInterval() const;
    void setCheckInterval(core::CheckInterval interval);

    /// For how long an interrupted session may be continued: an hour when not set, a day at most;
    /// zero: never.
    [[nodiscard]] std::chrono::minutes continueWithin() const;
    void setContinueWithin(std::chrono::minutes span);

    [[nodiscard]] SessionSettings session() const;
    void setSession(const SessionSettings &session);

    /// The number to show in an emergency; empty: none is shown.
    [[nodiscard]] QString emergencyNumber() const;
    void setEmergencyNumber(const QString &number);

    /// Whether a session speaks: yes when not set.
    [[nodiscard]] bool speaks() const;
    void setSpeaks(bool on);

    /// Empty names and the usual speed when not set.
    [[nodiscard]] VoiceChoice voice() const;
    void setVoice(const VoiceChoice &choice);

    /// Whether chimes are played: yes when not set.
    [[nodiscard]] bool chimes() const;
    void setChimes(bool on);

    /// Of everything that is no voice: 0 to 100.
    [[nodiscard]] int volume() const;
    void setVolume(int volume);

    /// Whether the breath is heard: no when not set. Where no chime is played it is not either.
    [[nodiscard]] bool breathTones() const;
    void setBreathTones(bool on);

    /// Whether the history counts weeks in a row: yes when not set.
    [[nodiscard]] bool showsStreak() const;
    void setShowsStreak(bool shown);

    /// When the card of the weeks rule was put away; nothing: never.
    [[nodiscard]] std::optional<core::WallTime> weeksPutAway() const;
    void setWeeksPutAway(core::WallTime at);

    /// Where the window stood, in its own encoding; empty: never kept.
    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);

    /// A lock that cannot be understood counts as an emergency: the stricter reading.
    [[nodiscard]] core::SafetySeal seal() const;
    /// Handed over to be written before this returns: what the store is given afterwards, on the
    /// same thread, comes after it. Whether it was kept is told below.
    void setSeal(const core::SafetySeal &seal);

signals:
    /// The seal could not be written. It counts as long as the program runs and is tried again.
    void sealNotKept();
    /// It could be, after all.
    void sealKept();

private:
    void set(const char *key, const QVariant &value);
    void onSealWritten(const QStringList &keys, bool good);

    SettingsFile m_file;
    bool m_sealKept = true;  ///< as far as has been told
};

}  // namespace psoas::app

#pragma once

#include "core/safety.h"

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

#include <chrono>

namespace psoas::app {

enum class ThemeSetting { System, Light, Dark };
enum class MotionSetting { System, Reduced, Full };

/// What the person has set, in `settings.ini`, and the safety seal, which is kept here because it
/// must not share the store's fate. A value that cannot be understood counts as not set, but where
/// safety is at stake as the strictest.
class Settings {
public:
    /// `file`: the path of the ini file; it need not exist.
    explicit Settings(const QString &file);

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

    /// The number to show in an emergency; empty: none is shown.
    [[nodiscard]] QString emergencyNumber() const;
    void setEmergencyNumber(const QString &number);

    /// Where the window stood, in its own encoding; empty: never kept.
    [[nodiscard]] QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);

    /// A lock that cannot be understood counts as an emergency: the stricter reading.
    [[nodiscard]] core::SafetySeal seal() const;
    /// Written through to the file at once; false if that failed.
    [[nodiscard]] bool setSeal(const core::SafetySeal &seal);

private:
    void setList(const char *key, const QStringList &list);

    QSettings m_file;
};

}  // namespace psoas::app

#pragma once

#include "app/settings.h"

#include <QWidget>

#include <array>

class QGridLayout;

namespace psoas::ui {

class ChoiceBox;
class TimeSpinBox;

/// The part of Settings about how a session runs. Every change is handed out at once.
class SessionSettings : public QWidget {
    Q_OBJECT
public:
    explicit SessionSettings(QWidget *parent = nullptr);
    void setView(const app::SessionSettings &view);

signals:
    void chosen(const psoas::app::SessionSettings &session);

private:
    void handOut();
    void showBreath();
    [[nodiscard]] core::Breathing breath() const;

    TimeSpinBox *m_getReady;
    ChoiceBox *m_sides;
    ChoiceBox *m_countdown;
    ChoiceBox *m_breath;
    std::array<TimeSpinBox *, 4> m_parts;  ///< in, a pause, out, a pause
    QWidget *m_own;                        ///< holds them
};

}  // namespace psoas::ui

#pragma once

#include "core/pose.h"
#include "ui/theme.h"

#include <QFrame>
#include <QString>

#include <string>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace psoas::ui {

class FigureWidget;

/// A technique on Today.
struct CardView {
    std::string id;
    QString title;
    QString need;    ///< minutes and equipment
    QString closed;  ///< why it would not open today; empty if it would
    core::Pose pose = core::Pose::Sitting;
};

/// A card with the figure in the routine's pose, what it takes, and *Start*.
class RoutineCard : public QFrame {
    Q_OBJECT
public:
    explicit RoutineCard(QWidget *parent = nullptr);
    void setTheme(const Theme &theme);
    void setView(const CardView &view);
    /// Figure beside the words (wide and low) or above them.
    void setLying(bool lying);
    [[nodiscard]] QWidget *startButton() const;

signals:
    void started(const std::string &id);

private:
    std::string m_id;
    FigureWidget *m_figure;
    QLabel *m_title;
    QLabel *m_need;
    QLabel *m_closed;
    QPushButton *m_start;
    QBoxLayout *m_parts;
};

}  // namespace psoas::ui

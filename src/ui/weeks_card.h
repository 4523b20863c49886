#pragma once

#include "core/progress.h"

#include <QFrame>

#include <optional>

class QLabel;

namespace psoas::ui {

/// Several weeks of regular practice without less tightness (F3): the numbers, and whom to see.
struct WeeksCardView {
    core::StalledProgress progress;
    QString advice;  ///< the shipped sentence that names a physical therapist
};

/// The card that shows it, where there is something to show. It can be put away, for a while.
class WeeksCard : public QFrame {
    Q_OBJECT
public:
    explicit WeeksCard(QWidget *parent = nullptr);
    void setView(const std::optional<WeeksCardView> &view);

signals:
    void putAway();

private:
    QLabel *m_numbers;
    QLabel *m_advice;
};

}  // namespace psoas::ui

#pragma once

#include <QGroupBox>

#include <optional>

class QButtonGroup;

namespace psoas::ui {

/// How tight it feels, 0 to 10, as eleven buttons of which none is preselected. Pressing the chosen
/// one again takes the choice back: leaving it empty skips the rating.
class TightnessScale : public QGroupBox {
    Q_OBJECT
public:
    /// `title` names the group: "Tightness before" or "Tightness after".
    explicit TightnessScale(const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<int> rating() const;
    void clear();
    /// Shows this rating as chosen, and tells nobody.
    void setRating(std::optional<int> rating);

signals:
    /// The person has chosen another rating, or none.
    void rated();

private:
    QButtonGroup *m_buttons;
};

}  // namespace psoas::ui

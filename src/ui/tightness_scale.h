#pragma once

#include <QGroupBox>

#include <array>
#include <optional>

class QPushButton;

namespace psoas::ui {

/// How tight it feels, 0 to 10, as eleven buttons of which none is preselected. Pressing the chosen
/// one again takes the choice back: leaving it empty skips the rating.
///
/// By keyboard it is one stop of Tab, which comes to the chosen button, else to the one that had
/// the focus last. From there the arrows, Home and End move along, and rate nothing: Space and
/// Enter press. 0 to 9, and T for ten, press their button at once; Delete and Backspace take the
/// rating back.
class TightnessScale : public QGroupBox {
    Q_OBJECT
public:
    static constexpr int kHighest = 10;

    /// `title` names the group: "Tightness before" or "Tightness after".
    explicit TightnessScale(const QString &title, QWidget *parent = nullptr);

    /// The keys of the ratings press them from anywhere on this page that does not take letters.
    void takeKeysOf(QWidget &page);

    [[nodiscard]] std::optional<int> rating() const;
    void clear();
    /// Shows this rating as chosen, and tells nobody.
    void setRating(std::optional<int> rating);

signals:
    /// The person has chosen another rating, or none.
    void rated();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QPushButton *makeRating(int rating);
    void takeFocus(int rating);
    void moveTabTo(int rating);
    bool pressKey(int key);
    bool moveBy(int key);

    std::array<QPushButton *, kHighest + 1> m_buttons{};
    bool m_showing = false;  ///< a rating, which nobody has chosen
    int m_tabStop = 0;
};

}  // namespace psoas::ui

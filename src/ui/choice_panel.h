#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace psoas::ui {

/// One of the ways that a `ChoicePanel` offers.
struct Choice {
    const char *objectName;
    QString words;
    const char *role = "";  ///< a button role of the theme
};

/// A question in the middle of a session, with its answers as large buttons, one below the other.
/// None has the focus when the panel appears: a key pressed a moment too late must choose nothing.
class ChoicePanel : public QWidget {
    Q_OBJECT
public:
    ChoicePanel(const QString &title, const QString &detail, const std::vector<Choice> &choices,
                QWidget *parent = nullptr);

    /// Whether the choice at this position, from 0, can be pressed.
    void setOffered(int position, bool offered);

signals:
    void chosen(int position);

protected:
    void showEvent(QShowEvent *event) override;

private:
    std::vector<QWidget *> m_buttons;
};

}  // namespace psoas::ui

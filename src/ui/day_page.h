#pragma once

#include <QStringList>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace psoas::ui {

/// The one safety page of a normal day.
struct DayView {
    QString since;       ///< the day of the last check, ready for display
    QStringList points;  ///< what to think of, in short, in page order
};

/// "Anything new since …?" Nothing is preselected; keys N (nothing) and S (something), and the
/// first Tab goes to `Nothing new`.
class DayPage : public QWidget {
    Q_OBJECT
public:
    explicit DayPage(QWidget *parent = nullptr);
    void setView(const DayView &view);

signals:
    void nothingNew();
    void somethingNew();
    void leave();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLabel *m_title;
    QGridLayout *m_points;
};

}  // namespace psoas::ui

#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace psoas::ui {

struct ReviewedAnswer {
    QString question;
    bool yes = false;
    QString ifYes;  ///< what a yes to this question means
};

/// The answers of a check before they are filed.
struct ReviewView {
    QString headline;                     ///< the result's sentence
    std::vector<ReviewedAnswer> answers;  ///< in the check's order
    bool urgent = false;                  ///< the result closes the techniques
    bool emergency = false;
    QString emergencyNumber;  ///< shown for an emergency; empty: none is set
};

/// The result so far, and every answer to look over. Positions in `revise` are those of
/// `ReviewView::answers`, from 0.
class ReviewPage : public QWidget {
    Q_OBJECT
public:
    explicit ReviewPage(QWidget *parent = nullptr);
    void setView(const ReviewView &view);

signals:
    void revise(int position);
    void filed();
    void leave();

private:
    QLabel *m_headline;
    QLabel *m_number;
    QLabel *m_meaning;
    QLabel *m_hint;
    QListWidget *m_answers;
    QPushButton *m_change;
};

}  // namespace psoas::ui

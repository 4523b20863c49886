#pragma once

#include <QFlags>
#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace psoas::ui {

/// A page that says one thing: a lock, a routine closed for today or by an answer, or what to do
/// after pain.
struct NoticeView {
    enum Way { CheckAgain = 1, ChangeAnswers = 2, Done = 4 };
    Q_DECLARE_FLAGS(Ways, Way)

    QString title;
    bool urgent = false;  ///< what the title says is not to be overlooked
    QStringList sentences;
    QString emergencyNumber;  ///< empty: none is shown
    Ways ways = Done;         ///< the buttons offered
};

class NoticePage : public QWidget {
    Q_OBJECT
public:
    explicit NoticePage(QWidget *parent = nullptr);
    void setView(const NoticeView &view);

signals:
    void checkAgain();
    void changeAnswers();
    void done();

private:
    QLabel *m_title;
    QLabel *m_sentences;
    QLabel *m_number;
    QPushButton *m_checkAgain;
    QPushButton *m_changeAnswers;
    QPushButton *m_done;
};

}  // namespace psoas::ui

Q_DECLARE_OPERATORS_FOR_FLAGS(psoas::ui::NoticeView::Ways)

#pragma once

#include "core/history.h"
#include "core/record.h"

#include <QWidget>

#include <string>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace psoas::ui {

class RecordTable;
class TightnessScale;

/// One session of the history, opened to its steps. How it felt can be corrected; what was done in
/// it cannot.
class SessionDetail : public QWidget {
    Q_OBJECT
public:
    explicit SessionDetail(QWidget *parent = nullptr);

    void setSession(const core::SessionRecord &session);
    /// The session that is shown; empty: none yet.
    [[nodiscard]] const std::string &id() const { return m_session.id; }
    /// Has the keyboard speak to it, if it can be seen.
    void takeFocus();
    /// Hands over what was written and not yet told.
    void commit();

signals:
    void annotated(const std::string &id, const psoas::core::Annotation &now);
    void deleteWanted(const std::string &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showSteps();
    void showAnswers();
    [[nodiscard]] core::Annotation written() const;

    core::SessionRecord m_session;
    QLabel *m_title;
    QLabel *m_when;
    QLabel *m_sums;
    QLabel *m_hurts;
    TightnessScale *m_before;
    TightnessScale *m_after;
    QLabel *m_noteLabel;
    QPlainTextEdit *m_note;
    QLabel *m_edited;
    RecordTable *m_steps;
    QPushButton *m_delete;
};

}  // namespace psoas::ui

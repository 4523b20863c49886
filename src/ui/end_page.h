#pragma once

#include "core/record.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QLabel;
class QPlainTextEdit;

namespace psoas::ui {

class TightnessScale;

/// What the end page shows.
struct EndView {
    core::SessionRecord session;
    QStringList guidance;     ///< what to do now, after a stop for pain; else empty
    QString emergencyNumber;  ///< shown with the guidance; empty: none is set
    bool saved = true;        ///< false in a rehearsal or without a store
};

/// After a session: what was held, side by side, then the rating and a note.
class EndPage : public QWidget {
    Q_OBJECT
public:
    explicit EndPage(QWidget *parent = nullptr);
    void setView(const EndView &view);

    /// Whether the history has the session meanwhile.
    void setSaved(bool saved);

signals:
    /// The session is to be written to a file elsewhere, with what has been given so far.
    void fileWanted(std::optional<int> tightnessAfter, const QString &note);
    void done(std::optional<int> tightnessAfter, const QString &note);

private:
    QLabel *m_title;
    QLabel *m_guidance;
    QLabel *m_number;
    QLabel *m_sums;
    QWidget *m_unsaved;
    TightnessScale *m_scale;
    QPlainTextEdit *m_note;
};

}  // namespace psoas::ui

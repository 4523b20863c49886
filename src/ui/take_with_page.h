#pragma once

#include <QStringList>
#include <QWidget>

#include <cstddef>

class QBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace psoas::ui {

class ChoiceBox;
class TickBox;

/// Which time a page for a therapist is about.
enum class ReportTime { FourWeeks, TwelveWeeks, OneYear, All };

/// Out of the app and into it: the history as a file, and a page for a physical therapist. While
/// something is under way the focus is on *Cancel*, then on what became of it, so that a screen
/// reader tells both.
class TakeWithPage : public QWidget {
    Q_OBJECT
public:
    explicit TakeWithPage(QWidget *parent = nullptr);

    /// What would become of a file that may be taken in.
    void setPreview(const QStringList &lines, const QStringList &conflicts, bool canBeTaken);
    void clearPreview();
    /// Something is under way; `total` 0: nobody knows how much it is.
    void setProgress(std::size_t done, std::size_t total);
    /// Nothing is under way any more, and what became of it.
    void setTold(const QString &sentence, bool isGood);

signals:
    void csvWanted();
    void jsonWanted();
    void reportWanted(ReportTime time, bool withNotes);
    void importWanted();
    void takenIn();
    void neverMind();
    void cancelled();

private:
    [[nodiscard]] QWidget *makePreview();
    [[nodiscard]] QWidget *makeProgress();
    void setBusy(bool busy);
    [[nodiscard]] bool holdsFocus(const QWidget &part) const;

    QPushButton *m_csv;
    QPushButton *m_json;
    QPushButton *m_report;
    QPushButton *m_import;
    ChoiceBox *m_time;
    TickBox *m_notes;
    QLabel *m_lines;
    QLabel *m_conflicts;
    QPushButton *m_take;
    QWidget *m_preview;
    QProgressBar *m_bar;
    QLabel *m_count;
    QPushButton *m_cancel;
    QWidget *m_progress;
    QLabel *m_told;
};

}  // namespace psoas::ui

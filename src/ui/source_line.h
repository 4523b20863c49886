#pragma once

#include <QLabel>

namespace psoas::ui {

/// A line of a file with a caret under the character that is meant. Of a line that is wider than
/// its room the part around the caret is shown.
class SourceLine : public QLabel {
    Q_OBJECT
public:
    /// `caret`: from 0, in code points.
    SourceLine(const QString &line, int caret, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont codeFont() const;

    QString m_before;  ///< what stands before the caret's character
};

}  // namespace psoas::ui

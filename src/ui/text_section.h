#pragma once

#include <QWidget>

class QLabel;

namespace psoas::ui {

/// A heading with a paragraph under it; it hides itself while the paragraph is empty.
class TextSection : public QWidget {
    Q_OBJECT
public:
    /// `role`: a label role of the theme, for the paragraph.
    explicit TextSection(const QString &heading, const char *role = "", QWidget *parent = nullptr);
    void setText(const QString &text);

private:
    QLabel *m_text;
};

}  // namespace psoas::ui

#pragma once

#include "ui/picture.h"

#include <QLabel>

namespace psoas::ui {

/// A picture as a widget: as high as the picture is at its width. Has the focus when Tab comes to
/// it, and the picture's words as its accessible name and description.
class PictureCanvas : public QLabel {
    Q_OBJECT
public:
    explicit PictureCanvas(QWidget *parent = nullptr);

    void setTheme(const Theme &theme);
    void setPicture(const Picture &picture);

    /// Where the picture is painted: inside the line that shows the focus.
    [[nodiscard]] QRectF place() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

signals:
    /// The place, or what is in it, has changed.
    void placed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    Theme m_theme;
    Picture m_picture;
};

}  // namespace psoas::ui

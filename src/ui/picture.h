#pragma once

#include "ui/theme.h"

#include <QList>
#include <QRectF>
#include <QString>
#include <QStringList>

#include <functional>

class QPainter;

namespace psoas::ui {

/// The numbers of a picture, as a table.
struct PictureNumbers {
    QStringList head;
    QList<QStringList> rows;  ///< each as long as `head`
};

/// A picture of the history as a value: on the screen, in a file and on paper the same painter
/// draws it. All lengths are logical pixels; its words have pixel sizes, so that a scaled painter
/// scales the whole of it.
struct Picture {
    QString heading;
    QString caption;   ///< which time it is of; may be empty
    QString text;      ///< all that it shows, in full sentences, for who cannot see it
    QString fileName;  ///< suggested for a file, without a suffix
    PictureNumbers numbers;
    /// How high it is at this width.
    std::function<double(double width, const Theme &theme)> heightFor;
    /// Paints no background: it stands on the theme's `surface`.
    std::function<void(QPainter &painter, const QRectF &place, const Theme &theme)> paint;
};

}  // namespace psoas::ui

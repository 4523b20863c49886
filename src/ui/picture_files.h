#pragma once

#include "ui/picture.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

class QIODevice;

namespace psoas::ui {

// A picture handed on is printed and pasted, so in a file it is always on a light ground, at the
// system's text size and of one width, whatever the window looks like. Its heading stands above it.

/// Twice as large as on the screen. Its text is kept in the file as title and description.
[[nodiscard]] QByteArray pngOf(const Picture &picture);
/// Its words are text, not shapes.
[[nodiscard]] QByteArray svgOf(const Picture &picture);

/// Saves as PNG or SVG, by the suffix of `file`. Nothing if that went well; else a sentence that
/// says why not and what to do. A file that is there already is replaced whole or not at all.
[[nodiscard]] std::optional<QString> savePicture(const Picture &picture, const QString &file);

/// Writes a file whole or not at all: through a temporary one beside it that replaces it at the
/// end. `write` may write to the device as it likes, and says whether it could. The sentence for
/// what went wrong, or nothing.
[[nodiscard]] std::optional<QString> writeWhole(const QString &file,
                                                const std::function<bool(QIODevice &)> &write);

}  // namespace psoas::ui

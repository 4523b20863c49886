#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QVariant>

namespace psoas::app {

/// By key (`section/name`, plain letters); one without a value is taken out of the file.
using IniChanges = QMap<QString, QVariant>;

/// The text of an ini file, as `QSettings` reads it, with these changes made. Every other line
/// stays as a person wrote it: comments, keys of others, and what nobody understands. A quotation
/// mark that is never closed is closed, or it would swallow what comes after it.
///
/// A value is a text, a list of texts, bytes, or what a text can be made of. `QSettings` itself is
/// not used to write: on a full disk it puts a cut file in the place of a whole one (Qt 6.4).
[[nodiscard]] QByteArray withChanges(const QByteArray &ini, const IniChanges &changes);

}  // namespace psoas::app

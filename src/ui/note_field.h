#pragma once

#include <QString>

class QPlainTextEdit;

namespace psoas::ui {

/// Where a note on a session is written. Tab leaves it.
[[nodiscard]] QPlainTextEdit *makeNoteField(const char *objectName);

/// What was written as a note: without blanks around it, and no more of it, to the whole letter,
/// than the store keeps (`core::canBeNote`). A pasted book must not take the rating along.
[[nodiscard]] QString asNote(const QString &written);

}  // namespace psoas::ui

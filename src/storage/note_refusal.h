#pragma once

#include "core/record.h"
#include "storage/history.h"
#include "storage/stored.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace psoas::storage {

/// Why no store takes this note from a person; nothing if it does. Asked before anything is tried:
/// what is refused only at a second try counts as done at the first.
[[nodiscard]] inline std::optional<StoreError> noteRefusal(std::string_view note) {
    if (core::canBeNote(note)) {
        return std::nullopt;
    }
    return StoreError{
        .code = StoreError::Code::Refused,
        .detail = "no note of " + std::to_string(note.size()) + " bytes, or with a NUL in it"};
}

/// The same of an edit's new note.
[[nodiscard]] inline std::optional<StoreError> noteRefusal(const Edit &edit) {
    const auto *annotate = std::get_if<edit::Annotate>(&edit);
    return annotate != nullptr ? noteRefusal(annotate->now.note) : std::nullopt;
}

}  // namespace psoas::storage

#pragma once

#include "core/record.h"

#include <QString>

#include <optional>
#include <vector>

namespace psoas::app {

/// Writes sessions to a file of the person's choice, as JSON like that of `history export`, for
/// when the history itself cannot be written. The file is written whole or not at all; one that is
/// there is replaced. What the system said if it failed.
[[nodiscard]] std::optional<QString> writeSessions(
    const QString &file, const std::vector<core::SessionRecord> &sessions);

}  // namespace psoas::app

#pragma once

#include "app/backups.h"
#include "app/record_keeper.h"
#include "ui/restore_page.h"

#include <QString>

#include <optional>

// What has become of the store, in words.
namespace psoas::ui {

/// That sessions are not being saved, why, and what to do about it.
[[nodiscard]] QString notSavedText(const app::StoreError &error);

/// When a backup was made, by the clock on this wall: "26 November 2026, 09:32".
[[nodiscard]] QString backupText(const app::Backup &backup);
/// "Newest backup: 26 November 2026, 09:32, 12 sessions, …", or what is wrong with it.
[[nodiscard]] QString newestBackupText(const std::optional<app::Backups::Known> &newest);
/// Why the history could not be read or changed.
[[nodiscard]] QString notReadText(const app::StoreError &error);
[[nodiscard]] QString notBackedUpText(const app::StoreError &error);
[[nodiscard]] QString notRestoredText(const app::StoreError &error);
/// The backups as the page to restore from shows them.
[[nodiscard]] RestoreView restoreView(const app::Backups::Listed &listed,
                                      const std::optional<app::Backup> &chosen);
/// That the history was damaged, where it is kept, and what can be had in its place.
[[nodiscard]] QString setAsideText(const app::SetAside &found);

/// That it was damaged and is used as it is.
[[nodiscard]] QString notSetAsideText();
/// That the history is empty though there is a backup.
[[nodiscard]] QString lostStoreText(const app::GoodBackup &backup);

}  // namespace psoas::ui

#pragma once

#include "app/backups.h"
#include "app/practice.h"
#include "app/record_keeper.h"
#include "ui/file_dialogs.h"

#include <QObject>

#include <map>
#include <string>
#include <vector>

class QWidget;

namespace psoas::ui {

class BannerStrip;

/// What the window says and asks about the store: that sessions are not being saved and why, that
/// the store was damaged, where else a session can go, and what would be lost by closing.
class StoreNotices : public QObject {
    Q_OBJECT
public:
    /// What it works with; all of it must outlive it.
    struct Parts {
        app::Practice &practice;
        app::RecordKeeper *records;  ///< null in a rehearsal
        app::Backups *backups;       ///< null where the store is no file
        FileDialogs dialogs;
        BannerStrip &banners;
        QWidget &window;
    };
    explicit StoreNotices(Parts parts);

    /// Opens the store, reads the gate's facts and looks after the file. `settled` follows.
    void open();

    /// Asks for a place and writes the sessions there. Whether that was done.
    bool saveToFile(const std::vector<core::SessionRecord> &sessions);

    /// Whether the window may be closed: nothing would be lost, or the person has said so.
    [[nodiscard]] bool mayClose();

    /// What the history was replaced with, and how to undo it.
    void showRestored(const app::Backup &restored, const app::Backup &undo);

signals:
    /// The gate knows all that it will know for now.
    void settled();
    void savingChanged(bool saving);
    /// What was read from the store is old.
    void replaced();
    /// The backups are to be shown, this one chosen.
    void restoreWanted(const psoas::app::Backup &chosen);

private:
    void readFacts();
    void onOpened(const std::optional<app::StoreError> &problem);
    void onSetAside(const app::SetAside &found);
    /// A sentence, and the way to the backup if there is one.
    void offer(const QString &sentence, const std::optional<app::GoodBackup> &backup);
    void onNotBackedUp(const app::StoreError &error);
    void onReplaced();
    void onStage(const app::Stage &stage);
    void showNotSaved(const app::StoreError &error);
    void showSaved();
    void undo(const app::Backup &backup);
    void waitForDisk();
    [[nodiscard]] bool isInFile(const core::SessionRecord &session) const;
    [[nodiscard]] std::vector<core::SessionRecord> wouldBeLost() const;

    Parts m_parts;
    bool m_notSaved = false;
    bool m_standsIn = false;  ///< what was read came from a store in memory
    bool m_mayUndo = false;   ///< the banner offers to undo a restore
    std::map<std::string, core::SessionRecord> m_inFiles;  ///< as they were written elsewhere
};

}  // namespace psoas::ui

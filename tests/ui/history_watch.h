#pragma once

#include "support/window_walk.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace psoas {

/// Watches the History page in one life of the window: what it shows is what the store has, and of
/// what can be pressed there only that which leads somewhere.
class HistoryWatch {
public:
    /// `elsewhere`: where its files are saved. All must outlive this.
    HistoryWatch(WindowWalk &walk, const app::Clock &clock, const std::filesystem::path &elsewhere)
        : m_walk(walk), m_clock(clock), m_elsewhere(elsewhere) {}

    /// What about the page as it stands now cannot be, in words. Lets the window have all its
    /// answers first.
    [[nodiscard]] std::vector<std::string> impossibilities();

    /// Files that were seen to be whole.
    [[nodiscard]] int filesRead() const { return m_filesRead; }

private:
    using Faults = std::vector<std::string>;

    bool settle();
    void checkParts(Faults &faults);
    void checkEdits(Faults &faults);
    void checkPictures(Faults &faults);
    void checkList(Faults &faults);
    void checkDetail(Faults &faults);
    void checkTransfer(Faults &faults);
    void checkFiles(Faults &faults);
    void checkWeeks(Faults &faults);
    [[nodiscard]] bool isCalm() const;
    [[nodiscard]] bool sees(const char *name) const;
    [[nodiscard]] QString words(const char *label) const;

    WindowWalk &m_walk;
    const app::Clock &m_clock;
    std::filesystem::path m_elsewhere;
    /// When the page was opened, of the wall clock: it is read then, and not whenever that jumps.
    std::optional<core::WallTime> m_since;
    QString m_told;
    int m_filesRead = 0;
};

}  // namespace psoas

#pragma once

#include "support/window_walk.h"

#include <QObject>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace psoas {

/// What somebody who lives through it all remembers, whatever becomes of the program and its files.
struct Witnessed {
    std::vector<core::FiledCheck> checks;
    core::SafetySeal pain;  ///< the stops for pain that may still close a routine
    /// The sessions that were seen to end, each as it was shown: more than once where the store has
    /// lost the first end.
    std::multimap<std::string, core::SessionRecord> ended;
    std::set<std::string> endedHere;  ///< "End it here" was pressed for them
    std::set<std::string> begun;      ///< techniques
    std::vector<std::string> faults;  ///< what should not have been seen
};

/// Watches the gate and the ends of sessions in one life of the program: no technique begins that
/// must not, and none ends by itself.
class GateWatch {
public:
    /// From before the store is opened. The clock and what is witnessed must outlive this, and this
    /// must not outlive the walk.
    GateWatch(WindowWalk &walk, const app::Clock &clock, Witnessed &witnessed);

    /// Whether what happens next can end a session.
    void allowEnd(bool allowed) { m_mayEnd = allowed; }
    /// The techniques that were begun or continued in this life.
    [[nodiscard]] const std::set<std::string> &begun() const { return m_begun; }

private:
    void onFacts();
    void onStage(const app::Stage &stage);
    void onEnded(const core::SessionRecord &session);
    void checkGate(const core::Routine &routine);
    void remember();

    WindowWalk &m_walk;
    const app::Clock &m_clock;
    Witnessed &m_witnessed;
    QObject m_here;  ///< the end of all connections
    std::set<std::string> m_begun;
    bool m_mayEnd = false;
    bool m_storeLost = false;

    // The way since Start, and how the facts stood when they were last looked at.
    core::GatePass m_pass;
    std::size_t m_stage = 0;
    std::string m_lastCheck;
    std::size_t m_checks = 0;
    std::size_t m_days = 0;
};

}  // namespace psoas

#pragma once

#include "app/clock.h"
#include "app/continuation.h"
#include "app/library.h"
#include "app/record_keeper.h"
#include "app/session_controller.h"
#include "app/settings.h"
#include "core/safety.h"

#include <QObject>
#include <QString>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace psoas::app {

// Where the person stands between *Start* and *Done*.
namespace stage {
struct Idle {};   ///< on the pages; nothing is under way
struct Blocked {  ///< the gate is closed, and why
    core::GateStep why;
    std::string routineId;
};
struct Question {};  ///< the check asks; the session controller has the question
struct Review {};    ///< the check's answers before they are filed
struct DayPage {
    core::WallTime since;
};
struct Screening {
    std::set<core::Screening> questions;
};
struct GetReady {};
struct Playing {};
struct Ended {
    core::SessionRecord record;
};
}  // namespace stage

using Stage =
    std::variant<stage::Idle, stage::Blocked, stage::Question, stage::Review, stage::DayPage,
                 stage::Screening, stage::GetReady, stage::Playing, stage::Ended>;

/// The one way from *Start* through whatever is due into a routine, and out of it again. Holds the
/// gate's facts, drives the session controller and has every step of it recorded. A page shows the
/// stage and hands intents back; it decides nothing.
class Practice : public QObject {
    Q_OBJECT

public:
    /// What `Practice` works with; all of it must outlive it.
    struct Tools {
        const Clock &clock;
        Settings &settings;
        /// Null in a rehearsal: nothing is saved.
        RecordKeeper *records = nullptr;
        QString appVersion;
    };
    explicit Practice(Tools tools, QObject *parent = nullptr);

    /// The files as they are now; what has become faulty stays as it was (`withLastGood`). A
    /// session under way keeps the plan it began with.
    void setLibrary(Library library);
    [[nodiscard]] const Library &library() const { return m_library; }

    /// The gate's facts as the store has them; what was answered before they came stays. Until
    /// then, and where no store could be opened, the full check is due before every session.
    void setFacts(core::SafetyFacts facts);
    [[nodiscard]] const core::SafetyFacts &facts() const { return m_facts; }
    /// The sessions done lately, newest first: what they began with decides on which side the next
    /// one begins.
    void setRecent(const RecordKeeper::Sessions &sessions);
    /// What the store holds is not what it was, or is about to be replaced: the full check is due,
    /// and nothing that is known is forgotten.
    void storeReplaced();

    [[nodiscard]] const Clock &clock() const { return m_tools.clock; }
    /// The wall time now.
    [[nodiscard]] core::WallTime now() const { return m_tools.clock.wall(); }

    [[nodiscard]] const Stage &stage() const { return m_stage; }
    [[nodiscard]] SessionController &session() { return m_session; }
    /// The technique session under way as it stands, as if it were interrupted now.
    [[nodiscard]] std::optional<core::SessionRecord> underWay() const;
    /// The plan of the routine that was started, once there is one.
    [[nodiscard]] const core::Plan &plan() const { return m_plan; }
    /// The routine that was started; null when idle or for a check by itself.
    [[nodiscard]] const core::Routine *routine() const {
        return m_target ? &m_target->routine : nullptr;
    }

    /// What the check that was filed last since the program started has said about each yes, most
    /// urgent first; empty where there was none.
    [[nodiscard]] const std::vector<std::string> &advice() const { return m_advice; }

    [[nodiscard]] bool checkDue() const;
    [[nodiscard]] std::optional<core::Urgency> lock() const;
    /// Whether the next *Start* of the day shows the day page.
    [[nodiscard]] bool dayPageDue() const;
    /// Why this routine would not open today, as far as is known without asking anything.
    [[nodiscard]] std::optional<core::GateStep> closedBy(const core::Routine &routine) const;

    /// `only`: on this side alone; nothing where it has none.
    void start(const std::string &routineId, std::optional<core::Side> only = {});
    void startCheck();
    /// The checks among these that have a yes are filed as they stand (`core::outcomeWhenLeft`), as
    /// if they had been left. Before the gate decides anything: a yes cannot be closed away either.
    void fileLeftChecks(const RecordKeeper::Unfinished &unfinished);

    /// Away from a page before the session: back to idle. A check with a yes among its answers is
    /// filed, and what it closes is shown; without one, what was answered is not kept.
    void leave();

    void answer(bool yes);
    void previousQuestion();
    void revise(std::size_t position);
    void file();
    void answerDay(bool nothingNew);
    void answerScreening(const std::map<core::Screening, core::ScreeningAnswer> &answers);
    void changeScreening(core::Screening question, core::ScreeningAnswer answer);
    /// Before `ready`: the side to begin with, where there are two.
    void chooseFirstSide(core::Side side);
    void ready(std::optional<int> tightnessBefore);
    void done(std::optional<int> tightnessAfter, const QString &note);

    /// A session that the program did not live to see the end of goes on where it stopped, after
    /// whatever the gate asks. Nothing happens where it cannot go on (`continuation`).
    void continueUnfinished(const core::UnfinishedSession &interrupted);
    /// Files one as it stands: it is not going on.
    void endUnfinished(const std::string &id);
    /// What can become of it now.
    [[nodiscard]] Continuation continuation(const core::UnfinishedSession &interrupted) const;

signals:
    void stageChanged(const psoas::app::Stage &stage);
    /// The gate's facts changed: what Today and Settings show is old.
    void factsChanged();
    /// The settings file could not be written: after a restart the full check is due, or worse, a
    /// yes that was never filed is forgotten. It is tried again.
    void sealNotKept();
    /// What could not be written is in the file now.
    void sealKept();

private:
    void enter(Stage stage);
    /// What stands between *Start* and the chosen routine now, by a pass that is still good.
    [[nodiscard]] core::GateStep stepOnTheWay();
    void next();
    void beginCheck();
    void goOn();
    void forget();
    /// The plan with the person's own breath, if they have set one.
    [[nodiscard]] core::Plan breathedByPerson(core::Plan plan) const;
    [[nodiscard]] std::vector<core::Side> sidesInTurn(const core::Routine &routine) const;
    [[nodiscard]] core::SessionRules rules() const;
    void begin(const LibraryRoutine &what, std::optional<int> before);
    void onJournaled(const core::JournalEntry &entry);
    void onHurt(const core::JournalEntry &entry, core::WallTime at);
    void onViewChanged(const core::SessionView &view);
    void onFinished(core::Outcome outcome);
    [[nodiscard]] core::SessionRecord recordAt(core::WallTime at, core::Outcome outcome) const;
    void onAnswered(const core::AnswerRecord &answer);
    /// The most urgent yes of the check that is being answered or looked over now.
    [[nodiscard]] std::optional<core::Urgency> yesUnderWay() const;
    /// `questions` are those that it asked.
    void fileCheck(const core::SessionRecord &check, const core::Plan &questions);
    void afterCheck();
    void keep(core::SafetySeal seal);
    void writeSeal(const core::SafetySeal &seal);
    [[nodiscard]] core::CheckInterval checkInterval() const;
    [[nodiscard]] core::GateStep gateStep(const core::Routine &routine,
                                          const core::GatePass &pass) const;
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] core::Plan checkPlan() const;
    /// The wall time now, for something that is about to be stored.
    [[nodiscard]] core::WallTime stamp();

    Tools m_tools;
    Library m_library;
    core::SafetyFacts m_facts;
    core::SafetySeal m_seal;
    bool m_factsKnown = false;
    bool m_storeLost = false;
    core::GatePass m_pass;
    SessionController m_session;
    Stage m_stage = stage::Idle{};
    std::optional<LibraryRoutine> m_target;
    std::optional<core::Side> m_onlySide;                  ///< of `m_target`, if not both
    std::optional<core::UnfinishedSession> m_interrupted;  ///< which `m_target` is to go on with
    core::Plan m_plan;
    core::SessionRecord m_record;
    std::vector<std::string> m_advice;
    std::map<std::string, core::Side> m_lastBegunOn;  ///< by routine
};

}  // namespace psoas::app

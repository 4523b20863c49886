#include "exchange/history_csv.h"

#include "support/catch.h"
#include "support/sessions.h"

#include <sstream>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

const std::string kHead =
    "session_id,routine_id,routine_title,started_at,ended_at,outcome,planned_seconds,"
    "held_seconds,paused_seconds,tightness_before,tightness_after,note\r\n";

std::string csv(const std::vector<core::SessionRecord> &sessions) {
    std::ostringstream out;
    exchange::HistoryCsvWriter writer(out);
    for (const auto &session : sessions) {
        writer.add(core::summaryOf(session));
    }
    return out.str();
}

}  // namespace

TEST_CASE("an empty history is the head alone") { CHECK(csv({}) == kHead); }

TEST_CASE("a session is a row with seconds to the millisecond") {
    core::SessionRecord session = startedSession("a");
    session.endedAt = wallAt(45s);
    session.outcome = core::Outcome::Completed;
    session.steps[0].held = 20s;
    session.steps[1].held = 19'250ms;
    session.steps[1].paused = 3'004ms;
    session.tightnessAfter = 0;
    session.note = "ok";
    CHECK(csv({session}) == kHead +
                                "a,stretch,Stretch,2026-11-24T10:00:00.000+01:00,"
                                "2026-11-24T10:00:45.000+01:00,completed,40.000,39.250,3.004,6,0,"
                                "ok\r\n");
}

TEST_CASE("an id and a title of others run as no formula either") {
    core::SessionRecord session = startedSession("=a");
    session.endedAt = wallAt(45s);
    session.outcome = core::Outcome::EndedEarly;
    session.routineId = "@b";
    session.routineTitle = "-c, d";
    CHECK_THAT(csv({session}), ContainsSubstring("\r\n'=a,'@b,\"'-c, d\",2026-"));
}

TEST_CASE("a note is quoted where it must be and never runs as a formula") {
    core::SessionRecord session = startedSession("a");
    session.endedAt = wallAt(45s);
    session.outcome = core::Outcome::EndedEarly;
    const auto noteCell = [&](const std::string &note) {
        session.note = note;
        const std::string row = csv({session}).substr(kHead.size());
        const auto head = row.find(",6,,") + 4;
        return row.substr(head, row.size() - head - 2);
    };
    CHECK(noteCell("plain. fine") == "plain. fine");
    CHECK(noteCell("a;=1+1") == "\"a;=1+1\"");
    CHECK(noteCell("a\t=1+1") == "\"a\t=1+1\"");
    CHECK(noteCell("a,b") == "\"a,b\"");
    CHECK(noteCell("say \"hi\"") == "\"say \"\"hi\"\"\"");
    CHECK(noteCell("two\r\nlines") == "\"two\r\nlines\"");
    for (const char start : {'=', '+', '-', '@'}) {
        CHECK(noteCell(start + std::string("1")) == std::string("'") + start + "1");
    }
    CHECK(noteCell("\tx") == "\"'\tx\"");
    CHECK(noteCell("\nx") == "\"'\nx\"");
    for (const std::string sign :
         {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"}) {
        CHECK(noteCell(sign + "1") == "'" + sign + "1");
    }
    CHECK(noteCell("\xEF\xBC\x9E") == "\xEF\xBC\x9E");
    CHECK(noteCell("\rx") == "\"'\rx\"");
    CHECK(noteCell("=1,2") == "\"'=1,2\"");
}

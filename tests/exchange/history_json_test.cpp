#include "exchange/history_json.h"

#include "support/catch.h"
#include "support/sessions.h"

#include <nlohmann/json.hpp>

#include <sstream>

using namespace psoas;
using namespace std::chrono_literals;

namespace {

std::string json(const std::vector<core::SessionRecord> &sessions) {
    std::ostringstream out;
    exchange::HistoryJsonWriter writer(out);
    for (const auto &session : sessions) {
        writer.add(session);
    }
    writer.end();
    return out.str();
}

std::vector<std::string> keysOf(const nlohmann::ordered_json &object) {
    std::vector<std::string> keys;
    for (const auto &[key, value] : object.items()) {
        keys.push_back(key);
    }
    return keys;
}

}  // namespace

TEST_CASE("an empty history is an empty list") {
    CHECK(json({}) == "{\"format\":1,\"sessions\":[],\"deleted\":[]}\n");
}

TEST_CASE("a session has its keys in order and null for what is absent") {
    core::SessionRecord session = startedSession("a");
    session.steps[0].held = 8s;
    session.answers = {{"e1", false}};
    session.hurts = {{core::HurtKind::Dull, "hold", core::Side::Left, 8s, std::nullopt}};
    const auto read = nlohmann::ordered_json::parse(json({session, startedSession("b")}));
    REQUIRE(read["sessions"].size() == 2);
    const auto &first = read["sessions"][0];
    CHECK(keysOf(first) ==
          std::vector<std::string>{"id", "routine_id", "routine_title", "content_digest",
                                   "started_at", "ended_at", "outcome", "planned_ms", "held_ms",
                                   "paused_ms", "tightness_before", "tightness_after", "note",
                                   "edited_at", "app_version", "steps", "answers", "hurts"});
    CHECK(keysOf(first["steps"][0]) ==
          std::vector<std::string>{"step", "title", "do", "side", "round", "planned_ms", "held_ms",
                                   "paused_ms", "extended_ms", "skipped"});
    CHECK(first["ended_at"].is_null());
    CHECK(first["outcome"].is_null());
    CHECK(first["note"].is_null());
    CHECK(first["started_at"] == "2026-11-24T10:00:00.000+01:00");
    CHECK(first["planned_ms"] == 40000);
    CHECK(first["held_ms"] == 8000);
    CHECK(first["tightness_before"] == 6);
    CHECK(first["steps"][1]["side"] == "right");
    CHECK(first["answers"].dump() == R"([{"question":"e1","answer":"no"}])");
    CHECK(first["hurts"].dump() ==
          R"([{"kind":"dull","step":"hold","side":"left","at_ms":8000,"choice":null}])");
}

TEST_CASE("any text comes back from the export as it was") {
    core::SessionRecord session = startedSession("a");
    session.note = GENERATE("say \"hi\"", "back\\slash", "two\nlines\ttab\r\x01", "\x7f",
                            "H\xC3\xBC"
                            "ft\xE2\x80\x93"
                            "beuger \xF0\x9F\xA7\x98");
    session.steps[1].title = session.note;
    const auto read = nlohmann::json::parse(json({session}))["sessions"][0];
    CHECK(read["note"] == session.note);
    CHECK(read["steps"][1]["title"] == session.note);
    CHECK(read["steps"][1]["skipped"] == false);
}

TEST_CASE("deletions follow in the order they are given") {
    std::ostringstream out;
    exchange::HistoryJsonWriter writer(out);
    writer.add(startedSession("a"));
    writer.end({{"x", wallAt(2h)}, {"y", wallAt(0s)}});
    const auto read = nlohmann::ordered_json::parse(out.str());
    CHECK(read["sessions"].size() == 1);
    CHECK(read["deleted"].dump() == R"([{"id":"x","deleted_at":"2026-11-24T12:00:00.000+01:00"},)"
                                    R"({"id":"y","deleted_at":"2026-11-24T10:00:00.000+01:00"}])");
}

TEST_CASE("broken text in a note does not stop the export") {
    core::SessionRecord session = startedSession("a");
    session.note = "caf\xE9";
    CHECK(nlohmann::json::parse(json({session}))["sessions"][0]["note"] == "caf\xEF\xBF\xBD");
}

#include "exchange/history_json_reader.h"

#include "exchange/read_back.h"
#include "exchange/telling_reader.h"
#include "support/catch.h"
#include "support/hostile_texts.h"
#include "support/long_form.h"
#include "support/seeded_tellings.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>

using namespace psoas;
using namespace std::chrono_literals;
using exchange::HistoryRefusal;
using exchange::readHistory;

namespace {

/// A session that is over, with one of everything.
core::SessionRecord endedSession(const std::string &id) {
    core::SessionRecord session = startedSession(id);
    session.endedAt = wallAt(45s);
    session.outcome = core::Outcome::Completed;
    session.steps[0].held = 20s;
    session.answers = {{"e1", false}};
    session.hurts = {{core::HurtKind::Dull, "hold", core::Side::Left, 8s, std::nullopt}};
    return session;
}

std::string good() { return exported({endedSession("a")}, {{"gone", wallAt(1h)}}); }

/// The good text with one part of it replaced by another; what must be there once at least.
std::string with(const std::string &part, const std::string &other) {
    std::string text = good();
    const auto at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), other);
}

std::string told(const std::string &text) {
    const ReadBack read = readBack(text);
    REQUIRE_FALSE(read.outcome);
    CHECK(read.outcome.error().cause == HistoryRefusal::Cause::Faulty);
    const core::Problem &problem = read.problem();
    return problem.pointer + ": " + problem.reason;
}

}  // namespace

TEST_CASE("seeded histories are read back as they were and written again to the byte") {
    std::size_t sessions = 0;
    std::size_t different = 0;
    for (std::uint32_t seed = 1; seed <= 40; ++seed) {
        SeededTellings history(seed);
        const auto written = history.sessions(static_cast<std::size_t>(history.number(0, 40)));
        const auto deleted = history.tombstones(static_cast<std::size_t>(history.number(0, 5)));
        const std::string text = exported(written, deleted);
        const ReadBack read = readBack(text);
        CAPTURE(seed);
        REQUIRE(read.outcome);
        CHECK(read.outcome.value() == exchange::HistoryContent{written.size(), deleted.size()});
        sessions += written.size();
        const bool same = read.sessions == written && read.deleted == deleted &&
                          exported(read.sessions, read.deleted) == text;
        different += same ? 0U : 1U;
    }
    CHECK(different == 0);
    std::printf("sessions written and read back: %zu, histories different: %zu\n", sessions,
                different);
}

TEST_CASE("the keys may stand in any order, with blanks between them and a byte-order mark") {
    SeededTellings history(7);
    const auto written = history.sessions(20);
    const auto deleted = history.tombstones(3);
    // Sorted by name: `deleted` before `format`.
    const auto sorted = nlohmann::json::parse(exported(written, deleted));
    const std::string text =
        GENERATE_COPY(sorted.dump(), sorted.dump(4), sorted.dump(-1, ' ', true),
                      "\xEF\xBB\xBF\r\n" + sorted.dump(2) + "\n\n");
    const ReadBack read = readBack(text);
    REQUIRE(read.outcome);
    CHECK(read.sessions == written);
    CHECK(read.deleted == deleted);
}

TEST_CASE("an empty history has nothing in it") {
    const ReadBack read = readBack("{\"format\":1,\"sessions\":[],\"deleted\":[]}\n");
    REQUIRE(read.outcome);
    CHECK(read.outcome.value() == exchange::HistoryContent{0, 0});
}

TEST_CASE("a wrong value in a session is told with its place and in words") {
    struct Wrong {
        std::string part;
        std::string other;
        std::string told;
    };
    const std::string head = "/sessions/0/";
    const Wrong wrong = GENERATE_COPY(
        Wrong{"\"id\":\"a\"", "\"id\":\"\"", head + "id: an id must not be empty"},
        Wrong{"\"id\":\"a\"", "\"id\":\"" + std::string(65, 'a') + '"',
              head + "id: `id` may be 64 bytes long, this one has 65"},
        Wrong{"\"id\":\"a\"", "\"id\":null", head + "id: `id` must be a text, not null"},
        Wrong{"\"id\":\"a\"", "\"id\":\"a\",\"id\":\"b\"",
              head + "id: the key `id` is here a second time"},
        Wrong{"\"id\":\"a\",", "", "/sessions/0: a session needs the key `id`"},
        Wrong{"\"routine_id\"", "\"ruotine_id\"",
              head + "ruotine_id: a session has no key `ruotine_id`"},
        Wrong{"\"Stretch\"", "\"" + std::string(4097, 'x') + "\"",
              head + "routine_title: `routine_title` may be 4096 bytes long, this one has 4097"},
        Wrong{"\"Stretch\"", "\"\\u0000\"",
              head + "routine_title: this text holds a NUL character"},
        Wrong{"2026-11-24T10:00:00.000+01:00", "2026-11-31T10:00:00.000+01:00",
              head + "started_at: `started_at` must be a time such as "
                     "2026-11-24T08:05:09.120+01:00, not `2026-11-31T10:00:00.000+01:00`"},
        Wrong{"2026-11-24T10:00:00.000+01:00", "1970-01-01T00:59:59.999+01:00",
              head + "started_at: `started_at` must lie in the years 1970 to 2199 (UTC)"},
        Wrong{"2026-11-24T10:00:00.000+01:00", "2199-12-31T23:00:00.000-01:00",
              head + "started_at: `started_at` must lie in the years 1970 to 2199 (UTC)"},
        Wrong{"\"2026-11-24T10:00:45.000+01:00\"", "null",
              head + "ended_at: `ended_at` must be a time such as 2026-11-24T08:05:09.120+01:00, "
                     "not null"},
        Wrong{"\"completed\"", "\"done\"",
              head + "outcome: `outcome` must be `completed`, `ended_early`, `stopped_for_pain`, "
                     "`interrupted`, `clear`, `therapist`, `advice`, `stop` or `emergency`, not "
                     "`done`"},
        Wrong{"\"planned_ms\":40000", "\"planned_ms\":40001",
              head + "planned_ms: `planned_ms` must be 40000, the sum of the steps, not 40001"},
        Wrong{"\"held_ms\":20000", "\"held_ms\":19999",
              head + "held_ms: `held_ms` must be 20000, the sum of the steps, not 19999"},
        Wrong{"\"paused_ms\":0", "\"paused_ms\":1",
              head + "paused_ms: `paused_ms` must be 0, the sum of the steps, not 1"},
        Wrong{"\"tightness_before\":6", "\"tightness_before\":11",
              head + "tightness_before: `tightness_before` must be a whole number from 0 to 10, "
                     "not `11`"},
        Wrong{"\"tightness_before\":6", "\"tightness_before\":-1",
              head + "tightness_before: `tightness_before` must be a whole number from 0 to 10, "
                     "not `-1`"},
        Wrong{"\"tightness_before\":6", "\"tightness_before\":6.0",
              head + "tightness_before: `tightness_before` must be a whole number from 0 to 10, "
                     "not `6.0`"},
        Wrong{"\"tightness_before\":6", "\"tightness_before\":\"6\"",
              head + "tightness_before: `tightness_before` must be a whole number from 0 to 10, "
                     "not the text `6`"},
        Wrong{"\"tightness_before\":6", "\"tightness_before\":99999999999999999999",
              head + "tightness_before: `tightness_before` must be a whole number from 0 to 10, "
                     "not `99999999999999999999`"},
        Wrong{"\"note\":null", "\"note\":\"" + std::string(65'537, 'x') + "\"",
              head + "note: `note` may be 65536 bytes long, this one has 65537"},
        Wrong{"\"note\":null", "\"note\":[]",
              head + "note: `note` must be a text, not a list in `[ ]`"},
        Wrong{"\"do\":\"hold\"", "\"do\":\"prepare\"",
              head + "steps/0/planned_ms: only a hold has time planned, held or added"},
        Wrong{"\"do\":\"hold\"", "\"do\":\"repeat\"",
              head + "steps/0/do: `do` must be `prepare`, `hold`, `rest` or `question`, not "
                     "`repeat`"},
        Wrong{"\"side\":\"left\"", "\"side\":\"both\"",
              head + "steps/0/side: `side` must be `left` or `right`, not `both`"},
        Wrong{"\"round\":1", "\"round\":0",
              head + "steps/0/round: `round` must be a whole number from 1 to 2147483647, not "
                     "`0`"},
        Wrong{"\"planned_ms\":20000", "\"planned_ms\":86400001",
              head + "steps/0/planned_ms: `planned_ms` must be a whole number from 0 to 86400000, "
                     "not `86400001`"},
        Wrong{"\"planned_ms\":20000", "\"planned_ms\":19999",
              head + "steps/0/held_ms: `held_ms` is more than the 19999 that were planned and "
                     "added"},
        Wrong{"\"skipped\":false", "\"skipped\":0",
              head + "steps/0/skipped: `skipped` must be true or false, not the number `0`"},
        Wrong{",\"skipped\":false", "", head + "steps/0: a step needs the key `skipped`"},
        Wrong{"{\"step\"", "7,{\"step\"",
              head + "steps/0: a step must be a group in `{ }`, not the number `7`"},
        Wrong{"\"answer\":\"no\"", "\"answer\":\"maybe\"",
              head + "answers/0/answer: `answer` must be `yes` or `no`, not `maybe`"},
        Wrong{"{\"question\":\"e1\"",
              "{\"question\":\"e1\",\"answer\":\"yes\"},{\"question\":\"e1\"",
              head + "answers/1: the question `e1` is answered a second time"},
        Wrong{"\"kind\":\"dull\"", "\"kind\":\"odd\"",
              head + "hurts/0/kind: `kind` must be `sharp`, `numb` or `dull`, not `odd`"},
        Wrong{"\"at_ms\":8000", "\"at_ms\":-8000",
              head + "hurts/0/at_ms: `at_ms` must be a whole number from 0 to 7258118399999, not "
                     "`-8000`"},
        Wrong{"\"choice\":null", "\"choice\":\"stay\"",
              head + "hurts/0/choice: `choice` must be `ease_off`, `finish_hold`, `skip_hold` or "
                     "`end_session`, not `stay`"});
    CHECK(told(with(wrong.part, wrong.other)) == wrong.told);
}

TEST_CASE("a wrong document is told with its place and in words") {
    const std::string session = exported({endedSession("a")});
    CHECK(told(with("\"format\":1", "\"format\":2")) ==
          "/format: this history has format `2`: it was written by a newer version of Psoas Ease, "
          "and only such a one can read it");
    CHECK(told(with("\"format\":1", "\"format\":0")) ==
          "/format: `format` must be the number 1, not the number `0`");
    CHECK(told(with("\"format\":1", "\"format\":[1]")) ==
          "/format: `format` must be the number 1, not a list in `[ ]`");
    CHECK(told(with("\"format\":1,", "")) == ": a history needs the key `format`");
    CHECK(told(with("\"format\"", "\"formats\"")) == "/formats: a history has no key `formats`");
    CHECK(told(with("\"format\":1", "\"format\":1,\"format\":1")) ==
          "/format: the key `format` is here a second time");
    CHECK(told("{\"format\":1,\"deleted\":[]}") == ": a history needs the key `sessions`");
    CHECK(told("{\"format\":1,\"sessions\":[]}") == ": a history needs the key `deleted`");
    CHECK(told("{\"format\":1,\"sessions\":{}}") ==
          "/sessions: `sessions` must be a list in `[ ]`, not a group in `{ }`");
    CHECK(told("{\"format\":1,\"deleted\":null}") ==
          "/deleted: `deleted` must be a list in `[ ]`, not null");
    CHECK(told("[]") == ": an exported history is a group in `{ }`, not a list in `[ ]`");
    CHECK(told("7") == ": an exported history is a group in `{ }`, not the number `7`");
    CHECK(told("{\"format\":1,\"sessions\":[[]]}") ==
          "/sessions/0: a session must be a group in `{ }`, not a list in `[ ]`");
    CHECK(told("{\"format\":1,\"deleted\":[\"x\"]}") ==
          "/deleted/0: a deletion must be a group in `{ }`, not the text `x`");
    CHECK(told(with("\"deleted_at\"", "\"when\"")) ==
          "/deleted/0/when: a deletion has no key `when`");
    CHECK(told(with("\"gone\"", "\"a\"")) ==
          "/deleted/0/id: there was a session or a deletion with this id before");
    CHECK(told(exported({endedSession("a"), endedSession("b"), endedSession("a")})) ==
          "/sessions/2/id: there was a session or a deletion with this id before");
    CHECK(told("{\"" + std::string(257, 'k') + "\":1}") ==
          ": no key of an exported history is as long as this");
}

TEST_CASE("a text that is no JSON is told in words") {
    CHECK(told("") == ": the file is empty");
    CHECK(told(" \n ") == ": the file is empty");
    CHECK(told(good() + "x") == ": nothing may follow the end of the history");
    CHECK(told(good() + good()) == ": nothing may follow the end of the history");
    CHECK(told(good() + std::string(1, '\0')) == ": nothing may follow the end of the history");
    CHECK(told(good().substr(0, 100)) ==
          ": the file ends in the middle of the history; it was not copied whole");
    CHECK(told("{\"format\":1,") ==
          ": the file ends in the middle of the history; it was not copied whole");
    CHECK(told(with("Stretch", "caf\xE9")) == ": a letter of this text is not in UTF-8");
    CHECK(told(with("Stretch", "\xED\xA0\x80")) == ": a letter of this text is not in UTF-8");
    CHECK(told(with("Stretch", "\\ud83e")) ==
          ": an emoji or another letter of this text is cut in two: this is half of a surrogate "
          "pair");
    CHECK(told(with("Stretch", "a\nb")) ==
          ": this text holds a control character or the end of a line as it is");
    CHECK(told(with("Stretch", std::string("a\0b", 3))) ==
          ": this text holds a control character or the end of a line as it is");
    CHECK(told(with("Stretch", "\\x41")) ==
          ": a backslash in this text has something behind it that means nothing there");
    CHECK(told(with(":6,", ":-,")) == ": this is no number that an exported history holds");
    CHECK(told(with(":6,", ":1e999,")) == ": this is no number that an exported history holds");
    CHECK(told(with(":6,", ":06,")) ==
          ": unexpected `6`; the file was changed by hand or is damaged");
    CHECK(told("{\"format\":1,,") ==
          ": unexpected `,`; the file was changed by hand or is damaged");
    CHECK(told("<html>") == ": unexpected `<`; the file was changed by hand or is damaged");
    CHECK(told("\xFF\xFE{") ==
          ": this is no part of an exported history; the file is damaged or something else");
    CHECK(told("\xEF\xBB\xBF\xEF\xBB\xBF" + good()) ==
          ": this is no part of an exported history; the file is damaged or something else");
    CHECK(told(std::string(1, '\0') + good()) ==
          ": this is no part of an exported history; the file is damaged or something else");
}

TEST_CASE("a fault is told at its line and column") {
    const auto at = [](const std::string &text) {
        const ReadBack read = readBack(text);
        REQUIRE_FALSE(read.outcome);
        return std::pair(read.problem().line, read.problem().column);
    };
    using Place = std::pair<std::size_t, std::size_t>;
    CHECK(at("{\"format\":2}") == Place(1, 11));
    CHECK(at("\xEF\xBB\xBF{\"format\":2}") == Place(1, 11));
    CHECK(at("{\n  \"format\": 1,\n  \"sessions\": [\n    { \"id\": 5 }\n]}") == Place(4, 5));
    CHECK(at("{\r\n\r\n \"x\":1}") == Place(3, 2));
    CHECK(at("{\r\r \"x\":1}") == Place(3, 2));
    CHECK(at("{\"format\":1,\n\"deleted\":[{\"id\":\"\xC3\xBC\xF0\x9F\xA7\x98\",\"x\":1}]}") ==
          Place(2, 23));
    CHECK(at("{\"format\":1 \"x\"") == Place(1, 13));
    CHECK(at("{\"format\":1\"x\"") == Place(1, 12));
    CHECK(at("{\"format\":1,,") == Place(1, 13));
    CHECK(at("{\"format\":1,\n") == Place(2, 1));
    CHECK(at("{\"format\":1]") == Place(1, 12));
    CHECK(at("{\"format\":1 : 2}") == Place(1, 13));
    CHECK(at("{\"format\":1, \"sessions\":[ \"abc") == Place(1, 27));
    const std::string wrongRating = with("\"tightness_before\":6", "\"tightness_before\":11");
    const std::string line = wrongRating.substr(wrongRating.find('\n') + 1);
    CHECK(at(wrongRating) == Place(2, line.find(":11,") + 2));
}

TEST_CASE("a session has room for two thousand steps and no more") {
    core::SessionRecord session = endedSession("a");
    const core::StepRecord step = session.steps[1];
    session.steps.assign(exchange::kMostSteps, step);
    CHECK(readBack(exported({session})).sessions == std::vector{session});
    session.steps.push_back(step);
    CHECK(told(exported({session})) ==
          "/sessions/0/steps/2000: `steps` may hold 2000 entries, this is one more");
}

TEST_CASE("the longest note comes back however it is written and a longer one ends the reading") {
    core::SessionRecord session = endedSession("a");
    session.note = std::string(core::kLongestNote, '\x1b');
    const std::string text = exported({session});
    CHECK(text.size() > 6 * core::kLongestNote);
    CHECK(readBack(text).sessions == std::vector{session});
    session.note += '\x1b';
    CHECK(told(exported({session})) ==
          "/sessions/0/note: `note` may be 65536 bytes long, this one has 65537");
    CHECK(told(with("\"note\":null", "\"note\":\"" + std::string(2'000'000, 'x'))) ==
          ": this is longer than any text of an exported history");
    CHECK(told(std::string(2'000'000, ' ') + good()) ==
          ": this is longer than any text of an exported history");
}

TEST_CASE("what is made to take time or memory is refused") {
    const std::string deep(100'000, '[');
    CHECK(told("{\"format\":1,\"sessions\":[{\"id\":" + deep) ==
          "/sessions/0: no session has so many brackets within others");
    std::string wide = "{\"format\":1,\"sessions\":[{\"id\":[0";
    for (int i = 0; i < 100'000; ++i) {
        wide += ",0";
    }
    CHECK(told(wide) == "/sessions/0: this is larger than any session is");
    int read = 0;
    for (const HostileText &hostile : hostileTexts(longForm() ? 1'000'000 : 50'000)) {
        CAPTURE(hostile.name);
        CHECK_FALSE(readBack(hostile.text).outcome);
        CHECK_FALSE(readBack("{\"format\":1,\"sessions\":[" + hostile.text).outcome);
        ++read;
    }
    std::printf("hostile texts read: %d\n", read);
}

TEST_CASE("a session of very long texts is refused before all of them are in memory") {
    std::string texts = "{\"format\":1,\"sessions\":[[\"\"";
    const std::string text = ",\"" + std::string(380'000, 'x') + '"';
    const int enough = 90;  // 34 MB, which a short run has no time for
    for (int i = 0; i < (longForm() ? enough : 1); ++i) {
        texts += text;
    }
    CHECK(told(texts) ==
          (longForm() ? "/sessions/0: this is larger than any session is"
                      : ": the file ends in the middle of the history; it was not copied whole"));
}

TEST_CASE("whoever takes the sessions can have enough") {
    const std::string text = exported(SeededTellings(3).sessions(10));
    int taken = 0;
    const auto read = readHistory(text, "file", [&](const core::Telling &) { return ++taken < 4; });
    REQUIRE_FALSE(read);
    CHECK(read.error().cause == HistoryRefusal::Cause::Stopped);
    CHECK(taken == 4);
}

TEST_CASE("a file is read as its text is") {
    const TempFolder folder;
    const auto file = folder / "history.json";
    const auto sessions = SeededTellings(11).sessions(300);  // more than is read at a time
    write(file, exported(sessions));
    std::vector<core::SessionRecord> taken;
    const auto read = readHistory(file, [&](core::Telling telling) {
        taken.push_back(std::get<core::SessionRecord>(std::move(telling)));
        return true;
    });
    REQUIRE(read);
    CHECK(taken == sessions);
    CHECK(std::filesystem::file_size(file) > 200'000);

    write(file, "{\"format\":2}");
    const auto newer = readHistory(file, [](const core::Telling &) { return true; });
    REQUIRE_FALSE(newer);
    CHECK(newer.error().cause == HistoryRefusal::Cause::Faulty);
    CHECK(newer.error().problem.file == file.string());
}

TEST_CASE("what is no file cannot be read") {
    const TempFolder folder;
    const auto refusal = [](const std::filesystem::path &file) {
        const auto read = readHistory(file, [](const core::Telling &) { return true; });
        REQUIRE_FALSE(read);
        CHECK(read.error().cause == HistoryRefusal::Cause::Unreadable);
        return read.error().problem.reason;
    };
    CHECK(refusal(folder / "none") == "there is no such file");
    CHECK(refusal(folder.path()) == "this is no regular file");
}

TEST_CASE("a file of more than a gibibyte is not even begun") {
    const TempFolder folder;
    const auto file = folder / "large";
    write(file, good());
    std::filesystem::resize_file(file, exchange::kMostHistoryBytes + 1);  // no blocks are used
    const auto read = readHistory(file, [](const core::Telling &) { return true; });
    REQUIRE_FALSE(read);
    CHECK(read.error().cause == HistoryRefusal::Cause::Faulty);
    CHECK(read.error().problem.reason == "the file is larger than 1 GiB");
}

TEST_CASE("a file that begins as a history is known by it, whole or not") {
    const TempFolder folder;
    const auto begins = [&](const std::string &text) {
        const auto file = folder / "file.json";
        write(file, text);
        return exchange::beginsAsHistory(file);
    };
    CHECK(begins(good()));
    CHECK(begins(exported({})));
    CHECK(begins(exported({}, {{"gone", wallAt(1h)}})));
    CHECK(begins(with("\"outcome\"", "\"out\"")));
    CHECK(begins(good().substr(0, good().size() - 5)));
    CHECK(begins(R"({"deleted":[{"id":5}]})"));

    CHECK_FALSE(begins(""));
    CHECK_FALSE(begins("{"));
    CHECK_FALSE(begins(R"({"format":1,"id":"mine","title":"Mine","steps":[]})"));
    CHECK_FALSE(begins(R"({"format":1,"adjusts":"mine","seconds":{"sessions":5}})"));
    CHECK_FALSE(exchange::beginsAsHistory(folder / "none"));
    CHECK_FALSE(exchange::beginsAsHistory(folder.path()));
}

#include "storage/damage.h"

#include "storage/filled_store.h"
#include "storage/killed_child.h"
#include "storage/schema.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/sessions.h"
#include "support/temp_folder.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

namespace fs = std::filesystem;
using Code = StoreError::Code;

constexpr std::size_t kPage = 4096;
constexpr int kSessions = 40;

enum class Kind { Flip, Flips, Cut, ZeroedPage, SwappedPages, Rubbish };
constexpr int kKinds = 6;

/// One damage of a store's bytes, by the seed alone.
std::string damaged(std::string bytes, Kind kind, std::mt19937 &random) {
    const auto below = [&](std::size_t bound) { return random() % bound; };
    const auto page = [&] { return below(bytes.size() / kPage) * kPage; };
    const auto flip = [&] {
        char &byte = bytes[below(bytes.size())];
        byte = static_cast<char>(static_cast<unsigned char>(byte) ^ (1U << below(8)));
    };
    switch (kind) {
        case Kind::Flip:
            flip();
            break;
        case Kind::Flips:
            for (int i = 0; i < 8; ++i) {
                flip();
            }
            break;
        case Kind::Cut:
            bytes.resize(1 + below(bytes.size() - 1));
            break;
        case Kind::ZeroedPage:
            bytes.replace(page(), kPage, kPage, '\0');
            break;
        case Kind::SwappedPages: {
            const std::size_t one = page();
            const std::size_t other = page();
            const std::string kept = bytes.substr(one, kPage);
            bytes.replace(one, kPage, bytes.substr(other, kPage));
            bytes.replace(other, kPage, kept);
            break;
        }
        case Kind::Rubbish: {
            const std::size_t from = below(bytes.size() - 512);
            std::generate_n(bytes.begin() + static_cast<std::ptrdiff_t>(from), 512,
                            [&] { return static_cast<char>(random() & 0xFFU); });
            break;
        }
    }
    return bytes;
}

enum class Found { Nothing, Damaged, Strange };

/// What the program sees in the store when it starts: as it opens it and in the full check.
Found seenAtStart(const fs::path &file) {
    const auto opened = openSqliteStore(file, OpenMode::ReadWrite);
    if (!opened) {
        const Code code = opened.error().code;
        CAPTURE(opened.error().detail);
        REQUIRE((code == Code::Damaged || code == Code::NotOurs || code == Code::Newer));
        return code == Code::Damaged ? Found::Damaged : Found::Strange;
    }
    const auto checked = opened.value()->check();
    if (!checked) {
        CAPTURE(checked.error().detail);
        REQUIRE(checked.error().code == Code::Damaged);
        return Found::Damaged;
    }
    return checked.value().faults.empty() ? Found::Nothing : Found::Damaged;
}

struct Counts {
    int harmless = 0;  ///< in no row
    int unseen = 0;    ///< a value that breaks no rule
    int strange = 0;   ///< in the bytes that say whose file it is
    int found = 0;     ///< set aside
    int sessions = 0;  ///< in those
    int whole = 0;     ///< salvaged as they were
    int partly = 0;    ///< salvaged with less or with a wrong value
};

struct Original {
    std::string bytes;
    Rows rows;
    std::map<std::string, core::SessionRecord> sessions;
};

Original originalIn(const fs::path &file) {
    Original original{.bytes = bytesOf(file), .rows = rowsOf(file), .sessions = {}};
    for (const core::SessionRecord &session : allSessions(file)) {
        original.sessions[session.id] = session;
    }
    return original;
}

void countSalvaged(const GoodBackup &salvaged, const Original &original, bool valuesMayBeWrong,
                   Counts &counts) {
    const auto found = allSessions(salvaged.backup.file);
    REQUIRE(found.size() == salvaged.content.sessions);
    for (const core::SessionRecord &session : found) {
        const auto known = original.sessions.find(session.id);
        const bool isWhole = known != original.sessions.end() && known->second == session;
        ++(isWhole ? counts.whole : counts.partly);
    }
    if (valuesMayBeWrong) {
        return;
    }
    Rows salvagedRows = rowsButNewest(salvaged.backup.file);
    // A page of the screenings that has come into the place of these passes for one of them.
    salvagedRows.erase("pain_stops");
    for (const auto &[table, rows] : salvagedRows) {
        CAPTURE(table);
        REQUIRE(std::ranges::includes(original.rows.at(table), rows));
    }
}

/// Whether a damage of this kind changes bytes in the middle of rows.
bool mayChangeValues(Kind kind) {
    return kind == Kind::Flip || kind == Kind::Flips || kind == Kind::Rubbish || kind == Kind::Cut;
}

void tryDamage(const fs::path &folder, const Original &original, const Backup &backup, Kind kind,
               std::mt19937 &random, Counts &counts) {
    const fs::path file = folder / "history.db";
    const std::string bytes = damaged(original.bytes, kind, random);
    write(file, bytes);
    const Found found = seenAtStart(file);
    REQUIRE((bytesOf(file) == bytes));
    if (found == Found::Strange) {
        ++counts.strange;
        REQUIRE_FALSE(setAside(file, wallAt(3h)));
        REQUIRE((bytesOf(file) == bytes));
        return;
    }
    if (found == Found::Nothing) {
        const bool same = rowsOf(file) == original.rows;
        REQUIRE((same || mayChangeValues(kind)));
        ++(same ? counts.harmless : counts.unseen);
        return;
    }
    ++counts.found;
    counts.sessions += kSessions;
    const auto aside = setAside(file, wallAt(3h));
    REQUIRE(aside);
    REQUIRE_FALSE(fs::exists(file));
    REQUIRE((bytesOf(aside.value().keptAs) == bytes));
    REQUIRE(aside.value().bestBackup);
    REQUIRE(aside.value().bestBackup->backup == backup);
    if (aside.value().salvaged) {
        countSalvaged(*aside.value().salvaged, original, mayChangeValues(kind), counts);
        fs::remove(aside.value().salvaged->backup.file);
    }
    REQUIRE(openSqliteStore(file, OpenMode::ReadWrite));
    REQUIRE(allSessions(file).empty());
    fs::remove(aside.value().keptAs);
}

Backup backedUp(const fs::path &file) {
    auto backup = backUp(file, BackupReason::Start, wallAt(2h));
    REQUIRE(backup);
    return std::move(backup).value();
}

}  // namespace

TEST_CASE("a damaged store is found, kept and salvaged") {
    const TempFolder folder;
    fillStore(folder / "history.db", kSessions);
    const Original original = originalIn(folder / "history.db");
    const Backup backup = backedUp(folder / "history.db");
    REQUIRE(original.sessions.size() == kSessions);
    const int tries = longForm() ? 1000 : 60;
    Counts counts;
    for (int seed = 0; seed < tries; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(static_cast<unsigned>(seed));
        tryDamage(folder.path(), original, backup, static_cast<Kind>(seed % kKinds), random,
                  counts);
    }
    CHECK(counts.found > tries / 3);
    CHECK(counts.whole * 3 > counts.sessions * 2);
    std::cout << "damages tried: " << tries << ", in no row: " << counts.harmless
              << ", in a value and not to be found: " << counts.unseen
              << ", in whose file it is: " << counts.strange << ", set aside: " << counts.found
              << ", sessions in those: " << counts.sessions << ", salvaged whole: " << counts.whole
              << ", in part: " << counts.partly << ", kept files changed: 0, crashes: 0\n";
}

TEST_CASE("what is hardly a file any more is kept, and a backup is offered") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 3);
    const Backup backup = backedUp(file);
    std::string bytes = bytesOf(file);
    const auto part = GENERATE(0, 1, 2, 3);
    CAPTURE(part);
    switch (part) {
        case 0:
            bytes = "x";
            break;
        case 1:
            bytes.replace(0, 16, 16, 'x');
            break;
        case 2:
            bytes.assign(bytes.size(), '\0');
            break;
        default:
            bytes[19] = 9;
            break;
    }
    write(file, bytes);
    CHECK(seenAtStart(file) == Found::Damaged);
    const auto aside = setAside(file, wallAt(3h));
    REQUIRE(aside);
    CHECK(aside.value().keptAs == folder / "history-damaged-20261124T120000Z.db");
    CHECK((bytesOf(aside.value().keptAs) == bytes));
    REQUIRE(aside.value().bestBackup);
    CHECK(aside.value().bestBackup->backup == backup);
    CHECK(aside.value().bestBackup->content.sessions == 3);
    // Where only the page is lost that says what the file is, nothing else is.
    const bool onlyHeader = part == 1 || part == 3;
    REQUIRE(aside.value().salvaged.has_value() == onlyHeader);
    if (onlyHeader) {
        CHECK(rowsButNewest(aside.value().salvaged->backup.file) == rowsButNewest(backup.file));
    }
    CHECK(openSqliteStore(file, OpenMode::ReadWrite));
    // A second one of the same second takes nobody's name.
    write(file, "y");
    CHECK(setAside(file, wallAt(3h)).value().keptAs ==
          folder / "history-damaged-20261124T120000Z-2.db");
    CHECK((bytesOf(aside.value().keptAs) == bytes));
    CHECK(backupsIn(folder / "backups").size() == (onlyHeader ? 2 : 1));
}

TEST_CASE("a backup that is damaged or salvaged is not the best one") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 3);
    const Backup good = backedUp(file);
    REQUIRE(backUp(file, BackupReason::Salvaged, wallAt(2h + 1min)));
    auto bad = backUp(file, BackupReason::Start, wallAt(2h + 2min));
    REQUIRE(bad);
    write(bad.value().file, std::string(5000, 'x'));
    write(file, "x");
    const auto aside = setAside(file, wallAt(3h));
    REQUIRE(aside);
    CHECK(aside.value().bestBackup->backup == good);
    fs::remove(good.file);
    write(file, "x");
    CHECK_FALSE(setAside(file, wallAt(3h)).value().bestBackup);
}

TEST_CASE("only a damaged file of ours is set aside") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const auto refusal = [&] {
        const auto aside = setAside(file, wallAt(3h));
        REQUIRE_FALSE(aside);
        return aside.error().code;
    };
    CHECK(refusal() == Code::Missing);
    SECTION("a folder") {
        fs::create_directories(file);
        CHECK(refusal() == Code::Io);
        CHECK(fs::is_directory(file));
    }
    SECTION("from a newer version") {
        fillStore(file, 1);
        sql(file, "PRAGMA user_version = 1000");
        CHECK(refusal() == Code::Newer);
        CHECK(fs::exists(file));
    }
    SECTION("another's") {
        sql(file, "PRAGMA application_id = 7; CREATE TABLE theirs (a)");
        CHECK(refusal() == Code::NotOurs);
        CHECK(fs::exists(file));
    }
    CHECK_FALSE(fs::exists(folder / "backups"));
}

TEST_CASE("a store that is damaged in the middle of a change is salvaged as it was before it") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const auto source = folder / "source.db";
    fillStore(source, 10);
    const Rows rows = rowsButNewest(source);
    SQLite::Database db(source.string(), SQLite::OPEN_READWRITE);
    // So few pages in memory that the first of them reach the file before the commit.
    db.exec(
        "PRAGMA cache_size = 1; BEGIN; UPDATE sessions SET note = 'new';"
        "DELETE FROM journal WHERE sequence > 2; UPDATE answers SET yes = 1");
    fs::copy_file(source, file);
    fs::copy_file(source.string() + "-journal", file.string() + "-journal");
    const std::string journal = bytesOf(file.string() + "-journal");
    REQUIRE(journal.size() > 512);
    std::string bytes = bytesOf(file);
    // A page that the change has not touched: the only one of the days.
    const auto root =
        db.execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = 'day_answers'");
    bytes.replace((root.getUInt() - 1) * kPage, kPage, kPage, '\0');
    write(file, bytes);

    const auto aside = setAside(file, wallAt(3h));
    REQUIRE(aside);
    CHECK((bytesOf(aside.value().keptAs) == bytes));
    CHECK((bytesOf(aside.value().keptAs.string() + "-journal") == journal));
    CHECK_FALSE(fs::exists(file.string() + "-journal"));
    REQUIRE(aside.value().salvaged);
    Rows wanted = rows;
    wanted["day_answers"].clear();
    CHECK(rowsButNewest(aside.value().salvaged->backup.file) == wanted);
    CHECK(openSqliteStore(file, OpenMode::ReadWrite));
}

TEST_CASE("around a damage everything is salvaged, and nothing without its session") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 10);
    sql(file,
        "PRAGMA foreign_keys = OFF; DELETE FROM sessions WHERE id = 's3';"
        "PRAGMA ignore_check_constraints = ON; UPDATE sessions SET tightness_after = 99 "
        "WHERE id = 's5'; UPDATE sessions SET started_utc = -1 WHERE id = 's7'");
    CHECK(seenAtStart(file) == Found::Damaged);
    const auto aside = setAside(file, wallAt(3h));
    REQUIRE(aside);
    CHECK_FALSE(aside.value().bestBackup);
    REQUIRE(aside.value().salvaged);
    CHECK(aside.value().salvaged->backup.reason == BackupReason::Salvaged);
    CHECK(aside.value().salvaged->content.sessions == 7);
    CHECK(aside.value().salvaged->content.newest == wallAt(10min));
    // It is a store like any other, and may be restored if the person wants it.
    REQUIRE(openSqliteStore(file, OpenMode::ReadWrite));
    REQUIRE(restore(file, aside.value().salvaged->backup, wallAt(4h)));
    CHECK(allSessions(file).size() == 7);
}

TEST_CASE("a store is set aside though nothing can be put among the backups") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    fillStore(file, 3);
    sql(file, "DROP INDEX sessions_by_start");
    write(folder / "backups", "mine");
    const std::string bytes = bytesOf(file);
    const auto aside = setAside(file, wallAt(3h));
    REQUIRE(aside);
    CHECK((bytesOf(aside.value().keptAs) == bytes));
    CHECK_FALSE(aside.value().bestBackup);
    CHECK_FALSE(aside.value().salvaged);
    CHECK(bytesOf(folder / "backups") == "mine");
}

#ifdef __linux__
TEST_CASE("a damaged store that is being set aside is never lost") {
    const TempFolder folder;
    const auto original = folder / "original.db";
    fillStore(original, 5);
    sql(original, "DROP INDEX sessions_by_start");
    const std::string bytes = bytesOf(original);
    int kills = 0;
    for (bool killed = true; killed;) {
        const TempFolder each;
        const auto file = each / "history.db";
        fs::copy_file(original, file);
        killed =
            isKilledAt(KillAt::Statement, kills + 1, [&] { (void)setAside(file, wallAt(3h)); });
        kills += killed ? 1 : 0;
        const auto kept = each / "history-damaged-20261124T120000Z.db";
        REQUIRE(fs::exists(file) != fs::exists(kept));
        REQUIRE((bytesOf(fs::exists(kept) ? kept : file) == bytes));
        const auto salvaged = backupsIn(each / "backups");
        REQUIRE(salvaged.size() <= 1);
        REQUIRE((salvaged.empty() || contentOf(salvaged.front()).value().sessions == 5));
        REQUIRE((killed || salvaged.size() == 1));
    }
    CHECK(kills > 10);
    std::cout << "settings aside killed at each statement: " << kills << ", files lost: 0\n";
}
#endif

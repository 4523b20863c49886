// The sums of the history page, of both exports and of direct SQL over the store are the same, over
// seeded histories with time zones, daylight saving, skipped steps, interruptions and imports.

#include "core/history_sums.h"
#include "core/progress.h"
#include "exchange/history_csv.h"
#include "exchange/history_json.h"
#include "storage/sqlite_store.h"
#include "support/catch.h"
#include "support/long_form.h"
#include "support/seeded_history.h"
#include "support/temp_folder.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cmath>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace psoas;
using namespace std::chrono_literals;
using storage::Store;

namespace {

using Sessions = std::vector<core::SessionRecord>;

/// What all four ways must agree on, in milliseconds.
struct Sums {
    std::int64_t sessions = 0;  ///< in which something was held
    std::int64_t planned = 0;   ///< in those
    std::int64_t held = 0;
    std::int64_t allPlanned = 0;  ///< in every session
    std::int64_t allPaused = 0;
    std::int64_t rated = 0;  ///< before
    std::map<std::int64_t, std::int64_t> heldByDay{};
    friend bool operator==(const Sums &, const Sums &) = default;
};

void addTo(Sums &sums, std::int64_t day, std::int64_t planned, std::int64_t held,
           std::int64_t paused, bool rated) {
    sums.allPlanned += planned;
    sums.allPaused += paused;
    sums.rated += rated ? 1 : 0;
    if (held > 0) {
        ++sums.sessions;
        sums.planned += planned;
        sums.held += held;
        sums.heldByDay[day] += held;
    }
}

Sums ofPage(Store &store) {
    core::HistorySums page;
    Sums sums;
    REQUIRE(store.visitSince(std::nullopt, [&](const core::SessionSummary &session) {
        page.add(session);
        sums.allPlanned += session.planned.count();
        sums.allPaused += session.paused.count();
    }));
    const core::PeriodSums all = page.all();
    sums.sessions = all.sessions;
    sums.planned = all.planned.count();
    sums.held = all.held.count();
    sums.rated = all.before.count();
    for (const auto &[day, dose] : page.days()) {
        sums.heldByDay[day.time_since_epoch().count()] = dose.held.count();
    }
    return sums;
}

std::vector<std::vector<std::string>> rowsOf(const std::string &csv) {
    std::vector<std::vector<std::string>> rows(1);
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted) {
            if (c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
                cell += '"';
                ++i;
            } else if (c == '"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',' || c == '\r') {
            rows.back().push_back(std::exchange(cell, {}));
        } else if (c == '\n') {
            rows.emplace_back();
        } else {
            cell += c;
        }
    }
    rows.pop_back();
    return rows;
}

std::int64_t milliseconds(const std::string &seconds) {
    return std::llround(std::stod(seconds) * 1000);
}

/// The days since 1970 of the date that a time begins with.
std::int64_t dayOf(const std::string &time) {
    using namespace std::chrono;
    const year_month_day date{year{std::stoi(time.substr(0, 4))},
                              month{static_cast<unsigned>(std::stoi(time.substr(5, 2)))},
                              day{static_cast<unsigned>(std::stoi(time.substr(8, 2)))}};
    return sys_days{date}.time_since_epoch().count();
}

Sums ofCsv(Store &store) {
    std::ostringstream out;
    exchange::HistoryCsvWriter writer(out);
    const auto keys = store.find({}, core::HistoryOrder::NewestFirst);
    const auto found = store.summaries(keys.value());
    for (const core::SessionSummary &session : found.value()) {
        writer.add(session);
    }
    auto rows = rowsOf(out.str());
    REQUIRE(rows.front().size() == 12);
    rows.erase(rows.begin());
    Sums sums;
    for (const auto &row : rows) {
        addTo(sums, dayOf(row.at(3)), milliseconds(row.at(6)), milliseconds(row.at(7)),
              milliseconds(row.at(8)), !row.at(9).empty());
    }
    return sums;
}

Sums ofJson(Store &store) {
    std::ostringstream out;
    exchange::HistoryJsonWriter writer(out);
    const auto sessions = store.sessions({.limit = 100'000, .after = {}});
    for (const core::SessionRecord &session : sessions.value()) {
        writer.add(session);
    }
    writer.end(store.tombstones().value());
    Sums sums;
    const auto document = nlohmann::json::parse(out.str());
    for (const auto &session : document.at("sessions")) {
        std::int64_t planned = 0;
        std::int64_t held = 0;
        std::int64_t paused = 0;
        for (const auto &step : session.at("steps")) {
            planned += step.at("planned_ms").get<std::int64_t>();
            held += step.at("held_ms").get<std::int64_t>();
            paused += step.at("paused_ms").get<std::int64_t>();
        }
        REQUIRE(session.at("held_ms") == held);
        REQUIRE(session.at("planned_ms") == planned);
        REQUIRE(session.at("paused_ms") == paused);
        addTo(sums, dayOf(session.at("started_at")), planned, held, paused,
              !session.at("tightness_before").is_null());
    }
    return sums;
}

/// From the steps, not from the sums that the store keeps.
Sums ofSql(const std::filesystem::path &file) {
    SQLite::Database db(file.string());
    SQLite::Statement rows(db, R"sql(
SELECT (s.started_utc + s.started_offset * 60000) / 86400000,
       coalesce(sum(t.planned_ms), 0), coalesce(sum(t.held_ms), 0), coalesce(sum(t.paused_ms), 0),
       s.tightness_before IS NOT NULL
  FROM sessions s LEFT JOIN session_steps t ON t.session_id = s.id
 WHERE s.outcome IS NOT NULL AND s.id NOT IN (SELECT id FROM tombstones)
 GROUP BY s.id)sql");
    Sums sums;
    while (rows.executeStep()) {
        addTo(sums, rows.getColumn(0).getInt64(), rows.getColumn(1).getInt64(),
              rows.getColumn(2).getInt64(), rows.getColumn(3).getInt64(),
              rows.getColumn(4).getInt() != 0);
    }
    return sums;
}

/// Half the history is lived here and half comes from another machine, a part of it both.
void fill(Store &store, std::uint32_t seed) {
    const core::WallTime now{std::chrono::sys_days{2026y / 11 / 24} + 9h, 60min};
    Sessions sessions;
    makeHistory({.seed = seed, .sessions = 4 + seed % 24, .newest = now, .perWeek = 4},
                [&](const core::SessionRecord &each) { sessions.push_back(each); });
    std::vector<core::Telling> others;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
        if (i % 3 != 0) {
            REQUIRE(store.file(sessions[i]));
        }
        if (i % 3 != 1) {
            core::SessionRecord other = sessions[i];
            other.note += " elsewhere";
            other.editedAt = core::WallTime{now.utc + 1h * (i % 2), 60min};
            others.emplace_back(other);
        }
    }
    if (!sessions.empty()) {
        others.emplace_back(core::Tombstone{.id = sessions.back().id, .deletedAt = now});
        others.emplace_back(core::Tombstone{.id = "never here", .deletedAt = now});
    }
    REQUIRE(store.merge(others, now));
    REQUIRE(store.apply(storage::edit::Delete{.ids = {sessions.front().id}}, now));
    if (seed % 2 == 0) {
        REQUIRE(store.undo(now));
    }
    core::SessionRecord running = sessions.front();
    running.id = "running";
    running.outcome.reset();
    running.endedAt.reset();
    REQUIRE(store.begin(running));
}

}  // namespace

TEST_CASE("the sums of the page, of the exports and of SQL are the same") {
    const TempFolder folder;
    const std::uint32_t histories = longForm() ? 1000 : 40;
    std::int64_t sessions = 0;
    for (std::uint32_t seed = 1; seed <= histories; ++seed) {
        CAPTURE(seed);
        const auto file = folder / (std::to_string(seed) + ".db");
        {
            const auto store = storage::openSqliteStore(file, storage::OpenMode::ReadWrite);
            REQUIRE(store);
            fill(*store.value(), seed);
            const Sums page = ofPage(*store.value());
            REQUIRE(page.held > 0);
            REQUIRE((page == ofCsv(*store.value())));
            REQUIRE((page == ofJson(*store.value())));
            REQUIRE((page == ofSql(file)));
            REQUIRE(store.value()->check().value().faults.empty());
            sessions += page.sessions;
        }
        std::filesystem::remove(file);
    }
    std::cout << "histories: " << histories << ", sessions with practice: " << sessions
              << ", differences: 0\n";
}

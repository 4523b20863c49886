#include "storage/sqlite_store.h"

#include "core/sequence.h"
#include "storage/integrity.h"
#include "storage/migration.h"
#include "storage/note_refusal.h"
#include "storage/schema.h"
#include "storage/session_reader.h"
#include "storage/sqlite_base.h"
#include "storage/sqlite_edits.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_file.h"
#include "storage/sqlite_history.h"
#include "storage/sqlite_merge.h"
#include "storage/sqlite_rows.h"
#include "storage/store_copy.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <utility>

namespace psoas::storage {

namespace {

using Sessions = std::vector<core::SessionRecord>;
using Unfinished = std::vector<core::UnfinishedSession>;
using Summaries = std::vector<core::SessionSummary>;
using MergeSteps = std::vector<core::MergeStep>;

class SqliteStore final : public Store {
public:
    explicit SqliteStore(std::unique_ptr<SQLite::Database> db) : m_db(std::move(db)) {}

    Stored<core::Done> begin(const core::SessionRecord &started) override {
        return inTransaction([&] {
            insertSession(*m_db, started);
            noteStored(*m_db, started.startedAt);
        });
    }

    Stored<core::Done> append(const std::string &id, const core::JournalEntry &entry,
                              core::WallTime at) override {
        return inTransaction([&] {
            writeJournalEntry(*m_db, id, entry, at);
            const auto kind = entry.hurt ? entry.hurt->hurt.kind : std::nullopt;
            if (kind && *kind != core::HurtKind::Dull) {
                const auto session = SessionReader(*m_db).one(id);
                insertPainStop(*m_db, {.at = at,
                                       .routineId = core::routineOfStep(session->routineId,
                                                                        entry.hurt->hurt.step)});
            }
            noteStored(*m_db, at);
        });
    }

    Stored<core::Done> finish(const std::string &id, core::Outcome outcome,
                              core::WallTime endedAt) override {
        return inTransaction([&] {
            endSession(*m_db, id, outcome, endedAt);
            if (core::isCheckOutcome(outcome)) {
                insertCheck(*m_db, core::filedCheck(*SessionReader(*m_db).one(id)));
            }
            noteStored(*m_db, endedAt);
        });
    }

    Stored<core::Done> file(const core::SessionRecord &ended) override {
        return inTransaction([&] { fileSession(*m_db, ended); });
    }

    Stored<core::Done> interrupt(const std::string &id) override {
        return inTransaction([&] { endInterrupted(*m_db, id); });
    }

    Stored<core::Done> annotate(const std::string &id, std::optional<int> tightnessAfter,
                                const std::string &note, core::WallTime editedAt) override {
        if (auto refusal = noteRefusal(note)) {
            return std::move(*refusal);
        }
        return inTransaction([&] {
            const auto session = SessionReader(*m_db).one(id);
            const auto before = session ? session->tightnessBefore : std::nullopt;
            annotateSession(
                *m_db, id,
                {.tightnessBefore = before, .tightnessAfter = tightnessAfter, .note = note},
                editedAt);
            noteStored(*m_db, editedAt);
        });
    }

    Stored<core::Done> addDayAnswer(const core::DayAnswer &answer) override {
        return inTransaction([&] {
            insertDayAnswer(*m_db, answer);
            noteStored(*m_db, answer.at);
        });
    }

    Stored<core::Done> setScreening(core::Screening question,
                                    const core::ScreeningRecord &record) override {
        return inTransaction([&] {
            writeScreening(*m_db, question, record);
            noteStored(*m_db, record.at);
        });
    }

    Stored<Sessions> sessions(const SessionQuery &query) override {
        return guarded<Sessions>([&] {
            // One read transaction, so that no session can change between its rows nor go.
            const SQLite::Transaction snapshot(*m_db);
            SessionReader reader(*m_db);
            if (query.after && !reader.one(*query.after)) {
                throw missing("no session " + *query.after);
            }
            // From the last of the page before on, by the index, however many came before.
            const char *page = query.after ? " AND (started_utc, id) < "
                                             "(SELECT started_utc, id FROM sessions WHERE id = ?2)"
                                           : "";
            SQLite::Statement heads(*m_db, std::string(SessionReader::kHead) + "WHERE " + kShown +
                                               page +
                                               " ORDER BY started_utc DESC, id DESC LIMIT ?1");
            heads.bind(1, static_cast<std::int64_t>(query.limit));
            if (query.after) {
                heads.bind(2, *query.after);
            }
            return reader.all(heads);
        });
    }

    Stored<Unfinished> unfinished() override {
        return guarded<Unfinished>([&] {
            const SQLite::Transaction snapshot(*m_db);
            SQLite::Statement heads(*m_db, std::string(SessionReader::kHead) +
                                               "WHERE outcome IS NULL "
                                               "ORDER BY started_utc DESC, id DESC");
            Unfinished found;
            for (core::SessionRecord &record : SessionReader(*m_db).all(heads)) {
                const auto last = lastMark(*m_db, record.id);
                found.push_back({.record = std::move(record), .last = last});
            }
            return found;
        });
    }

    Stored<std::vector<SessionKey>> find(const core::HistoryFilter &filter,
                                         core::HistoryOrder order) override {
        return guarded<std::vector<SessionKey>>([&] { return findSessions(*m_db, filter, order); });
    }

    Stored<Summaries> summaries(const std::vector<SessionKey> &keys) override {
        return guarded<Summaries>([&] {
            const SQLite::Transaction snapshot(*m_db);
            return readSummaries(*m_db, keys);
        });
    }

    Stored<core::Done> visitSince(std::optional<core::LocalDay> from, const Visit &visit) override {
        return guarded<core::Done>([&] {
            visitSummaries(*m_db, from, visit);
            return core::Done{};
        });
    }

    Stored<std::size_t> count() override {
        return guarded<std::size_t>([&] { return countSessions(*m_db); });
    }

    Stored<core::SessionRecord> session(const std::string &id) override {
        return guarded<core::SessionRecord>([&] {
            const SQLite::Transaction snapshot(*m_db);
            auto found = shownSession(*m_db, id);
            if (!found) {
                throw missing("no session " + id);
            }
            return std::move(*found);
        });
    }

    Stored<core::Done> apply(const Edit &edit, core::WallTime at) override {
        if (auto refusal = noteRefusal(edit)) {
            return std::move(*refusal);
        }
        return inTransaction([&] {
            applyEdit(*m_db, edit, at);
            noteStored(*m_db, at);
        });
    }

    Stored<core::Done> undo(const Turn &turn) override {
        return inTransaction([&] {
            undoEdit(*m_db, turn);
            noteStored(*m_db, turn.at);
        });
    }

    Stored<core::Done> redo(const Turn &turn) override {
        return inTransaction([&] {
            redoEdit(*m_db, turn);
            noteStored(*m_db, turn.at);
        });
    }

    Stored<EditsInReach> editsInReach(core::WallTime now) override {
        return guarded<EditsInReach>([&] {
            const SQLite::Transaction snapshot(*m_db);
            return readEditsInReach(*m_db, now);
        });
    }

    Stored<core::Done> forgetEdits(core::WallTime now) override {
        return inTransaction([&] { forgetOldEdits(*m_db, now); });
    }

    Stored<std::vector<core::Tombstone>> tombstones() override {
        return guarded<std::vector<core::Tombstone>>([&] { return readTombstones(*m_db); });
    }

    Stored<MergeSteps> compare(const std::vector<core::Telling> &others) override {
        return guarded<MergeSteps>([&] {
            const SQLite::Transaction snapshot(*m_db);
            return compareTellings(*m_db, others);
        });
    }

    Stored<MergeSteps> merge(const std::vector<core::Telling> &others, core::WallTime at) override {
        MergeSteps steps;
        const auto done = inTransaction([&] {
            steps = mergeTellings(*m_db, others);
            noteStored(*m_db, at);
        });
        return done ? Stored<MergeSteps>(std::move(steps)) : done.error();
    }

    Stored<core::SafetyFacts> safetyFacts() override {
        return guarded<core::SafetyFacts>([&] { return readFacts(*m_db); });
    }

    Stored<Integrity> check() override {
        auto found = guarded<Integrity>([&] { return lookThrough(*m_db); });
        if (!found && found.error().code == StoreError::Code::Damaged) {
            return Integrity{.faults = {found.error().detail}};
        }
        return found;
    }

private:
    template <class Job> Stored<core::Done> inTransaction(Job job) {
        return guarded<core::Done>([&] {
            SQLite::Transaction transaction(*m_db, SQLite::TransactionBehavior::IMMEDIATE);
            job();
            transaction.commit();
            return core::Done{};
        });
    }

    std::unique_ptr<SQLite::Database> m_db;
};

/// A store that may not be changed and is of an older version is read as a copy in memory that was
/// brought up: everything above knows one version only.
std::unique_ptr<SQLite::Database> asOfToday(std::unique_ptr<SQLite::Database> db,
                                            std::span<const std::string_view> migrations) {
    if (pragma(*db, "user_version") >= static_cast<int>(migrations.size())) {
        return db;
    }
    auto copy = std::make_unique<SQLite::Database>(":memory:",
                                                   SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    copyStore(*db, *copy);
    migrate(*copy, migrations, [] {});
    return copy;
}

}  // namespace

Stored<std::unique_ptr<Store>> openSqliteStore(const std::filesystem::path &file, OpenMode mode) {
    return openSqliteStore(file, mode, migrations());
}

Stored<std::unique_ptr<Store>> openSqliteStore(const std::filesystem::path &file, OpenMode mode,
                                               std::span<const std::string_view> migrations) {
    return guarded<std::unique_ptr<Store>>([&]() -> Stored<std::unique_ptr<Store>> {
        auto db = openDatabase(file, mode, migrations);
        if (!db) {
            return db.error();
        }
        auto present = mode == OpenMode::ReadOnly ? asOfToday(std::move(db).value(), migrations)
                                                  : std::move(db).value();
        return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(present)));
    });
}

}  // namespace psoas::storage

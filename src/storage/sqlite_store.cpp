#include "storage/sqlite_store.h"

#include "core/sequence.h"
#include "storage/integrity.h"
#include "storage/schema.h"
#include "storage/session_reader.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_file.h"
#include "storage/sqlite_rows.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <utility>

namespace psoas::storage {

namespace {

using Sessions = std::vector<core::SessionRecord>;
using Unfinished = std::vector<core::UnfinishedSession>;

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
        return inTransaction([&] {
            annotateSession(*m_db, id, tightnessAfter, note, editedAt);
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
            const std::string page = query.after
                                         ? "WHERE outcome IS NOT NULL AND (started_utc, id) < "
                                           "(SELECT started_utc, id FROM sessions WHERE id = ?2) "
                                         : "WHERE outcome IS NOT NULL ";
            SQLite::Statement heads(
                *m_db, SessionReader::kHead + page + "ORDER BY started_utc DESC, id DESC LIMIT ?1");
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
        return std::unique_ptr<Store>(std::make_unique<SqliteStore>(std::move(db).value()));
    });
}

}  // namespace psoas::storage

#include "storage/salvage.h"

#include "storage/integrity.h"
#include "storage/schema.h"
#include "storage/sqlite_base.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_file.h"
#include "storage/sqlite_rows.h"
#include "storage/store_copy.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace psoas::storage {

namespace fs = std::filesystem;

namespace {

/// A copy of the damaged store and of what lies beside it, which the library may write to; gone
/// with this object.
class WorkingCopy {
public:
    WorkingCopy(const fs::path &kept, const fs::path &folder) : m_file(folder / "damaged.part") {
        remove();
        for (const char *part : kParts) {
            if (fs::exists(with(kept, part))) {
                fs::copy_file(with(kept, part), with(m_file, part));
                ownerOnly(with(m_file, part), fs::perms::owner_read | fs::perms::owner_write);
            }
        }
    }
    WorkingCopy(const WorkingCopy &) = delete;
    WorkingCopy &operator=(const WorkingCopy &) = delete;
    ~WorkingCopy() { remove(); }

    [[nodiscard]] const fs::path &file() const noexcept { return m_file; }

private:
    static constexpr const char *kParts[] = {"", "-journal", "-wal", "-shm"};

    static fs::path with(fs::path file, const char *part) { return file += part; }
    void remove() const noexcept {
        std::error_code ignored;
        for (const char *part : kParts) {
            fs::remove(with(m_file, part), ignored);
        }
    }

    fs::path m_file;
};

/// A table and, where its rows belong to those of another, by which columns.
struct Table {
    std::string name;
    std::string columns;
    std::string parent;  ///< empty: none
    std::string key;
    std::string parentKey;
};

/// The tables of a store, parents first.
std::vector<Table> tablesOf(SQLite::Database &db) {
    std::vector<Table> tables;
    SQLite::Statement rows(
        db,
        "SELECT name, (SELECT group_concat('\"' || c.name || '\"') FROM pragma_table_info(t.name) "
        "c), ifnull(f.\"table\", ''), ifnull(f.\"from\", ''), ifnull(f.\"to\", '') "
        "FROM sqlite_schema t LEFT JOIN pragma_foreign_key_list(t.name) f "
        "WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' "
        "ORDER BY f.\"table\" IS NOT NULL, t.rowid");
    while (rows.executeStep()) {
        tables.push_back({.name = rows.getColumn(0),
                          .columns = rows.getColumn(1),
                          .parent = rows.getColumn(2),
                          .key = rows.getColumn(3),
                          .parentKey = rows.getColumn(4)});
    }
    return tables;
}

/// Reads the rows of one damaged table in several ways and puts each into the new one.
class TableSalvage {
public:
    TableSalvage(SQLite::Database &damaged, SQLite::Database &target, Table table)
        : m_damaged(damaged), m_target(target), m_table(std::move(table)) {}

    void run() {
        // From one end up to the damage, and up to it from the other.
        for (const char *direction : {"OFF", "ON"}) {
            m_damaged.exec(std::string("PRAGMA reverse_unordered_selects = ") + direction);
            readAll("SELECT " + m_table.columns + " FROM " + m_table.name + " NOT INDEXED",
                    nullptr);
        }
        if (!m_table.parent.empty()) {
            readByParent();
        }
    }

private:
    /// Between several damages, too: each session's rows are looked for on their own.
    void readByParent() {
        SQLite::Statement parents(m_target,
                                  "SELECT " + m_table.parentKey + " FROM " + m_table.parent);
        while (parents.executeStep()) {
            const std::string parent = parents.getColumn(0);
            readAll("SELECT " + m_table.columns + " FROM " + m_table.name + " WHERE " +
                        m_table.key + " = ?",
                    &parent);
        }
    }

    /// Up to the end or to the damage.
    void readAll(const std::string &query, const std::string *parent) {
        std::unique_ptr<SQLite::Statement> rows;
        const auto next = [&] {
            try {
                if (rows == nullptr) {
                    rows = std::make_unique<SQLite::Statement>(m_damaged, query);
                    if (parent != nullptr) {
                        rows->bind(1, *parent);
                    }
                }
                return rows->executeStep();
            } catch (const SQLite::Exception &) {
                return false;
            }
        };
        while (next()) {
            put(*rows);
        }
    }

    void put(const SQLite::Statement &row) {
        if (m_insert == nullptr) {
            std::string places = "?";
            for (int i = 1; i < row.getColumnCount(); ++i) {
                places += ", ?";
            }
            m_insert = std::make_unique<SQLite::Statement>(
                m_target, "INSERT OR IGNORE INTO " + m_table.name + " (" + m_table.columns +
                              ") VALUES (" + places + ")");
        }
        m_insert->tryReset();  // it would throw once more what went wrong with the row before
        for (int i = 0; i < row.getColumnCount(); ++i) {
            bindColumn(i, row.getColumn(i));
        }
        // What breaks a rule of the table is not what was written.
        const int result = m_insert->tryExecuteStep();
        if (result != SQLITE_DONE && result != SQLITE_CONSTRAINT) {
            throw SQLite::Exception(m_target.getHandle(), result);
        }
    }

    void bindColumn(int index, const SQLite::Column &column) {
        if (column.isInteger()) {
            m_insert->bind(index + 1, column.getInt64());
        } else if (column.isText()) {
            m_insert->bind(index + 1, column.getString());
        } else if (column.isNull()) {
            m_insert->bind(index + 1);
        } else {
            // No table of ours has any other kind, so this row is none.
            m_insert->bind(index + 1, column.getBlob(), column.getBytes());
        }
    }

    SQLite::Database &m_damaged;
    SQLite::Database &m_target;
    Table m_table;
    std::unique_ptr<SQLite::Statement> m_insert;
};

/// The version that the damaged store says it has, if it makes sense.
std::span<const std::string_view> migrationsOf(SQLite::Database &damaged) {
    const auto all = migrations();
    const auto version = static_cast<std::size_t>(pragma(damaged, "user_version"));
    return version > 0 && version < all.size() ? all.first(version) : all;
}

/// Opens what can hardly be opened; null where even that fails.
std::unique_ptr<SQLite::Database> openDamaged(const fs::path &file) {
    try {
        auto db = std::make_unique<SQLite::Database>(utf8(file), SQLite::OPEN_READWRITE);
        // What it says in its own tables is not run; where part of it cannot be understood, the
        // rest is used.
        db->exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
        db->exec("PRAGMA writable_schema = ON");
        db->execAndGet("SELECT count(*) FROM sqlite_schema");
        return db;
    } catch (const SQLite::Exception &) {
        return nullptr;
    }
}

/// Whether there was anything.
bool fill(SQLite::Database &target, SQLite::Database &damaged, core::WallTime now) {
    SQLite::Transaction transaction(target, SQLite::TransactionBehavior::IMMEDIATE);
    for (Table &table : tablesOf(target)) {
        TableSalvage(damaged, target, std::move(table)).run();
    }
    dropOutOfRange(target);
    const bool any = holdsAnything(target);
    // The newest time may be among what was lost, and without it answers would be good for longer.
    noteStored(target, now);
    transaction.commit();
    return any;
}

}  // namespace

std::optional<Backup> salvage(const fs::path &kept, const fs::path &folder, core::WallTime now) {
    UnfinishedBackup unfinished(folder);
    const WorkingCopy copy(kept, folder);
    const auto damaged = openDamaged(copy.file());
    if (damaged == nullptr) {
        return std::nullopt;
    }
    {
        auto target = openDatabase(unfinished.file(), OpenMode::ReadWrite, migrationsOf(*damaged));
        if (!target) {
            return std::nullopt;
        }
        if (!fill(*target.value(), *damaged, now)) {
            return std::nullopt;
        }
        requireWhole(*target.value());
    }
    return unfinished.finish(BackupReason::Salvaged, now);
}

}  // namespace psoas::storage

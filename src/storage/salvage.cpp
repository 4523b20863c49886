#include "storage/salvage.h"

#include "storage/integrity.h"
#include "storage/schema.h"
#include "storage/sqlite_base.h"
#include "storage/sqlite_error.h"
#include "storage/sqlite_file.h"
#include "storage/sqlite_rows.h"
#include "storage/sqlite_sums.h"
#include "storage/store_copy.h"
#include "storage/table_list.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>

#include <algorithm>
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

/// A table of ours and, where its rows lie sorted by a row of another, which.
struct Table {
    std::string name;
    std::string columns;
    std::string types;   ///< a letter for each column: `I` or `T`
    std::string parent;  ///< empty: none
    std::string key;
    std::string parentKey;
};

/// The tables of a store, parents first.
std::vector<Table> tablesOf(SQLite::Database &db) {
    std::vector<Table> tables;
    SQLite::Statement rows(db, R"sql(
SELECT l.name, group_concat('"' || c.name || '"'), group_concat(substr(c.type, 1, 1), ''),
       l.wr, f."table", f."from", f."to"
  FROM pragma_table_list l JOIN pragma_table_info(l.name) c
       LEFT JOIN pragma_foreign_key_list(l.name) f
 WHERE l.schema = 'main' AND l.name NOT LIKE 'sqlite\_%' ESCAPE '\'
 GROUP BY l.name ORDER BY f."table" IS NOT NULL)sql");
    while (rows.executeStep()) {
        Table table{.name = rows.getColumn(0),
                    .columns = rows.getColumn(1),
                    .types = rows.getColumn(2),
                    .parent = {},
                    .key = {},
                    .parentKey = {}};
        // In any other table they are found by an index only, which may be damaged, too, and would
        // then put together what does not belong together.
        if (rows.getColumn(3).getInt() != 0 && !rows.isColumnNull(4)) {
            table.parent = rows.getColumn(4).getString();
            table.key = rows.getColumn(5).getString();
            table.parentKey = rows.getColumn(6).getString();
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

/// Reads the rows of one damaged table in several ways and puts each into the new one.
class TableSalvage {
public:
    TableSalvage(SQLite::Database &damaged, SQLite::Database &target, Table table)
        : m_damaged(damaged),
          m_target(target),
          m_table(std::move(table)),
          m_select("SELECT " + m_table.columns + " FROM " + m_table.name),
          m_insert(target, insertInto(m_table)) {}

    void run() {
        // From one end up to the damage, and up to it from the other.
        for (const char *backwards : {"OFF", "ON"}) {
            m_damaged.exec(std::string("PRAGMA reverse_unordered_selects = ") + backwards);
            if (readAll(m_select + " NOT INDEXED", nullptr)) {
                return;
            }
        }
        if (!m_table.parent.empty()) {
            readByParent();
        }
    }

private:
    /// Between several damages, too: each session's rows are looked for on their own.
    void readByParent() {
        const std::string query = m_select + " WHERE " + m_table.key + " = ?";
        SQLite::Statement parents(m_target,
                                  "SELECT " + m_table.parentKey + " FROM " + m_table.parent);
        while (parents.executeStep()) {
            const std::string parent = parents.getColumn(0);
            readAll(query, &parent);
        }
    }

    /// Up to the end or to the damage; whether it was the end.
    bool readAll(const std::string &query, const std::string *parent) {
        const auto rows = prepared(query, parent);
        int result = SQLITE_DONE;
        while (rows && (result = rows->tryExecuteStep()) == SQLITE_ROW) {
            put(*rows);
        }
        return rows && result == SQLITE_DONE;
    }

    /// Nothing where the damaged store knows no such table.
    std::unique_ptr<SQLite::Statement> prepared(const std::string &query,
                                                const std::string *parent) {
        try {
            auto rows = std::make_unique<SQLite::Statement>(m_damaged, query);
            if (parent != nullptr) {
                rows->bind(1, *parent);
            }
            return rows;
        } catch (const SQLite::Exception &) {
            return nullptr;
        }
    }

    void put(const SQLite::Statement &row) {
        m_insert.tryReset();  // it would throw once more what went wrong with the row before
        for (int i = 0; i < row.getColumnCount(); ++i) {
            if (!bindColumn(i, row.getColumn(i))) {
                return;
            }
        }
        // What breaks a rule of the table is not what was written.
        const int result = m_insert.tryExecuteStep();
        if (result != SQLITE_DONE && result != SQLITE_CONSTRAINT) {
            throw SQLite::Exception(m_target.getHandle(), result);
        }
    }

    /// Whether the column can have been written so. The tables themselves would make a text of a
    /// number that has come from elsewhere.
    bool bindColumn(int index, const SQLite::Column &column) {
        const char type = m_table.types[static_cast<std::size_t>(index)];
        if (column.isNull()) {
            m_insert.bind(index + 1);
        } else if (column.isInteger() && type == 'I') {
            m_insert.bind(index + 1, column.getInt64());
        } else if (column.isText() && type == 'T') {
            m_insert.bind(index + 1, column.getString());
        } else {
            return false;
        }
        return true;
    }

    static std::string insertInto(const Table &table) {
        std::string places = "?";
        for (std::size_t i = 1; i < table.types.size(); ++i) {
            places += ", ?";
        }
        return "INSERT OR IGNORE INTO " + table.name + " (" + table.columns + ") VALUES (" +
               places + ")";
    }

    SQLite::Database &m_damaged;
    SQLite::Database &m_target;
    Table m_table;
    std::string m_select;
    SQLite::Statement m_insert;
};

/// The version that the damaged store says it has, if it makes sense.
std::span<const std::string_view> migrationsOf(SQLite::Database &damaged) {
    const auto all = migrations();
    const auto version = static_cast<std::size_t>(pragma(damaged, "user_version"));
    return version > 0 && version < all.size() ? all.first(version) : all;
}

/// Whether the list of tables can be read and none is missing.
bool hasTables(SQLite::Database &damaged) {
    SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (const std::string_view each : migrationsOf(damaged)) {
        model.exec(std::string(each));
    }
    return std::ranges::all_of(tablesOf(model),
                               [&](const Table &table) { return damaged.tableExists(table.name); });
}

std::unique_ptr<SQLite::Database> connectTo(const fs::path &damaged) {
    auto db = std::make_unique<SQLite::Database>(utf8(damaged), SQLite::OPEN_READWRITE);
    // Nothing that it says in its own tables is run. Where part of the list of tables cannot be
    // understood, or the file is shorter than it says, the rest is used.
    db->exec("PRAGMA trusted_schema = OFF");
    db->exec("PRAGMA cell_size_check = ON");
    db->exec("PRAGMA writable_schema = ON");
    return db;
}

/// Opens what can hardly be opened.
std::unique_ptr<SQLite::Database> openDamaged(const fs::path &file) {
    try {
        auto db = connectTo(file);
        if (hasTables(*db)) {
            return db;
        }
    } catch (const SQLite::Exception &) {
        // Not even that much can be read.
    }
    giveTableList(file);
    return connectTo(file);
}

/// Whether there was anything.
bool fill(SQLite::Database &target, SQLite::Database &damaged, core::WallTime now) {
    SQLite::Transaction transaction(target, SQLite::TransactionBehavior::IMMEDIATE);
    for (Table &table : tablesOf(target)) {
        TableSalvage(damaged, target, std::move(table)).run();
    }
    dropOutOfRange(target);
    if (hasSums(target)) {
        writeAllSums(target);
    }
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
    {
        const auto damaged = openDamaged(copy.file());
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

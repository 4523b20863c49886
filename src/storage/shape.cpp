#include "storage/shape.h"

#include "storage/sqlite_base.h"

#include <SQLiteCpp/Statement.h>

#include <map>
#include <set>
#include <string>

namespace psoas::storage {

namespace {

/// Where something stands that has a name.
struct Place {
    std::string table;
    bool isInert = false;  ///< one more of it changes nothing about what the table takes
};

/// Everything that has a name, a line each.
using Shape = std::map<std::string, Place>;

/// `sqlite_stat…` is what `ANALYZE` leaves: no harm. An index is inert that refuses no row and can
/// fail in none: not unique, of columns only, in an order that every program knows. A trigger's
/// table is spelt as somebody wrote it.
constexpr const char *kShape = R"sql(
WITH named AS (SELECT type, name, tbl_name, lower(tbl_name) AS place FROM sqlite_schema
               WHERE name NOT LIKE 'sqlite\_stat%' ESCAPE '\'),
binding AS (SELECT o.name FROM named o, pragma_index_list(o.tbl_name) l
              WHERE o.type = 'index' AND l.name = o.name AND (l."unique" OR l.partial)
            UNION
            SELECT o.name FROM named o, pragma_index_xinfo(o.name) x WHERE o.type = 'index'
              AND (x.cid = -2 OR x.coll NOT IN ('BINARY', 'NOCASE', 'RTRIM')))
SELECT 'the ' || type || ' ' || name || ' of ' || tbl_name, place,
       type = 'index' AND name NOT IN binding FROM named
UNION ALL
SELECT printf('the column %s of %s: %s, %d, %s, %d, %d', c.name, o.name, c.type, c."notnull",
              c.dflt_value, c.pk, c.hidden), place, 0
  FROM named o, pragma_table_xinfo(o.name) c WHERE o.type = 'table'
UNION ALL
SELECT printf('the kind of %s: %d, %d', l.name, l.wr, l.strict), place, 0
  FROM named o, pragma_table_list(o.name) l WHERE o.type = 'table'
UNION ALL
SELECT printf('place %d of the index %s: %s, %d, %s, %d', x.seqno, o.name, x.name, x.desc, x.coll,
              x.key), place, o.name NOT IN binding
  FROM named o, pragma_index_xinfo(o.name) x WHERE o.type = 'index'
UNION ALL
SELECT printf('the key %s of %s: %s, %s, %s, %s', f."from", o.name, f."table", f."to", f.on_update,
              f.on_delete), place, 0
  FROM named o, pragma_foreign_key_list(o.name) f WHERE o.type = 'table'
)sql";

Shape shapeOf(SQLite::Database &db) {
    Shape shape;
    SQLite::Statement lines(db, kShape);
    while (lines.executeStep()) {
        shape.insert({lines.getColumn(0),
                      {.table = lines.getColumn(1), .isInert = lines.getColumn(2).getInt() != 0}});
    }
    return shape;
}

/// What the model has and the store has not.
std::optional<std::string> missingIn(const Shape &there, const Shape &wanted) {
    for (const auto &[line, place] : wanted) {
        if (!there.contains(line)) {
            return line + " is missing";
        }
    }
    return std::nullopt;
}

/// What the store has beyond the model on a table of ours, and is not inert.
std::optional<std::string> foreignIn(const Shape &there, const Shape &wanted) {
    std::set<std::string> ours;
    for (const auto &[line, place] : wanted) {
        ours.insert(place.table);
    }
    for (const auto &[line, place] : there) {
        if (!place.isInert && ours.contains(place.table) && !wanted.contains(line)) {
            return line + " is none of ours";
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<StoreError> lostShape(SQLite::Database &db,
                                    std::span<const std::string_view> migrations) {
    SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    for (const std::string_view each :
         migrations.first(static_cast<std::size_t>(pragma(db, "user_version")))) {
        model.exec(std::string(each));
    }
    const Shape wanted = shapeOf(model);
    const Shape there = shapeOf(db);
    auto odd = missingIn(there, wanted);
    if (!odd) {
        odd = foreignIn(there, wanted);
    }
    return odd ? std::optional(StoreError{.code = StoreError::Code::Damaged, .detail = *odd})
               : std::nullopt;
}

}  // namespace psoas::storage

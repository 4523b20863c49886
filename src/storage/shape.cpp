#include "storage/shape.h"

#include "storage/sqlite_base.h"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <set>
#include <string>

namespace psoas::storage {

namespace {

using Shape = std::set<std::string>;

/// One line for everything that has a name. `sqlite_stat…` is what `ANALYZE` leaves: no harm.
constexpr const char *kShape = R"sql(
WITH ours AS (SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite\_stat%' ESCAPE '\')
SELECT 'the ' || type || ' ' || name || ' of ' || tbl_name FROM ours
UNION ALL
SELECT printf('the column %s of %s: %s, %d, %s, %d, %d', c.name, o.name, c.type, c."notnull",
              c.dflt_value, c.pk, c.hidden)
  FROM ours o, pragma_table_xinfo(o.name) c WHERE o.type = 'table'
UNION ALL
SELECT printf('the kind of %s: %d, %d', l.name, l.wr, l.strict)
  FROM ours o, pragma_table_list(o.name) l WHERE o.type = 'table'
UNION ALL
SELECT printf('place %d of the index %s: %s, %d, %s, %d', x.seqno, o.name, x.name, x.desc, x.coll,
              x.key)
  FROM ours o, pragma_index_xinfo(o.name) x WHERE o.type = 'index'
UNION ALL
SELECT printf('the key %s of %s: %s, %s, %s, %s', f."from", o.name, f."table", f."to", f.on_update,
              f.on_delete)
  FROM ours o, pragma_foreign_key_list(o.name) f WHERE o.type = 'table'
)sql";

Shape shapeOf(SQLite::Database &db) {
    Shape shape;
    SQLite::Statement lines(db, kShape);
    while (lines.executeStep()) {
        shape.insert(lines.getColumn(0).getString());
    }
    return shape;
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
    std::string odd;
    if (const auto gone = std::ranges::find_if_not(
            wanted, [&](const std::string &each) { return there.contains(each); });
        gone != wanted.end()) {
        odd = *gone + " is missing";
    } else if (there.size() > wanted.size()) {
        odd = *std::ranges::find_if_not(there, [&](const std::string &each) {
            return wanted.contains(each);
        }) + " is none of ours";
    }
    return odd.empty()
               ? std::nullopt
               : std::optional(StoreError{.code = StoreError::Code::Damaged, .detail = odd});
}

}  // namespace psoas::storage

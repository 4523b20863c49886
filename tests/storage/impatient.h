#pragma once

#include <sqlite3.h>

namespace psoas {

/// While it lives, connections that are made wait for a lock as often as ever but not a moment: the
/// five seconds that somebody else is given have gone by at once.
class Impatient {
public:
    Impatient() : m_real(sqlite3_vfs_find(nullptr)), m_quick(*m_real) {
        m_quick.zName = "impatient";
        m_quick.xSleep = [](sqlite3_vfs *, int microseconds) { return microseconds; };
        sqlite3_vfs_register(&m_quick, 1);
    }
    Impatient(const Impatient &) = delete;
    Impatient &operator=(const Impatient &) = delete;
    ~Impatient() {
        sqlite3_vfs_register(m_real, 1);
        sqlite3_vfs_unregister(&m_quick);
    }

private:
    sqlite3_vfs *m_real;
    sqlite3_vfs m_quick;
};

}  // namespace psoas

#pragma once

#include "core/merge.h"
#include "core/record.h"

#include <ostream>
#include <string>
#include <unordered_set>
#include <vector>

namespace psoas::exchange {

/// Writes the history as JSON, session by session, so that no more than one of them is in memory:
/// `{"format":1,"sessions":[…],"deleted":[…]}` with a fixed order of keys, RFC 3339 times with
/// milliseconds and offset, durations in milliseconds, and null for what is absent.
class HistoryJsonWriter {
public:
    /// `out` must outlive the writer. Writes the head.
    ///
    /// `deleted` is to be read before the first session is: what is deleted while the sessions are
    /// read is then told as a session, and what is restored is not told as deleted as well.
    explicit HistoryJsonWriter(std::ostream &out, std::vector<core::Tombstone> deleted = {});

    /// The next session; newest first is the caller's business.
    void add(const core::SessionRecord &session);

    /// Writes the end: the deletions, in the order in which they were given, without those of
    /// sessions that were added after all. Nothing may be added after it.
    void end();

private:
    std::ostream &m_out;
    std::vector<core::Tombstone> m_deleted;
    std::unordered_set<std::string> m_gone;  ///< ids of those that were not added
    bool m_first = true;
};

}  // namespace psoas::exchange

#pragma once

#include "core/merge.h"
#include "core/record.h"

#include <ostream>
#include <vector>

namespace psoas::exchange {

/// Writes the history as JSON, session by session, so that no more than one of them is in memory:
/// `{"format":1,"sessions":[…],"deleted":[…]}` with a fixed order of keys, RFC 3339 times with
/// milliseconds and offset, durations in milliseconds, and null for what is absent.
class HistoryJsonWriter {
public:
    /// `out` must outlive the writer. Writes the head.
    explicit HistoryJsonWriter(std::ostream &out);

    /// The next session; newest first is the caller's business.
    void add(const core::SessionRecord &session);

    /// Writes the end: the deletions, in the order in which they are given. Nothing may be added
    /// after it.
    ///
    /// They are to be read after the last session, so that what is deleted meanwhile is told in any
    /// case; where it is told as a session as well, merging takes the deletion for the later one.
    void end(const std::vector<core::Tombstone> &deleted = {});

private:
    std::ostream &m_out;
    bool m_first = true;
};

}  // namespace psoas::exchange

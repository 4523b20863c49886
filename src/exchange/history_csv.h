#pragma once

#include "core/history.h"

#include <ostream>
#include <string>

namespace psoas::exchange {

/// Writes the history as CSV (RFC 4180 with CRLF, UTF-8 without a byte-order mark), one session a
/// row, seconds with three decimals. A text that a spreadsheet would run as a formula gets a
/// leading `'`.
class HistoryCsvWriter {
public:
    /// `out` must outlive the writer. Writes the head.
    explicit HistoryCsvWriter(std::ostream &out);

    void add(const core::SessionSummary &session);

private:
    std::ostream &m_out;
    std::string m_row;  ///< kept, so that a hundred thousand rows share its memory
};

}  // namespace psoas::exchange

#include "exchange/history_csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace psoas::exchange {

namespace {

/// What makes a spreadsheet take a cell for a formula (OWASP, CSV injection). The last four are the
/// same signs at full width, for where Chinese or Japanese is typed.
constexpr std::array<std::string_view, 11> kFormulaStarts{
    "=",           "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
    "\xEF\xBC\xA0"};

/// What RFC 4180 wants in quotes, and what a spreadsheet may take for the end of a cell as well:
/// LibreOffice does at semicolons and tabs unless told otherwise.
constexpr std::string_view kQuoted = ",\"\r\n;\t";

bool isFormula(std::string_view text) {
    return std::ranges::any_of(kFormulaStarts,
                               [text](std::string_view start) { return text.starts_with(start); });
}

void appendText(std::string &row, std::string_view text) {
    const std::string_view guard = isFormula(text) ? "'" : "";
    if (text.find_first_of(kQuoted) == std::string_view::npos) {
        row.append(guard).append(text);
        return;
    }
    row.append("\"").append(guard);
    for (const char c : text) {
        row.append(c == '"' ? 2 : 1, c);
    }
    row += '"';
}

void appendSeconds(std::string &row, core::Milliseconds span) {
    const std::string fraction = std::to_string(span.count() % 1000);
    row.append(std::to_string(span.count() / 1000)).append(".");
    row.append(3 - fraction.size(), '0').append(fraction);
}

void appendNumber(std::string &row, const std::optional<int> &value) {
    if (value) {
        row += std::to_string(*value);
    }
}

}  // namespace

HistoryCsvWriter::HistoryCsvWriter(std::ostream &out) : m_out(out) {
    m_out << "session_id,routine_id,routine_title,started_at,ended_at,outcome,planned_seconds,"
             "held_seconds,paused_seconds,tightness_before,tightness_after,note\r\n";
}

void HistoryCsvWriter::add(const core::SessionSummary &session) {
    m_row.clear();
    appendText(m_row, session.id);
    appendText(m_row += ',', session.routineId);
    appendText(m_row += ',', session.routineTitle);
    (m_row += ',') += session.startedAt.toRfc3339();
    (m_row += ',') += session.endedAt.toRfc3339();
    (m_row += ',') += core::outcomeName(session.outcome);
    appendSeconds(m_row += ',', session.planned);
    appendSeconds(m_row += ',', session.held);
    appendSeconds(m_row += ',', session.paused);
    appendNumber(m_row += ',', session.tightnessBefore);
    appendNumber(m_row += ',', session.tightnessAfter);
    appendText(m_row += ',', session.note);
    m_out << (m_row += "\r\n");
}

}  // namespace psoas::exchange

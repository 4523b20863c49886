#include "exchange/history_csv.h"

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

namespace psoas::exchange {

namespace {

/// What makes a spreadsheet take a cell for a formula (OWASP, CSV injection).
constexpr std::string_view kFormulaStarts = "=+-@\t\r";

std::string cell(std::string_view text) {
    std::string out;
    if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos) {
        out = '\'';
    }
    out += text;
    if (out.find_first_of(",\"\r\n") == std::string::npos) {
        return out;
    }
    std::string quoted = "\"";
    for (const char c : out) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

std::string seconds(core::Milliseconds span) {
    char text[32];
    const auto count = static_cast<long long>(span.count());
    const int length = std::snprintf(text, sizeof text, "%lld.%03lld", count / 1000, count % 1000);
    return std::string(text, static_cast<std::size_t>(length));
}

std::string number(const std::optional<int> &value) {
    return value ? std::to_string(*value) : std::string();
}

}  // namespace

HistoryCsvWriter::HistoryCsvWriter(std::ostream &out) : m_out(out) {
    m_out << "session_id,routine_id,routine_title,started_at,ended_at,outcome,planned_seconds,"
             "held_seconds,paused_seconds,tightness_before,tightness_after,note\r\n";
}

void HistoryCsvWriter::add(const core::SessionRecord &session) {
    m_out << cell(session.id) << ',' << cell(session.routineId) << ',' << cell(session.routineTitle)
          << ',' << session.startedAt.toRfc3339() << ','
          << (session.endedAt ? session.endedAt->toRfc3339() : std::string()) << ','
          << (session.outcome ? core::outcomeName(*session.outcome) : std::string_view()) << ','
          << seconds(session.planned()) << ',' << seconds(session.held()) << ','
          << seconds(session.paused()) << ',' << number(session.tightnessBefore) << ','
          << number(session.tightnessAfter) << ',' << cell(session.note) << "\r\n";
}

}  // namespace psoas::exchange

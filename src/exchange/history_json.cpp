#include "exchange/history_json.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace psoas::exchange {

namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::optional<int> &value) { return value ? Json(*value) : Json(nullptr); }

Json orNull(const std::optional<core::WallTime> &time) {
    return time ? Json(time->toRfc3339()) : Json(nullptr);
}

template <class Enum>
Json orNull(const std::optional<Enum> &value, std::string_view (*name)(Enum) noexcept) {
    return value ? Json(std::string(name(*value))) : Json(nullptr);
}

Json toJson(const core::StepRecord &step) {
    return {{"step", step.step},
            {"title", step.title},
            {"do", std::string(core::kindName(step.kind))},
            {"side", orNull<core::Side>(step.side, core::sideName)},
            {"round", step.round},
            {"planned_ms", step.planned.count()},
            {"held_ms", step.held.count()},
            {"paused_ms", step.paused.count()},
            {"extended_ms", step.extended.count()},
            {"skipped", step.skipped}};
}

Json toJson(const core::AnswerRecord &answer) {
    return {{"question", answer.question}, {"answer", answer.yes ? "yes" : "no"}};
}

Json toJson(const core::HurtRecord &hurt) {
    return {{"kind", orNull<core::HurtKind>(hurt.kind, core::hurtName)},
            {"step", hurt.step},
            {"side", orNull<core::Side>(hurt.side, core::sideName)},
            {"at_ms", hurt.at.count()},
            {"choice", orNull<core::HurtChoice>(hurt.choice, core::choiceName)}};
}

template <class Record> Json toJson(const std::vector<Record> &records) {
    Json list = Json::array();
    for (const Record &record : records) {
        list.push_back(toJson(record));
    }
    return list;
}

Json toJson(const core::SessionRecord &session) {
    return {{"id", session.id},
            {"routine_id", session.routineId},
            {"routine_title", session.routineTitle},
            {"content_digest", session.contentDigest},
            {"started_at", session.startedAt.toRfc3339()},
            {"ended_at", orNull(session.endedAt)},
            {"outcome", orNull<core::Outcome>(session.outcome, core::outcomeName)},
            {"planned_ms", session.planned().count()},
            {"held_ms", session.held().count()},
            {"paused_ms", session.paused().count()},
            {"tightness_before", orNull(session.tightnessBefore)},
            {"tightness_after", orNull(session.tightnessAfter)},
            {"note", session.note.empty() ? Json(nullptr) : Json(session.note)},
            {"edited_at", orNull(session.editedAt)},
            {"app_version", session.appVersion},
            {"steps", toJson(session.steps)},
            {"answers", toJson(session.answers)},
            {"hurts", toJson(session.hurts)}};
}

}  // namespace

HistoryJsonWriter::HistoryJsonWriter(std::ostream &out) : m_out(out) {
    m_out << R"({"format":1,"sessions":[)";
}

void HistoryJsonWriter::add(const core::SessionRecord &session) {
    // A note with broken UTF-8 must not stop the export of everything else.
    m_out << (m_first ? "\n" : ",\n")
          << toJson(session).dump(-1, ' ', false, Json::error_handler_t::replace);
    m_first = false;
}

void HistoryJsonWriter::end() { m_out << (m_first ? "" : "\n") << "],\"deleted\":[]}\n"; }

}  // namespace psoas::exchange

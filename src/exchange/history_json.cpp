#include "exchange/history_json.h"

#include "exchange/json_text.h"

#include <optional>
#include <string>
#include <string_view>

namespace psoas::exchange {

namespace {

void put(JsonObjectText &object, std::string_view key, const std::optional<int> &value) {
    value ? object.number(key, *value) : object.null(key);
}

void put(JsonObjectText &object, std::string_view key, const std::optional<core::WallTime> &time) {
    time ? object.text(key, time->toRfc3339()) : object.null(key);
}

template <class Enum>
void put(JsonObjectText &object, std::string_view key, const std::optional<Enum> &value,
         std::string_view (*name)(Enum) noexcept) {
    value ? object.text(key, name(*value)) : object.null(key);
}

void append(std::string &out, const core::StepRecord &step) {
    JsonObjectText object(out);
    object.text("step", step.step).text("title", step.title).text("do", core::kindName(step.kind));
    put(object, "side", step.side, core::sideName);
    object.number("round", step.round)
        .number("planned_ms", step.planned.count())
        .number("held_ms", step.held.count())
        .number("paused_ms", step.paused.count())
        .number("extended_ms", step.extended.count())
        .flag("skipped", step.skipped)
        .end();
}

void append(std::string &out, const core::AnswerRecord &answer) {
    JsonObjectText(out)
        .text("question", answer.question)
        .text("answer", answer.yes ? "yes" : "no")
        .end();
}

void append(std::string &out, const core::HurtRecord &hurt) {
    JsonObjectText object(out);
    put(object, "kind", hurt.kind, core::hurtName);
    object.text("step", hurt.step);
    put(object, "side", hurt.side, core::sideName);
    object.number("at_ms", hurt.at.count());
    put(object, "choice", hurt.choice, core::choiceName);
    object.end();
}

template <class Record> void append(std::string &out, const std::vector<Record> &records) {
    const char *separator = "[";
    for (const Record &record : records) {
        out += separator;
        append(out, record);
        separator = ",";
    }
    out += records.empty() ? "[]" : "]";
}

void appendHead(JsonObjectText &object, const core::SessionRecord &session) {
    object.text("id", session.id)
        .text("routine_id", session.routineId)
        .text("routine_title", session.routineTitle)
        .text("content_digest", session.contentDigest)
        .text("started_at", session.startedAt.toRfc3339());
    put(object, "ended_at", session.endedAt);
    put(object, "outcome", session.outcome, core::outcomeName);
    object.number("planned_ms", session.planned().count())
        .number("held_ms", session.held().count())
        .number("paused_ms", session.paused().count());
    put(object, "tightness_before", session.tightnessBefore);
    put(object, "tightness_after", session.tightnessAfter);
    session.note.empty() ? object.null("note") : object.text("note", session.note);
    put(object, "edited_at", session.editedAt);
    object.text("app_version", session.appVersion);
}

}  // namespace

HistoryJsonWriter::HistoryJsonWriter(std::ostream &out) : m_out(out) {
    m_out << R"({"format":1,"sessions":[)";
}

void HistoryJsonWriter::add(const core::SessionRecord &session) {
    std::string text = m_first ? "\n" : ",\n";
    JsonObjectText object(text);
    appendHead(object, session);
    append(object.field("steps"), session.steps);
    append(object.field("answers"), session.answers);
    append(object.field("hurts"), session.hurts);
    object.end();
    m_out << text;
    m_first = false;
}

void HistoryJsonWriter::end(const std::vector<core::Tombstone> &deleted) {
    m_out << (m_first ? "" : "\n") << R"(],"deleted":[)";
    const char *separator = "\n";
    for (const core::Tombstone &each : deleted) {
        std::string text = separator;
        JsonObjectText(text)
            .text("id", each.id)
            .text("deleted_at", each.deletedAt.toRfc3339())
            .end();
        m_out << text;
        separator = ",\n";
    }
    m_out << (deleted.empty() ? "" : "\n") << "]}\n";
}

}  // namespace psoas::exchange

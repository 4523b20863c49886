#include "content/safety_texts.h"

#include "content/field_reader.h"

#include <algorithm>
#include <array>

namespace psoas::content {

namespace {

using core::SafetyText;
using core::SafetyTexts;

constexpr std::array<std::string_view, 6> kDayPageIds{"E1", "E2", "E3", "E4", "F1", "F2"};
constexpr std::array<std::string_view, 5> kOutcomes{"emergency", "stop", "advice", "therapist",
                                                    "clear"};

void readSafetyId(Findings &findings, const Node &node, SafetyText &into) {
    into.id = readText(findings, node, "the id of a safety text").value_or("");
}
void readSafetyWords(Findings &findings, const Node &node, SafetyText &into) {
    into.text = readText(findings, node, "a safety text").value_or("");
}

constexpr std::array kQuestionFields{Field<SafetyText>{"id", true, readSafetyId},
                                     Field<SafetyText>{"ask", true, readSafetyWords}};
constexpr std::array kSentenceFields{Field<SafetyText>{"id", true, readSafetyId},
                                     Field<SafetyText>{"say", true, readSafetyWords}};
constexpr std::array kResultFields{Field<SafetyText>{"outcome", true, nullptr},
                                   Field<SafetyText>{"id", true, readSafetyId},
                                   Field<SafetyText>{"say", true, readSafetyWords}};

void readScreening(Findings &findings, const Node &node, SafetyTexts &into) {
    if (!expectKind(findings, node, Node::Kind::Array, "the screening questions")) {
        return;
    }
    for (const Node &each : node.items) {
        SafetyText text;
        readFields<SafetyText>(findings, each, "a question", kQuestionFields, text);
        const auto question = core::screeningNamed(text.id);
        if (!question) {
            findings.error(each, "there is no screening question `" + text.id + '`');
        } else if (!into.screening.emplace(*question, text.text).second) {
            findings.error(each, "the screening question `" + text.id + "` is here twice");
        }
    }
    for (const core::Screening question : core::allScreenings()) {
        if (!into.screening.contains(question)) {
            findings.error(node, "the screening question `" +
                                     std::string(core::screeningName(question)) + "` is missing");
        }
    }
}

void readDayPage(Findings &findings, const Node &node, SafetyTexts &into) {
    if (!expectKind(findings, node, Node::Kind::Array, "the day page")) {
        return;
    }
    for (const Node &each : node.items) {
        SafetyText text;
        readFields<SafetyText>(findings, each, "a sentence", kSentenceFields, text);
        if (std::ranges::count(kDayPageIds, text.id) == 0) {
            findings.error(each, unknownName("point of the day page", text.id, kDayPageIds));
        }
        into.dayPage.push_back(std::move(text));
    }
    for (const std::string_view id : kDayPageIds) {
        if (std::ranges::count(into.dayPage, id, &SafetyText::id) != 1) {
            findings.error(node, "the day page must hold `" + std::string(id) + "` once");
        }
    }
}

void readResults(Findings &findings, const Node &node, SafetyTexts &into) {
    if (!expectKind(findings, node, Node::Kind::Array, "the results")) {
        return;
    }
    for (const Node &each : node.items) {
        SafetyText text;
        readFields<SafetyText>(findings, each, "a result", kResultFields, text);
        const Member *const named = each.find("outcome");
        if (named == nullptr) {
            continue;
        }
        const auto outcome = readName<core::Outcome>(findings, named->value, "outcome of a check",
                                                     core::outcomeNamed, kOutcomes);
        if (outcome && !into.results.emplace(*outcome, text.text).second) {
            findings.error(named->value, "the outcome `" + named->value.text + "` is here twice");
        }
    }
    for (const std::string_view name : kOutcomes) {
        const auto outcome = core::outcomeNamed(name);
        if (!outcome || !into.results.contains(*outcome)) {
            findings.error(node, "the outcome `" + std::string(name) + "` is missing");
        }
    }
    if (into.results.size() > kOutcomes.size()) {
        findings.error(node, "the results hold an outcome that no check has");
    }
}

void readPain(Findings &findings, const Node &node, SafetyTexts &into) {
    if (!expectKind(findings, node, Node::Kind::Array, "the texts for pain")) {
        return;
    }
    if (node.items.empty()) {
        findings.error(node, "the texts for pain must not be empty");
    }
    for (const Node &each : node.items) {
        readFields<SafetyText>(findings, each, "a sentence", kSentenceFields,
                               into.pain.emplace_back());
    }
}

constexpr std::array kFields{
    Field<SafetyTexts>{
        "format", true,
        [](Findings &findings, const Node &node, SafetyTexts &) { readFormat(findings, node); }},
    Field<SafetyTexts>{"screening", true, readScreening},
    Field<SafetyTexts>{"day_page", true, readDayPage},
    Field<SafetyTexts>{"clinician", true,
                       [](Findings &findings, const Node &node, SafetyTexts &into) {
                           readFields<SafetyText>(findings, node, "a question", kQuestionFields,
                                                  into.clinician);
                       }},
    Field<SafetyTexts>{"results", true, readResults},
    Field<SafetyTexts>{"pain", true, readPain},
    Field<SafetyTexts>{"not_reviewed", true,
                       [](Findings &findings, const Node &node, SafetyTexts &into) {
                           readFields<SafetyText>(findings, node, "a sentence", kSentenceFields,
                                                  into.notReviewed);
                       }},
};

}  // namespace

Reading<SafetyTexts> readSafetyTexts(std::string_view text, const std::string &file) {
    Document document = readJson(text, file);
    Findings findings(file, document);
    SafetyTexts texts;
    if (document.root) {
        readFields<SafetyTexts>(findings, *document.root, "the file of safety texts", kFields,
                                texts);
    }
    return std::move(findings).reading(std::move(texts));
}

}  // namespace psoas::content

#include "content/routine_writer.h"

#include "content/json_edit.h"
#include "content/routine_reader.h"
#include "core/adjustment.h"

#include <algorithm>
#include <cstddef>

namespace psoas::content {

namespace {

void setNumber(JsonEdit &edit, const Node &object, const std::string &key, long long was,
               long long is) {
    if (was != is) {
        edit.set(object, key, std::to_string(is));
    }
}

/// Only if it is another one: the same text can be written in many ways.
void setText(JsonEdit &edit, const Node &object, const std::string &key, const std::string &was,
             const std::string &is) {
    if (was != is) {
        edit.set(object, key, quoted(is));
    }
}

void rewriteStep(JsonEdit &edit, const Node &node, const core::Step &was, const core::Step &is) {
    if (was.seconds && is.seconds) {
        setNumber(edit, node, "seconds", was.seconds->count(), is.seconds->count());
    }
}

void rewriteRepeat(JsonEdit &edit, const Node &node, const core::Repeat &was,
                   const core::Repeat &is) {
    setNumber(edit, node, "times", was.times, is.times);
    const Node &steps = node.find("steps")->value;
    for (std::size_t i = 0; i < was.steps.size(); ++i) {
        rewriteStep(edit, steps.items[i], was.steps[i], is.steps[i]);
    }
}

}  // namespace

std::optional<std::string> rewrittenRoutine(std::string_view text, const core::Routine &routine) {
    const Document document = readJson(text, "");
    const auto was = readRoutine(document, "", FileName::Any).value;
    if (!was) {
        return std::nullopt;
    }
    // By id, not by place: the file may have changed since `routine` was read from it.
    const core::Routine is = core::adjusted(*was, core::timesOf(routine));
    const Node &root = *document.root;
    JsonEdit edit(text);
    setText(edit, root, "id", was->id, routine.id);
    setText(edit, root, "title", was->title, routine.title);
    const Node &steps = root.find("steps")->value;
    for (std::size_t i = 0; i < was->steps.size(); ++i) {
        if (const auto *const step = std::get_if<core::Step>(&was->steps[i])) {
            rewriteStep(edit, steps.items[i], *step, std::get<core::Step>(is.steps[i]));
        } else {
            rewriteRepeat(edit, steps.items[i], std::get<core::Repeat>(was->steps[i]),
                          std::get<core::Repeat>(is.steps[i]));
        }
    }
    return std::move(edit).result();
}

std::string idFromTitle(std::string_view title) {
    std::string id;
    for (const char character : title) {
        const bool digit = character >= '0' && character <= '9';
        const bool small = character >= 'a' && character <= 'z';
        const bool capital = character >= 'A' && character <= 'Z';
        if (digit || small || capital) {
            id += capital ? static_cast<char>(character - 'A' + 'a') : character;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    constexpr std::size_t kLongest = 60;  // a number and `.json` may follow, and names have limits
    id.resize(std::min(id.size(), kLongest));
    if (id.ends_with('-')) {
        id.pop_back();
    }
    return id;
}

}  // namespace psoas::content

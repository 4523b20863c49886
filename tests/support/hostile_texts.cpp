#include "support/hostile_texts.h"

#include "core/plan.h"

#include <algorithm>
#include <functional>

namespace psoas {

namespace {

constexpr std::size_t kMostValues = 19'900;  // a few of the 20,000 are left for what is around them
constexpr std::size_t kDeepest = 14;         // two of the 16 are left likewise
constexpr std::size_t kLongestKey = 256;
constexpr std::size_t kLongestCompared = 64;  // of a name that is looked for among the right ones
constexpr std::size_t kLongestText = 4096;

constexpr const char *kRoutine =
    R"("format":1,"id":"hostile","title":"T","kind":"technique","summary":"S")";
constexpr const char *kStepName = "hold-the-stretch-of-the-left-side-";

using Part = std::function<std::string(std::size_t)>;

Part always(const std::string &part) {
    return [part](std::size_t) { return part; };
}

/// `before`, then as many parts with commas between them as there is room for, then `after`.
/// `values`: how many each part adds.
std::string filled(std::size_t bytes, const std::string &before, const Part &part,
                   const std::string &after, std::size_t values = 1) {
    std::string text = before;
    for (std::size_t i = 0; i < kMostValues / values; ++i) {
        const std::string next = part(i);
        if (text.size() + next.size() + 1 + after.size() > bytes) {
            break;
        }
        text += i == 0 ? next : ',' + next;
    }
    return text + after;
}

/// A name of `length` bytes, and an id, that begins with `number`, so that no two are the same.
std::string numbered(const std::string &name, std::size_t number, std::size_t length) {
    std::string out = std::to_string(number);
    while (out.size() < length) {
        out += name;
    }
    out.resize(length);
    return out.back() == '-' ? out.substr(0, length - 1) + 'x' : out;
}

/// What stands inside `kDeepest` objects, each under a key that is as long as a key may be and
/// twice as long in a pointer.
std::string belowLongKeys(std::size_t bytes, const std::string &open, const Part &part,
                          const std::string &close) {
    std::string before;
    std::string after = close;
    for (std::size_t i = 0; i < kDeepest; ++i) {
        before += "{\"" + std::string(kLongestKey, '~') + "\":";
        after += '}';
    }
    return filled(bytes, before + open, part, after);
}

std::string steps(std::size_t bytes, const Part &part, std::size_t values) {
    return filled(bytes, '{' + std::string(kRoutine) + R"(,"steps":[)", part, "]}", values);
}

/// Forty passes through thousands of steps, each with texts of its own, and a session that is too
/// long: the plan must be made to know it.
std::string longPlan(std::size_t bytes) {
    const Part step = [bytes](std::size_t i) {
        constexpr std::size_t kValuesEach = 5;
        const std::size_t room = bytes / (kMostValues / kValuesEach);
        const std::string say(std::min(kLongestText, room > 60 ? room - 60 : 1), 's');
        return R"({"id":")" + std::to_string(i) + R"(","do":"prepare","title":"T","say":")" + say +
               R"("})";
    };
    return filled(bytes,
                  '{' + std::string(kRoutine) +
                      R"(,"steps":[{"id":"r","do":"repeat","times":20,"sides":["left","right"],)"
                      R"("steps":[{"id":"h","do":"hold","title":"H","seconds":3600},)",
                  step, "]}]}", 5);
}

/// Steps of which each is at fault, beside one text that takes all the room they leave.
std::string emptySteps(std::size_t bytes) {
    const std::string before = R"({"why":")";
    const std::string after = "\"," + steps(bytes - 10, always("{}"), 1).substr(1);
    const std::size_t taken = before.size() + after.size();
    return before + std::string(bytes - std::min(bytes, taken), 'w') + after;
}

}  // namespace

std::string longRoutine(std::size_t bytes) {
    const Part step = [](std::size_t i) {
        return R"({"id":")" + numbered(kStepName, i, kLongestCompared) +
               R"(","do":"hold","title":"H","seconds":1})";
    };
    const std::string before =
        R"({"format":1,"id":"long","title":"T","kind":"technique","summary":"S","steps":[)";
    return filled(bytes, before, step, "]}", 1 + kMostValues / core::kMostPlannedSteps);
}

std::vector<HostileText> hostileTexts(std::size_t bytes) {
    // As long as all the names can be if they take all the room there is.
    const std::size_t length = std::clamp<std::size_t>(bytes / kMostValues, 15, 70) - 5;
    const auto key = [length](const std::string &name) {
        return [name, length](std::size_t i) { return '"' + numbered(name, i, length) + R"(":0)"; };
    };
    const Part pose = [](std::size_t i) {
        return R"({"pose":")" + numbered("half-kneeling-forward", i, kLongestCompared) + R"("})";
    };
    const std::string longKey = '"' + std::string(kLongestKey, '~') + R"(":0)";
    const std::string fraction = "0." + std::string(290, '7');
    const std::string routine = '{' + std::string(kRoutine);
    const std::string hold = routine + R"(,"steps":[{"id":"h","do":"hold","title":"H","seconds":)";
    const std::string ball = R"({"format":1,"adjusts":"ball-release","seconds":{)";
    const std::string own = R"({"format":1,"adjusts":"long","seconds":{)";
    const std::string longId =
        R"({"id":")" + std::string(kLongestText, 'i') + R"(","do":"rest","title":"R","seconds":1})";
    const std::string digits(bytes - std::min<std::size_t>(bytes, 200), '1');
    return {
        {"repeated-keys-below-long-keys", belowLongKeys(bytes, "{", always(R"("":0)"), "}")},
        {"nul-texts-below-long-keys", belowLongKeys(bytes, "[", always(R"("\u0000")"), "]")},
        {"repeated-long-keys", filled(bytes, "{", always(longKey), "}")},
        {"keys-almost-right", filled(bytes, routine + ',', key("summary"), "}")},
        {"keys-of-a-step-almost-right", filled(bytes, hold + "3,", key("recommended"), "}]}")},
        {"poses-almost-right", steps(bytes, pose, 2)},
        {"steps-almost-right", filled(bytes, ball, key("second-spot"), "}}")},
        {"steps-of-a-long-routine-almost-right", filled(bytes, own, key(kStepName), "}}")},
        {"empty-steps", emptySteps(bytes)},
        {"long-ids", steps(bytes, always(longId), 5)},
        {"long-id", longId},
        {"empty-cues", filled(bytes, hold + R"(3,"cues":[)", always("{}"), "]}]}")},
        {"empty-stop-signs", filled(bytes, routine + R"(,"stop_if":[)", always("{}"), "]}")},
        {"long-plan", longPlan(bytes)},
        {"fractions", filled(bytes, routine + R"(,"why":[)", always(fraction), "]}")},
        {"digits", hold + digits + "}]}"},
        {"digits-of-the-format", R"({"format":)" + digits + '}'},
        {"digits-before-a-point", '[' + digits + ".]"},
        {"digits-before-an-exponent", '[' + digits + "e]"},
        {"one-line", '"' + std::string(bytes - 1, 'x')},
        {"one-line-of-escapes", '"' + std::string(2 * (bytes / 2 - 1), '\\')},
        {"blanks", std::string(bytes, ' ')},
        {"commas", '[' + std::string(bytes - 1, ',')},
        {"brackets", std::string(bytes, '[')},
        {"too-many-values", filled(bytes, "[", always("0,0"), "]")},
    };
}

}  // namespace psoas

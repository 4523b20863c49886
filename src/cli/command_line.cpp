#include "cli/command_line.h"

#include "cli/content_verbs.h"
#include "core/overloaded.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <map>
#include <ostream>
#include <string_view>
#include <utility>

namespace psoas::cli {

namespace {

constexpr int kMaxSpeed = 60;
constexpr int kUnusable = 2;

// Options that take a value, and those that do not.
constexpr std::array<std::string_view, 6> kValued{"--data-dir", "--content-dir", "--start",
                                                  "--speed",    "--format",      "--output"};
constexpr std::array<std::string_view, 3> kFlags{"--json", "--help", "--version"};

/// The arguments told apart, before anyone asks what they mean.
struct Arguments {
    std::vector<std::string> words;
    std::map<std::string, std::string, std::less<>> options;

    [[nodiscard]] bool has(std::string_view option) const { return options.contains(option); }
    /// The option's value, and the option is done with.
    std::optional<std::string> take(std::string_view option) {
        const auto found = options.find(option);
        if (found == options.end()) {
            return std::nullopt;
        }
        std::string value = found->second;
        options.erase(found);
        return value;
    }
};

using Sorted = core::Result<Arguments, std::string>;

Sorted sorted(const std::vector<std::string> &given) {
    Arguments arguments;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::string &word = given[i];
        if (!word.starts_with("--")) {
            arguments.words.push_back(word);
            continue;
        }
        const auto equals = word.find('=');
        const std::string name = word.substr(0, equals);
        if (std::ranges::find(kFlags, name) != kFlags.end() && equals == std::string::npos) {
            arguments.options[name] = "";
        } else if (std::ranges::find(kValued, name) == kValued.end()) {
            return "unknown option " + word;
        } else if (equals != std::string::npos) {
            arguments.options[name] = word.substr(equals + 1);
        } else if (i + 1 < given.size()) {
            arguments.options[name] = given[++i];
        } else {
            return name + " needs a value";
        }
    }
    return arguments;
}

std::optional<int> speedIn(const std::string &text) {
    int speed = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, speed);
    const bool whole = read.ec == std::errc() && read.ptr == end;
    return whole && speed >= 1 && speed <= kMaxSpeed ? std::optional(speed) : std::nullopt;
}

using Parsed = core::Result<Verb, std::string>;

Parsed parseExport(Arguments &arguments) {
    verb::HistoryExport wanted;
    if (const auto output = arguments.take("--output")) {
        wanted.output = *output;
    }
    const bool namesTable = wanted.output && wanted.output->extension() == ".csv";
    const auto format = arguments.take("--format").value_or(namesTable ? "csv" : "json");
    if (format != "json" && format != "csv") {
        return std::string("--format is csv or json");
    }
    wanted.format = format == "csv" ? HistoryFormat::Csv : HistoryFormat::Json;
    return Verb(wanted);
}

Parsed parseHistory(Arguments &arguments) {
    const auto &words = arguments.words;
    const bool asDocument = arguments.has("--format") || arguments.has("--output");
    if (words.size() == 2 && words[1] == "list" && !asDocument) {
        return Verb(verb::HistoryList{});
    }
    if (words.size() == 2 && (words[1] == "list" || words[1] == "export")) {
        return parseExport(arguments);
    }
    if (words.size() == 3 && words[1] == "import") {
        return Verb(verb::HistoryImport{words[2]});
    }
    if (words.size() > 1 && words[1] == "import") {
        return std::string("history import wants one file");
    }
    if (words.size() == 2 && words[1] == "check") {
        return Verb(verb::HistoryCheck{});
    }
    return std::string("history wants one of list, export, import or check");
}

Parsed parseVerb(Arguments &arguments) {
    const auto &words = arguments.words;
    if (words.empty()) {
        return Verb(verb::Window{});
    }
    const std::string &name = words.front();
    if (name == "history") {
        return parseHistory(arguments);
    }
    if (name == "schema" && words.size() == 1) {
        return Verb(verb::Schema{});
    }
    if (name == "list" && words.size() == 1) {
        return Verb(verb::List{arguments.take("--json").has_value()});
    }
    if (name == "plan" && words.size() == 2) {
        return Verb(verb::Plan{words[1], arguments.take("--json").has_value()});
    }
    if (name == "validate" && words.size() > 1) {
        return Verb(
            verb::Validate{{words.begin() + 1, words.end()}, arguments.take("--json").has_value()});
    }
    if (name == "plan") {
        return std::string("plan wants one routine: its id or its file");
    }
    if (name == "validate") {
        return std::string("validate wants at least one file");
    }
    return "unknown command " + name;
}

}  // namespace

core::Result<CommandLine, std::string> parseCommandLine(const std::vector<std::string> &arguments) {
    Sorted told = sorted(arguments);
    if (!told) {
        return told.error();
    }
    Arguments rest = std::move(told).value();
    CommandLine line;
    if (rest.has("--help")) {
        line.verb = verb::Help{};
        return line;
    }
    if (rest.has("--version")) {
        line.verb = verb::Version{};
        return line;
    }
    if (const auto data = rest.take("--data-dir")) {
        line.data = *data;
    }
    if (const auto content = rest.take("--content-dir")) {
        line.content = *content;
    }
    line.start = rest.take("--start");
    if (const auto speed = rest.take("--speed")) {
        const auto number = speedIn(*speed);
        if (!number) {
            return std::string("--speed is a whole number from 1 to 60");
        }
        line.speed = *number;
    }
    Parsed verb = parseVerb(rest);
    if (!verb) {
        return verb.error();
    }
    if (!rest.options.empty()) {
        return rest.options.begin()->first + " has no place here";
    }
    line.verb = std::move(verb).value();
    return line;
}

std::string helpText() {
    return R"(Usage: psoas-ease [options]                opens the window
       psoas-ease [options] COMMAND        needs no display

Options:
  --data-dir DIR       keep everything of yours under DIR
  --content-dir DIR    take the shipped content from DIR
  --start ROUTINE_ID   open that routine, through the safety check
  --speed N            a rehearsal, N times (1 to 60) as fast; nothing is saved
  --version, --help

Commands:
  list [--json]                                  all routines
  validate [--json] FILE...                      problems of routine files
  plan ROUTINE_ID|FILE [--json]                  a routine step by step
  schema                                         the JSON Schema of routine files
  history list                                   your sessions, newest first
  history export [--format csv|json] [--output FILE]
                                                 the same, whole; JSON, unless FILE is a .csv
  history import FILE                            merges an exported JSON into yours
  history check                                  whether the store is whole

Exit codes: 0 good; 1 an error in a file; 2 used wrongly, or a file that cannot be
read or written; 3 the history cannot be read or is damaged.
)";
}

namespace {

core::WallTime rightNow() {
    return {std::chrono::floor<core::Milliseconds>(std::chrono::system_clock::now())};
}

int perform(const Verb &verb, const Paths &paths, const std::string &version, std::ostream &out,
            std::ostream &err) {
    return std::visit(
        core::Overloaded{
            [](const verb::Window &) { return 0; },
            [&](const verb::Help &) {
                out << helpText();
                return 0;
            },
            [&](const verb::Version &) {
                out << "psoas-ease " << version << '\n';
                return 0;
            },
            [&](const verb::List &wanted) { return list(paths, wanted.json, out, err); },
            [&](const verb::Validate &wanted) {
                return validate(paths, wanted.files, wanted.json, out, err);
            },
            [&](const verb::Plan &wanted) {
                return plan(paths, wanted.idOrFile, wanted.json, out, err);
            },
            [&](const verb::Schema &) { return schema(paths, out, err); },
            [&](const verb::HistoryList &) { return historyList(paths, out, err); },
            [&](const verb::HistoryExport &wanted) {
                return historyExport(paths, wanted.format, wanted.output, out, err);
            },
            [&](const verb::HistoryImport &wanted) {
                return historyImport(paths, wanted.file, rightNow(), out, err);
            },
            [&](const verb::HistoryCheck &) { return historyCheck(paths, out, err); },
        },
        verb);
}

}  // namespace

int run(const Verb &verb, const Paths &paths, const std::string &version, std::ostream &out,
        std::ostream &err) {
    const int code = perform(verb, paths, version, out, err);
    // Only now has all that was printed arrived; a full disk often shows only here.
    out.flush();
    if (out) {
        return code;
    }
    err << "psoas-ease: the output cannot be written\n";
    return std::max(code, kUnusable);
}

}  // namespace psoas::cli

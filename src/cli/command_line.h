#pragma once

#include "cli/history_verbs.h"
#include "cli/paths.h"
#include "core/result.h"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace psoas::cli {

// What a command line asks for.
namespace verb {
struct Window {};  ///< none of the others
struct Help {};
struct Version {};
struct List {
    bool json = false;
};
struct Validate {
    std::vector<std::string> files;
    bool json = false;
};
struct Plan {
    std::string idOrFile;
    bool json = false;
};
struct Schema {};
struct HistoryList {};
struct HistoryExport {
    HistoryFormat format = HistoryFormat::Json;
    std::optional<std::filesystem::path> output;
};
struct HistoryImport {
    std::filesystem::path file;
};
struct HistoryCheck {};
}  // namespace verb

using Verb = std::variant<verb::Window, verb::Help, verb::Version, verb::List, verb::Validate,
                          verb::Plan, verb::Schema, verb::HistoryList, verb::HistoryExport,
                          verb::HistoryImport, verb::HistoryCheck>;

struct CommandLine {
    std::optional<std::filesystem::path> data;     ///< `--data-dir`
    std::optional<std::filesystem::path> content;  ///< `--content-dir`
    std::optional<std::string> start;              ///< `--start`: a routine's id
    int speed = 1;                                 ///< `--speed`, 1 to 60
    Verb verb;
};

/// Understands the arguments after the program's name, or says in a sentence what is wrong with
/// them. Options may stand before and after the verb.
[[nodiscard]] core::Result<CommandLine, std::string> parseCommandLine(
    const std::vector<std::string> &arguments);

/// What `--help` prints.
[[nodiscard]] std::string helpText();

/// Does what the verb asks for, all but `Window`, and returns the exit code.
[[nodiscard]] int run(const Verb &verb, const Paths &paths, const std::string &version,
                      std::ostream &out, std::ostream &err);

}  // namespace psoas::cli

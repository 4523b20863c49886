#include "cli/command_line.h"

#include "support/catch.h"

using namespace psoas::cli;

namespace {

CommandLine parsed(const std::vector<std::string> &arguments) {
    auto line = parseCommandLine(arguments);
    REQUIRE(line);
    return std::move(line).value();
}

bool refused(const std::vector<std::string> &arguments) { return !parseCommandLine(arguments); }

}  // namespace

TEST_CASE("without a verb the window is meant") {
    const CommandLine line = parsed({"--start", "ball-release", "--speed=60"});
    CHECK(std::holds_alternative<verb::Window>(line.verb));
    CHECK(line.start == "ball-release");
    CHECK(line.speed == 60);
    CHECK(parsed({}).speed == 1);
}

TEST_CASE("options may stand before and after the verb") {
    for (const CommandLine &line : {parsed({"--data-dir", "d", "history", "export"}),
                                    parsed({"history", "export", "--data-dir=d"})}) {
        CHECK(line.data == "d");
        CHECK(std::get<verb::HistoryExport>(line.verb).format == HistoryFormat::Json);
    }
    const auto csv = std::get<verb::HistoryExport>(
        parsed({"history", "export", "--format", "csv", "--output", "o.csv"}).verb);
    CHECK(csv.format == HistoryFormat::Csv);
    CHECK(csv.output == "o.csv");
    const auto formatOf = [](const std::vector<std::string> &words) {
        return std::get<verb::HistoryExport>(parsed(words).verb).format;
    };
    CHECK(formatOf({"history", "export", "--output", "o.csv"}) == HistoryFormat::Csv);
    CHECK(formatOf({"history", "export", "--output", "o.txt"}) == HistoryFormat::Json);
    CHECK(formatOf({"history", "export", "--format=json", "--output", "o.csv"}) ==
          HistoryFormat::Json);
    CHECK(std::holds_alternative<verb::HistoryList>(parsed({"history", "list"}).verb));
    CHECK(
        std::get<verb::HistoryExport>(parsed({"history", "list", "--format", "csv"}).verb).format ==
        HistoryFormat::Csv);
    CHECK(std::get<verb::List>(parsed({"list", "--json"}).verb).json);
    CHECK(std::get<verb::Validate>(parsed({"validate", "a", "b"}).verb).files.size() == 2);
    CHECK(std::get<verb::Plan>(parsed({"plan", "x"}).verb).idOrFile == "x");
    CHECK(std::holds_alternative<verb::Schema>(parsed({"schema"}).verb));
    CHECK(std::holds_alternative<verb::HistoryCheck>(parsed({"history", "check"}).verb));
    CHECK(std::get<verb::HistoryImport>(parsed({"history", "import", "in.json"}).verb).file ==
          "in.json");
}

TEST_CASE("help and version win over everything else") {
    CHECK(std::holds_alternative<verb::Help>(parsed({"list", "--help"}).verb));
    CHECK(std::holds_alternative<verb::Version>(parsed({"--version"}).verb));
}

TEST_CASE("what is not understood is refused") {
    CHECK(refused({"dance"}));
    CHECK(refused({"--loud"}));
    CHECK(refused({"--start"}));
    CHECK(refused({"--speed", "0"}));
    CHECK(refused({"--speed", "61"}));
    CHECK(refused({"--speed", "2x"}));
    CHECK(refused({"plan"}));
    CHECK(refused({"plan", "a", "b"}));
    CHECK(refused({"validate"}));
    CHECK(refused({"history"}));
    CHECK(refused({"history", "burn"}));
    CHECK(refused({"history", "import"}));
    CHECK(refused({"history", "import", "a", "b"}));
    CHECK(refused({"history", "import", "a", "--format", "json"}));
    CHECK(refused({"history", "export", "--format", "xml"}));
    CHECK(refused({"list", "--format", "csv"}));
    CHECK(refused({"--json"}));
}

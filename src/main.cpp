#include "cli/command_line.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <variant>
#include <vector>

// The composition root: the only place where the rooms meet.

namespace {

namespace fs = std::filesystem;

fs::path pathOf(const QString &path) { return fs::path(path.toStdU16String()); }

/// Beside the program in an installation, beside the sources in a build tree.
fs::path shippedContent() {
    const fs::path installed =
        pathOf(QCoreApplication::applicationDirPath()) / ".." / "share" / "psoas-ease" / "content";
    std::error_code none;
    return fs::is_directory(installed, none) ? installed.lexically_normal()
                                             : fs::path(PSOAS_CONTENT_DIR);
}

psoas::cli::Paths pathsFor(const psoas::cli::CommandLine &line) {
    return {
        .content = line.content ? *line.content : shippedContent(),
        .data = line.data
                    ? *line.data
                    : pathOf(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation))};
}

int runVerb(int argc, char **argv, const psoas::cli::CommandLine &line) {
    const QCoreApplication application(argc, argv);
    return psoas::cli::run(line.verb, pathsFor(line), PSOAS_VERSION, std::cout, std::cerr);
}

}  // namespace

int main(int argc, char **argv) {
    QCoreApplication::setApplicationName(QStringLiteral("psoas-ease"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PSOAS_VERSION));

    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto line = psoas::cli::parseCommandLine(arguments);
    if (!line) {
        std::cerr << "psoas-ease: " << line.error() << "; see psoas-ease --help\n";
        return 2;
    }
    if (std::holds_alternative<psoas::cli::verb::Window>(line.value().verb)) {
        std::cerr << "psoas-ease: this build has no window yet; see psoas-ease --help\n";
        return EXIT_FAILURE;
    }
    return runVerb(argc, argv, line.value());
}

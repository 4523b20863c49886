#include "core/problem.h"

#include <algorithm>

namespace psoas::core {

bool hasErrors(const Problems &problems) noexcept {
    return std::ranges::any_of(problems, [](const Problem &problem) {
        return problem.severity == Problem::Severity::Error;
    });
}

std::string toLine(const Problem &problem) {
    const bool error = problem.severity == Problem::Severity::Error;
    return problem.file + ':' + std::to_string(problem.line) + ':' +
           std::to_string(problem.column) + (error ? ": error: " : ": warning: ") +
           problem.pointer + ": " + problem.reason;
}

}  // namespace psoas::core

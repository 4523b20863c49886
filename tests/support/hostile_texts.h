#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace psoas {

/// A text that is made to take as much of the program's time or memory as it can.
struct HostileText {
    std::string name;  ///< with which it can be a file
    std::string text;  ///< no routine and no adjustment: a reader must refuse it
};

/// A routine that is right, with the id `long` and thousands of timed steps. One of the hostile
/// texts adjusts it.
[[nodiscard]] std::string longRoutine(std::size_t bytes);

/// Texts of at most `bytes`, mostly of no more values and no more nesting than a file may have, so
/// that no limit ends the work on them early.
[[nodiscard]] std::vector<HostileText> hostileTexts(std::size_t bytes);

}  // namespace psoas

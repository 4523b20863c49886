#pragma once

#include "support/window_walk.h"

#include <string>
#include <vector>

namespace psoas {

/// In which of its states the window is: `Question`, `Playing: Paused`, `Page: History`, …
[[nodiscard]] std::string stateOf(WindowWalk &walk);

/// All that a whole life of the window should come to.
[[nodiscard]] const std::vector<std::string> &knownStates();

/// What about the window as it stands now cannot be, in words; empty: it can.
[[nodiscard]] std::vector<std::string> impossibilities(WindowWalk &walk);

}  // namespace psoas

#pragma once

#include "support/window_walk.h"

#include <string>
#include <vector>

namespace psoas {

/// In which of its states the window is: `Question`, `Playing: Paused`, `Page: History`, …
[[nodiscard]] std::string stateOf(WindowWalk &walk);

/// All that a whole life of the window should come to; only a store in a file can be taken along.
[[nodiscard]] std::vector<std::string> knownStates(bool storeIsFile);

/// What about the window as it stands now cannot be, in words; empty: it can.
[[nodiscard]] std::vector<std::string> impossibilities(WindowWalk &walk);

}  // namespace psoas

#pragma once

#include <filesystem>

namespace psoas::cli {

/// Where a verb looks; handed in, so that no verb knows how a machine lays out its folders.
struct Paths {
    std::filesystem::path content;  ///< shipped content: `routines/`, `safety/`, `schema/`
    std::filesystem::path data;     ///< the person's own: `routines/`, `history.db`
};

}  // namespace psoas::cli

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace psoas::app {

/// What a second start of the program asks of the one that is open: to come to the front, and more.
struct StartRequest {
    std::string routine;          ///< the id after `--start`; empty: none
    std::string activationToken;  ///< by which the desktop lets a window come forward; may be empty
    friend bool operator==(const StartRequest &, const StartRequest &) = default;
};

/// No message is longer, in bytes.
constexpr std::size_t kLongestMessage = 4096;

/// The request as lines `psoas-ease 1`, `start ID` and `token TOKEN`, with an empty one at the end.
/// A value that no line can hold (over 1 KiB, or with control characters) is left out.
[[nodiscard]] std::string messageOf(const StartRequest &request);

/// Whether the end of a message has come.
[[nodiscard]] bool isWhole(std::string_view received);

/// The request of a whole message; nothing if a single byte of it is not as `messageOf` has it.
[[nodiscard]] std::optional<StartRequest> requestIn(std::string_view message);

}  // namespace psoas::app

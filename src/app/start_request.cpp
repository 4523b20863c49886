#include "app/start_request.h"

#include <algorithm>

namespace psoas::app {

namespace {

constexpr std::string_view kFirstLine = "psoas-ease 1\n";
constexpr std::string_view kStart = "start ";
constexpr std::string_view kToken = "token ";
constexpr std::string_view kEnd = "\n\n";
constexpr std::size_t kLongestValue = 1024;

bool fitsLine(std::string_view value) {
    const auto isControl = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
    return !value.empty() && value.size() <= kLongestValue &&
           std::ranges::none_of(value, isControl);
}

std::string lineOf(std::string_view key, std::string_view value) {
    return fitsLine(value) ? std::string(key).append(value) + '\n' : std::string();
}

/// Takes the line with this key off the front, if it stands there.
std::string taken(std::string_view key, std::string_view &rest) {
    const std::size_t end = rest.find('\n');
    if (!rest.starts_with(key) || end == std::string_view::npos) {
        return {};
    }
    std::string value(rest.substr(key.size(), end - key.size()));
    rest.remove_prefix(end + 1);
    return value;
}

}  // namespace

std::string messageOf(const StartRequest &request) {
    return std::string(kFirstLine) + lineOf(kStart, request.routine) +
           lineOf(kToken, request.activationToken) + '\n';
}

bool isWhole(std::string_view received) { return received.ends_with(kEnd); }

std::optional<StartRequest> requestIn(std::string_view message) {
    if (!message.starts_with(kFirstLine)) {
        return std::nullopt;
    }
    std::string_view rest = message.substr(kFirstLine.size());
    StartRequest request;
    request.routine = taken(kStart, rest);
    request.activationToken = taken(kToken, rest);
    // There is one way to write a request; whatever is written otherwise is not from us.
    return messageOf(request) == message ? std::optional(std::move(request)) : std::nullopt;
}

}  // namespace psoas::app

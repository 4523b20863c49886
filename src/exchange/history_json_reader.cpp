#include "exchange/history_json_reader.h"

#include "exchange/json_bytes.h"
#include "exchange/telling_builder.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

namespace psoas::exchange {

namespace {

namespace fs = std::filesystem;

using Cause = HistoryRefusal::Cause;

/// In UTF-8; see `content::pathText`.
std::string pathText(const fs::path &path) {
    const std::u8string text = path.u8string();
    return {text.begin(), text.end()};
}

HistoryRefusal refused(Cause cause, const std::string &file, std::string reason) {
    core::Problem problem;
    problem.file = file;
    problem.reason = std::move(reason);
    return {.cause = cause, .problem = std::move(problem)};
}

ReadHistory read(JsonBytes bytes, const std::string &file, const TakeTelling &take) {
    TellingBuilder builder(bytes, take);
    const bool whole =
        nlohmann::json::sax_parse(JsonByteIterator(bytes), JsonByteIterator(), &builder);
    if (whole) {
        return builder.content();
    }
    if (!builder.fault()) {
        return refused(Cause::Stopped, file, "");
    }
    const NodeFault &fault = *builder.fault();
    HistoryRefusal refusal = refused(Cause::Faulty, file, fault.reason);
    refusal.problem.line = fault.place.line;
    refusal.problem.column = fault.place.column;
    refusal.problem.pointer = fault.pointer;
    return refusal;
}

}  // namespace

ReadHistory readHistory(const fs::path &file, const TakeTelling &take) {
    const std::string name = pathText(file);
    std::error_code failed;
    const fs::file_status status = fs::status(file, failed);
    if (status.type() == fs::file_type::not_found) {
        return refused(Cause::Unreadable, name, "there is no such file");
    }
    if (!fs::status_known(status)) {
        return refused(Cause::Unreadable, name, "the file cannot be reached");
    }
    if (!fs::is_regular_file(status)) {
        return refused(Cause::Unreadable, name, "this is no regular file");
    }
    const std::uintmax_t size = fs::file_size(file, failed);
    if (!failed && size > kMostHistoryBytes) {
        return refused(Cause::Faulty, name, "the file is larger than 1 GiB");
    }
    std::ifstream stream(file, std::ios::binary);
    JsonBytes bytes(
        [&](char *to, std::size_t most) {
            stream.read(to, static_cast<std::streamsize>(most));
            return static_cast<std::size_t>(stream.gcount());
        },
        kLongestToken);
    ReadHistory outcome = read(std::move(bytes), name, take);
    // What could not be read looks like the end of the file.
    return stream.bad() || !stream.is_open()
               ? refused(Cause::Unreadable, name, "the file cannot be read")
               : std::move(outcome);
}

ReadHistory readHistoryInBatches(const fs::path &file, std::size_t size, const TakeTellings &take) {
    std::vector<core::Telling> batch;
    ReadHistory outcome = readHistory(file, [&](core::Telling telling) {
        batch.push_back(std::move(telling));
        return batch.size() < size || take(std::exchange(batch, {}));
    });
    const bool goesOn = !outcome || batch.empty() || take(std::move(batch));
    return goesOn ? std::move(outcome) : refused(Cause::Stopped, pathText(file), "");
}

bool beginsAsHistory(const fs::path &file) {
    const ReadHistory outcome = readHistory(file, [](const core::Telling &) { return false; });
    if (outcome || outcome.error().cause == Cause::Stopped) {
        return true;
    }
    const std::string &place = outcome.error().problem.pointer;
    return place.starts_with("/sessions") || place.starts_with("/deleted");
}

ReadHistory readHistory(std::string_view text, const std::string &file, const TakeTelling &take) {
    JsonBytes bytes(
        [&](char *to, std::size_t most) {
            const std::size_t length = text.copy(to, most);
            text.remove_prefix(length);
            return length;
        },
        kLongestToken);
    return read(std::move(bytes), file, take);
}

}  // namespace psoas::exchange

#include "storage/backup_name.h"

#include "storage/sqlite_base.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

namespace psoas::storage {

namespace {

using std::chrono::sys_seconds;

constexpr std::string_view kBefore = "history-";
constexpr std::string_view kAfter = ".db";
constexpr std::size_t kStampLength = std::string_view("20261126T093231Z").size();
constexpr int kHighestNumber = 9999;

constexpr std::array<std::pair<BackupReason, std::string_view>, 6> kWords{{
    {BackupReason::Start, "start"},
    {BackupReason::Asked, "asked"},
    {BackupReason::BeforeRestore, "before-restore"},
    {BackupReason::BeforeImport, "before-import"},
    {BackupReason::BeforeMigration, "before-migration"},
    {BackupReason::Salvaged, "salvaged"},
}};

std::string_view wordOf(BackupReason reason) {
    for (const auto &[each, word] : kWords) {
        if (each == reason) {
            return word;
        }
    }
    return {};
}

std::optional<BackupReason> reasonOf(std::string_view word) {
    for (const auto &[reason, each] : kWords) {
        if (each == word) {
            return reason;
        }
    }
    return std::nullopt;
}

/// A whole number of nothing but digits.
std::optional<unsigned> numberIn(std::string_view digits) {
    unsigned number = 0;
    const auto [end, failed] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool whole = failed == std::errc() && end == digits.data() + digits.size();
    return whole ? std::optional(number) : std::nullopt;
}

std::optional<sys_seconds> timeIn(std::string_view stamp) {
    namespace chrono = std::chrono;
    const auto year = numberIn(stamp.substr(0, 4));
    const auto month = numberIn(stamp.substr(4, 2));
    const auto day = numberIn(stamp.substr(6, 2));
    const auto hour = numberIn(stamp.substr(9, 2));
    const auto minute = numberIn(stamp.substr(11, 2));
    const auto second = numberIn(stamp.substr(13, 2));
    if (!year || !month || !day || !hour || !minute || !second) {
        return std::nullopt;
    }
    const chrono::year_month_day date{chrono::year(static_cast<int>(*year)), chrono::month(*month),
                                      chrono::day(*day)};
    if (!date.ok()) {
        return std::nullopt;
    }
    return chrono::sys_days(date) + chrono::hours(*hour) + chrono::minutes(*minute) +
           chrono::seconds(*second);
}

/// Takes `-2` off the front of what follows the stamp; 1 where there is none.
int takeNumber(std::string_view &rest) {
    const std::string_view digits = rest.substr(1, rest.find('-', 1) - 1);
    const auto number = numberIn(digits);
    if (!number || *number > kHighestNumber) {
        return 1;
    }
    rest.remove_prefix(1 + digits.size());
    return static_cast<int>(*number);
}

}  // namespace

std::string stampOf(sys_seconds at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(at - day);
    char text[48];
    const int length = std::snprintf(
        text, sizeof text, "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()));
    return std::string(text, static_cast<std::size_t>(length));
}

std::string nameOf(const Backup &backup) {
    std::string name = std::string(kBefore) + stampOf(backup.at);
    if (backup.number > 1) {
        name += '-' + std::to_string(backup.number);
    }
    return name + '-' + std::string(wordOf(backup.reason)) + std::string(kAfter);
}

std::optional<Backup> backupNamed(const std::filesystem::path &file) {
    const std::string name = utf8(file.filename());
    std::string_view rest = name;
    if (!rest.starts_with(kBefore) || !rest.ends_with(kAfter) ||
        rest.size() < kBefore.size() + kStampLength + kAfter.size() + 2) {
        return std::nullopt;
    }
    rest = rest.substr(kBefore.size(), rest.size() - kBefore.size() - kAfter.size());
    const auto at = timeIn(rest.substr(0, kStampLength));
    rest.remove_prefix(kStampLength);
    const int number = takeNumber(rest);
    const auto reason = rest.empty() ? std::nullopt : reasonOf(rest.substr(1));
    if (!at || !reason) {
        return std::nullopt;
    }
    // What could be read in more than one way, such as `-01-`, is a stranger's.
    Backup backup{.file = file, .reason = *reason, .at = *at, .number = number};
    return nameOf(backup) == name ? std::optional(std::move(backup)) : std::nullopt;
}

}  // namespace psoas::storage

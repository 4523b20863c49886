#include "app/folder_lock.h"

#include "storage/ordinary_user.h"
#include "support/catch.h"
#include "support/temp_folder.h"

#include <optional>

using namespace psoas;
using namespace psoas::app;

namespace {

std::optional<FolderLock::Refusal> refusal(const std::filesystem::path &folder) {
    const auto lock = FolderLock::take(folder);
    return lock ? std::nullopt : std::optional(lock.error());
}

}  // namespace

TEST_CASE("lock: a folder has one at a time, and another one when the first is gone") {
    const TempFolder data;
    {
        const auto first = FolderLock::take(data.path());
        REQUIRE(first.ok());
        CHECK(refusal(data.path()) == FolderLock::Refusal::Taken);
    }
    CHECK(refusal(data.path()) == std::nullopt);
}

TEST_CASE("lock: it is kept through a move, and given back once") {
    const TempFolder data;
    auto taken = FolderLock::take(data.path());
    REQUIRE(taken.ok());
    std::optional<FolderLock> kept(std::move(taken).value());
    CHECK(refusal(data.path()) == FolderLock::Refusal::Taken);
    kept.reset();
    CHECK(refusal(data.path()) == std::nullopt);
}

TEST_CASE("lock: a file that was left behind locks nobody out") {
    const TempFolder data;
    write(data / ".lock", "4711\nanother machine\n");
    CHECK(refusal(data.path()) == std::nullopt);
    CHECK(bytesOf(data / ".lock") == "4711\nanother machine\n");
}

TEST_CASE("lock: the folder is made, and where it cannot be there is none") {
    const TempFolder data;
    CHECK(refusal(data / "a/b/c") == std::nullopt);
    write(data / "file", "");
    CHECK(refusal(data / "file") == FolderLock::Refusal::Impossible);
    std::filesystem::create_directories(data / "d/.lock");
    CHECK(refusal(data / "d") == FolderLock::Refusal::Impossible);
}

TEST_CASE("lock: one that may only be read locks as well") {
    using std::filesystem::perms;
    const TempFolder data;
    const perms read = perms::owner_read | perms::group_read | perms::others_read;
    const perms enter = perms::owner_exec | perms::group_exec | perms::others_exec;
    write(data / "with/.lock", "");
    std::filesystem::create_directories(data / "without");
    std::filesystem::permissions(data / "with/.lock", read);
    for (const char *each : {"with", "without", ""}) {
        std::filesystem::permissions(data / each, read | enter);
    }
    {
        const OrdinaryUser user;
        const auto first = FolderLock::take(data / "with");
        REQUIRE(first.ok());
        CHECK(refusal(data / "with") == FolderLock::Refusal::Taken);
        CHECK(refusal(data / "without") == FolderLock::Refusal::Impossible);
    }
    // So that they can be removed by whoever made them.
    for (const char *each : {"", "with", "without"}) {
        std::filesystem::permissions(data / each, perms::owner_all);
    }
}

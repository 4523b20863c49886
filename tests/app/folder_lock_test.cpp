#include "app/folder_lock.h"

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

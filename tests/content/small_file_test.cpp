#include "content/small_file.h"

#include "content/catalog.h"
#include "content/json_document.h"
#include "support/catch.h"
#include "support/temp_folder.h"

#include <algorithm>

#ifndef _WIN32
#    include <sys/stat.h>
#    include <unistd.h>
#endif

using namespace psoas;
using namespace psoas::content;

namespace fs = std::filesystem;

namespace {

std::string refusal(const fs::path &path) {
    const auto read = readSmallFile(path);
    return read ? "read" : read.error().problem.reason;
}

}  // namespace

TEST_CASE("a file is read to its last byte and no further than a mebibyte") {
    const TempFolder folder;
    const std::string bytes("a\0\r\n\xFF", 5);
    write(folder / "x", bytes);
    CHECK(readSmallFile(folder / "x").value() == bytes);
    write(folder / "empty", "");
    CHECK(readSmallFile(folder / "empty").value().empty());
    write(folder / "full", std::string(kMostBytes, ' '));
    CHECK(readSmallFile(folder / "full").value().size() == kMostBytes);
    write(folder / "over", std::string(kMostBytes + 1, ' '));
    const auto over = readSmallFile(folder / "over");
    REQUIRE_FALSE(over);
    CHECK(over.error().cause == FileRefusal::Cause::TooLarge);
}

TEST_CASE("what is no file is refused with its reason") {
    const TempFolder folder;
    CHECK(refusal(folder / "nothing") == "there is no such file");
    CHECK(refusal(folder.path()) == "this is no regular file");
    write(folder / "x", "{}");
    CHECK(refusal(folder / "x" / "y.json") == "there is no such file");
    CHECK(refusal(folder / std::string(5000, 'n')) == "the file cannot be reached");
}

#ifndef _WIN32
TEST_CASE("a link is what it leads to") {
    const TempFolder folder;
    write(folder / "x", "{}");
    fs::create_symlink("x", folder / "good");
    fs::create_symlink("nowhere", folder / "dangling");
    fs::create_symlink("loop", folder / "loop");
    fs::create_symlink("/dev/zero", folder / "endless");
    fs::create_directory_symlink(".", folder / "here");
    CHECK(refusal(folder / "good") == "read");
    CHECK(refusal(folder / "dangling") == "there is no such file");
    CHECK(refusal(folder / "loop") == "the file cannot be reached");
    CHECK(refusal(folder / "endless") == "this is no regular file");
    CHECK(refusal(folder / "here") == "this is no regular file");
}

TEST_CASE("neither a pipe nor a folder nor a bad link keeps the catalog from its files") {
    const TempFolder folder;
    REQUIRE(::mkfifo((folder / "pipe.json").c_str(), 0600) == 0);
    fs::create_directory(folder / "folder.json");
    fs::create_symlink("nowhere", folder / "link.json");
    write(folder / "mine.json",
          R"({"format":1,"id":"mine","title":"M","kind":"technique","summary":"S",)"
          R"("steps":[{"id":"h","do":"hold","title":"H","seconds":5}]})");
    const Catalog catalog = loadCatalog(fs::path(PSOAS_SOURCE_DIR) / "content", folder.path());
    CHECK(catalog.find("mine") != nullptr);
    CHECK(catalog.problems.size() == 3);
    CHECK(std::ranges::all_of(catalog.problems, [](const core::Problem &problem) {
        return problem.severity == core::Problem::Severity::Error && problem.line == 1;
    }));
}

TEST_CASE("a folder that cannot be reached is told of and one that is not there is not") {
    const TempFolder folder;
    fs::create_symlink("loop", folder / "loop");
    const fs::path content = fs::path(PSOAS_SOURCE_DIR) / "content";
    CHECK(loadCatalog(content, folder / "loop").problems.size() == 1);
    CHECK(loadCatalog(content, folder / "nowhere").problems.empty());
}

TEST_CASE("a file that may not be read is refused and a folder that may not be is told of") {
    if (::geteuid() == 0) {
        return;  // to root everything is open
    }
    const TempFolder folder;
    write(folder / "inside/x.json", "{}");
    fs::permissions(folder / "inside/x.json", fs::perms::none);
    CHECK(refusal(folder / "inside/x.json") == "the file cannot be read");
    fs::permissions(folder / "inside", fs::perms::none);
    CHECK(refusal(folder / "inside/x.json") == "the file cannot be reached");
    const Catalog catalog = loadCatalog(fs::path(PSOAS_SOURCE_DIR) / "content", folder / "inside");
    CHECK(catalog.problems.size() == 1);
    CHECK(catalog.entries.size() == 4);
    fs::permissions(folder / "inside", fs::perms::owner_all);
}
#endif

TEST_CASE("a path is shown in UTF-8") {
    CHECK(pathText(fs::path(u8"r\u00FCcken/\u30B9.json")) ==
          "r\xC3\xBC"
          "cken/\xE3\x82\xB9.json");
}

#include "content/small_file.h"

#include "content/catalog.h"
#include "content/json_document.h"
#include "support/catch.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#ifndef _WIN32
#    include <sys/socket.h>
#    include <sys/stat.h>
#    include <sys/un.h>
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

#ifndef _WIN32
/// Two hundred megabytes that nobody has to write; the system reads them as NUL.
void writeHuge(const fs::path &path) {
    write(path, " ");
    fs::resize_file(path, std::uintmax_t{200} * 1024 * 1024);
}

constexpr const char *kMine =
    R"({"format":1,"id":"mine","title":"M","kind":"technique","summary":"S",)"
    R"("steps":[{"id":"h","do":"hold","title":"H","seconds":5}]})";

/// Name and reason of each problem, all of them at the beginning of their files.
std::vector<std::string> refusals(const core::Problems &problems) {
    std::vector<std::string> lines;
    for (const core::Problem &problem : problems) {
        CHECK(problem.severity == core::Problem::Severity::Error);
        CHECK(std::pair(problem.line, problem.column) == std::pair<std::size_t, std::size_t>(1, 1));
        CHECK(problem.pointer.empty());
        lines.push_back(fs::path(problem.file).filename().string() + ": " + problem.reason);
    }
    return lines;
}

/// To root everything is open: this puts root's rights aside for a while.
class Unprivileged {
public:
    Unprivileged() { m_away = m_root && ::seteuid(kNobody) == 0; }
    Unprivileged(const Unprivileged &) = delete;
    Unprivileged &operator=(const Unprivileged &) = delete;
    ~Unprivileged() {
        if (m_away && ::seteuid(0) != 0) {
            std::abort();  // nothing that runs after this would be as it should
        }
    }

    /// Whether what is closed is closed now.
    [[nodiscard]] bool holds() const { return !m_root || m_away; }

private:
    static constexpr uid_t kNobody = 65534;
    bool m_root = ::geteuid() == 0;
    bool m_away = false;
};

/// Whatever the umask is, others get into the folder and see what is in it.
void openToOthers(const fs::path &folder) {
    const auto more = fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                      fs::perms::others_exec;
    fs::permissions(folder, more, fs::perm_options::add);
    for (const auto &entry : fs::recursive_directory_iterator(folder)) {
        fs::permissions(entry.path(), more, fs::perm_options::add);
    }
}

/// The socket is there for as long as nobody removes its file; nobody listens.
bool makeSocket(const fs::path &path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof(address.sun_path)) {
        return false;
    }
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    // The system's functions want it so.
    const auto *const general = reinterpret_cast<const sockaddr *>(&address);
    const bool made = socket >= 0 && ::bind(socket, general, sizeof(address)) == 0;
    ::close(socket);
    return made;
}
#endif

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

TEST_CASE("nothing that only has the name of a routine keeps the catalog from its files") {
    const TempFolder folder;
    const fs::path &own = folder.path();
    REQUIRE(::mkfifo((own / "a-pipe.json").c_str(), 0600) == 0);
    fs::create_directory(own / "b-folder.json");
    REQUIRE(makeSocket(own / "c-socket.json"));
    fs::create_symlink("/dev/zero", own / "d-endless.json");
    fs::create_symlink("nowhere", own / "e-dangling.json");
    fs::create_symlink("g-other-half.json", own / "f-half.json");
    fs::create_symlink("f-half.json", own / "g-other-half.json");
    fs::create_symlink("a-pipe.json", own / "h-to-pipe.json");
    fs::create_directory_symlink(".", own / "i-here.json");
    fs::create_symlink("c-socket.json", own / "j-to-socket.json");
    writeHuge(own / "k-huge.json");
    fs::create_symlink("k-huge.json", own / "l-to-huge.json");
    write(own / "mine.json", kMine);
    write(own / "n-empty.json", "");
    write(own / "times.json", R"({"format":1,"adjusts":"mine","seconds":{"h":6}})");
    const Catalog catalog = loadCatalog(fs::path(PSOAS_SOURCE_DIR) / "content", own);
    CHECK(catalog.fatal.empty());
    CHECK(catalog.entries.size() == 5);
    REQUIRE(catalog.find("mine") != nullptr);
    CHECK(catalog.find("mine")->adjustmentFile == own / "times.json");
    const std::string unreachable = "the file cannot be reached";
    const std::string irregular = "this is no regular file";
    const std::string tooLarge = "the file is larger than 1 MiB";
    std::vector<std::string> expected{"a-pipe.json: " + irregular,
                                      "b-folder.json: " + irregular,
                                      "c-socket.json: " + irregular,
                                      "d-endless.json: " + irregular,
                                      "e-dangling.json: there is no such file",
                                      "f-half.json: " + unreachable,
                                      "g-other-half.json: " + unreachable,
                                      "h-to-pipe.json: " + irregular,
                                      "i-here.json: " + irregular,
                                      "j-to-socket.json: " + irregular,
                                      "k-huge.json: " + tooLarge,
                                      "l-to-huge.json: " + tooLarge,
                                      "n-empty.json: the file is empty"};
    auto told = refusals(catalog.problems);
    std::ranges::sort(told);
    CHECK(told == expected);
}

TEST_CASE("a file is refused for its size before it is opened") {
    const TempFolder folder;
    writeHuge(folder / "huge.json");
    openToOthers(folder.path());
    CHECK(refusal(folder / "huge.json") == "the file is larger than 1 MiB");
    // If it were opened first, this would be the reason.
    fs::permissions(folder / "huge.json", fs::perms::none);
    const Unprivileged unprivileged;
    if (unprivileged.holds()) {
        CHECK(refusal(folder / "huge.json") == "the file is larger than 1 MiB");
    }
}

TEST_CASE("a folder that cannot be reached is told of and one that is not there is not") {
    const TempFolder folder;
    fs::create_symlink("loop", folder / "loop");
    const fs::path content = fs::path(PSOAS_SOURCE_DIR) / "content";
    CHECK(loadCatalog(content, folder / "loop").problems.size() == 1);
    CHECK(loadCatalog(content, folder / "nowhere").problems.empty());
}

TEST_CASE("a file that may not be read is refused and a folder that may not be is told of") {
    const TempFolder folder;
    // A copy, since where the sources are may be closed to others.
    fs::copy(fs::path(PSOAS_SOURCE_DIR) / "content", folder / "content",
             fs::copy_options::recursive);
    write(folder / "own/closed.json", kMine);
    write(folder / "own/mine.json", kMine);
    write(folder / "shut/mine.json", kMine);
    openToOthers(folder.path());
    fs::permissions(folder / "own/closed.json", fs::perms::none);
    fs::permissions(folder / "shut", fs::perms::none);
    {
        const Unprivileged unprivileged;
        if (unprivileged.holds()) {
            CHECK(refusal(folder / "own/closed.json") == "the file cannot be read");
            CHECK(refusal(folder / "shut/mine.json") == "the file cannot be reached");
            const Catalog open = loadCatalog(folder / "content", folder / "own");
            CHECK(refusals(open.problems) ==
                  std::vector<std::string>{"closed.json: the file cannot be read"});
            CHECK(open.find("mine") != nullptr);
            const Catalog shut = loadCatalog(folder / "content", folder / "shut");
            CHECK(refusals(shut.problems) ==
                  std::vector<std::string>{"shut: this folder cannot be read"});
            CHECK(shut.entries.size() == 4);
        }
    }
    fs::permissions(folder / "shut", fs::perms::owner_all);
}
#endif

TEST_CASE("a path is shown in UTF-8") {
    CHECK(pathText(fs::path(u8"r\u00FCcken/\u30B9.json")) ==
          "r\xC3\xBC"
          "cken/\xE3\x82\xB9.json");
}

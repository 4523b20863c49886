#include "exchange/replaced_file.h"

#include "support/catch.h"
#include "support/temp_folder.h"

#include <iterator>

using namespace psoas;
using exchange::ReplacedFile;

namespace {

std::ptrdiff_t filesIn(const TempFolder &folder) {
    return std::distance(std::filesystem::directory_iterator(folder.path()),
                         std::filesystem::directory_iterator());
}

}  // namespace

TEST_CASE("a file is as it was until the new one is whole") {
    const TempFolder folder;
    const auto target = folder / "out.txt";
    write(target, "old");
    {
        ReplacedFile file(target);
        file.out() << "new" << std::flush;
        CHECK(bytesOf(target) == "old");
        CHECK_FALSE(file.commit());
        CHECK(bytesOf(target) == "new");
    }
    CHECK(bytesOf(target) == "new");
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("what is never finished leaves nothing") {
    const TempFolder folder;
    const auto target = folder / "out.txt";
    { ReplacedFile(target).out() << "half"; }
    CHECK(filesIn(folder) == 0);
}

TEST_CASE("two who write the same file do not meet before the end") {
    const TempFolder folder;
    const auto target = folder / "out.txt";
    ReplacedFile first(target);
    ReplacedFile second(target);
    first.out() << "first";
    second.out() << "second";
    CHECK_FALSE(second.commit());
    CHECK_FALSE(first.commit());
    CHECK(bytesOf(target) == "first");
    CHECK(filesIn(folder) == 1);
}

TEST_CASE("a file that cannot be made or put in place is an error with a reason") {
    const TempFolder folder;
    ReplacedFile nowhere(folder / "no/such/folder.txt");
    CHECK_FALSE(nowhere.out());
    CHECK(nowhere.commit() == std::errc::no_such_file_or_directory);

    std::filesystem::create_directories(folder / "folder/with something");
    ReplacedFile onFolder(folder / "folder");
    onFolder.out() << "text";
    CHECK(onFolder.commit());
}

TEST_CASE("a stream that was broken by its writer is never put in place") {
    const TempFolder folder;
    const auto target = folder / "out.txt";
    ReplacedFile file(target);
    file.out() << "half";
    file.out().setstate(std::ios::badbit);
    CHECK(file.commit());
    CHECK_FALSE(std::filesystem::exists(target));
}

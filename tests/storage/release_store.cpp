// Makes the store of this version that stays in `released/`: release_store FILE

#include "storage/released_life.h"
#include "storage/sqlite_store.h"

#include <exception>
#include <filesystem>
#include <iostream>

using namespace psoas;

int main(int argc, char **argv) {
    if (argc != 2 || std::filesystem::exists(argv[1])) {
        std::cerr << "release_store FILE, which is made\n";
        return 2;
    }
    const auto store =
        storage::openSqliteStore(std::filesystem::absolute(argv[1]), storage::OpenMode::ReadWrite);
    if (!store) {
        std::cerr << store.error().detail << '\n';
        return 1;
    }
    try {
        live(releasedLife(), *store.value());
    } catch (const std::exception &failure) {
        std::cerr << failure.what() << '\n';
        return 1;
    }
    return 0;
}

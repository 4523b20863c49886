// What it costs to refuse a file, however bad it is.
// Usage: rejection_cost SOURCE_DIR [--all]
// Reads the bad files of the tests and texts that are made against time and memory, each at most a
// mebibyte, and prints two lines: the most microseconds that one took, and the most bytes of heap
// that were alive at once while it was read, each with the name of the file. With `--all` the same
// of every file: microseconds, bytes, name. Fails if a file is not refused.

#include "content/adjustment_reader.h"
#include "content/catalog.h"
#include "content/routine_reader.h"
#include "content/small_file.h"
#include "support/hostile_texts.h"
#include "support/temp_folder.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <new>
#include <string>
#include <vector>

namespace {

/// Bytes that were asked for and not given back, now and at most. One thread, so no lock.
struct Heap {
    std::size_t live = 0;
    std::size_t most = 0;
};
constinit Heap heap;

/// Before each block stands its size, in so much room that the block is aligned for anything.
constexpr std::size_t kBefore = alignof(std::max_align_t);
static_assert(kBefore >= sizeof(std::size_t));

}  // namespace

// These two replace the global ones; those for arrays and without exceptions call them.
void *operator new(std::size_t size) {
    void *const block = std::malloc(size + kBefore);
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    *static_cast<std::size_t *>(block) = size;
    heap.live += size;
    heap.most = std::max(heap.most, heap.live);
    return static_cast<std::byte *>(block) + kBefore;
}

void operator delete(void *pointer) noexcept {
    if (pointer != nullptr) {
        void *const block = static_cast<std::byte *>(pointer) - kBefore;
        heap.live -= *static_cast<std::size_t *>(block);
        std::free(block);
    }
}

void operator delete(void *pointer, std::size_t) noexcept { operator delete(pointer); }

namespace {

namespace fs = std::filesystem;
using namespace psoas;
using Precise = std::chrono::steady_clock;
using Routines = std::vector<const core::Routine *>;

constexpr int kRounds = 5;
constexpr std::chrono::seconds kLongEnough{1};  ///< of what takes longer one round says enough

struct Cost {
    std::string name;
    std::chrono::microseconds time{};
    std::size_t bytes = 0;
    bool refused = true;
};

/// As the catalog reads a file of the person's own. True if it is refused.
bool isRefused(const fs::path &file, const Routines &routines) {
    const auto text = content::readSmallFile(file);
    if (!text) {
        return true;
    }
    content::Document document = content::readJson(text.value(), file.string());
    if (content::isAdjustment(document)) {
        return !content::readAdjustment(std::move(document), file.string(), routines).value;
    }
    return !content::readRoutine(std::move(document), file.string()).value;
}

Cost costOf(const fs::path &file, const Routines &routines) {
    std::vector<Precise::duration> times;
    Cost cost{.name = (file.parent_path().filename() / file.filename()).string()};
    while (times.size() < kRounds && (times.empty() || times.back() < kLongEnough)) {
        const std::size_t before = heap.live;
        heap.most = before;
        const auto start = Precise::now();
        cost.refused = isRefused(file, routines);
        times.push_back(Precise::now() - start);
        cost.bytes = std::max(cost.bytes, heap.most - before);
    }
    std::ranges::sort(times);
    cost.time = std::chrono::duration_cast<std::chrono::microseconds>(times[times.size() / 2]);
    return cost;
}

std::vector<fs::path> badFiles(const fs::path &tests, const fs::path &hostile) {
    std::vector<fs::path> files;
    for (const fs::path &folder : {tests / "bad", tests / "bad_several", tests / "bad_times"}) {
        std::ranges::move(jsonFilesIn(folder), std::back_inserter(files));
    }
    for (const HostileText &each : hostileTexts(content::kMostBytes)) {
        files.push_back(hostile / (each.name + ".json"));
        write(files.back(), each.text);
    }
    return files;
}

}  // namespace

int main(int argc, char **argv) {
    const fs::path source = argc > 1 ? argv[1] : "";
    const bool all = argc == 3 && std::string(argv[2]) == "--all";
    if (!fs::is_directory(source / "tests" / "content") || (argc == 3 && !all) || argc > 3) {
        std::cerr << "usage: rejection_cost SOURCE_DIR [--all]\n";
        return 2;
    }
    const content::Catalog catalog = content::loadCatalog(source / "content", std::nullopt);
    const auto own = content::readRoutine(longRoutine(content::kMostBytes), "long.json");
    if (!own.value) {
        std::cerr << "the long routine was refused\n";
        return 1;
    }
    Routines routines = catalog.unadjustedRoutines();
    routines.push_back(&*own.value);
    const TempFolder folder;
    std::vector<Cost> costs;
    bool allRefused = true;
    for (const fs::path &file : badFiles(source / "tests" / "content", folder / "hostile")) {
        const Cost &cost = costs.emplace_back(costOf(file, routines));
        if (!cost.refused) {
            std::cerr << cost.name << " was not refused\n";
            allRefused = false;
        }
        if (all) {
            std::cout << cost.time.count() << ' ' << cost.bytes << ' ' << cost.name << std::endl;
        }
    }
    const Cost &slowest = *std::ranges::max_element(costs, {}, &Cost::time);
    const Cost &largest = *std::ranges::max_element(costs, {}, &Cost::bytes);
    std::cout << slowest.time.count() << ' ' << slowest.name << '\n'
              << largest.bytes << ' ' << largest.name << '\n';
    return allRefused ? 0 : 1;
}

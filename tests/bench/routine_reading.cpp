// What reading and checking routines costs, beside the bare parser over the same bytes.
// Usage: routine_reading CONTENT_DIR
// Prints two numbers, the medians in microseconds for 1,000 routines: ours, and nlohmann's parser.

#include "content/routine_reader.h"
#include "content/small_file.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Precise = std::chrono::steady_clock;

constexpr std::size_t kRoutines = 1000;
constexpr int kRounds = 15;

/// The shipped routines over and over.
std::vector<std::string> routinesIn(const fs::path &content) {
    std::vector<std::string> shipped;
    for (const auto &entry : fs::directory_iterator(content / "routines")) {
        if (auto text = psoas::content::readSmallFile(entry.path())) {
            shipped.push_back(std::move(text).value());
        }
    }
    std::ranges::sort(shipped);
    std::vector<std::string> routines;
    for (std::size_t i = 0; i < kRoutines && !shipped.empty(); ++i) {
        routines.push_back(shipped[i % shipped.size()]);
    }
    return routines;
}

/// Microseconds that `read` takes for all the texts; `good` counts what it accepted.
template <class Read>
long microseconds(const std::vector<std::string> &texts, std::size_t &good, Read read) {
    const auto start = Precise::now();
    for (const std::string &text : texts) {
        good += read(text) ? 1U : 0U;
    }
    const auto taken = Precise::now() - start;
    return static_cast<long>(std::chrono::duration_cast<std::chrono::microseconds>(taken).count());
}

long median(std::vector<long> times) {
    std::ranges::sort(times);
    return times[times.size() / 2];
}

}  // namespace

int main(int argc, char **argv) {
    const auto texts = argc == 2 ? routinesIn(argv[1]) : std::vector<std::string>();
    if (texts.empty()) {
        std::cerr << "usage: routine_reading CONTENT_DIR\n";
        return 2;
    }
    std::vector<long> ours;
    std::vector<long> bare;
    std::size_t good = 0;
    for (int round = 0; round < kRounds; ++round) {
        // In turn, so that a machine that becomes slower does so for both.
        ours.push_back(microseconds(texts, good, [](const std::string &text) {
            using namespace psoas::content;
            return readRoutine(text, "routine.json", FileName::Any).value.has_value();
        }));
        bare.push_back(microseconds(texts, good, [](const std::string &text) {
            return nlohmann::json::parse(text).is_object();
        }));
    }
    if (good != 2 * texts.size() * ours.size()) {
        std::cerr << "a shipped routine was refused\n";
        return 1;
    }
    std::cout << median(ours) << ' ' << median(bare) << '\n';
}

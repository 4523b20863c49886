// Lets the fuzzer change what a file says, and not its bytes alone. Of bytes changed at random
// hardly a file stays JSON, and hardly one of those is a single number away from a good one.

#include "content/mutator.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using psoas::content::Mutator;

// The names are the fuzzer's; it brings this one and calls the other.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t *data, std::size_t size, std::size_t most);

namespace {

Mutator &mutator(std::uint32_t seed) {
    static Mutator only = [&] {
        std::vector<Mutator::Json> donors;
        for (const char *name : {"routine", "check", "adjustment"}) {
            std::ifstream in(std::string(PSOAS_SOURCE_DIR "/tests/fuzz/corpus/good-") + name +
                             "-every-field.json");
            donors.push_back(Mutator::Json::parse(in));
        }
        return Mutator(seed, std::move(donors));
    }();
    return only;
}

/// Something else is said, if the text is JSON.
std::optional<std::string> changed(std::string_view text, std::uint32_t seed) {
    // Cut where it is nested too deep for a tree that is walked by recursion.
    const auto shallow = [](int depth, auto, const auto &) { return depth <= 20; };
    Mutator::Json file = Mutator::Json::parse(text, shallow, false);
    return file.is_discarded() ? std::nullopt
                               : std::optional(mutator(seed).mutated(std::move(file)));
}

/// One number, if there is any, becomes the next or the one before: limits are missed by one.
std::optional<std::string> nudged(std::string_view text, std::uint32_t seed) {
    constexpr const char *kDigits = "0123456789";
    constexpr std::size_t kMostDigits = 9;  // an int holds them
    std::vector<std::string_view> numbers;
    for (std::size_t at = 0; (at = text.find_first_of(kDigits, at)) != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_not_of(kDigits, at), text.size());
        if (end - at <= kMostDigits) {
            numbers.push_back(text.substr(at, end - at));
        }
        at = end;
    }
    if (numbers.empty()) {
        return std::nullopt;
    }
    std::minstd_rand random(seed);
    const std::string_view chosen = numbers[random() % numbers.size()];
    const int next = std::stoi(std::string(chosen)) + (random() % 2 == 0 ? 1 : -1);
    const auto offset = static_cast<std::size_t>(chosen.data() - text.data());
    return std::string(text).replace(offset, chosen.size(), std::to_string(next));
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t *data, std::size_t size,
                                               std::size_t most, unsigned seed) {
    const std::string_view before(reinterpret_cast<const char *>(data), size);
    const auto after = seed % 4 == 0   ? changed(before, seed)
                       : seed % 4 == 1 ? nudged(before, seed)
                                       : std::nullopt;
    if (!after || after->size() > most) {
        return LLVMFuzzerMutate(data, size, most);
    }
    std::ranges::copy(*after, data);
    return after->size();
}

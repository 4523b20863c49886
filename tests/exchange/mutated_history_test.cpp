#include "content/mutator.h"
#include "exchange/read_back.h"
#include "support/catch.h"
#include "support/long_form.h"
#include "support/seeded_tellings.h"

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>

using namespace psoas;

namespace {

/// Bytes that mean something to a reader of JSON, and a few that mean nothing to anyone.
constexpr std::string_view kBytes = "{}[]\":,\\0159-.eEtfn/ \n\t\x01\x7F\x80\xC3\xED\xEF\xF4\xFF";

/// The text after one change of its bytes: some changed, taken away, put in or moved, or the rest
/// cut off.
class Vandal {
public:
    explicit Vandal(std::uint32_t seed) : m_random(seed) {}

    std::string spoilt(std::string text) {
        for (std::size_t changes = 1 + below(2); changes > 0; --changes) {
            change(text);
        }
        return text;
    }

private:
    std::size_t below(std::size_t end) { return end == 0 ? 0 : m_random() % end; }

    void change(std::string &text) {
        const std::size_t at = below(text.size());
        const std::size_t length = 1 + below(below(8) == 0 ? 200 : 4);
        switch (below(6)) {
            case 0:
                text.resize(at);
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.insert(at, std::string(text, below(text.size()), length));
                break;
            case 3:
                text.insert(at, 1, m_random() % 40 == 0 ? '\0' : oneByte());
                break;
            default:
                if (!text.empty()) {
                    text[at] = below(2) == 0 ? oneByte() : static_cast<char>(m_random() & 0xFFU);
                }
        }
    }
    char oneByte() { return kBytes[below(kBytes.size())]; }

    std::mt19937 m_random;
};

/// Whether the store would take it and an export says the same again.
bool isSound(const ReadBack &read) {
    const bool keepable = std::ranges::all_of(read.sessions, [](const auto &session) {
        return session.outcome && session.endedAt && !session.id.empty() &&
               std::ranges::all_of(session.steps, [](const core::StepRecord &step) {
                   return step.round >= 1 && step.held <= step.planned + step.extended;
               });
    });
    const ReadBack again = readBack(exported(read.sessions, read.deleted));
    return keepable && again.outcome && again.sessions == read.sessions &&
           again.deleted == read.deleted;
}

}  // namespace

TEST_CASE("a spoilt history is refused with a reason or read as what it then says") {
    const std::uint32_t tries = longForm() ? 200'000 : 3'000;
    SeededTellings history(20261126);
    const std::string text = exported(history.sessions(2), history.tombstones(2));
    const auto document = content::Mutator::Json::parse(text);
    Vandal vandal(1);
    content::Mutator mutator(2, {document});
    std::uint32_t refused = 0;
    std::uint32_t wrong = 0;
    for (std::uint32_t i = 0; i < tries; ++i) {
        const std::string spoilt = i % 2 == 0 ? vandal.spoilt(text) : mutator.mutated(document);
        const ReadBack read = readBack(spoilt);
        const bool good = read.outcome ? isSound(read) : !read.problem().reason.empty();
        if (!good) {
            CAPTURE(spoilt);
            CHECK(good);
        }
        refused += read.outcome ? 0U : 1U;
        wrong += good ? 0U : 1U;
    }
    CHECK(wrong == 0);
    CHECK(refused > tries / 2);
    CHECK(refused < tries);
    std::printf("histories spoilt: %u, refused: %u, read: %u, wrong: %u\n", tries, refused,
                tries - refused, wrong);
}

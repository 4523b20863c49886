#include "storage/store_worker.h"

#include "storage/memory_store.h"
#include "support/catch.h"
#include "support/sessions.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

using namespace psoas;
using namespace psoas::storage;

TEST_CASE("jobs run in the order in which they were posted and all before the end") {
    std::vector<int> order;
    {
        StoreWorker worker(
            [] { return Stored<std::unique_ptr<Store>>(std::make_unique<MemoryStore>()); },
            [](const StoreError *) {});
        for (int i = 0; i < 100; ++i) {
            worker.post([&order, i](Store &) { order.push_back(i); });
        }
    }
    REQUIRE(order.size() == 100);
    CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("what a job holds may post another job while it goes") {
    bool followed = false;
    {
        StoreWorker worker(
            [] { return Stored<std::unique_ptr<Store>>(std::make_unique<MemoryStore>()); },
            [](const StoreError *) {});
        const auto post = [&](const int *nothing) {
            delete nothing;
            worker.post([&](Store &) { followed = true; });
        };
        worker.post([held = std::shared_ptr<int>(nullptr, post)](Store &) {});
    }
    CHECK(followed);
}

TEST_CASE("a store that cannot be opened is told and replaced by one in memory") {
    std::optional<StoreError::Code> told;
    std::size_t kept = 0;
    {
        StoreWorker worker(
            [] {
                return Stored<std::unique_ptr<Store>>(
                    StoreError{.code = StoreError::Code::Newer, .detail = ""});
            },
            [&](const StoreError *problem) {
                if (problem != nullptr) {
                    told = problem->code;
                }
            });
        worker.post([](Store &store) { CHECK(store.begin(startedSession("a"))); });
        worker.post([&](Store &store) { kept = store.unfinished().value().size(); });
    }
    CHECK(told == StoreError::Code::Newer);
    CHECK(kept == 1);
}

#include "storage/store_worker.h"

#include "support/catch.h"
#include "support/failing_disk.h"
#include "support/sessions.h"

#include <algorithm>
#include <future>
#include <memory>
#include <vector>

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

using Code = StoreError::Code;

PatientStore::Write beginning(const std::string &id) {
    return [id](Store &store) { return store.begin(startedSession(id)); };
}

/// So long that only what a test does itself makes another try.
std::chrono::milliseconds never(int /*failures*/) { return 1h; }

/// Waits until everything that was posted so far has been done.
void settle(StoreWorker &worker) {
    std::promise<void> done;
    worker.errand([&] { done.set_value(); });
    done.get_future().wait();
}

std::size_t keptOn(FailingDisk &disk) { return disk.kept.unfinished().value().size(); }

}  // namespace

TEST_CASE("jobs run in the order in which they were posted") {
    FailingDisk disk;
    std::vector<int> order;
    {
        std::promise<void> last;
        StoreWorker worker(disk.opener(), {});
        for (int i = 0; i < 300; i += 3) {
            worker.read([&order, i](Store &) { order.push_back(i); });
            worker.write(beginning(std::to_string(i)), [&order, i] { order.push_back(i + 1); });
            worker.errand([&order, i] { order.push_back(i + 2); });
        }
        worker.errand([&] { last.set_value(); });
        last.get_future().wait();
    }
    REQUIRE(order.size() == 300);
    CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("at the end all that must be is done, and what nobody can hear of is left out") {
    FailingDisk disk;
    std::promise<void> ending;
    std::thread releasing;
    std::vector<std::string> done;
    {
        StoreWorker worker(disk.opener(), {});
        worker.errand([&, end = ending.get_future().share()] { end.wait(); });
        worker.read([&](Store &) { done.emplace_back("read"); });
        worker.write(beginning("a"), [&] { done.emplace_back("written"); });
        worker.errand([&] { done.emplace_back("errand"); });
        worker.urgent([&] { done.emplace_back("urgent"); });
        // Held until the end has come, as near as that can be told from outside.
        releasing = std::thread([&] {
            std::this_thread::yield();
            ending.set_value();
        });
    }
    releasing.join();
    std::erase(done, "read");
    std::erase(done, "errand");
    CHECK(done == std::vector<std::string>{"urgent", "written"});
}

TEST_CASE("what is urgent comes before all that waits") {
    FailingDisk disk;
    std::promise<void> go;
    std::promise<void> last;
    std::vector<std::string> order;
    StoreWorker worker(disk.opener(), {});
    worker.errand([&] { go.get_future().wait(); });
    worker.write(beginning("a"), [&] { order.emplace_back("written"); });
    worker.urgent([&] { order.emplace_back("first"); });
    worker.urgent([&] { order.emplace_back("second"); });
    worker.errand([&] { last.set_value(); });
    go.set_value();
    last.get_future().wait();
    CHECK(order == std::vector<std::string>{"first", "second", "written"});
}

TEST_CASE("what a job holds may post another job while it goes") {
    FailingDisk disk;
    bool followed = false;
    {
        StoreWorker worker(disk.opener(), {});
        const auto post = [&](const int *nothing) {
            delete nothing;
            worker.urgent([&] { followed = true; });
        };
        worker.read([held = std::shared_ptr<int>(nullptr, post)](Store &) {});
    }
    CHECK(followed);
}

TEST_CASE("reads and errands do not wait for writes that wait") {
    FailingDisk disk;
    disk.writing = Code::Full;
    StoreWorker worker(disk.opener(), {}, never);
    worker.write(beginning("a"));
    std::size_t seen = 1;
    worker.read([&](Store &store) { seen = store.unfinished().value().size(); });
    settle(worker);
    CHECK(seen == 0);
}

TEST_CASE("what waits is tried again when something else is written") {
    FailingDisk disk;
    disk.writing = Code::Full;
    std::promise<void> resumed;
    StoreWorker worker(disk.opener(), {.resumed = [&] { resumed.set_value(); }}, never);
    worker.write(beginning("a"));
    settle(worker);
    disk.writing = std::nullopt;
    CHECK(keptOn(disk) == 0);
    worker.write(beginning("b"));
    resumed.get_future().wait();
    CHECK(keptOn(disk) == 2);
}

TEST_CASE("what waits is tried again after a while and whenever it is asked for") {
    const bool asked = GENERATE(false, true);
    const bool opensLate = GENERATE(false, true);
    FailingDisk disk;
    (opensLate ? disk.opening : disk.writing) = Code::Full;
    std::promise<void> resumed;
    StoreWorker worker(
        disk.opener(), {.resumed = [&] { resumed.set_value(); }},
        asked ? never : [](int) { return 1ms; });
    worker.write(beginning("a"));
    settle(worker);
    (opensLate ? disk.opening : disk.writing) = std::nullopt;
    if (asked) {
        worker.retryNow();
    }
    resumed.get_future().wait();
    CHECK(keptOn(disk) == 1);
}

TEST_CASE("what waits is tried once more at the end") {
    FailingDisk disk;
    disk.writing = Code::Full;
    bool saved = false;
    {
        StoreWorker worker(disk.opener(), {}, never);
        worker.write(beginning("a"), [&] { saved = true; });
        settle(worker);
        CHECK_FALSE(saved);
        disk.writing = std::nullopt;
    }
    CHECK(saved);
    CHECK(keptOn(disk) == 1);
}

TEST_CASE("each failed try is waited for longer, and never more than half a minute") {
    CHECK(growingWait(1) == 1s);
    CHECK(growingWait(2) == 2s);
    CHECK(growingWait(5) == 16s);
    CHECK(growingWait(6) == 30s);
    CHECK(growingWait(1'000'000) == 30s);

    FailingDisk disk;
    disk.writing = Code::Full;
    std::vector<int> asked;
    std::promise<void> resumed;
    const auto waits = [&](int failures) {
        asked.push_back(failures);
        if (failures == 4) {
            disk.writing = std::nullopt;
        }
        return 0ms;
    };
    StoreWorker worker(disk.opener(), {.resumed = [&] { resumed.set_value(); }}, waits);
    worker.write(beginning("a"));
    resumed.get_future().wait();
    CHECK(asked == std::vector{1, 2, 3, 4});
    CHECK(disk.tried == 5);
}

// What a page for a therapist is made of: what is read for it, and that it always comes to an end.

#include "app/report_reading.h"
#include "core/history.h"
#include "storage/memory_store.h"
#include "support/catch.h"
#include "support/event_loop.h"
#include "support/passing_store.h"
#include "support/sessions.h"

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

using namespace psoas;
using namespace psoas::app;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr core::LocalDay kToday{2026y / 11 / 24};

/// A stretch of which this much was held on each side, so many days ago.
core::SessionRecord stretch(const std::string &id, int daysAgo, core::Milliseconds held = 20s) {
    core::SessionRecord session = startedSession(id, -24h * daysAgo);
    session.endedAt = session.startedAt;
    session.outcome = core::Outcome::Completed;
    for (core::StepRecord &step : session.steps) {
        step.held = held;
    }
    return session;
}

core::SessionRecord painful(const std::string &id, int daysAgo) {
    core::SessionRecord session = stretch(id, daysAgo, 0s);
    session.outcome = core::Outcome::StoppedForPain;
    session.hurts.push_back({.kind = core::HurtKind::Sharp,
                             .step = "hold",
                             .side = core::Side::Left,
                             .at = 0s,
                             .choice = {}});
    return session;
}

core::SessionRecord check(const std::string &id, int daysAgo) {
    core::SessionRecord session = stretch(id, daysAgo);
    session.steps.clear();
    session.outcome = core::Outcome::Emergency;
    session.answers = {{"e1", true}};
    return session;
}

core::SessionRecord noted(const std::string &id, int daysAgo) {
    core::SessionRecord session = stretch(id, daysAgo);
    session.note = "note of " + id;
    return session;
}

using Sessions = std::vector<core::SessionRecord>;

std::unique_ptr<storage::MemoryStore> filled(const Sessions &sessions) {
    auto store = std::make_unique<storage::MemoryStore>();
    const std::vector<core::Telling> tellings(sessions.begin(), sessions.end());
    REQUIRE(store->merge(tellings, wallAt(0s)));
    return store;
}

ReportRecords recordsIn(storage::Store &store, std::optional<core::LocalDay> from,
                        bool withNotes = false) {
    const auto read = readReportRecords(
        store, {.from = from, .until = kToday, .withNotes = withNotes}, std::chrono::Monday, false);
    REQUIRE(read);
    return read.value();
}

std::vector<std::string> idsOf(const ReportRecords &records) {
    std::vector<std::string> ids;
    for (const core::SessionRecord &each : records.sessions) {
        ids.push_back(each.id);
    }
    std::ranges::sort(ids);
    return ids;
}

using Ids = std::vector<std::string>;

/// Fails at the first look into it, or has the reading cancelled at each.
class Doorway final : public PassingStore {
public:
    explicit Doorway(std::unique_ptr<storage::Store> store)
        : PassingStore(*store), m_store(std::move(store)) {}

    Stored<std::vector<storage::SessionKey>> find(const core::HistoryFilter &filter,
                                                  core::HistoryOrder order) override {
        if (std::exchange(fails, false)) {
            return storage::StoreError{.code = storage::StoreError::Code::Busy, .detail = {}};
        }
        if (cancels != nullptr) {
            cancels->cancel();
        }
        return m_store->find(filter, order);
    }

    bool fails = false;
    ReportReading *cancels = nullptr;

private:
    std::unique_ptr<storage::Store> m_store;
};

/// A reading that is listened to.
struct Listened {
    RecordKeeper records;
    ReportReading reading{records};
    std::optional<ReadReport> read;

    explicit Listened(storage::StoreOpener open) : records(std::move(open)) {
        QObject::connect(&reading, &ReportReading::finished, &reading,
                         [this](const ReadReport &told) { read = told; });
    }
    ReadReport finished() {
        read.reset();
        reading.start({.from = {}, .until = kToday, .withNotes = true}, std::chrono::Monday);
        CHECK(reading.isRunning());
        REQUIRE(runUntil([this] { return read.has_value(); }));
        CHECK_FALSE(reading.isRunning());
        return *read;
    }
};

template <class Fault> bool failedBy(const ReadReport &read) {
    return !read && std::holds_alternative<Fault>(read.error());
}

}  // namespace

TEST_CASE("a report of everything begins with the first thing known, held or not") {
    const auto store = filled({check("check", 40), painful("pain", 35), stretch("a", 3)});
    CHECK(recordsIn(*store, {}).from == kToday - days{40});
    CHECK(idsOf(recordsIn(*store, {})) == Ids{"check", "pain"});
    CHECK(recordsIn(*store, {}).sums.all().sessions == 1);

    REQUIRE(store->addDayAnswer({.at = wallAt(-24h * 50), .nothingNew = true}));
    CHECK(recordsIn(*store, {}).from == kToday - days{40});
    REQUIRE(store->addDayAnswer({.at = wallAt(-24h * 45), .nothingNew = false}));
    CHECK(recordsIn(*store, {}).from == kToday - days{45});

    const auto only = filled({check("check", 40)});
    CHECK(recordsIn(*only, {}).from == kToday - days{40});
    CHECK(recordsIn(*filled({}), {}).from == kToday);
}

TEST_CASE("a report of some days tells of these alone") {
    const core::LocalDay from = kToday - days{27};
    const auto store =
        filled({stretch("first", 27), stretch("before", 28), check("in", 27), check("out", 28),
                painful("hurt", 27), painful("hurt before", 28), stretch("ahead", -1)});
    for (const int daysAgo : {28, 27, 0, -1}) {
        REQUIRE(store->addDayAnswer({.at = wallAt(-24h * daysAgo), .nothingNew = false}));
    }
    REQUIRE(store->addDayAnswer({.at = wallAt(-24h * 5), .nothingNew = true}));
    const auto records = recordsIn(*store, from);
    CHECK(records.from == from);
    CHECK(records.until == kToday);
    CHECK(records.sums.all().sessions == 1);
    CHECK(idsOf(records) == Ids{"hurt", "in"});
    CHECK(records.somethingNew == std::vector{wallAt(-24h * 27), wallAt(0s)});
}

TEST_CASE("a report has the newest notes, and counts those that no page has room for") {
    Sessions sessions{stretch("silent", 0)};
    for (int i = 0; i < 130; ++i) {
        sessions.push_back(noted(std::to_string(i), i));
    }
    const auto store = filled(sessions);
    const auto records = recordsIn(*store, {}, true);
    CHECK(records.noteCount == 130);
    REQUIRE(records.notes.size() == kMostReportNotes);
    CHECK(records.notes.front().note == "note of 0");
    CHECK(records.notes.back().note == "note of " + std::to_string(kMostReportNotes - 1));
    CHECK(records.sessions.empty());
    CHECK(recordsIn(*store, {}).notes.empty());
    CHECK(recordsIn(*store, {}).noteCount == 0);
}

TEST_CASE("a report of a store that is not open is none") {
    Listened listened([]() -> storage::Stored<std::unique_ptr<storage::Store>> {
        return storage::StoreError{.code = storage::StoreError::Code::Newer, .detail = {}};
    });
    CHECK(failedBy<storage::StoreError>(listened.finished()));
}

TEST_CASE("a report that cannot be read says so, and the next one can be") {
    Listened listened([]() -> storage::Stored<std::unique_ptr<storage::Store>> {
        auto store = std::make_unique<Doorway>(filled({stretch("a", 1)}));
        store->fails = true;
        return std::unique_ptr<storage::Store>(std::move(store));
    });
    CHECK(failedBy<storage::StoreError>(listened.finished()));
    const auto read = listened.finished();
    REQUIRE(read);
    CHECK(read.value().sums.all().sessions == 1);
}

TEST_CASE("a report that is no longer wanted ends, before it is read, at it and after it") {
    Doorway *doorway = nullptr;
    Listened listened([&doorway]() -> storage::Stored<std::unique_ptr<storage::Store>> {
        auto store = std::make_unique<Doorway>(filled({stretch("a", 1), check("b", 2)}));
        doorway = store.get();
        return std::unique_ptr<storage::Store>(std::move(store));
    });
    REQUIRE(listened.finished());
    SECTION("before") {
        listened.read.reset();
        listened.reading.start({.from = {}, .until = kToday}, std::chrono::Monday);
        listened.reading.cancel();
        REQUIRE(runUntil([&] { return listened.read.has_value(); }));
        CHECK(failedBy<TransferCancelled>(*listened.read));
    }
    SECTION("meanwhile") {
        doorway->cancels = &listened.reading;
        CHECK(failedBy<TransferCancelled>(listened.finished()));
    }
    SECTION("after") {
        listened.read.reset();
        listened.reading.start({.from = {}, .until = kToday}, std::chrono::Monday);
        std::promise<void> read;
        listened.records.errand([&read] { read.set_value(); });
        // Waiting like this delivers no answer.
        read.get_future().wait();
        listened.reading.cancel();
        REQUIRE(runUntil([&] { return listened.read.has_value(); }));
        CHECK(failedBy<TransferCancelled>(*listened.read));
    }
    listened.reading.cancel();
    doorway->cancels = nullptr;
    CHECK(listened.finished());
}

TEST_CASE("a report that nobody waits for any more is told to nobody") {
    RecordKeeper records([]() -> storage::Stored<std::unique_ptr<storage::Store>> {
        return std::unique_ptr<storage::Store>(filled({stretch("a", 1)}));
    });
    bool told = false;
    {
        ReportReading reading(records);
        QObject::connect(&reading, &ReportReading::finished,
                         [&told](const auto &) { told = true; });
        reading.start({.from = {}, .until = kToday}, std::chrono::Monday);
    }
    bool later = false;
    QObject here;
    records.ask(
        here, [](const auto &) { return true; }, [&later](bool) { later = true; });
    REQUIRE(runUntil([&later] { return later; }));
    CHECK_FALSE(told);
}

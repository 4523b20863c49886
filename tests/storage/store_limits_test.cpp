// The real thing: a file that may not grow and a folder that may not be written, for a while.

#include "storage/ordinary_user.h"
#include "storage/sqlite_store.h"
#include "storage/store_worker.h"
#include "storage/told_session.h"
#include "support/catch.h"
#include "support/small_files_only.h"
#include "support/temp_folder.h"

#include <future>
#include <vector>

#ifdef __linux__

using namespace psoas;
using namespace psoas::storage;
using namespace std::chrono_literals;

namespace {

using Code = StoreError::Code;

/// A storage thread on a real file, and what was heard of it.
class Saving {
public:
    explicit Saving(const std::filesystem::path &file)
        : m_worker([file] { return openSqliteStore(file, OpenMode::ReadWrite); },
                   {.opened = [this](const StoreError *) { ++opened; },
                    .stopped = [this](const StoreError &why) { stopped.push_back(why.code); },
                    .resumed = [this] { m_resumed.set_value(); }},
                   [](int) { return 1h; }) {}

    /// Posts the writes from `first` to before `last` and waits until all have been tried.
    void tell(std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            m_worker.write(m_told.writes()[i], [this, i] { saved.insert(i); });
        }
        std::promise<void> done;
        m_worker.errand([&] { done.set_value(); });
        done.get_future().wait();
    }

    void retry() {
        m_worker.retryNow();
        m_resumed.get_future().wait();
    }

    // Of the storage thread; to be read when it has nothing to do.
    int opened = 0;
    std::vector<Code> stopped;
    std::set<std::size_t> saved;

private:
    ToldSession m_told;
    std::promise<void> m_resumed;
    StoreWorker m_worker;
};

}  // namespace

TEST_CASE("while no file may grow a session waits, and then it is saved") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const std::size_t all = ToldSession().writes().size();
    std::set<std::size_t> saved;
    {
        Saving saving(file);
        saving.tell(0, 3);
        CHECK(saving.saved.size() == 3);
        {
            const SmallFilesOnly full;
            saving.tell(3, all);
        }
        CHECK(saving.saved.size() == 3);
        CHECK(saving.stopped.size() == 1);
        saving.retry();
        saved = saving.saved;
    }
    CHECK(saved.size() == all);
    CHECK(ToldSession().faultsOf(file, saved, {}).empty());
}

TEST_CASE("a session that begins where nothing may be written is saved once it may") {
    const TempFolder folder;
    const auto file = folder / "history.db";
    const std::size_t all = ToldSession().writes().size();
    using std::filesystem::perms;
    std::filesystem::permissions(folder.path(), perms::owner_read | perms::owner_exec |
                                                    perms::others_read | perms::others_exec);
    std::set<std::size_t> saved;
    {
        const auto saving = [&] {
            const OrdinaryUser user;
            auto made = std::make_unique<Saving>(file);
            made->tell(0, all);
            return made;
        }();
        CHECK(saving->stopped == std::vector{Code::ReadOnly});
        CHECK(saving->saved.empty());
        std::filesystem::permissions(folder.path(), perms::owner_all);
        saving->retry();
        CHECK(saving->opened == 2);
        saved = saving->saved;
    }
    CHECK(saved.size() == all);
    CHECK(ToldSession().faultsOf(file, saved, {}).empty());
}

#endif

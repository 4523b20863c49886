#include "app/history_export.h"

#include "app/paths.h"
#include "exchange/history_csv.h"
#include "exchange/history_json.h"
#include "exchange/replaced_file.h"
#include "storage/own_files.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <filesystem>
#include <utility>
#include <vector>

namespace psoas::app {

namespace fs = std::filesystem;

namespace {

using storage::Stored;
using Keys = std::vector<storage::SessionKey>;

/// What a format makes of a history.
class Document {
public:
    Document() = default;
    Document(const Document &) = delete;
    Document &operator=(const Document &) = delete;
    virtual ~Document() = default;
    /// These, in their order, without those that are gone meanwhile. How many it wrote.
    virtual Stored<std::size_t> add(storage::History &history, const Keys &keys) = 0;
    virtual Stored<core::Done> end(storage::History &history) = 0;
};

class CsvDocument final : public Document {
public:
    explicit CsvDocument(std::ostream &out) : m_writer(out) {}

    Stored<std::size_t> add(storage::History &history, const Keys &keys) override {
        const auto summaries = history.summaries(keys);
        if (!summaries) {
            return summaries.error();
        }
        for (const core::SessionSummary &each : summaries.value()) {
            m_writer.add(each);
        }
        return summaries.value().size();
    }
    Stored<core::Done> end(storage::History &) override { return core::Done{}; }

private:
    exchange::HistoryCsvWriter m_writer;
};

class JsonDocument final : public Document {
public:
    explicit JsonDocument(std::ostream &out) : m_writer(out) {}

    Stored<std::size_t> add(storage::History &history, const Keys &keys) override {
        const auto summaries = history.summaries(keys);
        if (!summaries) {
            return summaries.error();
        }
        for (const core::SessionSummary &each : summaries.value()) {
            const auto session = history.session(each.id);
            if (!session) {
                return session.error();
            }
            m_writer.add(session.value());
        }
        return summaries.value().size();
    }
    Stored<core::Done> end(storage::History &history) override {
        const auto deleted = history.tombstones();
        if (!deleted) {
            return deleted.error();
        }
        m_writer.end(deleted.value());
        return core::Done{};
    }

private:
    exchange::HistoryJsonWriter m_writer;
};

std::unique_ptr<Document> documentOf(HistoryFormat format, std::ostream &out) {
    if (format == HistoryFormat::Csv) {
        return std::make_unique<CsvDocument>(out);
    }
    return std::make_unique<JsonDocument>(out);
}

}  // namespace

/// How far an export has come.
struct HistoryExport::Stand {
    std::size_t done = 0;
    std::size_t total = 0;
    std::size_t written = 0;  ///< of those done; the others are gone meanwhile
    bool over = false;
    std::optional<TransferFault> fault{};
};

/// The file and what is still to be written to it. Lives on the storage thread, but for `cancel`.
class HistoryExport::Writing {
public:
    Writing(fs::path target, fs::path store, HistoryFormat format)
        : m_target(std::move(target)), m_store(std::move(store)), m_format(format) {}

    void cancel() { m_cancelled = true; }

    Stand goOn(const RecordKeeper::OpenStore &store) {
        if (m_cancelled) {
            return failed(TransferCancelled{});
        }
        if (!store) {
            return failed(store.error());
        }
        if (storage::isOwnFile(m_store, m_target)) {
            return failed(AmongOwnFiles{});
        }
        const auto done = m_document ? addSome(store) : begin(store.value());
        if (!done) {
            return failed(done.error());
        }
        if (!m_file->out() || m_done == m_keys.size()) {
            return end(*store.value());
        }
        return {.done = m_done, .total = m_keys.size()};
    }

private:
    Stored<core::Done> begin(const storage::OpenStore &store) {
        m_opening = store.opening;
        auto keys = store->find({}, core::HistoryOrder::NewestFirst);
        if (!keys) {
            return std::move(keys).error();
        }
        m_keys = std::move(keys).value();
        m_file.emplace(m_target);
        m_document = documentOf(m_format, m_file->out());
        return core::Done{};
    }

    Stored<core::Done> addSome(const RecordKeeper::OpenStore &store) {
        // Its keys would be those of other sessions in another store.
        if (auto other = notTheSame(store, m_opening)) {
            return std::move(*other);
        }
        const std::size_t count = std::min(kTransferBatch, m_keys.size() - m_done);
        const auto from = m_keys.begin() + static_cast<std::ptrdiff_t>(m_done);
        m_done += count;
        const auto written =
            m_document->add(*store.value(), {from, from + static_cast<std::ptrdiff_t>(count)});
        if (!written) {
            return written.error();
        }
        m_written += written.value();
        return core::Done{};
    }

    Stand end(storage::History &history) {
        if (const auto done = m_document->end(history); !done) {
            return failed(done.error());
        }
        if (m_cancelled) {
            return failed(TransferCancelled{});
        }
        if (const std::error_code wrong = m_file->commit()) {
            return failed(wrong);
        }
        return {.done = m_done, .total = m_keys.size(), .written = m_written, .over = true};
    }

    Stand failed(TransferFault fault) {
        m_document.reset();
        m_file.reset();
        return {.done = m_done, .total = m_keys.size(), .over = true, .fault = std::move(fault)};
    }

    fs::path m_target;
    fs::path m_store;
    HistoryFormat m_format;
    std::atomic<bool> m_cancelled = false;
    Keys m_keys;
    std::size_t m_done = 0;
    std::size_t m_written = 0;
    int m_opening = 0;  ///< of the store that the keys are of
    std::optional<exchange::ReplacedFile> m_file;
    std::unique_ptr<Document> m_document;  ///< writes to the file
};

HistoryExport::HistoryExport(RecordKeeper &records, std::filesystem::path store, QObject *parent)
    : QObject(parent), m_records(records), m_store(std::move(store)) {}

HistoryExport::~HistoryExport() {
    cancel();
    letGo();
}

void HistoryExport::start(const QString &file, HistoryFormat format) {
    assert(!isRunning());
    m_writing = std::make_shared<Writing>(pathOf(file), m_store, format);
    goOn();
}

void HistoryExport::cancel() {
    if (m_writing) {
        m_writing->cancel();
    }
}

/// One job at a time is posted: what others have posted since comes before the next.
void HistoryExport::goOn() {
    m_records.ask(
        *this, [writing = m_writing](const auto &store) { return writing->goOn(store); },
        [this](const Stand &stand) { take(stand); });
}

void HistoryExport::take(const Stand &stand) {
    if (!stand.over) {
        emit progress(stand.done, stand.total);
        goOn();
        return;
    }
    letGo();
    if (!stand.fault) {
        emit progress(stand.done, stand.total);
    }
    emit finished({.sessions = stand.written, .fault = stand.fault});
}

/// The file is closed, or removed, where it was written.
void HistoryExport::letGo() {
    if (m_writing) {
        m_records.errand([writing = std::exchange(m_writing, nullptr)] {});
    }
}

}  // namespace psoas::app

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
    /// These, in their order, without those that are gone meanwhile.
    virtual Stored<core::Done> add(storage::History &history, const Keys &keys) = 0;
    virtual void end() = 0;
};

class CsvDocument final : public Document {
public:
    explicit CsvDocument(std::ostream &out) : m_writer(out) {}

    Stored<core::Done> add(storage::History &history, const Keys &keys) override {
        const auto summaries = history.summaries(keys);
        if (!summaries) {
            return summaries.error();
        }
        for (const core::SessionSummary &each : summaries.value()) {
            m_writer.add(each);
        }
        return core::Done{};
    }
    void end() override {}

private:
    exchange::HistoryCsvWriter m_writer;
};

class JsonDocument final : public Document {
public:
    JsonDocument(std::ostream &out, std::vector<core::Tombstone> deleted)
        : m_writer(out, std::move(deleted)) {}

    Stored<core::Done> add(storage::History &history, const Keys &keys) override {
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
        return core::Done{};
    }
    void end() override { m_writer.end(); }

private:
    exchange::HistoryJsonWriter m_writer;
};

Stored<std::unique_ptr<Document>> documentOf(storage::History &history, HistoryFormat format,
                                             std::ostream &out) {
    if (format == HistoryFormat::Csv) {
        return std::unique_ptr<Document>(std::make_unique<CsvDocument>(out));
    }
    auto deleted = history.tombstones();
    if (!deleted) {
        return std::move(deleted).error();
    }
    return std::unique_ptr<Document>(
        std::make_unique<JsonDocument>(out, std::move(deleted).value()));
}

}  // namespace

/// How far an export has come.
struct HistoryExport::Stand {
    std::size_t done = 0;
    std::size_t total = 0;
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
        const auto done = m_document ? addSome(*store.value()) : begin(*store.value());
        if (!done) {
            return failed(done.error());
        }
        if (!m_file->out() || m_done == m_keys.size()) {
            return end();
        }
        return {.done = m_done, .total = m_keys.size()};
    }

private:
    Stored<core::Done> begin(storage::History &history) {
        auto keys = history.find({}, core::HistoryOrder::NewestFirst);
        if (!keys) {
            return std::move(keys).error();
        }
        m_keys = std::move(keys).value();
        m_file.emplace(m_target);
        auto document = documentOf(history, m_format, m_file->out());
        if (!document) {
            return std::move(document).error();
        }
        m_document = std::move(document).value();
        return core::Done{};
    }

    Stored<core::Done> addSome(storage::History &history) {
        const std::size_t count = std::min(kTransferBatch, m_keys.size() - m_done);
        const auto from = m_keys.begin() + static_cast<std::ptrdiff_t>(m_done);
        m_done += count;
        return m_document->add(history, {from, from + static_cast<std::ptrdiff_t>(count)});
    }

    Stand end() {
        m_document->end();
        if (m_cancelled) {
            return failed(TransferCancelled{});
        }
        const std::error_code wrong = m_file->commit();
        return wrong ? failed(wrong) : Stand{.done = m_done, .total = m_keys.size(), .over = true};
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
    emit finished({.sessions = stand.done, .fault = stand.fault});
}

/// The file is closed, or removed, where it was written.
void HistoryExport::letGo() {
    if (m_writing) {
        m_records.errand([writing = std::exchange(m_writing, nullptr)] {});
    }
}

}  // namespace psoas::app

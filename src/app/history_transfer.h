#pragma once

#include "exchange/history_json_reader.h"
#include "storage/patient_store.h"

#include <cstddef>
#include <optional>
#include <system_error>
#include <variant>

namespace psoas::app {

// What stops an export or an import, apart from the store (`StoreError`).

/// The person had enough of it.
struct TransferCancelled {
    friend bool operator==(const TransferCancelled &, const TransferCancelled &) = default;
};

/// The file to be written lies where the app keeps its own.
struct AmongOwnFiles {
    friend bool operator==(const AmongOwnFiles &, const AmongOwnFiles &) = default;
};

using HistoryRefusal = exchange::HistoryRefusal;
using HistoryContent = exchange::HistoryContent;

/// Why a history did not get out, or in. An error code is what the system said of the file that
/// was to be written, a refusal what is wrong with the one that was read.
using TransferFault = std::variant<TransferCancelled, AmongOwnFiles, storage::StoreError,
                                   std::error_code, HistoryRefusal>;

/// For what began with the `opening`-th store: the error that ends it where there is another one by
/// now, or none.
[[nodiscard]] std::optional<storage::StoreError> notTheSame(
    const storage::Stored<storage::OpenStore> &store, int opening);

/// How many sessions are read or merged in one job of the storage thread: what a running session
/// has to write comes in between.
inline constexpr std::size_t kTransferBatch = 500;

}  // namespace psoas::app

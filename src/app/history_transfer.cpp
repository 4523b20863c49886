#include "app/history_transfer.h"

namespace psoas::app {

std::optional<storage::StoreError> notTheSame(const storage::Stored<storage::OpenStore> &store,
                                              int opening) {
    if (!store) {
        return store.error();
    }
    if (store.value().opening == opening) {
        return std::nullopt;
    }
    return storage::StoreError{.code = storage::StoreError::Code::Missing,
                               .detail = "another store has taken its place"};
}

}  // namespace psoas::app

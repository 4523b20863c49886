#pragma once

#include "core/record.h"

#include <QAbstractListModel>

#include <optional>
#include <string>
#include <vector>

namespace psoas::ui {

/// Sessions that are over, newest first, fetched page by page as the list is scrolled.
class SessionListModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    /// Forgets everything; the first page is wanted again.
    void restart();
    /// The answer to `wanted`, and to which one. `last`: there are no more. An answer that does not
    /// go on from what is here was asked for before a restart, and is dropped.
    void append(const std::optional<std::string> &after,
                const std::vector<core::SessionRecord> &sessions, bool last);
    [[nodiscard]] const core::SessionRecord &session(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

signals:
    /// The page after this session, or the first one.
    void wanted(const std::optional<std::string> &after);

private:
    std::vector<core::SessionRecord> m_sessions;
    bool m_complete = false;
    bool m_waiting = false;
};

}  // namespace psoas::ui

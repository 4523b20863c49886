#pragma once

#include "app/record_keeper.h"
#include "core/history.h"

#include <QAbstractListModel>

#include <map>
#include <set>

namespace psoas::ui {

/// The sessions that were found, in their order. What a row says is read when it is first looked
/// at, and forgotten again when many others have been: a history of many years is scrolled as fast
/// as one of a week. A screen reader hears each row as one sentence.
class SessionListModel : public QAbstractListModel {
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    using Keys = app::RecordKeeper::Keys;

    void setKeys(Keys keys);
    /// The answer to `wanted`. One that does not belong to the present rows is dropped.
    void put(const Keys &asked, const app::RecordKeeper::Summaries &sessions);

    /// Null until it is read.
    [[nodiscard]] const core::SessionSummary *session(int row) const;
    [[nodiscard]] const Keys &keys() const { return m_keys; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

signals:
    void wanted(const app::RecordKeeper::Keys &keys) const;

private:
    /// Where the row's block of rows begins.
    [[nodiscard]] static int blockOf(int row);
    [[nodiscard]] Keys keysOf(int block) const;
    void forgetFarFrom(int block);

    Keys m_keys;
    std::map<int, app::RecordKeeper::Summaries> m_blocks;
    /// What has been asked for by looking, which the view does to a model that it cannot change.
    mutable std::set<int> m_asked;
};

}  // namespace psoas::ui

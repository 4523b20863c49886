#include "ui/session_list_model.h"

#include "ui/page_parts.h"
#include "ui/text.h"

namespace psoas::ui {

void SessionListModel::restart() {
    beginResetModel();
    m_sessions.clear();
    m_complete = false;
    m_waiting = true;
    endResetModel();
    emit wanted(std::nullopt);
}

void SessionListModel::append(const std::optional<std::string> &after,
                              const std::vector<core::SessionRecord> &sessions, bool last) {
    const auto expected = m_sessions.empty() ? std::nullopt : std::optional(m_sessions.back().id);
    if (!m_waiting || after != expected) {
        return;
    }
    m_waiting = false;
    m_complete = last;
    if (sessions.empty()) {
        return;
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(sessions.size()) - 1);
    m_sessions.insert(m_sessions.end(), sessions.begin(), sessions.end());
    endInsertRows();
}

const core::SessionRecord &SessionListModel::session(int row) const {
    return m_sessions[static_cast<std::size_t>(row)];
}

int SessionListModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_sessions.size());
}

QVariant SessionListModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)) {
        return {};
    }
    const core::SessionRecord &each = session(index.row());
    return QStringLiteral("%1\n%2\n%3")
        .arg(text(each.routineTitle), dayAndTimeText(each.startedAt), outcomeText(*each.outcome));
}

bool SessionListModel::canFetchMore(const QModelIndex &parent) const {
    return !parent.isValid() && !m_complete && !m_waiting && !m_sessions.empty();
}

void SessionListModel::fetchMore(const QModelIndex &) {
    m_waiting = true;
    emit wanted(m_sessions.back().id);
}

}  // namespace psoas::ui

#include "ui/session_list_model.h"

#include "ui/page_parts.h"
#include "ui/picture_text.h"
#include "ui/text.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <utility>

namespace psoas::ui {
namespace {

constexpr int kBlock = 64;           // rows: more than any window shows at once
constexpr std::size_t kBlocks = 24;  // kept

/// As many lines as a row that is read, so that all rows are equally high.
const QString &unread() {
    static const QString text = QStringLiteral("…\n \n \n ");
    return text;
}

QString rowText(const core::SessionSummary &session) {
    QStringList last;
    if (session.practised()) {
        last << SessionListModel::tr("held %1").arg(heldTime(session.held));
    }
    if (session.tightnessBefore || session.tightnessAfter) {
        const auto number = [](const std::optional<int> &rating) {
            return rating ? QString::number(*rating) : QStringLiteral("–");
        };
        last << SessionListModel::tr("%1 → %2").arg(number(session.tightnessBefore),
                                                    number(session.tightnessAfter));
    }
    // Each on a line of its own: with large type the list is as wide as a date.
    return QStringLiteral("%1\n%2\n%3\n%4")
        .arg(text(session.routineTitle), shortTimeText(session.startedAt),
             outcomeText(session.outcome), last.join(QStringLiteral(" · ")));
}

/// The same in one sentence, for the ear.
QString rowSentence(const core::SessionSummary &session) {
    QStringList parts{dayAndTimeText(session.startedAt), oneLine(session.routineTitle),
                      outcomeText(session.outcome).toLower()};
    if (session.practised()) {
        const auto whole = std::chrono::floor<std::chrono::seconds>(session.held);
        parts << SessionListModel::tr("held %1").arg(spokenSeconds(whole));
    }
    if (session.tightnessBefore) {
        parts << SessionListModel::tr("tightness %1 before").arg(*session.tightnessBefore);
    }
    if (session.tightnessAfter) {
        parts << SessionListModel::tr("tightness %1 after").arg(*session.tightnessAfter);
    }
    return parts.join(QStringLiteral(", ")) + QLatin1Char('.');
}

}  // namespace

void SessionListModel::setKeys(Keys keys) {
    beginResetModel();
    m_keys = std::move(keys);
    m_blocks.clear();
    m_asked.clear();
    endResetModel();
}

int SessionListModel::blockOf(int row) { return row / kBlock; }

SessionListModel::Keys SessionListModel::keysOf(int block) const {
    const auto begin = static_cast<std::size_t>(block) * kBlock;
    const std::size_t end = std::min(begin + kBlock, m_keys.size());
    if (begin >= end) {
        return {};
    }
    return {m_keys.begin() + static_cast<std::ptrdiff_t>(begin),
            m_keys.begin() + static_cast<std::ptrdiff_t>(end)};
}

void SessionListModel::put(const Keys &asked, const app::RecordKeeper::Summaries &sessions) {
    const auto first = asked.empty() ? m_keys.end() : std::ranges::find(m_keys, asked.front());
    if (first == m_keys.end() || sessions.size() != asked.size()) {
        return;
    }
    const int row = static_cast<int>(std::distance(m_keys.begin(), first));
    const int block = blockOf(row);
    if (row % kBlock != 0 || keysOf(block) != asked) {
        return;
    }
    m_asked.erase(block);
    m_blocks[block] = sessions;
    forgetFarFrom(block);
    emit dataChanged(index(row), index(row + static_cast<int>(asked.size()) - 1));
}

void SessionListModel::forgetFarFrom(int block) {
    while (m_blocks.size() > kBlocks) {
        const int first = m_blocks.begin()->first;
        const int last = m_blocks.rbegin()->first;
        m_blocks.erase(block - first > last - block ? first : last);
    }
}

const core::SessionSummary *SessionListModel::session(int row) const {
    const auto block = m_blocks.find(blockOf(row));
    return block == m_blocks.end() ? nullptr
                                   : &block->second[static_cast<std::size_t>(row % kBlock)];
}

int SessionListModel::rowCount(const QModelIndex &parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_keys.size());
}

QVariant SessionListModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)) {
        return {};
    }
    if (const core::SessionSummary *found = session(index.row())) {
        return role == Qt::AccessibleTextRole ? rowSentence(*found) : rowText(*found);
    }
    const int block = blockOf(index.row());
    if (m_asked.insert(block).second) {
        emit wanted(keysOf(block));
    }
    return role == Qt::AccessibleTextRole ? tr("being read") : unread();
}

}  // namespace psoas::ui

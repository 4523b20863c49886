#include "ui/history_sessions.h"

#include "ui/page_parts.h"
#include "ui/session_detail.h"
#include "ui/session_filter.h"
#include "ui/session_list_model.h"
#include "ui/session_row.h"
#include "ui/theme.h"

#include <QBoxLayout>
#include <QListView>
#include <QLocale>
#include <QShortcut>

#include <algorithm>

namespace psoas::ui {
namespace {
constexpr int kListShare = 2;
constexpr int kDetailShare = 4;
}  // namespace

HistorySessions::HistorySessions(QWidget *parent)
    : QWidget(parent),
      m_model(new SessionListModel(this)),
      m_filter(new SessionFilter),
      m_count(makeLabel("sessionCount", tr("Reading what you did…"), "muted")),
      m_list(new QListView),
      m_nothing(makeLabel("sessionsNothing", {}, "cue")),
      m_detail(new SessionDetail),
      m_many(new QWidget),
      m_manyWords(makeLabel("sessionsSelected", {}, "title")) {
    setObjectName(QStringLiteral("historySessions"));
    auto *deleteMany = makeButton("sessionsDelete", tr("Delete these sessions"));
    auto *many = new QVBoxLayout(m_many);
    many->setContentsMargins(0, 0, 0, 0);
    many->addWidget(m_manyWords);
    many->addWidget(deleteMany, 0, Qt::AlignLeft);
    many->addStretch(1);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * kSpace);
    row->addWidget(makeList(), kListShare);
    row->addWidget(m_nothing, kDetailShare, Qt::AlignTop);
    row->addWidget(m_many, kDetailShare);
    row->addWidget(m_detail, kDetailShare);

    connect(m_filter, &SessionFilter::changed, this, &HistorySessions::searched);
    connect(m_model, &SessionListModel::wanted, this, &HistorySessions::wanted);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &HistorySessions::onSelection);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &HistorySessions::onSelection);
    connect(m_detail, &SessionDetail::annotated, this, &HistorySessions::annotated);
    connect(m_detail, &SessionDetail::deleteWanted, this, &HistorySessions::deleteOneWanted);
    connect(deleteMany, &QPushButton::clicked, this, &HistorySessions::deleteShown);
    wireKeys();
    onSelection();
}

void HistorySessions::wireKeys() {
    auto *away = new QShortcut(QKeySequence::Delete, m_list);
    away->setContext(Qt::WidgetShortcut);
    connect(away, &QShortcut::activated, this, &HistorySessions::deleteShown);
    connect(m_list, &QListView::activated, m_detail, &SessionDetail::takeFocus);
    for (QWidget *opened : {static_cast<QWidget *>(m_detail), m_many}) {
        auto *back = new QShortcut(QKeySequence(Qt::Key_Escape), opened);
        back->setContext(Qt::WidgetWithChildrenShortcut);
        connect(back, &QShortcut::activated, m_list,
                [this] { m_list->setFocus(Qt::ShortcutFocusReason); });
    }
}

/// Those that are selected; where none is, the one that is open.
void HistorySessions::deleteShown() {
    app::RecordKeeper::Keys keys = selected();
    if (keys.empty() && m_current) {
        keys.push_back(*m_current);
    }
    if (!keys.empty()) {
        emit deleteWanted(keys);
    }
}

QWidget *HistorySessions::makeList() {
    m_list->setObjectName(QStringLiteral("sessionList"));
    m_list->setAccessibleName(tr("List of sessions"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new SessionRow(m_list));
    // All rows are equally high: else every one of them would have to be read to know where the
    // others stand.
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kSpace);
    column->addWidget(m_filter);
    column->addWidget(m_count);
    column->addWidget(m_list, 1);
    return left;
}

void HistorySessions::setToday(core::LocalDay today, std::chrono::weekday firstOfWeek) {
    m_filter->setToday(today, firstOfWeek);
}

void HistorySessions::setRoutines(const std::vector<std::pair<std::string, QString>> &routines) {
    m_filter->setRoutines(routines);
}

core::HistoryFilter HistorySessions::filter() const { return m_filter->filter(); }

core::HistoryOrder HistorySessions::order() const { return m_filter->order(); }

void HistorySessions::commit() { m_detail->commit(); }

void HistorySessions::setKeys(const app::RecordKeeper::Keys &keys) {
    const int before = firstSelectedRow();
    const auto known = m_current ? std::ranges::find(keys, *m_current) : keys.end();
    m_model->setKeys(keys);
    m_open.clear();
    showCount();
    if (!keys.empty()) {
        // Where the current one is gone, the one that has come into its place.
        const auto row = known != keys.end()
                             ? static_cast<int>(std::distance(keys.begin(), known))
                             : std::clamp(before, 0, static_cast<int>(keys.size()) - 1);
        m_list->setCurrentIndex(m_model->index(row));
    }
    onSelection();
}

int HistorySessions::firstSelectedRow() const {
    int first = m_list->currentIndex().row();
    for (const QModelIndex &each : m_list->selectionModel()->selectedIndexes()) {
        first = std::min(first, each.row());
    }
    return first;
}

void HistorySessions::showCount() {
    const auto count = static_cast<int>(m_model->keys().size());
    const bool leavesOut = m_filter->leavesOut();
    m_count->setText(count == 1 ? tr("1 session")
                                : tr("%1 sessions").arg(QLocale().toString(count)));
    m_nothing->setText(leavesOut ? tr("No session is like that. Show all sessions, or look for "
                                      "something else.")
                                 : tr("Nothing here yet. A session that you do is found here "
                                      "afterwards, with every step of it."));
}

void HistorySessions::put(const app::RecordKeeper::Keys &asked,
                          const app::RecordKeeper::Summaries &sessions) {
    m_model->put(asked, sessions);
    openCurrent();
}

app::RecordKeeper::Keys HistorySessions::selected() const {
    app::RecordKeeper::Keys keys;
    for (const QModelIndex &each : m_list->selectionModel()->selectedIndexes()) {
        keys.push_back(m_model->keys()[static_cast<std::size_t>(each.row())]);
    }
    return keys;
}

/// The row to be open: the one that is selected, or the current one where none is.
QModelIndex HistorySessions::openRow() const {
    const QModelIndexList rows = m_list->selectionModel()->selectedIndexes();
    return rows.isEmpty() ? m_list->currentIndex()
                          : (rows.size() == 1 ? rows.front() : QModelIndex());
}

void HistorySessions::onSelection() {
    const QModelIndex current = openRow().isValid() ? openRow() : m_list->currentIndex();
    const auto count = selected().size();
    m_current = current.isValid()
                    ? std::optional(m_model->keys()[static_cast<std::size_t>(current.row())])
                    : std::nullopt;
    const bool some = !m_model->keys().empty();
    m_nothing->setVisible(!some && !m_nothing->text().isEmpty());
    m_many->setVisible(some && count > 1);
    m_manyWords->setText(tr("%1 sessions are selected").arg(QLocale().toString(int(count))));
    if (!some || count > 1) {
        m_detail->hide();
        m_open.clear();
    }
    openCurrent();
}

/// As soon as its row has been read: the id is not known before.
void HistorySessions::openCurrent() {
    const QModelIndex row = openRow();
    if (!row.isValid()) {
        return;
    }
    const core::SessionSummary *session = m_model->session(row.row());
    if (session == nullptr) {
        (void)m_model->data(row, Qt::DisplayRole);  // has it read though it may be out of sight
    } else if (session->id != m_open) {
        m_open = session->id;
        emit opened(m_open);
    } else if (m_detail->id() == m_open) {
        m_detail->show();
    }
}

void HistorySessions::setSession(const std::optional<core::SessionRecord> &session) {
    if (session && session->id == m_open) {
        m_detail->setSession(*session);
        m_detail->show();
    }
}

}  // namespace psoas::ui

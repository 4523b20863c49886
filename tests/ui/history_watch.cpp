#include "history_watch.h"

#include "exchange/history_json_reader.h"
#include "support/event_loop.h"
#include "ui/browse_pages.h"
#include "ui/history_page.h"
#include "ui/history_sessions.h"
#include "ui/page_parts.h"
#include "ui/picture_text.h"
#include "ui/session_detail.h"
#include "ui/session_filter.h"
#include "ui/session_list_model.h"
#include "ui/side_ledger.h"
#include "ui/tightness_scale.h"

#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QRegularExpression>

#include <array>
#include <set>

namespace psoas {
namespace {

using namespace std::chrono_literals;

/// The answer to something that is asked of the store.
template <class Answer, class Ask> Answer answerTo(Ask ask) {
    std::optional<Answer> answer;
    ask([&](const Answer &told) { answer = told; });
    if (!runUntil([&] { return answer.has_value(); })) {
        throw std::runtime_error("the store does not answer");
    }
    return *answer;
}

QByteArray bytesOf(const std::filesystem::path &file) {
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

bool isPractice(const core::SessionRecord &session) {
    return session.answers.empty() && !core::isCheckOutcome(*session.outcome);
}

}  // namespace

bool HistoryWatch::sees(const char *name) const {
    const auto all = m_walk.window().findChildren<QWidget *>(QLatin1String(name));
    return std::ranges::any_of(all, &QWidget::isVisible);
}

QString HistoryWatch::words(const char *label) const {
    for (const QLabel *each : m_walk.window().findChildren<QLabel *>(QLatin1String(label))) {
        if (each->isVisible()) {
            return each->text();
        }
    }
    return {};
}

/// What one answer of the store leads to is answered, too, and no file is under way.
bool HistoryWatch::settle() {
    const auto *cancel = m_walk.window().findChild<QAbstractButton *>("transferCancel");
    const bool over =
        cancel == nullptr || runUntil([&] { return cancel->parentWidget()->isHidden(); });
    for (int i = 0; i < 5; ++i) {
        m_walk.settle();
    }
    return over;
}

bool HistoryWatch::isCalm() const {
    const auto moved = m_clock.wall().utc - m_since->utc;
    return moved > -1min && moved < 1h;
}

HistoryWatch::Faults HistoryWatch::impossibilities() {
    const auto *browse = m_walk.window().findChild<ui::BrowsePages *>();
    if (!browse->isVisible() || browse->page() != ui::BrowsePages::Page::History) {
        m_since.reset();
        return {};
    }
    Faults faults;
    if (!settle()) {
        faults.emplace_back("a file is under way and never done");
    }
    m_since = m_since.value_or(m_clock.wall());
    checkParts(faults);
    checkTransfer(faults);
    if (isCalm()) {
        checkEdits(faults);
        checkWeeks(faults);
    }
    if (sees("historySessions")) {
        checkList(faults);
        checkDetail(faults);
    } else if (sees("historyOverview")) {
        checkPictures(faults);
    }
    return faults;
}

void HistoryWatch::checkParts(Faults &faults) {
    constexpr std::array<std::pair<const char *, const char *>, 3> kParts{
        {{"historyOverviewKey", "historyOverview"},
         {"historySessionsKey", "historySessions"},
         {"historyTakeKey", "takeWithPage"}}};
    for (const auto &[key, part] : kParts) {
        const auto *button = m_walk.window().findChild<QAbstractButton *>(QLatin1String(key));
        if (button != nullptr && button->isChecked() != sees(part)) {
            faults.push_back(std::string(key) + " is not as the part that is shown");
        }
    }
}

void HistoryWatch::checkEdits(Faults &faults) {
    using Edits = app::RecordKeeper::EditsInReach;
    const auto edits = answerTo<Edits>(
        [&](auto then) { m_walk.records().readEditsInReach(m_clock.wall(), then); });
    if (sees("historyUndo") != edits.undo.has_value() ||
        sees("historyRedo") != edits.redo.has_value()) {
        faults.emplace_back("undo or redo is there with nothing to do, or is not");
    }
    if (edits.undo && edits.undo->kind == storage::EditInReach::Kind::Delete) {
        const auto *undo = m_walk.window().findChild<QAbstractButton *>("historyUndo");
        if (!undo->text().contains(ui::sessionsText(static_cast<int>(edits.undo->sessions)))) {
            faults.push_back("undo says " + undo->text().toStdString());
        }
    }
}

/// Put away by the clock that goes now.
void HistoryWatch::checkWeeks(Faults &faults) {
    const auto away = m_walk.settings().weeksPutAway();
    const bool hidden =
        away && m_clock.wall().utc >= away->utc && m_clock.wall().utc - away->utc < 24h * 14;
    if (hidden && sees("weeksCard")) {
        faults.emplace_back("the card of the weeks is shown though it was put away");
    }
}

void HistoryWatch::checkPictures(Faults &faults) {
    const auto sums = answerTo<core::HistorySums>(
        [&](auto then) { m_walk.records().readSums(std::nullopt, std::chrono::Monday, then); });
    const core::PeriodSums all = sums.all();
    const QString told =
        all.sessions == 0 ? QStringLiteral("nothing yet") : ui::sessionsText(all.sessions);
    if (sees("historyEmpty") != sums.weeks().empty() ||
        (!sums.weeks().empty() && !words("totalAll").contains(told))) {
        faults.push_back("of " + std::to_string(all.sessions) + " sessions the page says " +
                         words("totalAll").toStdString());
    }
    if (sees("streak") != (m_walk.settings().showsStreak() && !sums.weeks().empty())) {
        faults.emplace_back("weeks in a row are not as they were set");
    }
    const auto *period = m_walk.window().findChild<QComboBox *>("historyPeriod");
    if (period->isVisible() && period->currentText() == QLatin1String("All of it")) {
        const auto rows =
            ui::sideLedgerView(sums.between(sums.weeks().begin()->first, core::localDay(*m_since)))
                .rows;
        const auto wanted = std::ranges::count_if(rows, [](const ui::LedgerRow &row) {
            return !row.routineId.empty() && row.balance.shorter().has_value();
        });
        const auto buttons = m_walk.window().findChildren<QAbstractButton *>("shorterSide");
        const auto seen = std::ranges::count_if(buttons, &QWidget::isVisible);
        if (isCalm() && seen != wanted) {
            faults.push_back("shorter sides " + std::to_string(wanted) + ", buttons " +
                             std::to_string(seen));
        }
    }
}

void HistoryWatch::checkList(Faults &faults) {
    using Keys = app::RecordKeeper::Keys;
    const auto *page = m_walk.window().findChild<ui::HistorySessions *>();
    const auto *filter = m_walk.window().findChild<ui::SessionFilter *>();
    const auto *list = m_walk.window().findChild<QListView *>("sessionList");
    const auto &model = dynamic_cast<const ui::SessionListModel &>(*list->model());
    const auto found = answerTo<Keys>(
        [&](auto then) { m_walk.records().findSessions(page->filter(), page->order(), then); });
    if (model.keys() != found) {
        faults.push_back("the list has " + std::to_string(model.keys().size()) +
                         " sessions, the store finds " + std::to_string(found.size()));
    }
    if (words("sessionCount") != ui::sessionsText(model.rowCount()) ||
        sees("sessionsNothing") != found.empty() || sees("filterClear") != filter->leavesOut()) {
        faults.emplace_back("what stands around the list is not of the list");
    }
    const auto selected = list->selectionModel()->selectedIndexes().size();
    if (sees("sessionsDelete") != (selected > 1) ||
        (sees("sessionsDelete") && sees("sessionDetail"))) {
        faults.push_back(std::to_string(selected) + " sessions selected, and the wrong thing open");
    }
    if (sees("sessionDetail") != (!found.empty() && selected <= 1)) {
        faults.emplace_back("a session is open that is not in the list, or none is");
    }
}

/// The session that is open is the chosen one of the list, and as the store has it.
void HistoryWatch::checkDetail(Faults &faults) {
    using Found = std::optional<core::SessionRecord>;
    const auto *detail = m_walk.window().findChild<ui::SessionDetail *>();
    if (!detail->isVisible()) {
        return;
    }
    const auto *list = m_walk.window().findChild<QListView *>("sessionList");
    const auto &model = dynamic_cast<const ui::SessionListModel &>(*list->model());
    const QModelIndexList selected = list->selectionModel()->selectedIndexes();
    const QModelIndex row = selected.isEmpty() ? list->currentIndex() : selected.front();
    const core::SessionSummary *chosen = model.session(row.row());
    if (chosen == nullptr || chosen->id != detail->id()) {
        faults.push_back("open is another session than the chosen one: " + detail->id());
        return;
    }
    const auto session =
        answerTo<Found>([&](auto then) { m_walk.records().readSession(detail->id(), then); });
    const auto *note = detail->findChild<QPlainTextEdit *>("sessionNote");
    const auto scales = detail->findChildren<ui::TightnessScale *>();
    if (!session) {
        faults.push_back("open is a session that is gone: " + detail->id());
    } else if (m_walk.records().allSaved() && m_walk.window().focusWidget() != note &&
               (note->toPlainText().trimmed() != ui::text(session->note).trimmed() ||
                (isPractice(*session) && (scales[0]->rating() != session->tightnessBefore ||
                                          scales[1]->rating() != session->tightnessAfter)))) {
        faults.push_back("open is " + detail->id() + " with another rating or note than stored");
    }
}

void HistoryWatch::checkTransfer(Faults &faults) {
    if (!sees("takeWithPage")) {
        return;
    }
    for (const char *key : {"exportCsv", "exportJson", "exportReport", "importJson"}) {
        const auto *button = m_walk.window().findChild<QAbstractButton *>(QLatin1String(key));
        if (!button->isEnabled()) {
            faults.push_back(std::string(key) + " cannot be pressed with nothing under way");
        }
    }
    const QString told = words("transferTold");
    if (told != m_told) {
        m_told = told;
        checkFiles(faults);
    }
}

/// Whatever became of it: each file is whole, and there is none that nobody asked for.
void HistoryWatch::checkFiles(Faults &faults) {
    static const std::set<std::string> kNames{"shared.json", "other.json", "saved.json",
                                              "picture.svg"};
    for (const auto &entry : std::filesystem::directory_iterator(m_elsewhere)) {
        const std::string name = entry.path().filename().string();
        const QByteArray bytes = bytesOf(entry.path());
        bool whole = true;
        if (name == "psoas-ease-history.csv") {
            whole = bytes.endsWith("\r\n");
        } else if (name == "psoas-ease-history.json") {
            whole = bool(exchange::readHistory(bytes.toStdString(), name,
                                               [](const core::Telling &) { return true; }));
        } else if (name == "psoas-ease-practice.pdf") {
            whole = bytes.startsWith("%PDF") && bytes.trimmed().endsWith("%%EOF");
        } else if (name.ends_with(".png")) {
            whole = !QImage::fromData(bytes).isNull();
        } else {
            whole = kNames.contains(name);
        }
        m_filesRead += whole ? 1 : 0;
        if (!whole) {
            faults.push_back("not whole, or nobody's: " + name);
        }
    }
    static const QRegularExpression kSaved(QStringLiteral("Saved: .*, with ([0-9]+) session"));
    const auto saved = kSaved.match(m_told);
    if (saved.hasMatch() && bytesOf(m_elsewhere / "psoas-ease-history.csv").isEmpty() &&
        bytesOf(m_elsewhere / "psoas-ease-history.json").isEmpty()) {
        faults.emplace_back("a file is said to be saved and is not there");
    }
}

}  // namespace psoas

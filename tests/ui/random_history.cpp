#include "random_person.h"

// What a person does with the history, on this machine and on another.

#include "exchange/history_json.h"
#include "exchange/history_json_reader.h"
#include "ui/history_page.h"
#include "ui/history_sessions.h"

#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTest>

#include <fstream>

namespace psoas {

using namespace std::chrono_literals;

/// To the history, to one of its parts, and something done there. While a session is under way only
/// the key for it is tried.
void RandomPerson::lookBack() {
    press("endDone") || press("noticeDone");
    if (!press("navHistory")) {
        key(Qt::Key_3, Qt::ControlModifier);
        return;
    }
    m_walk->settle();
    if (oneIn(2)) {
        press(anyOf<const char *>(
            {"historyOverviewKey", "historySessionsKey", "historySessionsKey", "historyTakeKey"}));
        m_walk->settle();
    }
    if (!seen<QWidget>("historySessions").empty()) {
        lookAtSessions();
    } else if (!seen<QWidget>("takeWithPage").empty()) {
        takeAlong();
    } else {
        lookAtPictures();
    }
}

void RandomPerson::lookAtPictures() {
    if (const auto periods = seen<QComboBox>("historyPeriod"); !periods.empty() && oneIn(5)) {
        did("historyPeriod");
        choose(*periods.front());
        return;
    }
    press(anyOf<const char *>({"monthsEarlier", "monthsEarlier", "monthsLater", "streakKey",
                               "weeksAway", "pictureNumbers", "pictureSave", "shorterSide",
                               "historyUndo", "historyRedo"}));
}

void RandomPerson::lookAtSessions() {
    switch (below(5)) {
        case 0:
            findSessions();
            break;
        case 1:
        case 2:
            chooseSessions();
            break;
        default:
            correctSession();
    }
}

void RandomPerson::findSessions() {
    static const std::vector<QString> notes{"tight", "e", "\303\244", "no note says this"};
    auto *search = seen<QLineEdit>("noteSearch").front();
    switch (below(4)) {
        case 0:
            search->selectAll();
            type(*search, anyOf(notes));
            break;
        case 1:
            search->setFocus();
            key(Qt::Key_Z, Qt::ControlModifier);
            break;
        case 2:
            press("filterClear") || press("filterMore");
            break;
        default: {
            std::vector<QComboBox *> boxes = seen<QComboBox>();
            QComboBox *box = anyOf(boxes);
            did(box->objectName().toStdString());
            choose(*box);
        }
    }
}

/// One, or several, and sometimes away with them.
void RandomPerson::chooseSessions() {
    auto *list = seen<QListView>("sessionList").front();
    list->setFocus();
    const int rows = list->model()->rowCount();
    if (rows == 0) {
        return;
    }
    const auto row = static_cast<int>(below(static_cast<std::size_t>(rows)));
    list->setCurrentIndex(list->model()->index(row, 0));
    did("row " + std::to_string(row));
    m_walk->settle();
    if (oneIn(4)) {
        key(Qt::Key_Space, Qt::ControlModifier);
    } else if (oneIn(2)) {
        for (std::uint32_t more = below(4); more > 0; --more) {
            key(Qt::Key_Down, Qt::ShiftModifier);
        }
    }
    if (oneIn(4)) {
        press("sessionDelete") || press("sessionsDelete");
    } else if (oneIn(4)) {
        key(Qt::Key_Delete);
    }
}

void RandomPerson::correctSession() {
    static const std::vector<QString> words{"tight ", "eased", "\303\244\303\266\346\274\242 "};
    const auto notes = seen<QPlainTextEdit>("sessionNote");
    switch (below(6)) {
        case 0:
        case 1:
            if (!notes.empty()) {
                type(*notes.front(), anyOf(words));
                oneIn(2) && (press("navToday") || press("historyOverviewKey"));
            }
            break;
        case 2: {
            std::string rating = "tightness" + std::to_string(below(11));
            press(rating.c_str());
            break;
        }
        default:
            if (!oneIn(3)) {
                seen<QListView>("sessionList").front()->setFocus();
                key(Qt::Key_Z,
                    oneIn(2) ? Qt::ControlModifier : Qt::ControlModifier | Qt::ShiftModifier);
            } else {
                press(oneIn(2) ? "historyUndo" : "historyRedo");
            }
    }
}

/// Out or in; some of it is called off again at once, or the program ends in the middle of it.
void RandomPerson::takeAlong() {
    static const std::vector<const char *> ways{
        "exportCsv",  "exportJson", "exportJson", "exportReport", "importJson",
        "importJson", "takeIn",     "takeIn",     "takeNothing",  "reportNotes"};
    const char *way = anyOf(ways);
    press(way) || press("importJson");
    if (oneIn(6)) {
        press("transferCancel");
    } else if (oneIn(25)) {
        kill();
    }
}

/// Another machine has a history that was taken out here, and somebody corrects it there. Before
/// that it has one of its own.
void RandomPerson::editElsewhere() {
    std::vector<core::SessionRecord> sessions;
    std::vector<core::Tombstone> deleted;
    const auto read = exchange::readHistory(
        m_machine.elsewhere / "psoas-ease-history.json", [&](const core::Telling &each) {
            if (const auto *session = std::get_if<core::SessionRecord>(&each)) {
                sessions.push_back(*session);
            } else {
                deleted.push_back(std::get<core::Tombstone>(each));
            }
            return true;
        });
    if (!read || sessions.empty()) {
        return;
    }
    const core::WallTime now = m_machine.clock.wall();
    for (std::uint32_t more = 1 + below(3); more > 0 && !sessions.empty(); --more) {
        const auto which = static_cast<std::ptrdiff_t>(below(sessions.size()));
        core::SessionRecord &session = sessions[static_cast<std::size_t>(which)];
        if (oneIn(3)) {
            deleted.push_back({.id = session.id, .deletedAt = now});
            sessions.erase(sessions.begin() + which);
        } else {
            session.note = "from elsewhere " + std::to_string(below(100));
            session.editedAt = now;
        }
    }
    did(std::to_string(sessions.size()) + " and " + std::to_string(deleted.size()) + " deleted");
    std::ofstream out(m_machine.elsewhere / "other.json", std::ios::binary);
    exchange::HistoryJsonWriter writer(out);
    for (const core::SessionRecord &each : sessions) {
        writer.add(each);
    }
    writer.end(deleted);
}

}  // namespace psoas

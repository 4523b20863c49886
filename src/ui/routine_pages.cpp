#include "ui/routine_pages.h"

#include "ui/adjust_times_page.h"
#include "ui/new_routine_page.h"
#include "ui/page_parts.h"
#include "ui/routines_page.h"
#include "ui/sentences.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace psoas::ui {
namespace {

QString gone() {
    return RoutinePages::tr("This routine is not there any more: its file was moved or changed.");
}

}  // namespace

RoutinePages::RoutinePages(app::Practice &practice, app::RoutineFiles files, FileDialogs dialogs,
                           QWidget *parent)
    : QStackedWidget(parent),
      m_practice(practice),
      m_files(std::move(files)),
      m_dialogs(std::move(dialogs)),
      m_list(new RoutinesPage) {
    addWidget(m_list);
    connect(m_list, &RoutinesPage::started, &m_practice,
            [this](const std::string &routineId) { m_practice.start(routineId); });
    connect(m_list, &RoutinesPage::readAgain, this, &RoutinePages::readAgain);
    connect(m_list, &RoutinesPage::fileOpened, this, &RoutinePages::fileOpened);
    connect(m_list, &RoutinesPage::routineOpened, this, &RoutinePages::openRoutine);
    connect(m_list, &RoutinesPage::timesWanted, this, &RoutinePages::adjust);
    connect(m_list, &RoutinesPage::copyWanted, this, &RoutinePages::copy);
    connect(m_list, &RoutinesPage::exportWanted, this, &RoutinePages::exportRoutine);
    connect(m_list, &RoutinesPage::importWanted, this, &RoutinePages::import);
    connect(m_list, &RoutinesPage::folderShown, this,
            [this] { emit folderShown(m_files.folder()); });
}

void RoutinePages::setTheme(const Theme &theme) {
    m_theme = theme;
    m_list->setTheme(theme);
    if (m_adjust != nullptr) {
        m_adjust->setTheme(theme);
    }
    if (m_new != nullptr) {
        m_new->setTheme(theme);
    }
}

void RoutinePages::refresh() {
    m_list->setLibrary(m_practice.library(), [this](const core::Routine &routine) {
        return closedText(m_practice, routine);
    });
}

void RoutinePages::showList(const QString &said, const std::string &selected) {
    setCurrentWidget(m_list);
    m_list->select(selected);
    m_list->say(said);
}

void RoutinePages::openRoutine(const std::string &id) {
    const app::LibraryRoutine *routine = m_practice.library().find(id);
    if (routine == nullptr) {
        return;
    }
    const app::Written file = m_files.fileToEdit(*routine);
    if (!file) {
        m_list->say(faultText(file.error()), RoutinesPage::Said::Fault);
        return;
    }
    m_list->say({});
    emit fileOpened(file.value());
    emit readAgain();
}

// Times

void RoutinePages::adjust(const std::string &id) {
    const app::LibraryRoutine *routine = m_practice.library().find(id);
    if (routine == nullptr) {
        return;
    }
    m_adjusted = id;
    adjustPage().setView({.unadjusted = routine->unadjusted,
                          .adjusted = routine->routine,
                          .hasOwnTimes = !routine->adjustmentFile.isEmpty(),
                          .isShipped = routine->shipped});
    setCurrentWidget(m_adjust);
}

void RoutinePages::saveTimes(const core::Adjustment &changes) {
    const app::LibraryRoutine *routine = m_practice.library().find(m_adjusted);
    if (routine == nullptr) {
        m_adjust->setFault(gone(), {});
        return;
    }
    const app::Written written = m_files.saveTimes(*routine, changes);
    if (!written) {
        m_adjust->setFault(faultText(written.error()), written.error().problems);
        return;
    }
    emit readAgain();
    showList(tr("Your times are saved."), m_adjusted);
}

void RoutinePages::resetTimes() {
    const app::LibraryRoutine *routine = m_practice.library().find(m_adjusted);
    if (routine == nullptr || routine->adjustmentFile.isEmpty()) {
        m_adjust->setFault(gone(), {});
        return;
    }
    const app::Written kept = m_files.resetTimes(*routine);
    if (!kept) {
        m_adjust->setFault(faultText(kept.error()), kept.error().problems);
        return;
    }
    emit readAgain();
    const QString place = QDir::toNativeSeparators(kept.value());
    routine = m_practice.library().find(m_adjusted);
    const bool another = routine != nullptr && !routine->adjustmentFile.isEmpty();
    showList(another
                 ? tr("Your file is kept here: %1. Now another file of yours is in use: %2")
                       .arg(place, QFileInfo(routine->adjustmentFile).fileName())
                 : tr("The routine's own times are back. Your file is kept here: %1").arg(place),
             m_adjusted);
}

// New files

std::function<QString(const QString &)> RoutinePages::idMaker() const {
    return [this](const QString &title) {
        return text(m_files.freeId(title.toStdString(), m_practice.library()));
    };
}

void RoutinePages::copy(const std::string &id) {
    const app::LibraryRoutine *routine = m_practice.library().find(id);
    if (routine == nullptr) {
        return;
    }
    m_copied = id;
    m_incoming.reset();
    m_before = m_list;
    QString title = text(routine->routine.title);
    title = tr("My %1").arg(title.left(1).toLower() + title.mid(1));
    newPage().setView({.heading = tr("New routine"),
                       .source = tr("Made from “%1” with its times as they are now. Afterwards you "
                                    "can change its words and steps with “Open file”.")
                                     .arg(text(routine->routine.title)),
                       .problems = {},
                       .routine = routine->routine,
                       .title = title,
                       .id = idMaker()(title),
                       .shippedIds = idsOf(m_practice.library(), true),
                       .ownIds = idsOf(m_practice.library(), false),
                       .idFor = idMaker(),
                       .doWords = tr("Make routine")});
    setCurrentWidget(m_new);
}

void RoutinePages::makeCopy(const QString &id, const QString &title) {
    const app::LibraryRoutine *routine = m_practice.library().find(m_copied);
    if (routine == nullptr) {
        m_new->setFault(gone(), {});
        return;
    }
    const app::Written made = m_files.makeFrom(*routine, id.toStdString(), title.toStdString());
    if (!made) {
        m_new->setFault(faultText(made.error()), made.error().problems);
        return;
    }
    emit readAgain();
    showList(tr("The new routine is here: %1").arg(QDir::toNativeSeparators(made.value())),
             id.toStdString());
}

void RoutinePages::exportRoutine(const std::string &id) {
    const QString own = text(id);
    const QString file = m_dialogs.save(this, own + QStringLiteral(".json"));
    if (file.isEmpty()) {
        return;
    }
    // Only now: while the dialog was open the files may have been read again.
    const app::LibraryRoutine *routine = m_practice.library().find(own.toStdString());
    if (routine == nullptr) {
        m_list->say(gone(), RoutinesPage::Said::Fault);
        return;
    }
    const app::Written written = m_files.exportTo(*routine, file);
    if (written) {
        m_list->say(tr("Exported to %1").arg(QDir::toNativeSeparators(file)));
    } else {
        m_list->say(faultText(written.error()), RoutinesPage::Said::Fault);
    }
}

void RoutinePages::import() {
    const QString file = m_dialogs.open(this);
    if (!file.isEmpty()) {
        look(file);
    }
}

void RoutinePages::look(const QString &file) {
    const app::Library &library = m_practice.library();
    m_incoming = app::RoutineFiles::look(file, library);
    if (currentWidget() != m_new || m_new == nullptr) {
        m_before = currentWidget();
    }
    newPage().setView(incomingView(*m_incoming, library, idMaker()));
    setCurrentWidget(m_new);
}

void RoutinePages::takeIn(const QString &id, const QString &title, bool replaces) {
    const app::Library &library = m_practice.library();
    const app::Written written =
        m_incoming->routine
            ? m_files.takeIn(*m_incoming, id.toStdString(), title.toStdString(), library, replaces)
            : m_files.takeInTimes(*m_incoming, library, replaces);
    if (!written) {
        m_new->setFault(faultText(written.error()), written.error().problems);
        return;
    }
    const std::string selected =
        m_incoming->routine ? id.toStdString() : m_incoming->times->adjusts;
    emit readAgain();
    showList(tr("Imported. The file is here: %1").arg(QDir::toNativeSeparators(written.value())),
             selected);
}

// Pages

AdjustTimesPage &RoutinePages::adjustPage() {
    if (m_adjust == nullptr) {
        m_adjust = new AdjustTimesPage;
        m_adjust->setTheme(m_theme);
        addWidget(m_adjust);
        connect(m_adjust, &AdjustTimesPage::saved, this, &RoutinePages::saveTimes);
        connect(m_adjust, &AdjustTimesPage::resetWanted, this, &RoutinePages::resetTimes);
        connect(m_adjust, &AdjustTimesPage::left, this, [this] { showList({}, m_adjusted); });
    }
    return *m_adjust;
}

NewRoutinePage &RoutinePages::newPage() {
    if (m_new == nullptr) {
        m_new = new NewRoutinePage;
        m_new->setTheme(m_theme);
        addWidget(m_new);
        connect(m_new, &NewRoutinePage::accepted, this,
                [this](const QString &id, const QString &title, bool replaces) {
                    m_incoming ? takeIn(id, title, replaces) : makeCopy(id, title);
                });
        connect(m_new, &NewRoutinePage::otherWanted, this, &RoutinePages::import);
        connect(m_new, &NewRoutinePage::left, this, [this] { setCurrentWidget(m_before); });
    }
    return *m_new;
}

}  // namespace psoas::ui

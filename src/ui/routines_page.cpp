#include "ui/routines_page.h"

#include "core/adjustment.h"
#include "core/plan.h"
#include "ui/figure_widget.h"
#include "ui/page_parts.h"
#include "ui/problems_view.h"
#include "ui/routine_preview.h"
#include "ui/text.h"
#include "ui/text_section.h"
#include "ui/wrapped_rows.h"

#include <QBoxLayout>
#include <QFileInfo>
#include <QListWidget>

#include <algorithm>
#include <utility>

namespace psoas::ui {
namespace {

constexpr int kListWidth = 260;
constexpr int kMargin = 3 * kSpace;
constexpr int kFigureHeight = 200;

QStringList bulleted(const std::vector<std::string> &lines) {
    QStringList list;
    for (const std::string &line : lines) {
        list << QStringLiteral("• ") + text(line);
    }
    return list;
}

/// What tells a row from the others from one reading of the files to the next.
QString keyOf(const QListWidgetItem &row) { return row.data(Qt::UserRole).toString(); }

/// "Lie over the ball: " where the note is about a time of that step in the person's own file.
std::string stepNamed(const core::Problem &note, const core::Routine &routine) {
    for (const core::Step *step : core::allSteps(routine)) {
        if (note.pointer == "/seconds/" + step->id) {
            return step->title + ": ";
        }
    }
    return {};
}

/// What has to be mended, and what is good to know: that stands where it pushes nothing down.
std::pair<core::Problems, core::Problems> faultsAndNotes(const app::LibraryRoutine &each) {
    core::Problems faults;
    core::Problems notes;
    for (core::Problem problem : each.problems) {
        if (problem.severity == core::Problem::Severity::Error) {
            faults.push_back(std::move(problem));
        } else {
            problem.reason = stepNamed(problem, each.routine) + problem.reason;
            notes.push_back(std::move(problem));
        }
    }
    return {std::move(faults), std::move(notes)};
}

bool hasTimes(const core::Routine &routine) {
    const core::Adjustment times = core::timesOf(routine);
    return routine.kind == core::RoutineKind::Technique &&
           !(times.seconds.empty() && times.times.empty());
}

}  // namespace

RoutinesPage::RoutinesPage(QWidget *parent)
    : QWidget(parent),
      m_list(new QListWidget),
      m_title(makeLabel("routineTitle", {}, "title")),
      m_need(makeLabel("routineNeed", {}, "muted")),
      m_said(makeLabel("routineSaid", {}, "good")),
      m_problems(new ProblemsView),
      m_notes(new ProblemsView),
      m_closed(makeLabel("routineClosed", {}, "warm")),
      m_preview(new RoutinePreview),
      m_summary(makeLabel("routineSummary", {}, "cue")),
      m_why(new TextSection(tr("Why"))),
      m_feel(new TextSection(tr("What you should feel"))),
      m_mistakes(new TextSection(tr("Common mistakes"))),
      m_mistake(new FigureWidget),
      m_stop(new TextSection(tr("When to stop"), "warm")),
      m_start(makeButton("routineStart", tr("Start"), "primary")),
      m_adjust(makeButton("routineAdjust", tr("Adjust times"))),
      m_open(makeButton("routineOpen", tr("Open file"))),
      m_copy(makeButton("routineCopy", tr("New from this…"), "quiet")),
      m_export(makeButton("routineExport", tr("Export…"), "quiet")),
      m_where(makeLabel("routineWhere", {}, "muted")) {
    setObjectName(QStringLiteral("routinesPage"));
    m_list->setObjectName(QStringLiteral("routineList"));
    m_list->setAccessibleName(tr("Routines"));
    m_list->setFixedWidth(kListWidth);
    wrapRows(*m_list);
    m_mistake->setFixedHeight(kFigureHeight);
    m_said->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_said->hide();
    m_where->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(kMargin, kMargin, 0, 0);
    row->setSpacing(0);
    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, 0, 0, kMargin);
    auto *again = makeButton("routinesAgain", tr("Read files again"), "quiet");
    auto *import = makeButton("routinesImport", tr("Import…"), "quiet");
    left->addWidget(m_list, 1);
    left->addWidget(import);
    left->addWidget(again);
    row->addLayout(left);
    row->addWidget(makeDetail(), 1);

    connect(again, &QPushButton::clicked, this, &RoutinesPage::readAgain);
    connect(import, &QPushButton::clicked, this, &RoutinesPage::importWanted);
    connect(m_list, &QListWidget::currentRowChanged, this, &RoutinesPage::showRow);
    // A screen reader selects a row without making it the current one.
    connect(m_list, &QListWidget::itemSelectionChanged, this, [this] {
        for (auto *chosen : m_list->selectedItems()) {
            if (chosen != m_list->currentItem()) {
                m_list->setCurrentItem(chosen);
            }
        }
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        const app::LibraryRoutine *routine = selected();
        routine != nullptr ? emit routineOpened(routine->routine.id) : emit fileOpened(m_file);
    });
    connect(m_start, &QPushButton::clicked, this, [this] { emit started(selected()->routine.id); });
    connect(m_adjust, &QPushButton::clicked, this,
            [this] { emit timesWanted(selected()->routine.id); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { emit copyWanted(selected()->routine.id); });
    connect(m_export, &QPushButton::clicked, this,
            [this] { emit exportWanted(selected()->routine.id); });
}

QWidget *RoutinesPage::makeDetail() {
    auto *sheet = new QWidget;
    auto *column = makeReadingColumn(*sheet);
    column->addWidget(m_title);
    column->addWidget(m_need);
    column->addWidget(m_said);
    column->addWidget(m_problems);
    column->addWidget(m_summary);
    column->addWidget(m_preview);
    column->addWidget(m_closed);
    column->addWidget(makeButtons());
    column->addWidget(m_notes);
    for (QWidget *each :
         std::initializer_list<QWidget *>{m_why, m_feel, m_mistakes, m_mistake, m_stop, m_where}) {
        column->addWidget(each);
    }
    column->addStretch(1);
    return sheet;
}

/// What is done with the routine in one row, what is done with its file in another.
QWidget *RoutinesPage::makeButtons() {
    auto *buttons = new QWidget;
    auto *column = new QVBoxLayout(buttons);
    column->setContentsMargins(0, 0, 0, 0);
    auto *folder = makeButton("routineFolder", tr("Show folder"), "quiet");
    for (const auto &row : {std::vector<QPushButton *>{m_start, m_adjust, m_open},
                            std::vector<QPushButton *>{m_copy, m_export, folder}}) {
        auto *line = new QHBoxLayout;
        for (auto *button : row) {
            line->addWidget(button);
        }
        line->addStretch(1);
        column->addLayout(line);
    }
    connect(folder, &QPushButton::clicked, this, &RoutinesPage::folderShown);
    return buttons;
}

void RoutinesPage::select(const std::string &routineId) {
    for (int row = 0; row < m_list->count(); ++row) {
        if (keyOf(*m_list->item(row)) == text(routineId)) {
            m_list->setCurrentRow(row);
        }
    }
}

void RoutinesPage::say(const QString &sentence, Said said) {
    m_said->setText(sentence);
    setRole(*m_said, said == Said::Done ? "good" : "danger");
    m_said->setVisible(!sentence.isEmpty());
}

void RoutinesPage::setTheme(const Theme &theme) {
    m_preview->setTheme(theme);
    m_mistake->setTheme(theme);
    m_list->setFixedWidth(static_cast<int>(kListWidth * std::min(theme.textScale, 1.3)));
}

void RoutinesPage::setLibrary(const app::Library &library,
                              const std::function<QString(const core::Routine &)> &closed) {
    const QString selected =
        m_list->currentItem() == nullptr ? QString() : keyOf(*m_list->currentItem());
    m_library = library;
    m_closedBy.clear();
    for (const app::LibraryRoutine &each : library.routines) {
        m_closedBy[each.routine.id] = closed(each.routine);
    }
    m_badFiles.clear();
    for (const core::Problem &problem : library.otherProblems) {
        const QString file = text(problem.file);
        if (!m_badFiles.contains(file)) {
            m_badFiles << file;
        }
    }
    m_list->clear();
    const auto add = [this](const QString &words, const QString &key, bool faulty) {
        auto *row = new QListWidgetItem(faulty ? tr("%1 (problem)").arg(words) : words, m_list);
        row->setData(Qt::UserRole, key);
    };
    for (const app::LibraryRoutine &each : library.routines) {
        add(text(each.routine.title), text(each.routine.id), core::hasErrors(each.problems));
    }
    for (const QString &file : m_badFiles) {
        add(QFileInfo(file).fileName(), file, true);
    }
    m_list->setCurrentRow(rowOf(selected));
}

/// The row with this key; of a file that has been mended the row of what has come of it.
int RoutinesPage::rowOf(const QString &key) const {
    int row = 0;
    for (int i = 0; i < m_list->count(); ++i) {
        const auto place = static_cast<std::size_t>(i);
        const bool mended = !key.isEmpty() && place < m_library.routines.size() &&
                            (m_library.routines[place].file == key ||
                             m_library.routines[place].adjustmentFile == key);
        row = mended || keyOf(*m_list->item(i)) == key ? i : row;
    }
    return row;
}

const app::LibraryRoutine *RoutinesPage::selected() const {
    const auto row = static_cast<std::size_t>(std::max(0, m_list->currentRow()));
    return row < m_library.routines.size() ? &m_library.routines[row] : nullptr;
}

void RoutinesPage::showRow(int row) {
    if (row < 0) {
        return;
    }
    // Not when the files were only read anew: what was said is still about this routine.
    if (std::exchange(m_shown, keyOf(*m_list->item(row))) != keyOf(*m_list->item(row))) {
        say({});
    }
    const app::LibraryRoutine *routine = selected();
    for (QWidget *each : std::initializer_list<QWidget *>{m_need, m_summary, m_preview, m_start,
                                                          m_adjust, m_copy, m_export}) {
        each->setVisible(routine != nullptr);
    }
    if (routine != nullptr) {
        showRoutine(*routine);
    } else {
        showBadFile(m_badFiles[row - static_cast<int>(m_library.routines.size())]);
    }
    const QString times = routine == nullptr ? QString() : routine->adjustmentFile;
    m_where->setText(times.isEmpty() ? tr("File: %1").arg(m_file)
                                     : tr("File: %1\nYour times: %2").arg(m_file, times));
}

void RoutinesPage::showRoutine(const app::LibraryRoutine &each) {
    const core::Routine &routine = each.routine;
    const core::Plan plan = core::planSession(routine);
    if (each.isLastGood) {
        say({});  // "saved" is no longer the last word on this file
    }
    m_file = each.file;
    m_title->setText(text(routine.title));
    m_need->setText(!each.adjustmentFile.isEmpty()
                        ? tr("%1 · your times").arg(needText(routine, plan))
                        : needText(routine, plan));
    const auto [faults, notes] = faultsAndNotes(each);
    m_notes->setProblems(notes, {});
    m_problems->setProblems(
        faults,
        each.isLastGood
            ? tr("This is the last good copy, and it stays in use. Its file has a problem. Open "
                 "the file, mend this line and save it: it is read again at once.")
            : QString());
    m_adjust->setVisible(hasTimes(each.unadjusted));
    m_copy->setVisible(routine.kind == core::RoutineKind::Technique);
    m_summary->setText(text(routine.summary));
    m_preview->setPlan(plan);
    m_why->setText(text(routine.why));
    m_feel->setText(text(routine.feel));
    m_mistakes->setText(bulleted(routine.mistakes).join(QLatin1Char('\n')));
    const auto mistake = mistakenPose(plan);
    m_mistake->setVisible(mistake.has_value());
    if (mistake) {
        m_mistake->setPose(*mistake, std::nullopt);
    }
    QStringList signs;
    for (const core::StopSign &sign : routine.stopIf) {
        signs << QStringLiteral("• ") + text(sign.say);
    }
    m_stop->setText(signs.join(QLatin1Char('\n')));
    m_start->setAccessibleName(tr("Start %1").arg(m_title->text()));
    const QString &closed = m_closedBy[routine.id];
    m_closed->setText(closed);
    m_closed->setVisible(!closed.isEmpty());
    setRole(*m_start, closed.isEmpty() ? "primary" : "");
    m_start->setAccessibleDescription(closed);
}

void RoutinesPage::showBadFile(const QString &file) {
    m_file = file;
    m_title->setText(QFileInfo(file).fileName());
    core::Problems problems;
    std::ranges::copy_if(m_library.otherProblems, std::back_inserter(problems),
                         [&](const core::Problem &each) { return text(each.file) == file; });
    m_problems->setProblems(problems, tr("This file is not used. Open it, mend this line and save "
                                         "it: it is read again at once."));
    for (QWidget *each : std::initializer_list<QWidget *>{m_closed, m_notes, m_why, m_feel,
                                                          m_mistakes, m_mistake, m_stop}) {
        each->hide();
    }
}

}  // namespace psoas::ui

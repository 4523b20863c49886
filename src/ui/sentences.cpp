#include "ui/sentences.h"

#include "core/overloaded.h"
#include "core/sequence.h"
#include "ui/page_parts.h"
#include "ui/text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace psoas::ui {
namespace {

QString words(const char *source) { return QCoreApplication::translate("psoas", source); }

QString resultText(const core::SafetyTexts &texts, std::optional<core::Urgency> urgency) {
    const auto found = texts.results.find(core::outcomeOf(urgency));
    return found == texts.results.end() ? QString() : text(found->second);
}

/// What of `advice` is more than `result` says: its sentences from the first that differs.
QString beyond(const QString &result, const QString &advice) {
    const auto sentences = [](const QString &said) {
        return said.split(QStringLiteral(". "), Qt::SkipEmptyParts);
    };
    const auto bare = [](const QString &sentence) {
        return sentence.endsWith(QLatin1Char('.')) ? sentence.chopped(1) : sentence;
    };
    const QStringList said = sentences(result);
    QStringList more = sentences(advice);
    for (const QString &each : said) {
        if (more.isEmpty() || bare(more.front()) != bare(each)) {
            break;
        }
        more.removeFirst();
    }
    return more.join(QStringLiteral(". "));
}

/// The page below `result`: what each yes means besides.
QStringList adviceBeyond(const QString &result, const std::vector<std::string> &advice) {
    QStringList more;
    for (const std::string &each : advice) {
        more << beyond(result, text(each));
    }
    more.removeAll(QString());
    return more;
}

QString lockedText(core::Urgency urgency) {
    return urgency == core::Urgency::Advice
               ? words("The routines stay closed until a new check finds none of this.")
               : words(
                     "The routines stay closed until a new check says that a clinician has "
                     "looked at this.");
}

QString closedBecause(const core::GateStep &why, const core::Routine &routine) {
    if (std::holds_alternative<core::gate::Locked>(why)) {
        return words("Closed by your last red-flag check.");
    }
    if (std::holds_alternative<core::gate::ClosedToday>(why)) {
        return core::routinesIn(routine).size() > 1
                   ? words("Closed until tomorrow, because pain stopped a part of it today.")
                   : words("Closed until tomorrow, because pain stopped it today.");
    }
    if (std::holds_alternative<core::gate::ClosedByScreening>(why)) {
        return words("Closed by a screening answer. See Settings.");
    }
    return {};
}

}  // namespace

QString closedText(const app::Practice &practice, const core::Routine &routine) {
    const auto closed = practice.closedBy(routine);
    return closed ? closedBecause(*closed, routine) : QString();
}

namespace {

CardView cardOf(const core::Routine &routine, const app::Practice &practice) {
    const core::Plan plan = core::planSession(routine);
    return {.id = routine.id,
            .title = text(routine.title),
            .need = needText(routine, plan),
            .closed = closedText(practice, routine),
            .pose = typicalPose(plan)};
}

/// The shipped techniques; those that bring fewer questions about the body come first.
std::vector<const core::Routine *> gentlestFirst(const app::Library &library) {
    std::vector<const core::Routine *> routines;
    for (const app::LibraryRoutine &each : library.routines) {
        if (each.shipped && each.routine.kind == core::RoutineKind::Technique) {
            routines.push_back(&each.routine);
        }
    }
    std::ranges::stable_sort(routines, {}, [](const core::Routine *routine) {
        return core::screeningsFor(*routine).size();
    });
    return routines;
}

/// Empty where what stands of the files says it.
QString sequenceLackText(app::SequenceLack lack) {
    return lack == app::SequenceLack::TooLong
               ? words(
                     "All three in a row: not offered, as with your times they come to more than "
                     "two hours. Shorten one under Routines, Adjust times.")
               : QString();
}

/// "Goes on at: left side, 37 seconds left", with the step's title where there is no side.
QString goingOnText(const app::Continuation &continuation) {
    const auto &[position, left] = continuation.where;
    if (position >= continuation.plan.steps.size()) {
        return words("Everything is done; only the end is missing.");
    }
    const core::PlannedStep &step = continuation.plan.steps[position];
    const QString where =
        step.side ? words("%1, %2").arg(text(step.title), sideText(*step.side).toLower())
                  : text(step.title);
    return left ? words("Goes on at: %1, %2 left").arg(where, spokenSeconds(*left))
                : words("Goes on at: %1").arg(where);
}

QString obstacleText(app::Continuation::Obstacle obstacle) {
    using Obstacle = app::Continuation::Obstacle;
    switch (obstacle) {
        case Obstacle::TooLate:
            return words("It is too long ago to go on with.");
        case Obstacle::RoutineGone:
            return words("It cannot go on: the routine is not there any more.");
        case Obstacle::RoutineChanged:
            return words("It cannot go on: the routine's steps have been changed since.");
        case Obstacle::Over:
            break;
    }
    return {};
}

}  // namespace

NoticeView noticeFor(const app::stage::Blocked &blocked, const app::Practice &practice,
                     const QString &emergencyNumber) {
    const core::SafetyTexts &texts = practice.library().texts;
    NoticeView view;
    std::visit(core::Overloaded{
                   [&](const core::gate::Locked &locked) {
                       view.title = resultText(texts, locked.urgency);
                       view.urgent = true;
                       view.sentences = adviceBeyond(view.title, practice.advice());
                       view.sentences << lockedText(locked.urgency);
                       if (locked.urgency == core::Urgency::Emergency) {
                           view.emergencyNumber = emergencyNumber;
                       }
                       view.ways = NoticeView::Done | NoticeView::CheckAgain;
                   },
                   [&](const core::gate::ClosedToday &) {
                       view.title = words("This routine is closed until tomorrow");
                       for (const core::SafetyText &sentence : texts.pain) {
                           view.sentences << text(sentence.text);
                       }
                   },
                   [&](const core::gate::ClosedByScreening &closed) {
                       view.title = words("Ask a clinician before this routine");
                       view.sentences
                           << words("You answered yes to this. The other routines stay open.");
                       for (const core::Screening question : closed.questions) {
                           view.sentences << text(texts.screening.at(question));
                       }
                       view.ways = NoticeView::Done | NoticeView::ChangeAnswers;
                   },
                   [](const auto &) {},
               },
               blocked.why);
    return view;
}

ReviewView reviewOf(app::Practice &practice, const QString &emergencyNumber,
                    std::vector<std::size_t> &positions) {
    const core::Session &session = *practice.session().session();
    const core::Plan &plan = practice.plan();
    ReviewView view;
    view.headline = resultText(practice.library().texts, session.urgency());
    view.urgent = session.urgency() && core::locks(*session.urgency());
    view.emergency = session.urgency() == core::Urgency::Emergency;
    view.emergencyNumber = emergencyNumber;
    positions.clear();
    for (const core::AnswerRecord &answer : session.answers()) {
        const auto step = std::ranges::find(plan.steps, answer.question, &core::PlannedStep::step);
        positions.push_back(static_cast<std::size_t>(step - plan.steps.begin()));
        view.answers.push_back(
            {.question = text(step->title),
             .yes = answer.yes,
             .ifYes = answer.yes ? beyond(view.headline, text(step->ifYes)) : QString()});
    }
    return view;
}

TodayView todayOf(const app::Practice &practice) {
    TodayView view;
    view.checkDue = practice.checkDue();
    view.locked = practice.lock().has_value();
    for (const core::Routine *routine : gentlestFirst(practice.library())) {
        view.cards.push_back(cardOf(*routine, practice));
    }
    if (const auto &sequence = practice.library().sequence) {
        view.sequence = cardOf(sequence.value().routine, practice);
        // What it takes stands on the cards above.
        view.sequence->need = minutesText(core::planSession(sequence.value().routine).total());
    } else {
        view.sequenceLack = sequenceLackText(sequence.error());
    }
    if (view.locked) {
        view.check = resultText(practice.library().texts, practice.lock());
    } else if (view.checkDue) {
        view.check =
            core::painSinceCheck(practice.facts())
                ? words(
                      "The red-flag check comes first, because pain stopped a routine. It takes "
                      "about a minute.")
                : words("The red-flag check comes first. It takes about a minute.");
    } else {
        view.check =
            practice.dayPageDue() ? words("A short check comes first") : words("Checked today");
    }
    return view;
}

QString lastText(const core::SessionRecord &session) {
    QStringList parts{
        words("Last: %1, %2").arg(text(session.routineTitle), dayAndTimeText(session.startedAt)),
        outcomeText(*session.outcome)};
    if (session.tightnessBefore && session.tightnessAfter) {
        parts << words("tightness %1, then %2")
                     .arg(*session.tightnessBefore)
                     .arg(*session.tightnessAfter);
    } else if (session.tightnessAfter) {
        parts << words("tightness %1 after").arg(*session.tightnessAfter);
    }
    return parts.join(QStringLiteral(" · "));
}

UnfinishedView unfinishedView(const core::UnfinishedSession &session,
                              const app::Continuation &continuation) {
    const core::SessionRecord &record = session.record;
    QStringList lines{words("%1 of %2 was interrupted.")
                          .arg(text(record.routineTitle), dayAndTimeText(record.startedAt))};
    lines << (continuation.obstacle ? obstacleText(*continuation.obstacle)
                                    : goingOnText(continuation));
    if (const QStringList held = heldText(record); !held.isEmpty()) {
        lines << held.join(QStringLiteral(", "));
    }
    lines.removeAll(QString());
    return {
        .id = record.id, .words = lines.join(QLatin1Char('\n')), .canGoOn = !continuation.obstacle};
}

QString faultyFilesText(const app::Library &library) {
    QStringList sentences;
    for (const app::LibraryRoutine &each : library.routines) {
        if (each.isLastGood) {
            sentences << words("The file of “%1” has a problem. Its last good copy is used.")
                             .arg(text(each.routine.title));
        }
    }
    QStringList unused;
    for (const core::Problem &problem : library.otherProblems) {
        const QString name = QFileInfo(text(problem.file)).fileName();
        if (problem.severity == core::Problem::Severity::Error && !unused.contains(name)) {
            unused << name;
        }
    }
    constexpr qsizetype kMostNamed = 3;
    if (unused.size() > kMostNamed) {
        const qsizetype more = unused.size() - kMostNamed;
        unused = unused.first(kMostNamed) << words("and %1 more").arg(more);
    }
    if (!unused.isEmpty()) {
        sentences
            << words("Not used because of a problem: %1.").arg(unused.join(QStringLiteral(", ")));
    }
    if (!sentences.isEmpty()) {
        sentences << words("See Routines.");
    }
    return sentences.join(QLatin1Char(' '));
}

QString faultText(const app::FileFault &fault) {
    using Cause = app::FileFault::Cause;
    const QString file = QDir::toNativeSeparators(fault.file);
    switch (fault.cause) {
        case Cause::NotWritable:
            return words("%1 cannot be written: %2").arg(file, fault.detail);
        case Cause::NotReadable:
            return words("%1 cannot be read any more.").arg(file);
        case Cause::Taken:
            return words("There is already a file %1. It is left as it is; choose another name.")
                .arg(file);
        case Cause::OwnFolder:
            return words("%1 is among the app's own files. Choose another place.").arg(file);
        case Cause::Refused:
            return words("Nothing was written: this is not allowed.");
        case Cause::Faulty:
            break;
    }
    return words("Nothing was written: %1 has a problem that must be mended first.").arg(file);
}

QStringList idsOf(const app::Library &library, bool shipped) {
    QStringList ids;
    for (const app::LibraryRoutine &each : library.routines) {
        if (each.shipped == shipped) {
            ids << text(each.routine.id);
        }
    }
    return ids;
}

NewRoutineView incomingView(const app::IncomingFile &incoming, const app::Library &library,
                            std::function<QString(const QString &)> idFor) {
    NewRoutineView view{.heading = words("Import"),
                        .source = words("%1\nNothing is written before you press Import.")
                                      .arg(QDir::toNativeSeparators(incoming.file)),
                        .problems = incoming.problems,
                        .mayReplace = true,
                        .doWords = words("Import")};
    if (!incoming.usable()) {
        view.source = QDir::toNativeSeparators(incoming.file);
        view.faultHeadline =
            incoming.hereAlready
                ? words(
                      "You have this routine already: it is a shipped one. There is nothing to "
                      "import.")
                : words("This file cannot be imported. Nothing was changed.");
    } else if (incoming.routine) {
        view.routine = incoming.routine;
        view.title = text(incoming.routine->title);
        view.shippedIds = idsOf(library, true);
        view.ownIds = idsOf(library, false);
        // An id that is taken by one of the person's own stays: they are asked.
        view.id = view.shippedIds.contains(text(incoming.routine->id)) ? idFor(view.title)
                                                                       : text(incoming.routine->id);
        view.idIsGiven = view.id == text(incoming.routine->id);
        view.idFor = std::move(idFor);
    } else {
        const app::LibraryRoutine &ours = *library.find(incoming.times->adjusts);
        view.heading = words("Import times for “%1”").arg(text(ours.routine.title));
        view.routine = core::adjusted(ours.unadjusted, *incoming.times);
        view.named = false;
        view.timesAreHere = !ours.adjustmentFile.isEmpty();
    }
    return view;
}

NoticeView missingContent(const core::Problems &problems, const QString &folder) {
    NoticeView view;
    view.title = words("The routines cannot be found");
    view.sentences << words(
                          "They should be in %1. Install the app again, or start it with "
                          "--content-dir and the folder where they are.")
                          .arg(folder);
    for (const core::Problem &problem : problems) {
        view.sentences << QStringLiteral("%1: %2").arg(text(problem.file),
                                                       text(core::printable(problem.reason)));
    }
    view.ways = {};
    return view;
}

}  // namespace psoas::ui

#include "app/spoken_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace psoas::app {

namespace {

/// 150 words of five letters and a blank.
constexpr double kLettersASecond = 15;
constexpr double kPauseAround = 0.5;  ///< seconds before and after, for the engine to begin
constexpr double kSlowest = 2;        ///< so much longer at the lowest speed
constexpr double kFastest = 4.0 / 7;  ///< so much shorter at the highest

QString tr(const char *text) { return QCoreApplication::translate("Spoken", text); }

QString sideText(core::Side side) {
    return side == core::Side::Left ? tr("Now the left side.") : tr("Now the right side.");
}

/// A title is no sentence, and without its stop would be run into the next one.
QString asSentence(const QString &text) {
    static constexpr auto kEnds = ".!?:";
    return text.isEmpty() || QLatin1String(kEnds).contains(text.back()) ? text
                                                                        : text + QLatin1Char('.');
}

/// `words`: of the file; not always those of the step, if it has gone on for a while.
QString stepText(const core::Plan &plan, std::size_t position, const std::string &words,
                 bool newSide) {
    QStringList sentences;
    const core::PlannedStep &step = plan.steps[position];
    const std::optional<core::Side> side = plan.steps[core::positionServed(plan, position)].side;
    if (newSide && side) {
        sentences << sideText(*side);
    }
    for (const std::string &each : {step.title, words}) {
        if (!each.empty()) {
            sentences << asSentence(QString::fromStdString(each));
        }
    }
    return sentences.join(QLatin1Char(' '));
}

}  // namespace

QString spokenText(const core::Announcement &announcement, const core::Plan &plan) {
    switch (announcement.kind) {
        case core::Announcement::Kind::StepBegins:
            return announcement.position < plan.steps.size()
                       ? stepText(plan, announcement.position, announcement.text,
                                  announcement.newSide)
                       : QString();
        case core::Announcement::Kind::Cue:
            return QString::fromStdString(announcement.text);
        case core::Announcement::Kind::HalfWay:
            return tr("Half-way.");
        case core::Announcement::Kind::TenSeconds:
            return tr("Ten seconds.");
        case core::Announcement::Kind::TimeAdded:
            return tr("%1 seconds more.")
                .arg(std::chrono::ceil<core::Seconds>(announcement.added).count());
        case core::Announcement::Kind::Paused:
            return announcement.slept ? tr("Paused: the computer slept.") : tr("Paused.");
        case core::Announcement::Kind::WhatHurts:
            return tr(
                "The time has stopped. What does it feel like? Sharp, shooting or pulsating. "
                "Numb, tingling, faint or sick. Or strong but dull.");
        case core::Announcement::Kind::HowToGoOn:
            return tr("Ease off and go on, finish this hold, skip this hold, or end the session.");
        case core::Announcement::Kind::GoingOn:
            return tr("Going on.") + QLatin1Char(' ') +
                   stepText(plan, announcement.position, {}, announcement.newSide);
        case core::Announcement::Kind::SessionEnds:
            return announcement.outcome == core::Outcome::StoppedForPain
                       ? tr("The session has stopped because of pain.")
                       : tr("The session is over.");
    }
    return {};
}

QString introductionText(const core::Plan &plan) {
    if (plan.steps.empty()) {
        return {};
    }
    QStringList sentences{stepText(plan, 0, plan.steps.front().say, false)};
    const auto hold = std::ranges::find(plan.steps, core::StepKind::Hold, &core::PlannedStep::kind);
    if (hold != plan.steps.end() && hold->side) {
        sentences << (hold->side == core::Side::Left ? tr("You begin with the left side.")
                                                     : tr("You begin with the right side."));
    }
    return sentences.join(QLatin1Char(' '));
}

core::Milliseconds spokenLength(const QString &text, double speed) {
    if (text.isEmpty()) {
        return core::Milliseconds{0};
    }
    const double stretch = speed < 0 ? 1 - speed * kSlowest : 1 - speed * kFastest;
    const double seconds =
        kPauseAround + static_cast<double>(text.size()) / kLettersASecond * stretch;
    return core::Milliseconds{static_cast<core::Milliseconds::rep>(seconds * 1000)};
}

}  // namespace psoas::app

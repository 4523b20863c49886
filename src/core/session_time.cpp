#include "core/session.h"

// How time passes in a session: from one stop to the next, never by counting ticks.

#include <algorithm>

namespace psoas::core {

namespace {

constexpr Seconds kChimeBeforeEnd{10};
constexpr Seconds kWorthHalfWay{40};  ///< in a shorter hold too much would be said
/// "One minute left" is as good as true for so long, and "Ten seconds" to the end.
constexpr Seconds kTrueFor{10};

}  // namespace

void Session::moveTo(Moment now) {
    const Milliseconds active = std::max(now.active - m_now.active, Milliseconds{0});
    const Milliseconds boot = std::max(now.boot - m_now.boot, Milliseconds{0});
    m_now = {std::max(now.active, m_now.active), std::max(now.boot, m_now.boot)};
    const bool timed = m_phase == Phase::Running || m_phase == Phase::CountIn;
    if (timed && (boot - active > m_rules.slept || active > m_rules.standstill)) {
        suspend(active);
        return;
    }
    passTime(active);
}

void Session::suspend(Milliseconds stood) {
    m_phase = Phase::Paused;
    m_suspended = true;
    journal(Transition::Suspended);
    play(Chime::Paused);
    say(Announcement::Kind::Paused);
    changed();
    m_age += stood;
    addPaused(stood);
}

void Session::passTime(Milliseconds span) {
    while (span > Milliseconds{0}) {
        switch (m_phase) {
            case Phase::Running:
                runStep(span);
                break;
            case Phase::CountIn:
                countIn(span);
                break;
            case Phase::Paused:
            case Phase::Hurt:
            case Phase::HurtDull:
                addPaused(span);
                m_age += span;
                return;
            case Phase::NotStarted:
            case Phase::Waiting:
            case Phase::Review:
                m_age += span;
                return;
            case Phase::Finished:
                return;
        }
    }
}

/// Runs the step on to its next stop, or as far as `span` reaches, and takes that off `span`.
void Session::runStep(Milliseconds &span) {
    const Milliseconds stop = nextStop();
    const Milliseconds run = std::min(span, stop - m_elapsed);
    m_elapsed += run;
    m_age += run;
    span -= run;
    if (isHold()) {
        record().held += run;
    }
    if (m_elapsed < stop) {
        return;
    }
    if (m_elapsed == length()) {
        finishStep(Transition::Done);
        return;
    }
    speakAt(m_elapsed);
    if (m_elapsed.count() % m_rules.beat.count() == 0) {
        journal(Transition::Beat);
    }
}

void Session::countIn(Milliseconds &span) {
    const Milliseconds run = std::min(span, m_countInLength - m_countedIn);
    m_countedIn += run;
    m_age += run;
    span -= run;
    addPaused(run);
    if (m_countedIn == m_countInLength) {
        m_phase = Phase::Running;
        m_breathFrom = m_elapsed;
        journal(Transition::Resumed);
        play(Chime::Start);
        changed();
    }
}

void Session::addPaused(Milliseconds span) { record().paused += span; }

Milliseconds Session::length() const {
    return Milliseconds{current().seconds.value_or(Seconds{0})} + m_extended;
}

std::optional<Milliseconds> Session::halfWay() const {
    return isHold() && length() >= kWorthHalfWay ? std::optional(length() / 2) : std::nullopt;
}

/// The next moment of this step at which something happens by itself: a cue, a beat, half the way
/// through a hold, the chime before its end, or its end.
Milliseconds Session::nextStop() const {
    Milliseconds stop = std::min(length(), (m_elapsed / m_rules.beat + 1) * m_rules.beat);
    const auto stopAt = [&](Milliseconds offset) {
        if (offset > m_elapsed) {
            stop = std::min(stop, offset);
        }
    };
    for (const Cue &cue : current().cues) {
        stopAt(offsetIn(cue, length()));
    }
    if (isHold()) {
        stopAt(length() - kChimeBeforeEnd);
        stopAt(m_halfTold ? Milliseconds{0} : halfWay().value_or(Milliseconds{0}));
    }
    return stop;
}

/// What is due at this moment; where the file has words of its own for it, those.
void Session::speakAt(Milliseconds elapsed) {
    if (halfWay() == elapsed && !m_halfTold) {
        m_halfTold = true;  // once, even where it lies further on when time is added
        say(Announcement::Kind::HalfWay);
    }
    if (isHold() && length() - elapsed == kChimeBeforeEnd) {
        play(Chime::TenSeconds);
        say(Announcement::Kind::TenSeconds);
    }
    for (const Cue &cue : current().cues) {
        if (offsetIn(cue, length()) == elapsed) {
            m_saying = cue.say;  // takes the place of the step's text on the page
            m_toldOfEnd = cue.from == Cue::From::End ? std::optional(elapsed) : std::nullopt;
            say(Announcement::Kind::Cue, cue.say);
            changed();
        }
    }
}

/// The instruction or cue that stands on the page that far into the step, whatever came between. A
/// cue counted from the end tells of the time that was left then, and does not come back.
std::string Session::sayingAt(Milliseconds elapsed) const {
    std::string saying = current().say;
    Milliseconds newest{0};
    for (const Cue &cue : current().cues) {
        const Milliseconds at = offsetIn(cue, length());
        if (cue.from == Cue::From::Start && at > newest && at <= elapsed) {
            newest = at;
            saying = cue.say;
        }
    }
    return saying;
}

std::string Session::sayingNow() const {
    const bool isOld = m_toldOfEnd && m_elapsed > *m_toldOfEnd + kTrueFor;
    return isOld ? sayingAt(m_elapsed) : m_saying;
}

/// What stands on the page and is said again after something came between.
void Session::sayAnew() {
    m_saying = sayingAt(m_elapsed);
    m_toldOfEnd.reset();
}

/// Whether the person has heard how much is left of this hold.
bool Session::hasToldOfEnd() const {
    const bool tenSeconds = length() > kChimeBeforeEnd && length() - m_elapsed <= kChimeBeforeEnd;
    return m_toldOfEnd || (isHold() && tenSeconds);
}

std::optional<ActiveTime> Session::nextBoundary() const {
    if (m_phase == Phase::Running) {
        return m_now.active + (nextStop() - m_elapsed);
    }
    if (m_phase == Phase::CountIn) {
        return m_now.active + (m_countInLength - m_countedIn);
    }
    return std::nullopt;
}

}  // namespace psoas::core

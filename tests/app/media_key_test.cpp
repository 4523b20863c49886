#include "app/media_key.h"

#include "support/catch.h"

#include <array>
#include <string>

using namespace psoas;
using namespace psoas::app;

namespace {

/// What the keys Play, Pause, PlayPause, Stop, Next and Previous mean, a letter each.
std::string meanings(core::Phase phase) {
    std::string letters;
    for (const MediaKey key : {MediaKey::Play, MediaKey::Pause, MediaKey::PlayPause, MediaKey::Stop,
                               MediaKey::Next, MediaKey::Previous}) {
        const auto event = eventFor(key, phase);
        letters += !event                                                ? '-'
                   : std::holds_alternative<core::event::Ready>(*event)  ? 'Y'
                   : std::holds_alternative<core::event::Pause>(*event)  ? 'P'
                   : std::holds_alternative<core::event::Resume>(*event) ? 'R'
                   : std::holds_alternative<core::event::Skip>(*event)   ? 'S'
                   : std::holds_alternative<core::event::Back>(*event)   ? 'B'
                                                                         : '?';
    }
    return letters;
}

}  // namespace

TEST_CASE("media keys: what each means in each phase") {
    CHECK(meanings(core::Phase::Running) == "-PPPSB");
    CHECK(meanings(core::Phase::CountIn) == "-PPPSB");
    CHECK(meanings(core::Phase::Paused) == "R-R-SB");
    CHECK(meanings(core::Phase::Waiting) == "Y-Y-SB");
}

TEST_CASE("media keys: none answers what it hurts like, or means anything outside a session") {
    for (const core::Phase phase :
         {core::Phase::NotStarted, core::Phase::Hurt, core::Phase::HurtDull, core::Phase::Review,
          core::Phase::Finished}) {
        CHECK(meanings(phase) == "------");
    }
}

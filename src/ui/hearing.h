#pragma once

#include "app/audio.h"
#include "app/prompter.h"

namespace psoas::ui {

/// Through what a session is heard: both, or neither where nothing is.
struct Hearing {
    app::Audio *audio = nullptr;
    app::Prompter *prompter = nullptr;
};

}  // namespace psoas::ui

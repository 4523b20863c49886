#pragma once

#include "app/tones.h"

#include <QString>

namespace psoas::app {

/// What the person hears. Every call returns at once, whatever becomes of it: sound is a courtesy,
/// and the session waits for none.
class Ear {
public:
    Ear() = default;
    Ear(const Ear &) = delete;
    Ear &operator=(const Ear &) = delete;
    virtual ~Ear() = default;

    /// Speaks `text` once `after` has passed, in place of what is being spoken or waits to be.
    virtual void say(const QString &text, core::Milliseconds after) = 0;
    /// Not another word of what is being spoken.
    virtual void hush() = 0;

    /// `volume`: 0 to 1, as loud as the person set it.
    virtual void play(core::Chime chime, double volume) = 0;
    /// A soft tone below the chimes, for `length`; it takes the place of the one before.
    virtual void breathe(BreathTone tone, core::Milliseconds length, double volume) = 0;
    /// Ends the tone of the breath; a chime rings out.
    virtual void endBreath() = 0;
    /// Ends every sound that is no voice.
    virtual void silence() = 0;
};

}  // namespace psoas::app

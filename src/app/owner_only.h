#pragma once

namespace psoas::app {

/// From now on, every file, folder and socket that this process makes is for its owner alone (0600
/// and 0700), whichever library makes it: the settings, routines and exports as well as the store.
/// What is there already stays as wide as the person made it. To be called before anything is made.
/// On Windows nothing is done: a profile is closed to other people by its access list.
void createForOwnerOnly();

}  // namespace psoas::app

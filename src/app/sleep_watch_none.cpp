#include "app/sleep_watch.h"

namespace psoas::app {

/// Nobody here says anything beforehand.
class SleepWatch::Bus {};

SleepWatch::SleepWatch(QObject *parent) : QObject(parent) {}

SleepWatch::~SleepWatch() = default;

}  // namespace psoas::app

#include "app/keep_awake.h"

namespace psoas::app {

/// Nobody here can be asked.
class KeepAwake::Request {};

KeepAwake::KeepAwake(std::shared_ptr<BusConnection>, const QString &) {}

KeepAwake::~KeepAwake() = default;

void KeepAwake::setWanted(bool) {}

}  // namespace psoas::app

#include "app/local_address.h"

namespace psoas::app {

// Pipes have names of their own, in no folder, and are let in by their access list.

QString localAddress(const QString &name) { return name; }

bool isOurs(const QString &) { return true; }

}  // namespace psoas::app

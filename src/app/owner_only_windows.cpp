#include "app/owner_only.h"

namespace psoas::app {

void createForOwnerOnly() {}

}  // namespace psoas::app

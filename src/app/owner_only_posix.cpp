#include "app/owner_only.h"

#include <sys/stat.h>

namespace psoas::app {

void createForOwnerOnly() { umask(S_IRWXG | S_IRWXO); }

}  // namespace psoas::app

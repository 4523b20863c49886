#include "app/keep_awake.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

namespace psoas::app {

/// The wish belongs to the thread that made it and ends with it.
class KeepAwake::Request {
public:
    Request() = default;
    Request(const Request &) = delete;
    Request &operator=(const Request &) = delete;
    ~Request() { setWanted(false); }

    static void setWanted(bool wanted) {
        SetThreadExecutionState(wanted ? ES_CONTINUOUS | ES_SYSTEM_REQUIRED | ES_DISPLAY_REQUIRED
                                       : ES_CONTINUOUS);
    }
};

KeepAwake::KeepAwake(std::shared_ptr<BusConnection>, const QString &)
    : m_request(std::make_unique<Request>()) {}

KeepAwake::~KeepAwake() = default;

void KeepAwake::setWanted(bool wanted) { m_request->setWanted(wanted); }

}  // namespace psoas::app

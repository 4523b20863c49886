#include "app/keep_awake.h"

#include <IOKit/pwr_mgt/IOPMLib.h>

namespace psoas::app {

/// One assertion of the power management. The system drops it when the process ends.
class KeepAwake::Request {
public:
    explicit Request(const QString &reason) : m_reason(reason.toCFString()) {}
    Request(const Request &) = delete;
    Request &operator=(const Request &) = delete;
    ~Request() {
        setWanted(false);
        CFRelease(m_reason);
    }

    void setWanted(bool wanted) {
        if (wanted && m_assertion == kIOPMNullAssertionID) {
            IOPMAssertionCreateWithName(kIOPMAssertPreventUserIdleDisplaySleep,
                                        kIOPMAssertionLevelOn, m_reason, &m_assertion);
        } else if (!wanted && m_assertion != kIOPMNullAssertionID) {
            IOPMAssertionRelease(m_assertion);
            m_assertion = kIOPMNullAssertionID;
        }
    }

private:
    CFStringRef m_reason;
    IOPMAssertionID m_assertion = kIOPMNullAssertionID;
};

KeepAwake::KeepAwake(std::shared_ptr<BusConnection>, const QString &reason)
    : m_request(std::make_unique<Request>(reason)) {}

KeepAwake::~KeepAwake() = default;

void KeepAwake::setWanted(bool wanted) { m_request->setWanted(wanted); }

}  // namespace psoas::app

#pragma once

#ifdef __linux__
#    include <unistd.h>
#endif

namespace psoas {

/// While it lives the program has no more rights than anybody: a test that root runs would
/// otherwise be let in everywhere. What root made before is then somebody else's.
class OrdinaryUser {
public:
    OrdinaryUser() { become(kNobody); }
    OrdinaryUser(const OrdinaryUser &) = delete;
    OrdinaryUser &operator=(const OrdinaryUser &) = delete;
    ~OrdinaryUser() { become(0); }

private:
    static constexpr unsigned kNobody = 65534;

    // The saved user stays root, so that there is a way back. Who is not root has nothing to lose.
    static void become([[maybe_unused]] unsigned user) {
#ifdef __linux__
        if (setresuid(user, user, 0) != 0) {
            return;
        }
#endif
    }
};

}  // namespace psoas

#pragma once

#include <mutex>

namespace psoas::app {

/// What has come for a thread and was not fetched yet. `Orders` says what that can be; the desk is
/// shared by who leaves it there and who fetches it.
template <class Orders> class Desk {
public:
    /// Puts there, changes or takes, with nobody else at the desk; returns what `act` does.
    template <class Act> auto at(Act act) {
        const std::lock_guard lock(m_mutex);
        return act(m_orders);
    }

private:
    std::mutex m_mutex;
    Orders m_orders;
};

}  // namespace psoas::app

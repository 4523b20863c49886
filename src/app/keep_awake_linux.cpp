#include "app/bus_connection.h"
#include "app/keep_awake.h"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace psoas::app {

namespace {

constexpr const char *kScreenSaver = "org.freedesktop.ScreenSaver";
constexpr const char *kScreenSaverPath = "/org/freedesktop/ScreenSaver";
constexpr const char *kPortal = "org.freedesktop.portal.Desktop";
constexpr const char *kPortalPath = "/org/freedesktop/portal/desktop";
constexpr const char *kPortalInhibit = "org.freedesktop.portal.Inhibit";
constexpr const char *kPortalRequest = "org.freedesktop.portal.Request";
// The portal's flags for what must not happen.
constexpr std::uint32_t kSuspend = 4;
constexpr std::uint32_t kIdle = 8;

}  // namespace

/// What has been asked of the desktop, and what it has granted.
class KeepAwake::Request {
public:
    Request(std::shared_ptr<BusConnection> bus, const QString &reason)
        : m_bus(std::move(bus)), m_reason(reason.toStdString()) {}
    Request(const Request &) = delete;
    Request &operator=(const Request &) = delete;
    /// What is not granted yet ends with the connection.
    ~Request() { giveBack(); }

    void setWanted(bool wanted) {
        if (m_bus == nullptr || wanted == m_wanted) {
            return;
        }
        m_wanted = wanted;
        settle();
    }

private:
    struct Nothing {};
    struct Asked {};
    struct ByScreenSaver {
        std::uint32_t cookie;
    };
    struct ByPortal {
        std::string request;
    };
    using Granted = std::variant<Nothing, Asked, ByScreenSaver, ByPortal>;

    /// What is asked already is awaited first: only its answer says how to give it back.
    void settle() {
        if (m_wanted && std::holds_alternative<Nothing>(m_granted)) {
            askScreenSaver();
        } else if (!m_wanted && !std::holds_alternative<Asked>(m_granted)) {
            giveBack();
            m_granted = Nothing{};
        }
    }

    void askScreenSaver() {
        const int asked = intoSlot(m_reply, [this](sd_bus_slot **slot) {
            return sd_bus_call_method_async(m_bus->bus(), slot, kScreenSaver, kScreenSaverPath,
                                            kScreenSaver, "Inhibit", &Request::onScreenSaver, this,
                                            "ss", "Psoas Ease", m_reason.c_str());
        });
        m_granted = asked < 0 ? Granted{Nothing{}} : Granted{Asked{}};
    }

    void askPortal() {
        const int asked = intoSlot(m_reply, [this](sd_bus_slot **slot) {
            return sd_bus_call_method_async(m_bus->bus(), slot, kPortal, kPortalPath,
                                            kPortalInhibit, "Inhibit", &Request::onPortal, this,
                                            "sua{sv}", "", kSuspend | kIdle, 1, "reason", "s",
                                            m_reason.c_str());
        });
        m_granted = asked < 0 ? Granted{Nothing{}} : Granted{Asked{}};
    }

    static int onScreenSaver(sd_bus_message *reply, void *request, sd_bus_error *) {
        auto &self = *static_cast<Request *>(request);
        std::uint32_t cookie = 0;
        if (sd_bus_message_is_method_error(reply, nullptr) == 0 &&
            sd_bus_message_read(reply, "u", &cookie) >= 0) {
            self.m_granted = ByScreenSaver{cookie};
            self.settle();
        } else if (self.m_wanted) {
            self.askPortal();
        } else {
            self.m_granted = Nothing{};
        }
        return 0;
    }

    static int onPortal(sd_bus_message *reply, void *request, sd_bus_error *) {
        auto &self = *static_cast<Request *>(request);
        const char *handle = nullptr;
        if (sd_bus_message_is_method_error(reply, nullptr) == 0 &&
            sd_bus_message_read(reply, "o", &handle) >= 0) {
            self.m_granted = ByPortal{handle};
            self.settle();
        } else {
            // Nobody grants it. The next time that it is wanted they are asked again.
            self.m_granted = Nothing{};
        }
        return 0;
    }

    void giveBack() const {
        if (const auto *saver = std::get_if<ByScreenSaver>(&m_granted)) {
            sd_bus_call_method_async(m_bus->bus(), nullptr, kScreenSaver, kScreenSaverPath,
                                     kScreenSaver, "UnInhibit", nullptr, nullptr, "u",
                                     saver->cookie);
        } else if (const auto *portal = std::get_if<ByPortal>(&m_granted)) {
            sd_bus_call_method_async(m_bus->bus(), nullptr, kPortal, portal->request.c_str(),
                                     kPortalRequest, "Close", nullptr, nullptr, "");
        }
    }

    std::shared_ptr<BusConnection> m_bus;
    std::string m_reason;
    bool m_wanted = false;
    Granted m_granted;
    BusSlot m_reply;
};

KeepAwake::KeepAwake(std::shared_ptr<BusConnection> sessionBus, const QString &reason)
    : m_request(std::make_unique<Request>(std::move(sessionBus), reason)) {}

KeepAwake::~KeepAwake() = default;

void KeepAwake::setWanted(bool wanted) { m_request->setWanted(wanted); }

}  // namespace psoas::app

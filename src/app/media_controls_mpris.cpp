#include "app/bus_connection.h"
#include "app/media_controls.h"

#include <QCoreApplication>
#include <QMetaObject>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace psoas::app {

namespace {

constexpr const char *kPath = "/org/mpris/MediaPlayer2";
constexpr const char *kPlayerInterface = "org.mpris.MediaPlayer2.Player";
constexpr const char *kName = "org.mpris.MediaPlayer2.psoas_ease";
/// What the bus says to who asks for a name that somebody else has.
constexpr std::uint32_t kTaken = 3;

struct UnrefMessage {
    void operator()(sd_bus_message *message) const { sd_bus_message_unref(message); }
};

std::int64_t microseconds(core::Milliseconds time) {
    return std::chrono::microseconds{time}.count();
}

}  // namespace

/// The object that the desktop sees. It is on the bus only while a session is shown.
class MediaControls::Player {
public:
    Player(MediaControls &controls, std::shared_ptr<BusConnection> bus, Source source)
        : m_controls(controls), m_bus(std::move(bus)), m_source(std::move(source)) {}
    Player(const Player &) = delete;
    Player &operator=(const Player &) = delete;
    ~Player() { hide(); }

    void show(const core::Plan &plan, const core::SessionView &view) {
        if (m_bus == nullptr) {
            return;
        }
        Shown now = shownOf(plan, view);
        const auto before = std::exchange(m_shown, std::move(now));
        const auto elapsedBefore = std::exchange(m_elapsed, view.elapsed);
        m_phase = view.phase;
        if (!before) {
            appear();
        } else {
            tellChanges(*before, elapsedBefore);
        }
    }

    void hide() {
        if (!m_shown) {
            return;
        }
        m_shown.reset();
        m_phase = core::Phase::Finished;
        m_reply.reset();
        m_root.reset();
        m_player.reset();
        // Even where the name was asked for and is not had yet: the bus keeps to the order.
        sd_bus_release_name_async(
            m_bus->bus(), nullptr, m_name.c_str(),
            [](sd_bus_message *, void *, sd_bus_error *) { return 0; }, nullptr);
        m_named = false;
    }

private:
    /// All that players are told by itself, and not only when they ask.
    struct Shown {
        bool playing = false;
        bool obeys = false;  ///< while pain is asked about no key means anything
        std::size_t position = 0;
        std::string title;
        std::string side;  ///< empty: none
        std::string routine;
        core::Milliseconds length{0};  ///< 0: waits for the person

        [[nodiscard]] bool isSameTrack(const Shown &other) const {
            return position == other.position && title == other.title && side == other.side &&
                   routine == other.routine && length == other.length;
        }
    };

    [[nodiscard]] Shown shownOf(const core::Plan &plan, const core::SessionView &view) const {
        const core::PlannedStep &step = plan.steps.at(view.position);
        return {.playing = view.phase == core::Phase::Running || view.phase == core::Phase::CountIn,
                .obeys = eventFor(MediaKey::PlayPause, view.phase).has_value(),
                .position = view.position,
                .title = step.title,
                .side = step.side ? m_source.side(*step.side).toStdString() : std::string(),
                .routine = plan.routineTitle,
                .length = view.length};
    }

    void appear() {
        intoSlot(m_root, [this](sd_bus_slot **slot) {
            return sd_bus_add_object_vtable(m_bus->bus(), slot, kPath, "org.mpris.MediaPlayer2",
                                            kRootTable, this);
        });
        intoSlot(m_player, [this](sd_bus_slot **slot) {
            return sd_bus_add_object_vtable(m_bus->bus(), slot, kPath, kPlayerInterface,
                                            kPlayerTable, this);
        });
        askForName(kName);
    }

    void askForName(std::string name) {
        m_name = std::move(name);
        intoSlot(m_reply, [this](sd_bus_slot **slot) {
            return sd_bus_request_name_async(m_bus->bus(), slot, m_name.c_str(), 0, &Player::onName,
                                             this);
        });
    }

    /// Another window of this program may have it: then one with a number, as MPRIS wants it.
    static int onName(sd_bus_message *reply, void *player, sd_bus_error *) {
        auto &self = *static_cast<Player *>(player);
        std::uint32_t answer = 0;
        if (sd_bus_message_is_method_error(reply, nullptr) != 0 ||
            sd_bus_message_read(reply, "u", &answer) < 0) {
            return 0;
        }
        self.m_named = answer != kTaken;
        if (!self.m_named && self.m_name == kName) {
            self.askForName(std::string(kName) + ".instance" +
                            std::to_string(QCoreApplication::applicationPid()));
        }
        return 0;
    }

    void tellChanges(const Shown &before, core::Milliseconds elapsedBefore) {
        if (!m_named) {
            return;  // who meets the name later asks for everything
        }
        std::vector<const char *> changed;
        if (m_shown->playing != before.playing) {
            changed.push_back("PlaybackStatus");
        }
        if (!m_shown->isSameTrack(before)) {
            changed.push_back("Metadata");
        }
        if (m_shown->obeys != before.obeys) {
            changed.insert(changed.end(), {"CanGoNext", "CanGoPrevious", "CanPlay", "CanPause"});
        }
        if (!changed.empty()) {
            changed.push_back(nullptr);
            sd_bus_emit_properties_changed_strv(m_bus->bus(), kPath, kPlayerInterface,
                                                const_cast<char **>(changed.data()));
        }
        if (m_shown->position != before.position || m_elapsed < elapsedBefore) {
            sd_bus_emit_signal(m_bus->bus(), kPath, kPlayerInterface, "Seeked", "x",
                               microseconds(m_elapsed));
        }
    }

    // What is asked of it. The window may do anything in answer, so it does it when the bus has
    // been read; the reply follows.

    template <class Act> int answerAfter(sd_bus_message *call, Act act) {
        const std::shared_ptr<sd_bus_message> kept(sd_bus_message_ref(call), UnrefMessage{});
        const auto later = [this, kept, act] {
            act();
            sd_bus_message *reply = nullptr;
            if (sd_bus_message_new_method_return(kept.get(), &reply) >= 0) {
                sd_bus_send(m_bus->bus(), reply, nullptr);
                sd_bus_message_unref(reply);
            }
        };
        QMetaObject::invokeMethod(&m_controls, later, Qt::QueuedConnection);
        return 1;
    }

    template <MediaKey kKey> static int onKey(sd_bus_message *call, void *player, sd_bus_error *) {
        auto *self = static_cast<Player *>(player);
        return self->answerAfter(call, [self] {
            if (const auto event = eventFor(kKey, self->m_phase)) {
                emit self->m_controls.happened(*event);
            }
        });
    }

    static int onRaise(sd_bus_message *call, void *player, sd_bus_error *) {
        auto *self = static_cast<Player *>(player);
        return self->answerAfter(call, [self] { emit self->m_controls.raised(); });
    }

    /// Quit, Seek and SetPosition: players must take them, and CanQuit and CanSeek say what of it.
    static int onNothing(sd_bus_message *call, void *, sd_bus_error *) {
        return sd_bus_reply_method_return(call, "");
    }

    static int onOpenUri(sd_bus_message *, void *, sd_bus_error *error) {
        return sd_bus_error_set(error, SD_BUS_ERROR_NOT_SUPPORTED, "Only routines are played here");
    }

    // What is read of it.

    template <int (Player::*kAppend)(sd_bus_message *) const>
    static int get(sd_bus *, const char *, const char *, const char *, sd_bus_message *reply,
                   void *player, sd_bus_error *) {
        return (static_cast<const Player *>(player)->*kAppend)(reply);
    }

    template <bool kValue> int always(sd_bus_message *reply) const {
        return sd_bus_message_append(reply, "b", kValue ? 1 : 0);
    }
    int identity(sd_bus_message *reply) const {
        return sd_bus_message_append(reply, "s", "Psoas Ease");
    }
    int desktopEntry(sd_bus_message *reply) const {
        return sd_bus_message_append(reply, "s", "psoas-ease");
    }
    int noTexts(sd_bus_message *reply) const { return sd_bus_message_append(reply, "as", 0); }
    int one(sd_bus_message *reply) const { return sd_bus_message_append(reply, "d", 1.0); }
    int obeys(sd_bus_message *reply) const {
        return sd_bus_message_append(reply, "b", m_shown->obeys ? 1 : 0);
    }
    int position(sd_bus_message *reply) const {
        return sd_bus_message_append(reply, "x", microseconds(m_source.elapsed()));
    }
    /// A step that waits is paused: what players then offer is Play, and that is "I'm ready".
    int playbackStatus(sd_bus_message *reply) const {
        return sd_bus_message_append(reply, "s", m_shown->playing ? "Playing" : "Paused");
    }
    int metadata(sd_bus_message *reply) const {
        const std::string track = "/io/github/psoas_ease/step/" + std::to_string(m_shown->position);
        sd_bus_message_open_container(reply, 'a', "{sv}");
        sd_bus_message_append(reply, "{sv}", "mpris:trackid", "o", track.c_str());
        sd_bus_message_append(reply, "{sv}", "xesam:title", "s", m_shown->title.c_str());
        sd_bus_message_append(reply, "{sv}", "xesam:album", "s", m_shown->routine.c_str());
        if (!m_shown->side.empty()) {
            sd_bus_message_append(reply, "{sv}", "xesam:artist", "as", 1, m_shown->side.c_str());
        }
        if (m_shown->length > core::Milliseconds{0}) {
            sd_bus_message_append(reply, "{sv}", "mpris:length", "x",
                                  microseconds(m_shown->length));
        }
        return sd_bus_message_close_container(reply);
    }

    static const sd_bus_vtable kRootTable[];
    static const sd_bus_vtable kPlayerTable[];

    MediaControls &m_controls;
    std::shared_ptr<BusConnection> m_bus;
    Source m_source;
    std::optional<Shown> m_shown;
    core::Milliseconds m_elapsed{0};
    core::Phase m_phase = core::Phase::NotStarted;
    std::string m_name;
    bool m_named = false;
    BusSlot m_root;
    BusSlot m_player;
    BusSlot m_reply;
};

const sd_bus_vtable MediaControls::Player::kRootTable[] = {
    SD_BUS_VTABLE_START(SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_PROPERTY("CanQuit", "b", get<&Player::always<false>>, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("CanRaise", "b", get<&Player::always<true>>, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("HasTrackList", "b", get<&Player::always<false>>, 0,
                    SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("Identity", "s", get<&Player::identity>, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("DesktopEntry", "s", get<&Player::desktopEntry>, 0,
                    SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("SupportedUriSchemes", "as", get<&Player::noTexts>, 0,
                    SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("SupportedMimeTypes", "as", get<&Player::noTexts>, 0,
                    SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_METHOD("Raise", "", "", onRaise, 0),
    SD_BUS_METHOD("Quit", "", "", onNothing, 0),
    SD_BUS_VTABLE_END};

const sd_bus_vtable MediaControls::Player::kPlayerTable[] = {
    SD_BUS_VTABLE_START(SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_PROPERTY("PlaybackStatus", "s", get<&Player::playbackStatus>, 0,
                    SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE),
    SD_BUS_PROPERTY("Metadata", "a{sv}", get<&Player::metadata>, 0,
                    SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE),
    SD_BUS_PROPERTY("Position", "x", get<&Player::position>, 0, 0),
    SD_BUS_PROPERTY("Rate", "d", get<&Player::one>, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("MinimumRate", "d", get<&Player::one>, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("MaximumRate", "d", get<&Player::one>, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("Volume", "d", get<&Player::one>, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("CanGoNext", "b", get<&Player::obeys>, 0, SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE),
    SD_BUS_PROPERTY("CanGoPrevious", "b", get<&Player::obeys>, 0,
                    SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE),
    SD_BUS_PROPERTY("CanPlay", "b", get<&Player::obeys>, 0, SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE),
    SD_BUS_PROPERTY("CanPause", "b", get<&Player::obeys>, 0, SD_BUS_VTABLE_PROPERTY_EMITS_CHANGE),
    SD_BUS_PROPERTY("CanSeek", "b", get<&Player::always<false>>, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_PROPERTY("CanControl", "b", get<&Player::always<true>>, 0, SD_BUS_VTABLE_PROPERTY_CONST),
    SD_BUS_METHOD("Play", "", "", onKey<MediaKey::Play>, 0),
    SD_BUS_METHOD("Pause", "", "", onKey<MediaKey::Pause>, 0),
    SD_BUS_METHOD("PlayPause", "", "", onKey<MediaKey::PlayPause>, 0),
    SD_BUS_METHOD("Stop", "", "", onKey<MediaKey::Stop>, 0),
    SD_BUS_METHOD("Next", "", "", onKey<MediaKey::Next>, 0),
    SD_BUS_METHOD("Previous", "", "", onKey<MediaKey::Previous>, 0),
    SD_BUS_METHOD_WITH_NAMES("Seek", "x", SD_BUS_PARAM(Offset), "", "", onNothing, 0),
    SD_BUS_METHOD_WITH_NAMES("SetPosition", "ox", SD_BUS_PARAM(TrackId) SD_BUS_PARAM(Position), "",
                             "", onNothing, 0),
    SD_BUS_METHOD_WITH_NAMES("OpenUri", "s", SD_BUS_PARAM(Uri), "", "", onOpenUri, 0),
    SD_BUS_SIGNAL_WITH_NAMES("Seeked", "x", SD_BUS_PARAM(Position), 0),
    SD_BUS_VTABLE_END};

MediaControls::MediaControls(std::shared_ptr<BusConnection> sessionBus, Source source,
                             QObject *parent)
    : QObject(parent),
      m_player(std::make_unique<Player>(*this, std::move(sessionBus), std::move(source))) {}

MediaControls::~MediaControls() = default;

void MediaControls::show(const core::Plan &plan, const core::SessionView &view) {
    m_player->show(plan, view);
}

void MediaControls::hide() { m_player->hide(); }

}  // namespace psoas::app

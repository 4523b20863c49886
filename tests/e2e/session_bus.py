"""Who else is on the session bus: a service that keeps the screen on, and player controls."""
from gi.repository import Gio, GLib

import waiting

DBUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
PROPERTIES = "org.freedesktop.DBus.Properties"


class _Neighbour:
    """A program on the session bus. It hears and answers while `until` waits."""

    def __init__(self):
        self._bus = Gio.DBusConnection.new_for_address_sync(
            Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION),
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)

    def _call(self, name, path, interface, method, types="()", *arguments):
        return self._bus.call_sync(name, path, interface, method, GLib.Variant(types, arguments),
                                   None, Gio.DBusCallFlags.NO_AUTO_START, -1, None).unpack()

    def leave(self):
        self._bus.close_sync(None)

    def until(self, what, condition):
        """What the condition gives, as soon as that is true."""
        def heard():
            while GLib.MainContext.default().iteration(False):
                pass
            return condition()
        return waiting.wait_until(what, heard)


class ScreenSaver(_Neighbour):
    """Keeps the screen on for whoever asks, until they give it back or are gone."""

    NAME = "org.freedesktop.ScreenSaver"
    INTERFACE = """<node><interface name="org.freedesktop.ScreenSaver">
        <method name="Inhibit"><arg type="s" direction="in"/><arg type="s" direction="in"/>
            <arg type="u" direction="out"/></method>
        <method name="UnInhibit"><arg type="u" direction="in"/></method>
        </interface></node>"""

    def __init__(self):
        super().__init__()
        self.seen = []  # "inhibit", "given back" and "vanished", in order
        self.reasons = set()
        self._held = {}
        self._last = 0
        self._bus.register_object("/org/freedesktop/ScreenSaver",
                                  Gio.DBusNodeInfo.new_for_xml(self.INTERFACE).interfaces[0],
                                  self._on_call, None, None)
        self._bus.signal_subscribe(DBUS[0], DBUS[2], "NameOwnerChanged", DBUS[1], None,
                                   Gio.DBusSignalFlags.NONE, self._on_owner)
        self._call(*DBUS, "RequestName", "(su)", self.NAME, 0)

    def _on_call(self, _bus, sender, _path, _interface, method, arguments, call):
        if method == "Inhibit":
            self._last += 1
            self._held[self._last] = sender
            self.reasons.add(arguments.unpack())
            self.seen.append("inhibit")
            call.return_value(GLib.Variant("(u)", (self._last,)))
        else:
            self._held.pop(arguments.unpack()[0])
            self.seen.append("given back")
            call.return_value(None)

    def _on_owner(self, _bus, _sender, _path, _interface, _signal, arguments):
        name, _, owner = arguments.unpack()
        for cookie in [each for each, who in self._held.items() if who == name and not owner]:
            self._held.pop(cookie)
            self.seen.append("vanished")

    def wait_until_on(self):
        self.until("the screen is kept on", lambda: len(self._held) == 1)

    def wait_until_dark(self):
        self.until("the screen may go dark", lambda: not self._held)


class Remote(_Neighbour):
    """A desktop's player controls."""

    NAME = "org.mpris.MediaPlayer2.psoas_ease"
    PATH = "/org/mpris/MediaPlayer2"
    PLAYER = "org.mpris.MediaPlayer2.Player"

    def __init__(self):
        super().__init__()
        self.told = []  # the names of the properties that changed, a set for each time
        self._bus.signal_subscribe(None, PROPERTIES, "PropertiesChanged", self.PATH, None,
                                   Gio.DBusSignalFlags.NONE, self._on_changed)

    def _on_changed(self, _bus, _sender, _path, _interface, _signal, arguments):
        self.told.append(set(arguments.unpack()[1]))

    def sees_player(self):
        return self._call(*DBUS, "NameHasOwner", "(s)", self.NAME)[0]

    def press(self, button):
        self._call(self.NAME, self.PATH, self.PLAYER, button)

    def read(self, prop):
        return self._call(self.NAME, self.PATH, PROPERTIES, "Get", "(ss)", self.PLAYER, prop)[0]

    def come_forward(self):
        self._call(self.NAME, self.PATH, "org.mpris.MediaPlayer2", "Raise")

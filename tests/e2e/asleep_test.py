#!/usr/bin/env python3
"""What the machine's sleep does to a session: told of it beforehand, the program journals at once;
after a standstill the session is paused at the second at which it stopped, and goes on from there.

Usage: asleep_test.py PROGRAM

Needs a display, a session bus and dbus-daemon.
"""
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

from gi.repository import Gio, GLib

import guided_session_test as guided
import player
import screen_reader
import session_journal
import waiting

STANDSTILL = 11  # seconds; a session takes more than 10 for a sleep
HOLD, CUE_AT, REST = 8, 5, 1
BEAT_MS = 5000
ID, CUE = "slept-through", "Half of it is done."

ROUTINE = {
    "format": 1, "id": ID, "title": "Slept through", "kind": "technique",
    "summary": "A stretch for a test.", "steps": [
        {"id": "set-up", "do": "prepare", "title": "Kneel", "pose": "half-kneeling"},
        {"id": "hold", "do": "hold", "title": "Hold", "pose": "half-kneeling-forward",
         "seconds": HOLD, "cues": [{"at": CUE_AT, "say": CUE}]},
        {"id": "rest", "do": "rest", "title": "Rest", "pose": "half-kneeling", "seconds": REST},
    ]}


class Logind:
    """A system bus, with somebody on it who says what logind says."""

    NAME = "org.freedesktop.login1"

    def __init__(self, folder):
        self.address = f"unix:path={folder}/bus"
        self._daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address",
             f"--address={self.address}"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def __enter__(self):
        assert self._daemon.stdout.readline(), "the bus has not begun"
        self._bus = Gio.DBusConnection.new_for_address_sync(
            self.address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION)
        self._bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus",
                            "org.freedesktop.DBus", "RequestName",
                            GLib.Variant("(su)", (self.NAME, 0)), None,
                            Gio.DBusCallFlags.NONE, -1, None)
        return self

    def __exit__(self, *_):
        self._daemon.kill()
        self._daemon.wait()

    def say_that_sleep_comes(self):
        self._bus.emit_signal(None, "/org/freedesktop/login1", f"{self.NAME}.Manager",
                              "PrepareForSleep", GLib.Variant("(b)", (True,)))
        self._bus.flush_sync()


def sees_the_hint(program, data, logind):
    """What has run is journaled at once, and not only with the next beat."""
    player.wait_until_left(program, HOLD - 1)
    before = len(session_journal.entries(data, ID))

    def journaled():
        # Nobody tells when the bus has taken the program's wish to hear.
        logind.say_that_sleep_comes()
        return session_journal.entries(data, ID)[before:]
    entry = waiting.wait_until("sleep is journaled", journaled)[0]
    assert entry.transition == "beat" and entry.elapsed_ms % BEAT_MS != 0, entry
    return entry.elapsed_ms


def stand_still(program):
    """Seconds that were left before and after."""
    before = player.seconds_left(program)
    program.process.send_signal(signal.SIGSTOP)
    time.sleep(STANDSTILL)
    program.process.send_signal(signal.SIGCONT)
    program.find(lambda name: name.startswith("Paused: the computer slept or stood still. Hold"))
    return before, player.seconds_left(program)


def sees_nothing_missed(program, data, left):
    """Neither the cue that would have come nor the step's end: it is paused, and that is all."""
    last = session_journal.wait_for(data, ID, "suspended")[-1]
    assert last.position == 1 and left - 1 <= HOLD - last.elapsed_ms / 1000 <= left, last
    assert last.elapsed_ms < 1000 * CUE_AT, "too slow a machine: the cue came before the sleep"
    assert not program.shows(lambda name: CUE in name)


def goes_on(program, left):
    program.press("Resume")
    program.find(lambda name: name.startswith("Going on in "))
    program.find(f"Time left: {left} seconds")
    program.find(CUE)
    program.find("Rest")
    program.find("Completed")
    program.press("Done")
    program.find("Today")


def check_sums(sessions):
    assert [each["outcome"] for each in sessions] == ["completed", "clear"], sessions
    _, hold, rest = sessions[0]["steps"]
    assert hold["held_ms"] == hold["planned_ms"] == 1000 * HOLD and not hold["skipped"], hold
    assert hold["paused_ms"] > 1000 * (STANDSTILL - 1), hold
    assert rest["paused_ms"] == 0 and not rest["skipped"], rest


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder, Logind(folder) as logind:
        data = pathlib.Path(folder, "data")
        data.mkdir()
        guided.prepare(data, ROUTINE)
        with screen_reader.Program(binary, "--data-dir", str(data), "--start", ID,
                                   DBUS_SYSTEM_BUS_ADDRESS=logind.address) as program:
            guided.begin(program)
            hint = sees_the_hint(program, data, logind)
            before, after = stand_still(program)
            assert before - after in (0, 1), (before, after)
            sees_nothing_missed(program, data, after)
            goes_on(program, after)
        check_sums(guided.export(binary, data))
    print(f"told of a sleep: journaled at {hint} ms of the hold; {STANDSTILL} s stood still: paused "
          f"with {after} s left, {before} s before, cues and steps missed: 0")


if __name__ == "__main__":
    main()

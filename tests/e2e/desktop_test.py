#!/usr/bin/env python3
"""What the desktop has to do with a session: the screen stays on while it runs, however it ends,
and the player controls show it, pause it and let it go on.

Usage: desktop_test.py PROGRAM

Needs a display and a session bus.
"""
import pathlib
import sys
import tempfile

import guided_session_test as guided
import screen_reader
import session_bus
import x11_windows

ROUTINE = guided.stretch(hold_ms=60000, rest_seconds=5)


def sees_nothing_before(program, saver, remote):
    guided.pass_the_check(program)
    guided.pass_the_screening(program)
    program.find("I'm ready")
    assert not remote.sees_player()
    saver.wait_until_dark()
    assert not saver.seen, saver.seen


def begins(program, saver, remote):
    program.press("I'm ready")
    program.find("Left side")
    saver.wait_until_on()
    assert saver.reasons == {("Psoas Ease", "A session is under way")}, saver.reasons
    remote.until("player controls see the session", remote.sees_player)


def shows_the_step(remote):
    track = remote.read("Metadata")
    assert track["xesam:title"] == "Hold" and track["xesam:artist"] == ["Left side"], track
    assert track["xesam:album"] == "Short stretch", track
    assert track["mpris:length"] == 60 * 1000 * 1000, track
    before = remote.read("Position")
    remote.until("the position moves on", lambda: remote.read("Position") > before)
    remote.come_forward()


def pauses_and_goes_on(program, saver, remote):
    remote.told.clear()
    remote.press("PlayPause")
    assert remote.read("PlaybackStatus") == "Paused"
    program.find("Paused")
    saver.wait_until_dark()
    remote.until("the pause is told", lambda: {"PlaybackStatus"} in remote.told)
    remote.press("Play")
    program.find(lambda name: name.startswith("Going on in"))
    saver.wait_until_on()
    assert remote.read("PlaybackStatus") == "Playing"


def is_killed(program):
    program.kill()


def is_closed(program):
    x11_windows.close("Psoas Ease")
    assert program.process.wait(screen_reader.PATIENCE) == 0


def is_ended(program):
    program.press("End session")
    program.find("End the session?")
    program.press("End session")
    program.find("Done")


def run(binary, leave, how_it_ends):
    saver, remote = session_bus.ScreenSaver(), session_bus.Remote()
    with tempfile.TemporaryDirectory() as folder:
        guided.prepare(pathlib.Path(folder), ROUTINE)
        with screen_reader.Program(binary, "--data-dir", folder, "--start",
                                   "short-stretch") as program:
            sees_nothing_before(program, saver, remote)
            begins(program, saver, remote)
            shows_the_step(remote)
            pauses_and_goes_on(program, saver, remote)
            leave(program)
            saver.wait_until_dark()
            remote.until("player controls see nothing", lambda: not remote.sees_player())
    assert saver.seen == ["inhibit", "given back", "inhibit", how_it_ends], saver.seen
    saver.leave()
    print(f"{leave.__name__}: {', '.join(saver.seen)}")


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    run(binary, is_ended, "given back")
    run(binary, is_closed, "given back")
    run(binary, is_killed, "vanished")


if __name__ == "__main__":
    main()

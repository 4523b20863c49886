#!/usr/bin/env python3
"""Starts of the program beside each other, with one data folder: one window, one writer, whatever
was killed before and whatever lies in the place of its socket. Prints how many were tried.

Usage: many_starts_test.py PROGRAM        (PSOAS_LONG set: more of everything)
"""
import contextlib
import os
import pathlib
import random
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time

import x11_windows
from waiting import PATIENCE, wait_until

LISTENER_PATIENCE = 5.0  # of a start with one that listens and does not answer
LONG = "PSOAS_LONG" in os.environ
STARTS = 100 if LONG else 12
KILLS = 60 if LONG else 8
NOBODY = 65534


class Machine:
    """A person's login, as far as starts of the program see it."""

    def __init__(self, binary, folder):
        self.data = folder / "data"
        self.runtime = folder / "run"
        self.runtime.mkdir(mode=0o700)
        self._started = []
        self._binary = binary
        self._environment = dict(os.environ, XDG_RUNTIME_DIR=str(self.runtime))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for each in self._started:
            each.kill()

    def start(self, *arguments, data=None, platform="offscreen"):
        process = subprocess.Popen([self._binary, "--data-dir", data or self.data, *arguments],
                                   env=dict(self._environment, QT_QPA_PLATFORM=platform),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self._started.append(process)
        return process

    def run(self, *arguments):
        """A start that must end by itself: its exit code and what it said."""
        process = self.start(*arguments)
        _, said = process.communicate(timeout=PATIENCE)
        return process.returncode, said

    def sockets(self):
        return [each for each in self.runtime.iterdir() if stat.S_ISSOCK(each.stat().st_mode)]


def opens_the_store(process, data):
    """Whether the process has the store open at this moment."""
    try:
        return any(os.readlink(f"/proc/{process.pid}/fd/{each}") == str(data / "history.db")
                   for each in os.listdir(f"/proc/{process.pid}/fd"))
    except FileNotFoundError:
        return False


def end(process):
    """Ends it as a power cut does, and returns what it said meanwhile."""
    process.kill()
    return process.communicate(timeout=PATIENCE)[1]


def is_first(machine, process):
    """Waits until the process has the store and hears others."""
    wait_until("the store is open", lambda: opens_the_store(process, machine.data))
    assert machine.run() == (0, "")
    assert process.poll() is None


def many_at_once(machine):
    starts = [machine.start() for _ in range(STARTS)]
    writers = set()

    def settled():
        writers.update(each.pid for each in starts if opens_the_store(each, machine.data))
        return sum(each.poll() is None for each in starts) <= 1 and writers
    wait_until("all but one have ended", settled)
    one, = [each for each in starts if each.poll() is None]
    handed_over = [each for each in starts if each.poll() == 0]
    assert len(handed_over) == STARTS - 1, [each.poll() for each in starts]
    assert writers == {one.pid}, "more than one opened the store"
    is_first(machine, one)
    # This platform of Qt's cannot raise windows, and says so; nothing else may be said.
    said = [each.communicate()[1] for each in handed_over]
    said.append(end(one).replace("This plugin does not support raise()", "").strip())
    assert not any(said), said
    assert machine.run("history", "check")[0] == 0
    print(f"starts tried: {STARTS}, windows: 1, writers: {len(writers)}, "
          f"handed over: {len(handed_over)}, faults: 0")


def killed_at_any_moment(machine):
    """The one that is killed may hold the lock, or listen, or not yet."""
    moments = random.Random(7)
    for _ in range(KILLS):
        process = machine.start()
        time.sleep(moments.uniform(0, 0.3))
        assert process.poll() is None, process.communicate()
        end(process)
    survivor = machine.start()
    is_first(machine, survivor)
    end(survivor)
    print(f"kills tried: {KILLS}, starts that were locked out: 0")


def replaced_socket(machine):
    """After a kill its socket is left behind, or something else in its place."""
    for put in (lambda path: path.write_text("no socket"),
                lambda path: path.symlink_to("/nowhere/at/all"), None):
        process = machine.start()
        is_first(machine, process)
        path, = machine.sockets()
        end(process)
        if put is not None:
            path.unlink()
            put(path)
        process = machine.start()
        is_first(machine, process)
        end(process)


def hung_first(machine):
    first = machine.start()
    is_first(machine, first)
    first.send_signal(signal.SIGSTOP)
    code, said = machine.run("--start", "ball-release")
    assert code == 1 and "does not answer" in said, (code, said)
    first.send_signal(signal.SIGCONT)
    assert machine.run() == (0, "")
    return first


def stranger_in_its_place(machine, first):
    """Another user's socket is told nothing. Only root can make one."""
    path, = machine.sockets()
    path.unlink()
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.bind(str(path))
        stranger.listen()
        stranger.setblocking(False)
        if os.geteuid() == 0:
            os.chown(path, NOBODY, NOBODY)
            code, said = machine.run()
            assert code == 1 and "does not answer" in said, (code, said)
            try:
                stranger.accept()
                raise AssertionError("somebody else's socket was spoken to")
            except BlockingIOError:
                pass
    path.unlink()
    assert first.poll() is None


def without_lock(machine):
    """What keeps nothing runs beside the others."""
    first = machine.start()
    is_first(machine, first)
    in_a_file = machine.data / "history.db" / "folder"
    others = [machine.start("--speed", "10") for _ in range(2)]
    others += [machine.start(data=in_a_file) for _ in range(2)]
    is_first(machine, first)
    for each in others:
        assert each.poll() is None, each.communicate()
        end(each)
    end(first)
    alone = machine.start("--speed", "10")
    process = machine.start()
    is_first(machine, process)
    assert alone.poll() is None
    end(alone)
    end(process)


def closed_but_busy(machine):
    """A window is closed while another program holds up its store: the next start waits until it
    has ended, and not only as long as for one that listens."""
    with contextlib.closing(sqlite3.connect(machine.data / "history.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        first = machine.start(platform="xcb")
        is_first(machine, first)
        x11_windows.close("Psoas Ease")
        wait_until("nobody listens", lambda: not machine.sockets())
        first.send_signal(signal.SIGSTOP)  # however soon it would give up
        second = machine.start()
        time.sleep(LISTENER_PATIENCE + 2)
        assert second.poll() is None, second.communicate()
        assert opens_the_store(first, machine.data), "it listened up to its end"
        first.send_signal(signal.SIGCONT)
    assert first.communicate(timeout=PATIENCE) == (None, "")
    assert first.returncode == 0
    is_first(machine, second)
    assert "does not answer" not in end(second)


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        with Machine(binary, pathlib.Path(folder).resolve()) as machine:
            many_at_once(machine)
            killed_at_any_moment(machine)
            replaced_socket(machine)
            first = hung_first(machine)
            stranger_in_its_place(machine, first)
            end(first)
            without_lock(machine)
            closed_but_busy(machine)


if __name__ == "__main__":
    main()

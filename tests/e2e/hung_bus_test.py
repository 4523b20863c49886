#!/usr/bin/env python3
"""Where a bus is missing, or takes the call and never answers, the window paints, a session runs
and is journaled, and the program ends when its window is closed. Prints what start and end took.

Usage: hung_bus_test.py PROGRAM

Needs a display and a session bus.
"""
import pathlib
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import guided_session_test as guided
import screen_reader
import x11_windows

PATIENCE = 60.0


def silent_bus(path):
    """Takes every call, as far as the system does that by itself, and never says anything."""
    bus = socket.socket(socket.AF_UNIX)
    bus.bind(str(path))
    bus.listen(16)
    return bus


def first_paint(process):
    """Milliseconds from the beginning until the window was painted, as the program itself says."""
    giving_up = threading.Timer(PATIENCE, process.kill)
    giving_up.start()
    try:
        for line in process.stderr:
            found = re.match(r"first paint after (\d+) us", line)
            if found:
                return int(found.group(1)) // 1000
    finally:
        giving_up.cancel()
    raise AssertionError(f"nothing was painted; it ended with {process.wait()}")


def practise(program):
    guided.begin(program)
    program.find("Left side")


def close(process):
    """Milliseconds from the closing of the window until the program is gone."""
    begun = time.monotonic()
    x11_windows.close("Psoas Ease")
    assert process.wait(PATIENCE) == 0
    return int(1000 * (time.monotonic() - begun))


def journaled(data):
    """How many entries the session has that was under way."""
    with sqlite3.connect(data / "history.db") as store:
        return store.execute("SELECT count(*) FROM journal JOIN sessions ON id = session_id "
                             "WHERE outcome IS NULL").fetchone()[0]


def run(binary, what, buses, with_session):
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder)
        guided.prepare(data)
        with screen_reader.Program(binary, "--data-dir", folder, "--start", "short-stretch",
                                   stderr=subprocess.PIPE, PSOAS_EASE_REPORT_START="1",
                                   **buses) as program:
            painted = first_paint(program.process)
            if with_session:
                practise(program)
            closed = close(program.process)
        if with_session:
            assert journaled(data) > 0
    print(f"{what}: painted after {painted} ms, ended after {closed} ms")


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "bus")
        missing = f"unix:path={path}-missing"
        silent = f"unix:path={path}"
        with silent_bus(path):
            run(binary, "system bus missing", {"DBUS_SYSTEM_BUS_ADDRESS": missing}, True)
            run(binary, "system bus silent", {"DBUS_SYSTEM_BUS_ADDRESS": silent}, True)
            # No screen reader sees these.
            for name, address in (("missing", missing), ("silent", silent)):
                run(binary, f"both buses {name}", {"DBUS_SYSTEM_BUS_ADDRESS": address,
                                                   "DBUS_SESSION_BUS_ADDRESS": address}, False)


if __name__ == "__main__":
    main()

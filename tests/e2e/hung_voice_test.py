#!/usr/bin/env python3
"""Where the speech engine hangs in the first word, a session runs and is journaled, and the program
ends when its window is closed. Prints what the end took.

Usage: hung_voice_test.py PROGRAM

Needs a display, a session bus and the speech engine that is built for the tests.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import guided_session_test as guided
import screen_reader
import session_journal
import x11_windows

PATIENCE = 60.0


def threads(process):
    """The names of the program's threads."""
    tasks = pathlib.Path(f"/proc/{process.pid}/task")
    return [(task / "comm").read_text().strip() for task in tasks.iterdir()]


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    engines = os.environ["PSOAS_SPEECH_FOLDER"]
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder)
        guided.prepare(data)
        with open(data / "settings.ini", "a", encoding="utf-8") as settings:
            # Without a chime to wait for it speaks at once.
            settings.write("[voice]\nengine=hanging\n[sound]\non=false\n")
        with screen_reader.Program(binary, "--data-dir", folder, "--start", "short-stretch",
                                   stderr=subprocess.DEVNULL, QT_PLUGIN_PATH=engines) as program:
            guided.begin(program)
            program.find("Left side")
            assert "voice" in threads(program.process), "there is no voice"
            program.press("Pause")
            session_journal.wait_for(data, "short-stretch", "paused")
            begun = time.monotonic()
            x11_windows.close("Psoas Ease")
            assert program.process.wait(PATIENCE) == 0
            closed = int(1000 * (time.monotonic() - begun))
        assert session_journal.entries(data, "short-stretch")[-1].transition == "paused"
    print(f"a voice that hangs: ended after {closed} ms")


if __name__ == "__main__":
    main()

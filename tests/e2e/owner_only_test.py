#!/usr/bin/env python3
"""Whatever the program makes is for its owner only, and what was there stays as the person made it.
Prints how many files and folders were looked at.

Usage: owner_only_test.py PROGRAM

Needs a display and a session bus.
"""
import os
import pathlib
import stat
import subprocess
import sys
import tempfile

import guided_session_test as guided
import screen_reader

STRETCH = "Kneeling hip-flexor stretch"


def modes(folder):
    found = {}
    for path in (folder, *folder.rglob("*")):
        try:
            found[path] = path.lstat().st_mode
        except FileNotFoundError:  # a journal of the store comes and goes
            pass
    return found


def check(found):
    for path, mode in found.items():
        # A socket's right to be executed means nothing.
        wanted = 0o600 if stat.S_ISREG(mode) else 0o700
        assert stat.S_IMODE(mode) == wanted, f"{path}: {mode:o}"


def practise(program):
    """A session, a change of the settings (the answers are sealed there), a file of one's own."""
    program.press("Routines")
    program.select(STRETCH)
    program.press("New from this…")
    program.press("Make routine")
    program.find(lambda name: name.startswith("The new routine is here"))
    program.select(STRETCH)
    program.press(f"Start {STRETCH}")
    guided.begin(program)
    program.press("End session")
    program.find("End the session?")
    program.press("End session")
    program.press("Done")
    program.find("Today")


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    os.umask(0)  # what the person's shell would let everybody read
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        runtime = home / "run"
        runtime.mkdir(0o700)
        data = home / "new" / "data"
        export = home / "export.json"
        with screen_reader.Program(binary, "--data-dir", str(data),
                                   XDG_RUNTIME_DIR=str(runtime)) as program:
            practise(program)
            subprocess.run([binary, "--data-dir", data, "history", "export", "--format", "json",
                            "--output", export], check=True)
            running = modes(data) | modes(runtime)
        after = modes(home / "new") | modes(runtime) | modes(export)
        check(running)
        check(after)
        names = {path.name for path in running | after}
        assert {"history.db", "settings.ini", ".lock", "routines", "export.json"} <= names, names
        assert any(stat.S_ISSOCK(path.lstat().st_mode) for path in runtime.iterdir())

        wide = home / "wide"
        wide.mkdir(0o755)
        (wide / "settings.ini").touch(0o644)
        with screen_reader.Program(binary, "--data-dir", str(wide)) as program:
            program.find("Today")
        assert stat.S_IMODE(wide.stat().st_mode) == 0o755
        assert stat.S_IMODE((wide / ".lock").stat().st_mode) == 0o600
    print(f"files and folders looked at: {len(running) + len(after)}, open to others: 0")


if __name__ == "__main__":
    main()

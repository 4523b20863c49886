#!/usr/bin/env python3
"""A disk that is full to the last byte while a session runs: the session runs on, a banner says that
it is not saved and why, and as soon as there is room everything is in the store.

Usage: full_disk_test.py PROGRAM

Needs a display, a session bus, and root's right to mount a disk of its own; where that is missing,
it ends with 77.
"""
import errno
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import guided_session_test as guided
import screen_reader
import session_journal
import waiting

SKIPPED = 77  # as CMakeLists.txt has it
HOLD_MS = 4000
ROUTINE = guided.stretch(HOLD_MS, rest_seconds=4)
ID = ROUTINE["id"]
BANNER = ("Sessions are not being saved: the disk is full. "
          "Make room: saving is tried again by itself.")
UNSAVED = "This session is not saved."


class SmallDisk:
    """A disk of 1 MiB that can be filled."""

    def __init__(self, folder):
        self.folder = folder / "disk"
        self._filler = self.folder / "filler"

    def __enter__(self):
        self.folder.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "none",
                               self.folder], capture_output=True, text=True)
        if done.returncode:
            print(f"skipped: no disk can be mounted here: {done.stderr.strip()}")
            sys.exit(SKIPPED)
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "--lazy", self.folder], check=True)

    def fill(self):
        with open(self._filler, "ab", buffering=0) as file:
            for size in (65536, 1):
                try:
                    while True:
                        file.write(size * b"x")
                except OSError as error:
                    assert error.errno == errno.ENOSPC, error

    def make_room(self):
        self._filler.unlink()


def fill_until(disk, condition):
    """The program may just have given a byte back."""
    def filled():
        disk.fill()
        return condition()
    waiting.wait_until("the full disk is seen", filled)


def wait_until_gone(program, name):
    waiting.wait_until(f"{name} is gone", lambda: not program.shows(name))


def history(binary, disk, *arguments):
    return subprocess.run([binary, "--data-dir", disk.folder, "history", *arguments],
                          capture_output=True, text=True)


def read_meanwhile(binary, disk):
    """What can be read is read; what cannot be written leaves nothing behind."""
    for reading in (["list"], ["check"], ["export", "--format", "csv"]):
        done = history(binary, disk, *reading)
        assert done.returncode == 0 and not done.stderr, (reading, done)
    target = disk.folder / "export.json"
    done = history(binary, disk, "export", "--format", "json", "--output", target)
    assert done.returncode == 2 and os.strerror(errno.ENOSPC) in done.stderr, done
    assert not list(disk.folder.glob("*export.json*"))


def practise(program, disk):
    """The disk is full twice: for a while, and when the session ends."""
    program.find("Left side")
    fill_until(disk, lambda: program.shows(BANNER))
    program.find(lambda name: name.startswith("Change knees"))
    assert program.shows(BANNER)
    disk.make_room()
    wait_until_gone(program, BANNER)
    program.find("Right side")
    fill_until(disk, lambda: program.shows(BANNER))
    program.find("Completed")
    program.find(UNSAVED)


def save_to(program, file):
    program.press("3")
    program.press("Save to a file…")
    program.write("File name:", str(file))
    program.press("Save")
    program.find(f"Saved to {file}")
    session, = json.loads(file.read_text(encoding="utf-8"))["sessions"]
    return session


def check_journal(entries):
    """Every entry, by its number, from the first step to the end of the last."""
    assert [each.sequence for each in entries] == list(range(1, len(entries) + 1)), entries
    steps = [each.position for each in entries if each.transition == "done"]
    assert steps == list(range(4)) and entries[-1].transition == "done", entries
    assert all(a.at_ms <= b.at_ms for a, b in zip(entries, entries[1:])), entries


def check_session(session):
    holds = [step for step in session["steps"] if step["do"] == "hold"]
    assert [step["held_ms"] for step in holds] == 2 * [HOLD_MS], session
    assert session["held_ms"] == session["planned_ms"] and session["paused_ms"] == 0, session
    assert session["outcome"] == "completed" and session["tightness_after"] == 3, session


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder, SmallDisk(pathlib.Path(folder)) as disk:
        guided.prepare(disk.folder, ROUTINE)
        with screen_reader.Program(binary, "--data-dir", str(disk.folder), "--start",
                                   ID) as program:
            guided.begin(program)
            earlier = guided.export(binary, disk.folder)
            practise(program, disk)
            read_meanwhile(binary, disk)
            in_file = save_to(program, pathlib.Path(folder, "session.json"))
            assert guided.export(binary, disk.folder) == earlier
            disk.make_room()
            wait_until_gone(program, BANNER)
            wait_until_gone(program, UNSAVED)
            program.press("Done")
            program.find("Today")
        in_store, *rest = guided.export(binary, disk.folder)
        assert rest == earlier
        for session in (in_file, in_store):
            check_session(session)
        for same in ("id", "started_at", "steps"):
            assert in_file[same] == in_store[same], same
        journal = session_journal.entries(disk.folder, ID)
        check_journal(journal)
        assert history(binary, disk, "check").returncode == 0
    print(f"times that the disk was full: 2, journal entries: {len(journal)}, lost: 0, sessions: 1")


if __name__ == "__main__":
    main()

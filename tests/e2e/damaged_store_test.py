#!/usr/bin/env python3
"""A store that was damaged between two starts: it is kept byte for byte, the window says so, and
two presses bring the sessions of the newest backup back.

Usage: damaged_store_test.py PROGRAM

Needs a display and a session bus.
"""
import pathlib
import subprocess
import sys
import tempfile

import guided_session_test as guided
import screen_reader

ID, TITLE = guided.ROUTINE["id"], guided.ROUTINE["title"]
DAMAGED = 100  # bytes: all that says what kind of file it is


def practise(program):
    """A check and a session, and a backup of both."""
    guided.begin(program)
    program.press("End session")
    program.find("End the session?")
    program.press("End session")
    program.press("Done")
    program.press("Settings")
    program.press("Backup now")
    program.find(lambda name: name.startswith("Newest backup: ")
                 and "2 sessions" in name)


def damage(store):
    """What the file is then."""
    content = bytes(DAMAGED) + store.read_bytes()[DAMAGED:]
    store.write_bytes(content)
    return content


def check(binary, data, code, *words):
    done = subprocess.run([binary, "--data-dir", data, "history", "check"], capture_output=True,
                          text=True)
    said = done.stdout + done.stderr
    assert done.returncode == code and all(each in said for each in words), done


def sees_the_damage(program, data, content):
    banner = program.find(lambda name: name.startswith("The history was damaged. ")).name
    kept, = data.glob("history-damaged-*")
    assert kept.read_bytes() == content, f"{kept} is not what was found"
    assert f"It is kept as {kept.name}, and a new one was begun." in banner, banner
    assert "Newest good backup: " in banner and "2 sessions" in banner, banner
    return kept


def restore(program):
    program.press("Restore…")
    program.press("Restore")
    program.find(lambda name: name.startswith("Restored: the history is as it was on "))


def sees_the_sessions(program):
    program.press("Today")
    program.find(lambda name: name.startswith(f"Last: {TITLE}") and "Ended early" in name)
    # What was answered is not taken on trust from a backup.
    program.find("The red-flag check comes first. It takes about a minute.")


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder)
        guided.prepare(data)
        with screen_reader.Program(binary, "--data-dir", folder, "--start", ID) as program:
            practise(program)
        before = guided.export(binary, data)
        content = damage(data / "history.db")
        check(binary, data, 3, "the store is damaged", "whole, sessions: 2")
        with screen_reader.Program(binary, "--data-dir", folder) as program:
            kept = sees_the_damage(program, data, content)
            assert not guided.export(binary, data)
            restore(program)
            sees_the_sessions(program)
            assert guided.export(binary, data) == before
        assert kept.read_bytes() == content
        check(binary, data, 0, "history.db: whole")
    print(f"bytes overwritten: {DAMAGED}, presses: 2, sessions back: {len(before)}, lost: 0")


if __name__ == "__main__":
    main()

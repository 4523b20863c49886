#!/usr/bin/env python3
"""What an editor saves is seen by the running program; prints after how long.

Usage: live_reload_test.py PROGRAM

Needs a display and a session bus. Saves the stretch's times as editors do, in place and by a new
file that takes the old one's name, and waits until the Routines page shows the new plan.
"""
import json
import os
import pathlib
import sys
import tempfile
import time

import screen_reader

TITLE = "Kneeling hip-flexor stretch"


def in_place(file, text):
    file.write_text(text, encoding="utf-8")


def by_rename(file, text):
    part = file.with_suffix(".json~")
    part.write_text(text, encoding="utf-8")
    os.replace(part, file)


def times(hold):
    return json.dumps({"format": 1, "adjusts": "kneeling-hip-flexor-stretch",
                       "seconds": {"hold": hold}})


def seen_after(program, save, file, text, wanted):
    """Seconds from the save until the page says so."""
    start = time.monotonic()
    save(file, text)
    program.find(wanted)
    return time.monotonic() - start


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    waits = {}
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "routines", "my-times.json")
        file.parent.mkdir()
        file.write_text(times(45), encoding="utf-8")
        with screen_reader.Program(binary, "--data-dir", folder) as program:
            program.press("Routines")
            program.select(TITLE)
            program.find(lambda name: "Hold, left side 45 seconds" in name)
            for save in (in_place, by_rename):
                for hold, words in ((50, "50 seconds"), (60, "1 minute")):
                    waits[f"{save.__name__}, {words}"] = seen_after(
                        program, save, file, times(hold),
                        lambda name, words=words: f"Hold, left side {words}" in name)
            waits["a fault"] = seen_after(program, by_rename, file, times(60)[:-2],
                                          lambda name: name.startswith("The line: "))
            assert program.shows(lambda name: "last good copy" in name)
            assert program.shows(lambda name: "Hold, left side 1 minute" in name)
            waits["deleted"] = seen_after(program, lambda path, _: path.unlink(), file, "",
                                          lambda name: "Hold, left side 45 seconds" in name)
    for what, wait in waits.items():
        print(f"{what}: {wait:.2f} s")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""While the program is open: a second start opens a routine in it through the safety gate,
disturbs nothing that is under way, and the history can be read. Prints after how long a second
start is seen.

Usage: second_start_test.py PROGRAM

Needs a display and a session bus.
"""
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

import guided_session_test as guided
import screen_reader

READINGS = (("history", "list"), ("history", "export", "--format", "json"),
            ("history", "export", "--format", "csv"), ("history", "check"))


class Reader:
    """Reads the history again and again, from other processes."""

    def __init__(self, binary, folder):
        self._command = [binary, "--data-dir", folder]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read)
        self.faults = []
        self.count = 0

    def _read(self):
        while not self._over.is_set():
            for reading in READINGS:
                done = subprocess.run([*self._command, *reading], capture_output=True, text=True)
                self.count += 1
                if done.returncode or done.stderr:
                    self.faults.append((reading, done.returncode, done.stderr))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        guided.prepare(pathlib.Path(folder))
        with screen_reader.Program(binary, "--data-dir", folder) as program:
            def start_again(routine):
                subprocess.run([binary, "--data-dir", folder, "--start", routine], check=True,
                               env=program.environment)
            program.find("Today")
            begun = time.monotonic()
            start_again("short-stretch")
            program.find("1 of 9")
            print(f"a second start is seen after {time.monotonic() - begun:.2f} s")
            program.press("No")
            program.find("2 of 9")
            start_again("ball-release")
            assert program.shows("2 of 9"), "a check under way was disturbed"
            program.press("Back")
            guided.pass_the_check(program)
            guided.pass_the_screening(program)
            with Reader(binary, folder) as reader:
                guided.do_the_session(program, meanwhile=lambda: start_again("ball-release"))
            guided.rate(program)
        guided.check_sums(guided.export(binary, folder))
        assert not reader.faults, reader.faults
        assert reader.count >= len(READINGS)
    print(f"readings tried while a session was journaled: {reader.count}, faults: 0")


if __name__ == "__main__":
    main()

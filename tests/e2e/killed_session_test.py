#!/usr/bin/env python3
"""A session whose program is killed again and again, in a rest, in a hold, while paused and at any
moment, goes on each time where it stopped, and in the end is one session with what was held.
Prints how many kills were tried and the most that one of them cost.

Usage: killed_session_test.py PROGRAM        (PSOAS_LONG set: more kills)

Needs a display and a session bus.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

import guided_session_test as guided
import player
import screen_reader
import session_journal

LONG = "PSOAS_LONG" in os.environ
KILLS = 60 if LONG else 6
ROUNDS = 8 if LONG else 1  # more than all that runs between so many kills
MOST_LOST = 5  # seconds a kill
COUNT_IN = 3
LONGEST_RUN = 12.0 if LONG else 5.0  # seconds from Continue until a kill at any moment
SETTLE, HOLD, REST = 2, 30, 5
ID, TITLE = "often-killed", "Often killed"
STEP = re.compile(r"(?:Paused\. )?(Settle|(?:Hold|Rest) \d+)(?:\. (Left|Right) side)?\b")


def routine():
    rounds = [{"id": f"round-{n}", "do": "repeat", "times": 1, "sides": ["left", "right"], "steps": [
        {"id": f"hold-{n}", "do": "hold", "title": f"Hold {n}", "pose": "half-kneeling-forward",
         "seconds": HOLD},
        {"id": f"rest-{n}", "do": "rest", "title": f"Rest {n}", "pose": "half-kneeling",
         "seconds": REST},
    ]} for n in range(1, ROUNDS + 1)]
    return {"format": 1, "id": ID, "title": TITLE, "kind": "technique",
            "summary": "A stretch for a test.", "steps": [
                {"id": "set-up", "do": "prepare", "title": "Kneel", "pose": "half-kneeling"},
                {"id": "settle", "do": "rest", "title": "Settle", "pose": "half-kneeling",
                 "seconds": SETTLE},
                *rounds]}


def timed_steps():
    """Title, side and seconds of every timed step, in their order. A repeat ends without its rest.
    """
    steps = [("Settle", None, SETTLE)]
    for n in range(1, ROUNDS + 1):
        steps += [(f"Hold {n}", "left", HOLD), (f"Rest {n}", "left", REST),
                  (f"Hold {n}", "right", HOLD)]
    return steps


def place(title, side, left):
    """Seconds of the whole plan that have run where this step has so many left."""
    run = 0
    for step in timed_steps():
        run += step[2]
        if step[:2] == (title, side):
            return run - left
    raise AssertionError(f"no step is called {title}, {side}")


def place_on_today(words):
    found = re.search(r"^Goes on at: (.+?)(?:, (left|right) side)?, (\d+) seconds? left$", words,
                      re.M)
    assert found, words
    return place(found.group(1), found.group(2), int(found.group(3)))


def place_in_player(program):
    """None while there is no player, or none that runs or is paused."""
    def step():
        name = program.name_of(lambda name: STEP.match(name))
        return STEP.match(name).groups() if name else None
    while True:
        title_and_side = step()
        left = player.seconds_left(program)
        if title_and_side is None or left is None:
            return None
        # They are not read at one moment, and in between there may be the next step.
        if title_and_side == step():
            title, side = title_and_side
            return place(title, side and side.lower(), left)


class Killed:
    """One session, through all its kills. Each way to one returns what Today must say then."""

    def __init__(self, binary, data):
        self._binary = binary
        self._data = data
        self._chance = random.Random(7)
        self._named = 0    # the place that Today named last
        self._shown = 0    # and the one that the player showed last
        self._can_run = 0  # seconds that can have run between the two
        self.costs = []    # of each kill, in seconds

    def start(self, *arguments):
        return screen_reader.Program(self._binary, "--data-dir", str(self._data), *arguments)

    def history(self, *arguments):
        return subprocess.run([self._binary, "--data-dir", self._data, "history", *arguments],
                              check=True, capture_output=True, encoding="utf-8").stdout

    # The ways

    def in_the_rest(self, program):
        guided.begin(program)
        program.find(lambda name: name.startswith("Settle"))
        player.wait_until_left(program, SETTLE - 1)
        return "Settle, "

    def in_the_hold(self, program):
        self._see_it_go_on(program)
        program.find(lambda name: name.startswith("Hold 1. Left side"))
        assert TITLE not in self.history("list"), "what runs is no history yet"
        player.wait_until_left(program, self._chance.randint(HOLD - 8, HOLD - 6))
        return "Hold 1, left side, "

    def while_paused(self, program):
        self._see_it_go_on(program)
        program.press("Pause")
        program.find(lambda name: name.startswith("Paused. Hold 1. Left side"))
        session_journal.wait_for(self._data, ID, "paused")
        return f"Hold 1, left side, {place('Hold 1', 'left', 0) - place_in_player(program)} seconds"

    def at_any_moment(self, program):
        program.press("Continue")
        time.sleep(self._chance.uniform(0, LONGEST_RUN))
        return ""

    def _see_it_go_on(self, program):
        """By a count-in, and then from the very second that Today named."""
        program.press("Continue")
        program.find(lambda name: name.startswith(("Going on in a moment. ", "Get ready. ")))
        program.find(lambda name: name.startswith("Going on in ") and name.endswith("seconds"))
        program.find(lambda name: name.startswith("Time left: "))
        assert place_in_player(program) - self._named in (0, 1)

    # What becomes of it

    def killed(self, program, way, count_in=COUNT_IN):
        begun = time.monotonic()
        words = way(program)
        shown = place_in_player(program)
        program.kill()
        self._can_run = max(0, time.monotonic() - begun - count_in)
        self._shown = self._named if shown is None else shown
        return words

    def find_where_it_stopped(self, program, words):
        today = program.find(lambda name: "was interrupted." in name).name
        assert f"Goes on at: {words}" in today, f"{words} not in: {today}"
        named = place_on_today(today)
        cost = self._shown - named
        assert abs(cost) <= MOST_LOST, f"{self._shown} s shown before, then: {today}"
        # Nothing counts twice, and no count-in counts at all. One second for the rounding.
        assert self._named <= named <= self._named + self._can_run + 1, today
        self._named = named
        self.costs.append(cost)

    def end_it(self, program):
        program.press("End it here")
        program.find(lambda name: name.startswith(f"Last: {TITLE}") and "Interrupted" in name)
        assert not program.shows(lambda name: "was interrupted." in name)

    def check_history(self):
        sessions = json.loads(self.history("export", "--format", "json"))["sessions"]
        assert [each["outcome"] for each in sessions] == ["interrupted", "clear"], sessions
        assert self.history("list").count(TITLE) == 1
        run = self._named
        for record, (title, side, seconds) in zip(sessions[0]["steps"][1:], timed_steps()):
            assert record["side"] == side and record["title"] == title, record
            holds = seconds if title.startswith("Hold") else 0
            held = max(0, min(run, holds))
            # Today named a whole second of the one that was under way.
            slack = 999 if 0 < run < holds else 0
            assert 1000 * held <= record["held_ms"] <= 1000 * held + slack, (record, run)
            assert record["planned_ms"] == 1000 * holds and not record["skipped"], record
            run -= seconds
        assert sessions[0]["held_ms"] == sum(step["held_ms"] for step in sessions[0]["steps"])


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        guided.prepare(pathlib.Path(folder), routine())
        session = Killed(binary, pathlib.Path(folder))
        with session.start("--start", ID) as program:
            words = session.killed(program, session.in_the_rest, count_in=0)
        ways = [session.in_the_hold, session.while_paused]
        ways += [session.at_any_moment] * (KILLS - 1 - len(ways))
        for way in ways:
            with session.start() as program:
                session.find_where_it_stopped(program, words)
                words = session.killed(program, way)
        with session.start() as program:
            session.find_where_it_stopped(program, words)
            session.end_it(program)
        session.check_history()
    print(f"kills tried: {len(session.costs)}, sessions: 1, lost: 0, held twice: 0, "
          f"the most that a kill cost: {max(session.costs)} s")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""A guided session from the first start to the export, in a real window and in real time.

Usage: guided_session_test.py PROGRAM

Needs a display and a session bus. A routine of the person's own, with holds of a few seconds, goes
through the red-flag check, both sides and one pause; then the export must say exactly that.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import screen_reader

HOLD_MS = 5000
COUNT_IN_MS = 3000
SLACK_MS = 1500  # for a busy machine, where a pause lasts longer than it has to


def stretch(hold_ms, rest_seconds):
    return {
        "format": 1,
        "id": "short-stretch",
        "title": "Short stretch",
        "kind": "technique",
        "summary": "A stretch for a test.",
        "steps": [
            {"id": "set-up", "do": "prepare", "title": "Kneel", "pose": "half-kneeling"},
            {"id": "rounds", "do": "repeat", "times": 1, "sides": ["left", "right"], "steps": [
                {"id": "hold", "do": "hold", "title": "Hold", "pose": "half-kneeling-forward",
                 "seconds": hold_ms // 1000},
                {"id": "switch", "do": "rest", "title": "Change knees", "pose": "half-kneeling",
                 "seconds": rest_seconds},
            ]},
        ],
    }


ROUTINE = stretch(HOLD_MS, rest_seconds=5)


def prepare(data, routine=ROUTINE):
    """Puts a routine of the person's own into the data folder; its clock starts with "I'm ready"."""
    (data / "settings.ini").write_text("[session]\nget_ready_seconds=0\n", encoding="utf-8")
    folder = data / "routines"
    folder.mkdir()
    (folder / f"{routine['id']}.json").write_text(json.dumps(routine), encoding="utf-8")


def pass_the_check(program):
    for number in range(1, 10):
        program.find(f"{number} of 9")
        program.press("No")
    program.find("Nothing you answered stops you from practising today. Stop if anything changes.")
    program.press("Continue")


def pass_the_screening(program):
    program.find("Before the first time")
    assert program.choose("No") == 2, "half-kneeling brings the questions C5 and C7"
    program.press("Continue")


def begin(program):
    """From the start of a routine on the knees, for the first time, into its first timed step."""
    pass_the_check(program)
    pass_the_screening(program)
    program.press("I'm ready")


def do_the_session(program, meanwhile=lambda: None):
    program.press("6")
    program.press("I'm ready")
    program.find("Left side")
    program.find(lambda name: name.startswith("Time left: ") and "second" in name)
    program.press("Pause")
    program.find("Paused")
    program.press("Resume")
    program.find(lambda name: name.startswith("Going on in"))
    program.find(lambda name: name.startswith("Change knees"))
    program.find("Right side")
    meanwhile()
    program.find("Completed")


def rate(program):
    program.press("3")
    program.write("Note", "Felt good")
    program.press("Done")
    program.find("Today")
    program.find(lambda name: "Short stretch" in name and "tightness 6, then 3" in name)


def see_the_history(program):
    program.press("History")
    program.press("Sessions")
    program.find(lambda name: "Short stretch, completed, held 10 seconds" in name)


def export(binary, data):
    done = subprocess.run([binary, "--data-dir", data, "history", "export", "--format", "json"],
                          check=True, capture_output=True, encoding="utf-8")
    return json.loads(done.stdout)["sessions"]


def check_sums(sessions):
    assert [each["outcome"] for each in sessions] == ["completed", "clear"], sessions
    session = sessions[0]
    holds = [step for step in session["steps"] if step["do"] == "hold"]
    assert [step["side"] for step in holds] == ["left", "right"]
    for step in holds:
        assert step["planned_ms"] == HOLD_MS and step["held_ms"] == HOLD_MS, step
        assert step["extended_ms"] == 0 and not step["skipped"], step
    assert session["planned_ms"] == session["held_ms"] == 2 * HOLD_MS, session
    for sum_name in ("planned_ms", "held_ms", "paused_ms"):
        assert session[sum_name] == sum(step[sum_name] for step in session["steps"]), session
    assert holds[0]["paused_ms"] >= COUNT_IN_MS, holds[0]
    assert holds[0]["paused_ms"] <= COUNT_IN_MS + SLACK_MS, holds[0]
    assert holds[1]["paused_ms"] == 0, holds[1]
    assert (session["tightness_before"], session["tightness_after"]) == (6, 3)
    assert session["note"] == "Felt good"
    assert len(sessions[1]["answers"]) == 9
    assert not any(answer["answer"] == "yes" for answer in sessions[1]["answers"])


def main():
    binary = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder)
        prepare(data)
        with screen_reader.Program(binary, "--data-dir", folder, "--start",
                                   "short-stretch") as program:
            pass_the_check(program)
            pass_the_screening(program)
            do_the_session(program)
            rate(program)
            see_the_history(program)
        check_sums(export(binary, folder))
    print("guided session: as it should be")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Does what the README's worked example says, word for word, in a fresh home folder.

Usage: readme_test.py PROGRAM README
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def section(readme, heading):
    return re.search(rf"^## {heading}\n(.*?)(?=^## )", readme, re.M | re.S).group(1)


def blocks(text, language):
    """The fenced blocks of a language, without the indentation of the list that they are in."""
    return [re.sub(r"^   ", "", block, flags=re.M)
            for block in re.findall(rf"^ *```{language}\n(.*?)^ *```$", text, re.M | re.S)]


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}:\n{found!r}\nthe README says:\n{wanted!r}")


def main():
    program, readme = map(pathlib.Path, sys.argv[1:])
    example = section(readme.read_text(), "Change a hold's time")
    (times,), (commands,) = blocks(example, "json"), blocks(example, "sh")
    plan, fault = blocks(example, "text")
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith("XDG_")}
        environment.update(HOME=home, PATH=f"{program.parent}:{os.environ['PATH']}")
        file = pathlib.Path(home, ".local/share/psoas-ease/routines/my-times.json")
        file.parent.mkdir(parents=True)

        def run():
            return subprocess.run(["sh", "-c", commands], env=environment, text=True,
                                  capture_output=True)

        file.write_text(times)
        done = run()
        expect("the commands print", done.stdout, plan)
        expect("their errors are", done.stderr, "")
        expect("they end with", done.returncode, 0)
        whole = subprocess.run([program, "plan", "kneeling-hip-flexor-stretch"], env=environment,
                               text=True, capture_output=True).stdout
        holds = [line.split("\t") for line in whole.splitlines() if "\thold\t" in line]
        expect("holds of 60 seconds", [hold[6] for hold in holds], ["60"] * 6)

        file.write_text(times.replace('"hold": 60', '"hold": 60s'))
        expect("of the fault is said", run().stdout.splitlines()[0].replace(home, "~"),
               fault.strip())
    print("the README's example works as printed")


main()

#!/usr/bin/env python3
"""Checks the shipped routine files against the JSON Schema beside them; exit 1 on a fault."""
import json
import pathlib
import sys

import jsonschema

CONTENT = pathlib.Path(__file__).parents[1] / "content"


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def main():
    schema = load(CONTENT / "schema" / "routine.schema.json")
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator.check_schema(load(CONTENT / "schema" / "adjustment.schema.json"))
    validator = jsonschema.Draft7Validator(schema)
    faults = 0
    for path in sorted((CONTENT / "routines").glob("*.json")):
        for fault in validator.iter_errors(load(path)):
            print(f"{path}: /{'/'.join(map(str, fault.absolute_path))}: {fault.message}")
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

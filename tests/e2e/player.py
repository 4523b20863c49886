"""What the player says of a session that is under way."""
import re


def seconds_in(name):
    """Of a name such as "Time left: 1 minute 5 seconds"; None if it is not one."""
    found = re.match(r"Time left: (?:(\d+) minutes? ?)?(?:(\d+) seconds?)?$", name)
    return found and 60 * int(found.group(1) or 0) + int(found.group(2) or 0)


def seconds_left(program):
    """Of the step that runs or is paused; None if none does."""
    name = program.name_of(lambda name: seconds_in(name) is not None)
    return None if name is None else seconds_in(name)


def wait_until_left(program, most):
    """Until the step has at most so many seconds left."""
    program.find(lambda name: seconds_in(name) is not None and seconds_in(name) <= most)

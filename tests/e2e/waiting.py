"""Waits for what must become so; never for a time."""
import time

PATIENCE = 60.0  # seconds until something that must happen counts as missing
POLL = 0.01


def wait_until(what, condition):
    """What the condition gives, as soon as that is true."""
    deadline = time.monotonic() + PATIENCE
    while True:
        found = condition()
        if found:
            return found
        assert time.monotonic() < deadline, f"still not so: {what}"
        time.sleep(POLL)

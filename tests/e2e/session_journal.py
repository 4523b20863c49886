"""What the store has of a session that is under way or over, read as the command line reads it."""
import collections
import sqlite3

import waiting

Entry = collections.namedtuple("Entry", "sequence at_ms transition position elapsed_ms")


def entries(data, routine):
    """The journal of every session of this routine, in order."""
    with sqlite3.connect(f"file:{data}/history.db?mode=ro", uri=True, timeout=5) as store:
        return [Entry(*row) for row in store.execute(
            "SELECT sequence, at_ms, transition, position, elapsed_ms FROM journal "
            "JOIN sessions ON id = session_id WHERE routine_id = ? ORDER BY started_utc, sequence",
            (routine,))]


def wait_for(data, routine, transition):
    """The journal, as soon as this is the last that stands in it."""
    def found():
        journal = entries(data, routine)
        return journal if journal and journal[-1].transition == transition else None
    return waiting.wait_until(f"{transition} is journaled", found)

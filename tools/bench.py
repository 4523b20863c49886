#!/usr/bin/env python3
"""Measures what the app costs and how punctual it is, each figure beside its limit or its peer.

Usage: bench.py BUILD_DIR [--long] [NAME…]

Prints one table, of all or of what is named (see `main`); exit 1 if a bar is missed. With --long the
long hold lasts ten minutes instead of one. Run it on a machine that does nothing else.
"""
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

STARTS = 15          # of the app and of its peer, in turn
MEMORY_STARTS = 5
BOUNDARIES = 200     # of one second each
SETTLED = 5          # seconds after a start until the app has nothing left to do
WATCHED = 10         # seconds in which it must not wake up
LATE_US = 20_000
HOLD_LATE_US = 50_000
AT_MOST = 2.0        # times the bare window
READING_AT_MOST = 4.0  # times the bare parser, over the same bytes
REFUSAL_US = 100_000
REFUSAL_BYTES = 20_000_000
SLOW_SYNC_MS = 200
SLOW_SYNC_RUNS = 5   # of a session with slow syncs and of one without, in turn
STALL_US = 50_000
NO_LATER = 1.1       # times as late as without, ...
NOISE_US = 500       # ... and what one run differs from the next
VOICE_GAP_US = 8_000  # of the window's event loop while the voice speaks, or as long as in silence
VOICE_SECONDS = 10
JOURNAL_AT_MOST = 1.5  # times SQLite's own functions, over the same statements
PAINT_RUNS = 3       # of the ring and of each kind of session, in turn
PAINT_SECONDS = 10   # one whole breath
PAINT_AT_MOST = {"breathing": 2.0, "moving": 6.0, "gliding": 6.0}  # times the ring
STILL_SECONDS = 30   # in which a session that is paused or minimised paints nothing ...
STILL_US = 2000      # ... and takes so little of each second of a core
HISTORY_SESSIONS = 100_000
HISTORY_FEW = 100
HISTORY_RUNS = 7     # of the page with few sessions and with many, in turn
FILLED_AT_MOST = 1.5   # times the page with few
TOTALS_US = 300_000    # after it is filled
FILTER_US = 50_000
HISTORY_BYTES = 30_000_000  # more than the page without sessions
EXPORT_AT_MOST = 2.0   # times the sqlite3 shell, over the same rows
GROWTH_BYTES = 1_000_000  # of a window in which sessions run for eight hours

SOURCE = pathlib.Path(__file__).resolve().parent.parent

rows = []


def report(figure, value, limit, passed):
    rows.append((figure, value, limit, "passed" if passed else "MISSED"))
    print("  ".join((figure, value, limit, rows[-1][3])), flush=True)


def lateness(build, steps, seconds):
    out = subprocess.run([build / "tests/bench/boundary_lateness", str(steps), str(seconds)],
                         check=True, capture_output=True, text=True).stdout
    return sorted(int(line) for line in out.split())


def bench_boundaries(build):
    late = lateness(build, BOUNDARIES, 1)
    report(f"earliest of {BOUNDARIES} boundaries", f"{late[0]} us late", "never early",
           late[0] >= 0)
    p99 = late[int(len(late) * 0.99) - 1]
    report("boundaries, 99 of 100", f"{p99} us late (median {late[len(late) // 2]}, "
           f"worst {late[-1]})", f"{LATE_US} us: {p99 / LATE_US:.2f}", p99 <= LATE_US)


def bench_long_hold(build, seconds):
    late = lateness(build, 1, seconds)[0]
    report(f"the end of a hold of {seconds} s", f"{late} us late",
           f"{HOLD_LATE_US} us: {late / HOLD_LATE_US:.2f}", 0 <= late <= HOLD_LATE_US)


class Display:
    """An X server of our own, so that the bench needs no screen and disturbs none."""

    def __enter__(self):
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24"],
            pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        self.environment = dict(os.environ, DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb",
                                PSOAS_EASE_REPORT_START="1")
        return self

    def __exit__(self, *_):
        self._server.terminate()
        self._server.wait()


class Window:
    """A started program, ended with the block."""

    def __init__(self, command, display):
        self._process = subprocess.Popen(command, env=display.environment, text=True,
                                         stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        self.pid = self._process.pid
        for line in self._process.stderr:
            found = re.match(r"first paint after (\d+) us", line)
            if found:
                self.first_paint = int(found.group(1))
                return
        raise RuntimeError(f"{command[0]} painted nothing")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait()
        self._process.stderr.close()

    def memory(self):
        rollup = pathlib.Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        return int(re.search(r"^Pss:\s+(\d+) kB", rollup, re.M).group(1))

    def wakeups(self):
        """How often each thread was put on a processor so far."""
        counts = {}
        for task in pathlib.Path(f"/proc/{self.pid}/task").iterdir():
            status = (task / "status").read_text()
            name = re.search(r"^Name:\s+(.*)$", status, re.M).group(1)
            switches = re.findall(r"ctxt_switches:\s+(\d+)", status)
            counts[f"{name} {task.name}"] = sum(map(int, switches))
        return counts


def first_paints(commands, display):
    """Medians in microseconds, the commands started in turn; the first round only warms up."""
    taken = [[] for _ in commands]
    for round_number in range(STARTS + 1):
        for times, command in zip(taken, commands):
            with Window(command, display) as window:
                time.sleep(0.3)
            if round_number:
                times.append(window.first_paint)
    return [statistics.median(times) for times in taken]


def bench_start(app, bare, display):
    ours, peer = first_paints([app, bare], display)
    report("first paint on Today", f"{ours / 1000:.1f} ms (bare window {peer / 1000:.1f} ms)",
           f"{AT_MOST} times: {ours / peer:.2f}", ours <= AT_MOST * peer)


def bench_memory(app, bare, display):
    medians = []
    for command in (app, bare):
        measured = []
        for _ in range(MEMORY_STARTS):
            with Window(command, display) as window:
                time.sleep(3)
                measured.append(window.memory())
        medians.append(statistics.median(measured))
    ours, peer = medians
    report("memory on Today (Pss)", f"{ours / 1024:.1f} MiB (bare window {peer / 1024:.1f} MiB)",
           f"{AT_MOST} times: {ours / peer:.2f}", ours <= AT_MOST * peer)


def bench_idle(app, display):
    with Window(app, display) as window:
        time.sleep(SETTLED)
        before = window.wakeups()
        time.sleep(WATCHED)
        after = window.wakeups()
    woken = {name: count - before.get(name, 0) for name, count in after.items()
             if count != before.get(name, 0)}
    report(f"wake-ups on Today in {WATCHED} s", str(woken or 0), "none", not woken)


def bench_reading(build):
    out = subprocess.run([build / "tests/bench/routine_reading", SOURCE / "content"], check=True,
                         capture_output=True, text=True).stdout
    ours, parser = map(int, out.split())
    report("reading and checking 1,000 routines",
           f"{ours / 1000:.1f} ms (nlohmann's parser {parser / 1000:.1f} ms)",
           f"{READING_AT_MOST} times: {ours / parser:.2f}", ours <= READING_AT_MOST * parser)


def bench_refusal(build):
    out = subprocess.run([build / "tests/bench/rejection_cost", SOURCE], check=True,
                         capture_output=True, text=True).stdout
    (time_us, slowest), (memory, largest) = (line.split() for line in out.splitlines())
    report(f"slowest refusal of a file ({slowest})", f"{int(time_us) / 1000:.1f} ms",
           f"{REFUSAL_US // 1000} ms: {int(time_us) / REFUSAL_US:.2f}", int(time_us) <= REFUSAL_US)
    report(f"dearest refusal of a file ({largest})", f"{int(memory) / 1e6:.1f} MB",
           f"{REFUSAL_BYTES / 1e6:.0f} MB: {int(memory) / REFUSAL_BYTES:.2f}",
           int(memory) <= REFUSAL_BYTES)


def journal_cost(build, folder):
    out = subprocess.run([build / "tests/bench/journal_cost", folder], check=True,
                         capture_output=True, text=True).stdout
    return tuple(map(int, out.split()))


def bench_journal_entry(build):
    with tempfile.TemporaryDirectory(dir=build) as disk:
        ours, peer = journal_cost(build, disk)
    report("one committed journal entry", f"{ours} us (SQLite's own functions {peer} us)",
           f"{JOURNAL_AT_MOST} times: {ours / peer:.2f}", ours <= JOURNAL_AT_MOST * peer)
    memory = pathlib.Path("/dev/shm")
    if memory.is_dir():
        with tempfile.TemporaryDirectory(dir=memory) as folder:
            ours, peer = journal_cost(build, folder)
        report("the same where a sync costs nothing", f"{ours} us (SQLite's own {peer} us)",
               f"for information: {ours / peer:.2f}", True)


def session_with_syncs_of(build, display, milliseconds):
    """What one session showed: by name the numbers, times in microseconds."""
    environment = dict(display.environment, PSOAS_SYNC_MS=str(milliseconds))
    out = subprocess.run([build / "tests/bench/slow_sync"], check=True, capture_output=True,
                         text=True, env=environment).stdout
    found = {}
    for line in out.splitlines():
        name, number = line.split()
        found.setdefault(name, []).append(int(number))
    return found


def bench_slow_sync(build, display):
    stalls = {0: [], SLOW_SYNC_MS: []}
    late = {0: [], SLOW_SYNC_MS: []}
    syncs = []
    for _ in range(SLOW_SYNC_RUNS):
        for milliseconds in stalls:
            found = session_with_syncs_of(build, display, milliseconds)
            stalls[milliseconds] += found["stall"]
            late[milliseconds].append(found["late"])
            syncs += found["syncs"]
    slow, usual = max(stalls[SLOW_SYNC_MS]), max(stalls[0])
    report(f"longest stall of the window, syncs of {SLOW_SYNC_MS} ms",
           f"{slow / 1000:.1f} ms (without {usual / 1000:.1f} ms, {min(syncs)} syncs a run)",
           f"{STALL_US // 1000} ms: {slow / STALL_US:.2f}", slow <= STALL_US)
    # A run has so few boundaries that the latest of them is its 99th percentile.
    for figure, of_run in (("middle", statistics.median), ("latest", max)):
        ours, peer = (statistics.median(of_run(run) for run in late[key])
                      for key in (SLOW_SYNC_MS, 0))
        limit = NO_LATER * peer + NOISE_US
        report(f"{figure} boundary of a session, syncs of {SLOW_SYNC_MS} ms",
               f"{ours:.0f} us late (without {peer:.0f} us)",
               f"{NO_LATER} times and {NOISE_US} us: {ours / limit:.2f}", ours <= limit)


def bench_voice(build):
    """A voice with no device to speak to works as hard as one that is heard."""
    program = build / "tests/bench/voice_gap"
    if not program.exists():
        return
    out = subprocess.run([program, build, str(VOICE_SECONDS)], check=True, capture_output=True,
                         text=True).stdout
    found = {name: int(worst) for name, worst, _ in (line.split() for line in out.splitlines())}
    if found:
        gap, silent = found["speaking"], found["silent"]
        limit = max(VOICE_GAP_US, silent)
        report("longest gap of the window while the voice speaks",
               f"{gap / 1000:.1f} ms (silent {silent / 1000:.1f} ms)",
               f"{limit / 1000:.1f} ms: {gap / limit:.2f}", gap <= limit)


def paint_cost(build, display, what, seconds):
    """Microseconds of processor time a second, and how many paint events in all of them."""
    out = subprocess.run([build / "tests/bench/paint_cost", what, str(seconds)], check=True,
                         capture_output=True, text=True, env=display.environment).stdout
    (_, cost), (_, paints) = (line.split() for line in out.splitlines())
    return int(cost), int(paints)


def bench_painting(build, display):
    costs = {what: [] for what in ("ring", *PAINT_AT_MOST)}
    for _ in range(PAINT_RUNS):
        for what, measured in costs.items():
            measured.append(paint_cost(build, display, what, PAINT_SECONDS)[0])
    peer = statistics.median(costs["ring"])
    for what, limit in PAINT_AT_MOST.items():
        ours = statistics.median(costs[what])
        report(f"a session, {what}",
               f"{ours / 1e4:.1f} % of a core (a ring of 380 px at 30 frames {peer / 1e4:.1f} %)",
               f"{limit:.0f} times: {ours / peer:.2f}", ours <= limit * peer)


def bench_still(build, display):
    # Without a window manager nobody would minimise the window.
    for what, manager in (("paused", ["sleep", "inf"]), ("minimised", ["openbox"])):
        with subprocess.Popen(manager, env=display.environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as other:
            cost, paints = paint_cost(build, display, what, STILL_SECONDS)
            other.terminate()
        report(f"a session, {what} for {STILL_SECONDS} s",
               f"{cost / 1e4:.2f} % of a core, {paints} paint events",
               f"{STILL_US / 1e4} % and none: {cost / STILL_US:.2f}",
               cost <= STILL_US and paints == 0)


def bench_session_memory(build):
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    out = subprocess.run([build / "tests/bench/session_memory", SOURCE / "content"], check=True,
                         capture_output=True, text=True, env=environment).stdout
    before, after, pictures = map(int, out.split())
    report("growth in eight hours of sessions",
           f"{(after - before) / 1e6:.2f} MB (of {before / 1e6:.0f} MB, {pictures} pictures)",
           f"{GROWTH_BYTES / 1e6:.0f} MB: {(after - before) / GROWTH_BYTES:.2f}",
           after - before <= GROWTH_BYTES)


def history_page(build, display, store):
    """By name the numbers that the page showed, times in microseconds."""
    out = subprocess.run([build / "tests/bench/history_cost", "page", store], check=True,
                         capture_output=True, text=True, env=display.environment).stdout
    return {name: int(number) for name, number in (line.split() for line in out.splitlines())}


def bench_history(build, display):
    with tempfile.TemporaryDirectory(dir=build) as disk:
        stores = {}
        for sessions in (0, HISTORY_FEW, HISTORY_SESSIONS):
            stores[sessions] = pathlib.Path(disk) / str(sessions) / "history.db"
            subprocess.run([build / "tests/bench/history_cost", "fill", stores[sessions],
                            str(sessions)], check=True)
        found = {sessions: [] for sessions in stores}
        for _ in range(HISTORY_RUNS):
            for sessions, store in stores.items():
                found[sessions].append(history_page(build, display, store))

        def median(sessions, name):
            return statistics.median(run[name] for run in found[sessions])

        many, few = (median(sessions, "filled") for sessions in (HISTORY_SESSIONS, HISTORY_FEW))
        report(f"the history's first paint with {HISTORY_SESSIONS:,} sessions",
               f"{many / 1000:.1f} ms (with {HISTORY_FEW} {few / 1000:.1f} ms)",
               f"{FILLED_AT_MOST} times: {many / few:.2f}", many <= FILLED_AT_MOST * few)
        totals = statistics.median(run["totals"] - run["filled"]
                                   for run in found[HISTORY_SESSIONS])
        report("totals of all, after that", f"{totals / 1000:.1f} ms",
               f"{TOTALS_US // 1000} ms: {totals / TOTALS_US:.2f}", totals <= TOTALS_US)
        filtered = median(HISTORY_SESSIONS, "filter")
        report("the slowest of four filters", f"{filtered / 1000:.1f} ms",
               f"{FILTER_US // 1000} ms: {filtered / FILTER_US:.2f}", filtered <= FILTER_US)
        more = median(HISTORY_SESSIONS, "memory") - median(0, "memory")
        report("memory more than without sessions, list scrolled", f"{more / 1e6:.1f} MB",
               f"{HISTORY_BYTES / 1e6:.0f} MB: {more / HISTORY_BYTES:.2f}", more <= HISTORY_BYTES)
        bench_export(build, stores[HISTORY_SESSIONS])


# The rows of the app's CSV, as its columns are documented.
EXPORTED_ROWS = """
SELECT id AS session_id, routine_id, routine_title,
       strftime('%Y-%m-%dT%H:%M:%S', (started_utc + started_offset * 60000) / 1000, 'unixepoch')
           || printf('.%03d%+03d:%02d', started_utc % 1000, started_offset / 60,
                     abs(started_offset % 60)) AS started_at,
       strftime('%Y-%m-%dT%H:%M:%S', (ended_utc + ended_offset * 60000) / 1000, 'unixepoch')
           || printf('.%03d%+03d:%02d', ended_utc % 1000, ended_offset / 60,
                     abs(ended_offset % 60)) AS ended_at,
       outcome, printf('%d.%03d', planned_ms / 1000, planned_ms % 1000) AS planned_seconds,
       printf('%d.%03d', held_ms / 1000, held_ms % 1000) AS held_seconds,
       printf('%d.%03d', paused_ms / 1000, paused_ms % 1000) AS paused_seconds,
       tightness_before, tightness_after, note
  FROM sessions WHERE outcome IS NOT NULL ORDER BY started_utc DESC, id DESC;
"""


def bench_export(build, store):
    ours = [build / "psoas-ease", "--data-dir", store.parent, "history", "export", "--format",
            "csv", "--output", store.parent / "ours.csv"]
    peer = ["sqlite3", "-readonly", "-csv", "-header", store, EXPORTED_ROWS]
    times = {"ours": [], "peer": []}
    for round_number in range(HISTORY_RUNS + 1):
        for name, command in (("ours", ours), ("peer", peer)):
            with open(store.parent / "peer.csv", "wb") as out:
                begun = time.monotonic()
                subprocess.run(command, check=True, stdout=out)
                if round_number:
                    times[name].append(time.monotonic() - begun)
    lines = [len((store.parent / name).read_bytes().splitlines())
             for name in ("ours.csv", "peer.csv")]
    ratio = statistics.median(times["ours"]) / statistics.median(times["peer"])
    report(f"export of {HISTORY_SESSIONS:,} sessions to CSV",
           f"{statistics.median(times['ours']) * 1000:.0f} ms (sqlite3's own "
           f"{statistics.median(times['peer']) * 1000:.0f} ms, {lines[0]} and {lines[1]} lines)",
           f"{EXPORT_AT_MOST} times: {ratio:.2f}", ratio <= EXPORT_AT_MOST)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    names = [argument for argument in sys.argv[2:] if argument != "--long"]
    hold_seconds = 600 if "--long" in sys.argv[2:] else 60

    def chosen(benches):
        return [bench for name, bench in benches.items() if not names or name in names]

    with tempfile.TemporaryDirectory() as data:
        app = [build / "psoas-ease", "--data-dir", data]
        bare = [build / "tests/bench/bare_window"]
        for bench in chosen({
                "reading": lambda: bench_reading(build),
                "refusal": lambda: bench_refusal(build),
                "journal": lambda: bench_journal_entry(build),
                "voice": lambda: bench_voice(build),
                "hours": lambda: bench_session_memory(build),
                "boundaries": lambda: bench_boundaries(build),
                "hold": lambda: bench_long_hold(build, hold_seconds)}):
            bench()
        windowed = chosen({
            "start": lambda display: bench_start(app, bare, display),
            "memory": lambda display: bench_memory(app, bare, display),
            "idle": lambda display: bench_idle(app, display),
            "sync": lambda display: bench_slow_sync(build, display),
            "painting": lambda display: bench_painting(build, display),
            "still": lambda display: bench_still(build, display),
            "history": lambda display: bench_history(build, display)})
        if windowed:
            with Display() as display:
                for bench in windowed:
                    bench(display)
    if not rows:
        sys.exit(f"nothing here is called {', '.join(names)}")
    sys.exit(any(row[3] == "MISSED" for row in rows))


if __name__ == "__main__":
    main()

"""A class of fifty on one machine, beside JupyterHub and nbgrader as they come.

    python benchmarks/classroom.py --stock       50 people at once, ours and stock
    python benchmarks/classroom.py --spread 60   they arrive over a minute
    python benchmarks/classroom.py --disturb     one fills memory or never stops
    python benchmarks/classroom.py --whole       all ten forms of the assignment
    python benchmarks/classroom.py --early       they do not wait until seats are ready
    python benchmarks/classroom.py --mode bubblewrap    also namespaces, uid-pool

A real hub on loopback; the people are clients over HTTP and WebSocket, all in this
process, on the same processors. Each logs in, opens the assignment, waits for the
kernel, runs five cells with pandas and a chart, answers one item, and hands in; the
stock assignment asks as much. All of it lies in a temporary folder, and every process
is ended. Without --mode a class takes the strongest that holds; run by root, the modes
of an ordinary user run as one that has nothing but its class.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tornado.httpclient import HTTPClientError

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "helpers"), str(HERE / "tests"), str(HERE / "benchmarks")]

from class_machine import cost, idle_share  # noqa: E402
from class_ours import Ours  # noqa: E402
from class_stock import Stock  # noqa: E402

from visitors import Failed, Visitor, use_many_connections  # noqa: E402

STEPS = ("server", "list", "open", "kernel", "cells", "answer", "hand in")
IDLE_SECONDS = 20
MODES = ("uid-pool", "namespaces", "bubblewrap")
TROUBLE = {
    "never stops": "while True:\n    pass",
    "fills memory": "held = []\nwhile True:\n"
    "    try:\n        held.append(b'x' * (8 << 20))\n"
    "    except MemoryError:\n        held.clear()",
}
"""What a troublemaker does → the cell that does it."""


@dataclass
class Figures:
    """What a run of one class came to.

    Attributes:
        name: what was run.
        people: how many took part.
        laps: step → seconds, one for each person who got so far.
        journeys: seconds from the first request until the hand-in had arrived.
        failures: what went wrong, a sentence each.
        megabytes: proportional memory of all processes when all had handed in.
        hidden: processes whose memory could not be read.
        seconds: processor time of all processes.
        idle: share of one core while nobody does anything.
        kilobytes: bodies received, the median of the people.
        checks: seconds until Periksa sekarang had answered.
    """

    name: str
    people: int
    laps: dict[str, list[float]] = field(default_factory=dict)
    journeys: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    megabytes: float = 0.0
    hidden: int = 0
    seconds: float = 0.0
    idle: float = 0.0
    kilobytes: float = 0.0
    checks: list[float] = field(default_factory=list)


def middle(values: list[float]) -> float:
    """The median; not a number when there is none."""
    return statistics.median(values) if values else float("nan")


def late(values: list[float]) -> float:
    """What 95 of 100 stay below (nearest rank); not a number when there is none."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * 95 // 100) - 1] if ordered else float("nan")


async def run(school, spread: float, trouble: str = "") -> Figures:
    """Let everybody of a class come, work and hand in; then let it rest.

    Args:
        school: a running class.
        spread: seconds in which they arrive one after another; 0: all at once.
        trouble: a name in `TROUBLE`: the last person only makes trouble.
    """
    visitors = school.visitors()
    if trouble:
        await school.disturb(visitors.pop(), TROUBLE[trouble])
    figures = Figures("", len(visitors))
    waits = [number * spread / len(visitors) for number in range(len(visitors))]
    before = cost(school.pid).seconds
    kernels = await asyncio.gather(
        *(_one(school, v, w, figures) for v, w in zip(visitors, waits, strict=True))
    )
    held = cost(school.pid)
    figures.megabytes, figures.hidden = held.megabytes, held.hidden
    figures.seconds = held.seconds - before
    figures.kilobytes = middle([v.received / 1000 for v in visitors])
    staying = [pair for pair in zip(visitors, kernels, strict=True) if pair[1]]
    figures.checks = await school.check(staying, figures.failures)
    if not trouble:
        figures.idle = await _rest(school, [visitor for visitor, _ in staying])
    await asyncio.gather(*(kernel.close() for _, kernel in staying))
    missing = len(staying) - school.arrived()
    figures.failures += ["said to be handed in, but not there"] * max(missing, 0)
    return figures


async def _rest(school, visitors: list[Visitor]) -> float:
    """Pages stay open and look now and then; share of one core that this takes."""
    looking = [asyncio.ensure_future(school.stay(one)) for one in visitors]
    await asyncio.sleep(3)  # let what was begun come to its end
    share = await idle_share(school.pid, IDLE_SECONDS)
    for one in looking:
        one.cancel()
    await asyncio.gather(*looking, return_exceptions=True)
    return share


async def _one(school, visitor: Visitor, wait: float, figures: Figures):
    await asyncio.sleep(wait)
    start = last = time.monotonic()

    def lap(step: str) -> None:
        nonlocal last
        now = time.monotonic()
        figures.laps.setdefault(step, []).append(now - last)
        last = now

    try:
        kernel = await school.visit(visitor, lap)
    except (Failed, HTTPClientError, OSError, ValueError, LookupError) as error:
        figures.failures.append(f"{visitor.code}: {error!r}")
        return None
    figures.journeys.append(time.monotonic() - start)
    return kernel


def table(all_figures: list[Figures]) -> str:
    """The rows for `benchmarks/README.md`; pairs are p50 / p95."""
    steps = " | ".join(f"{step} s" for step in STEPS)
    lines = [
        f"| class | people | {steps} | whole journey s | PSS GB | MB each "
        "| CPU-s each | idle, % of a core | Periksa s | kB each | failures |",
        "|" + "---|" * (len(STEPS) + 10),
    ]
    for one in all_figures:
        laps = " | ".join(_pair(one.laps.get(step, [])) for step in STEPS)
        note = f" (+{one.hidden} unread)" if one.hidden else ""
        lines.append(
            f"| {one.name} | {one.people} | {laps} | {_pair(one.journeys)} "
            f"| {one.megabytes / 1024:.2f}{note} | {one.megabytes / one.people:.0f} "
            f"| {one.seconds / one.people:.2f} | {one.idle:.1%} "
            f"| {_pair(one.checks)} | {one.kilobytes:.0f} | {len(one.failures)} |"
        )
    return "\n".join(lines)


def _pair(values: list[float]) -> str:
    """``p50 / p95``"""
    if not values:
        return "–"
    return f"{middle(values):.2f} / {late(values):.2f}"


def say(text: str) -> None:
    """Print, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def measure(make, spread: float, name: str, trouble: str = "") -> Figures:
    """Start a class in a temporary folder, run it, end it."""
    say(f"… {name}")
    with tempfile.TemporaryDirectory(prefix="bijak-kelas-") as folder:
        school = make(Path(folder))
        try:
            figures = asyncio.run(run(school, spread, trouble))
        finally:
            school.stop()
    figures.name = name
    say(table([figures]))  # what comes after may fail
    for failure in figures.failures[:5]:
        say(f"  failed: {failure}")
    return figures


def ratios(ours: Figures, stock: Figures) -> str:
    """How much faster and leaner ours is, measured in the same run."""
    faster = late(stock.journeys) / late(ours.journeys)
    leaner = stock.megabytes / ours.megabytes
    return f"{faster:.1f} times faster (whole journey, p95), {leaner:.1f} times leaner"


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--spread", type=float, help="seconds in which they arrive")
    parser.add_argument("--stock", action="store_true", help="the stock class besides")
    parser.add_argument("--disturb", action="store_true", help="with a troublemaker")
    parser.add_argument("--whole", action="store_true", help="all ten forms")
    parser.add_argument("--early", action="store_true", help="seats are not ready yet")
    parser.add_argument("--mode", choices=MODES, default="", help="how they are kept")
    parser.add_argument("--json", type=Path, help="keep all figures in a file")
    chosen = parser.parse_args()
    use_many_connections()
    done = measure_all(chosen)
    say(table(done))
    if chosen.stock:
        say(ratios(done[0], done[-1]))
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(one) for one in done], indent=1))


def measure_all(chosen: argparse.Namespace) -> list[Figures]:
    """Ours at once or spread, with troublemakers, and stock at the end."""

    def ours(folder: Path) -> Ours:
        people = chosen.people + bool(chosen.disturb)
        short, mode = not chosen.whole, chosen.mode
        made = Ours(folder, people, checks=3, short=short, mode=mode)
        if not chosen.early and mode != "bubblewrap":  # which prepares nothing
            made.wait_for_seats()
        return made

    def stock(folder: Path) -> Stock:
        return Stock(folder, chosen.people)

    spread = chosen.spread or 0
    arrival = f"over {spread:g} s" if spread else "at once"
    name = f"bijak {chosen.mode}".rstrip()
    done = [measure(ours, spread, f"{name}, {arrival}")]
    if chosen.disturb:
        for trouble in TROUBLE:
            named = f"{name}, {arrival}, one {trouble}"
            done.append(measure(ours, spread, named, trouble))
    if chosen.stock:
        done.append(measure(stock, spread, f"stock, {arrival}"))
    return done


if __name__ == "__main__":
    main()

"""A class of fifty on one machine, beside JupyterHub and nbgrader as they come.

    python benchmarks/classroom.py --stock       50 people at once, ours and stock
    python benchmarks/classroom.py --spread 60   they arrive over a minute
    python benchmarks/classroom.py --disturb     one fills memory or never stops
    python benchmarks/classroom.py --people 10 --mode namespaces

A real hub on loopback; the people are clients over HTTP and WebSocket, all in this
process, on the same processors. Each logs in, opens the assignment, waits for the
kernel, runs five cells with pandas and a chart, answers, and hands in. All of it lies
in a temporary folder, and every process is ended.
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

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE / "helpers"), str(HERE / "tests"), str(HERE / "benchmarks")]

from class_machine import cost, idle_share  # noqa: E402
from class_stock import Stock  # noqa: E402
from class_visitor import Failed, Visitor, use_many_connections  # noqa: E402

STEPS = ("server", "list", "open", "kernel", "cells", "answer", "hand in")
IDLE_SECONDS = 20


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
        arrived: people whose hand-ins are there.
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
    arrived: int = 0


def middle(values: list[float]) -> float:
    """The median; not a number when there is none."""
    return statistics.median(values) if values else float("nan")


def late(values: list[float]) -> float:
    """What 95 of 100 stay below (nearest rank); not a number when there is none."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * 95 // 100) - 1] if ordered else float("nan")


async def run(school, spread: float, idle: float = IDLE_SECONDS) -> Figures:
    """Let everybody of a class come, work and hand in; then let it rest."""
    visitors = school.visitors()
    figures = Figures(school.name, len(visitors))
    waits = [number * spread / len(visitors) for number in range(len(visitors))]
    before = cost(school.pid).seconds
    kernels = await asyncio.gather(
        *(_one(school, v, w, figures) for v, w in zip(visitors, waits, strict=True))
    )
    held = cost(school.pid)
    figures.megabytes, figures.hidden = held.megabytes, held.hidden
    figures.seconds = held.seconds - before
    figures.kilobytes = middle([v.received / 1000 for v in visitors])
    figures.arrived = school.arrived()
    if idle:
        await asyncio.sleep(2)  # let what was begun come to its end
        figures.idle = await idle_share(school.pid, idle)
    for kernel in filter(None, kernels):
        kernel.close()
    return figures


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
    except (Failed, OSError, ValueError, KeyError) as error:
        figures.failures.append(f"{visitor.code}: {type(error).__name__} {error}")
        return None
    figures.journeys.append(time.monotonic() - start)
    return kernel


def table(all_figures: list[Figures]) -> str:
    """The rows for `benchmarks/README.md`."""
    steps = " | ".join(f"{step} s" for step in STEPS)
    lines = [
        f"| class | people | {steps} | whole journey s | PSS GB | MB each "
        "| CPU-s each | idle, % of a core | kB each | failures |",
        "|" + "---|" * (len(STEPS) + 9),
    ]
    for one in all_figures:
        laps = " | ".join(_pair(one.laps.get(step, [])) for step in STEPS)
        note = f" (+{one.hidden} unread)" if one.hidden else ""
        lines.append(
            f"| {one.name} | {one.people} | {laps} | {_pair(one.journeys)} "
            f"| {one.megabytes / 1024:.2f}{note} | {one.megabytes / one.people:.0f} "
            f"| {one.seconds / one.people:.2f} | {one.idle:.1%} "
            f"| {one.kilobytes:.0f} | {len(one.failures)} |"
        )
    return "\n".join(lines)


def _pair(values: list[float]) -> str:
    return f"{middle(values):.2f} / {late(values):.2f}"


def say(text: str) -> None:
    """Print, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def measure(make, spread: float, name: str = "") -> Figures:
    """Start a class in a temporary folder, run it, end it."""
    with tempfile.TemporaryDirectory(prefix="bijak-kelas-") as folder:
        school = make(Path(folder))
        try:
            figures = asyncio.run(run(school, spread))
        finally:
            school.stop()
    figures.name = name or figures.name
    for failure in figures.failures[:5]:
        say(f"failed: {failure}")
    missing = figures.people - len(figures.failures) - figures.arrived
    if missing > 0:
        figures.failures += ["handed in, but not there"] * missing
    return figures


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--stock", action="store_true", help="beside the stock class")
    chosen = parser.parse_args()
    use_many_connections()
    done = [measure(lambda folder: Stock(folder, chosen.people), 0)]
    say(table(done))
    say(json.dumps([asdict(one) for one in done])[:300])


if __name__ == "__main__":
    main()

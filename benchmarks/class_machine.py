"""What the processes of a class cost: memory without counting twice, and time."""

from __future__ import annotations

import asyncio
import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Cost:
    """What a class holds at one moment.

    Attributes:
        processes: how many there are.
        hidden: how many of them did not let their memory be read.
        megabytes: their proportional memory (PSS): shared pages count once in all.
        seconds: processor time that they have used since they started.
    """

    processes: int
    hidden: int
    megabytes: float
    seconds: float


def family(pid: int) -> list[psutil.Process]:
    """A process and all that descend from it."""
    first = psutil.Process(pid)
    return [first, *first.children(recursive=True)]


def cost(pid: int) -> Cost:
    """What a process and its descendants hold now."""
    kilobytes, seconds, count, hidden = 0, 0.0, 0, 0
    for one in family(pid):
        try:
            kilobytes += _proportional(one.pid)
        except (ProcessLookupError, FileNotFoundError):
            continue  # it has just ended
        except PermissionError:
            hidden += 1
        seconds += _used(one)
        count += 1
    return Cost(count, hidden, kilobytes / 1024, seconds)


def _proportional(pid: int) -> int:
    """Kilobytes of a process, each shared page divided among those who share it."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1])


async def idle_share(pid: int, seconds: float) -> float:
    """How much of one core a class uses while nobody does anything, 0 to 1."""
    before = {one.pid: _used(one) for one in family(pid)}
    await asyncio.sleep(seconds)
    after = {one.pid: _used(one) for one in family(pid)}
    return sum(after[pid] - before.get(pid, 0) for pid in after) / seconds


def _used(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        used = process.cpu_times()
        return used.user + used.system
    return 0.0

"""Run participants' code where it can harm nobody, and take only plain data from it.

    level = choose()                       # tries to escape, strongest walls first
    with warm(level) as process:           # imports the libraries once
        outcome = process.run(Job(cells, names, files))

`walls` says what each level protects from; `results` what may come back.
"""

from __future__ import annotations

from collections.abc import Iterable

from .choosing import choose
from .job import KINDS, Job, Limits, Outcome
from .levels import Level, NotConfined
from .runner import PRELOAD, Warm

__all__ = [
    "KINDS",
    "Job",
    "Level",
    "Limits",
    "NotConfined",
    "Outcome",
    "Warm",
    "choose",
    "warm",
]


def warm(level: Level, preload: Iterable[str] = PRELOAD) -> Warm:
    """A warmed process for many jobs, to be used with ``with``.

    Args:
        level: what `choose` returned.
        preload: modules that it imports once, for all jobs.
    """
    return Warm(level, preload)

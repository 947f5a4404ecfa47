"""The data of module A4: courses of a message in two invented villages.

`tables` is quick. `slow_tables` and `member_tables` hold means of 300 runs for each
point of a grid and take half a minute: ``python benchmarks/spread.py --write`` writes
them, a slow test compares all of it and a quick one a few points.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from random import Random

from ...tools.spread import Conditions, Plan, build_village, mean, run
from ...tools.trials import TRIALS, VILLAGES

LESSON, OTHER = 5, 3
"""Seeds of the two villages: of the lesson, and of the assignment."""

SEED = 2027
DAYS, TWICE = 200, 7
CHALLENGE = "sebaran-a4-hari.csv"
_FIRST_DAY = 5_000  # seeds that no mean uses

WAYS = {
    "tanpa pemeriksa": Conditions(),
    "periksa lalu diam": Conditions(checking=0.3),
    "periksa dan koreksi": Conditions(checking=0.3, writing=0.5),
}
"""What people do in the table of days → its conditions."""

READING = Conditions(checking=0.15)
"""What people do in the table that is read in the assignment."""

BRACKETS = ((1, 1), (2, 2), (3, 3), (4, 99))
"""From how many to how many groups the members of each row are in."""


def _text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV text."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return written.getvalue()


def tables() -> dict[str, str]:
    """The quick tables: file name → CSV text.

    Single days have a heavy tail: on some the message dies early, on others it
    reaches most people. A few days were written down twice, as happens.
    """
    village = build_village(LESSON)
    rows = []
    for way, what in WAYS.items():
        for day in range(1, DAYS + 1):
            course = run(village, what, _FIRST_DAY + day)
            rows.append((day, way, course.seen[-1], course.believing[-1]))
    draw = Random(SEED).random
    for _ in range(TWICE):
        place = int(draw() * len(rows))
        rows.insert(place, rows[place])
    return {CHALLENGE: _text(("hari", "cara", "membaca", "percaya"), rows)}


def slow_tables() -> dict[str, str]:
    """The means of 300 runs: file name → CSV text."""
    made = {
        name: _text(("nilai", "x", "y"), curve_rows(*grid))
        for name, grid in CURVES.items()
    }
    made["sebaran-a4-percobaan.csv"] = _text(
        ("percobaan", "desa", "pengatur_1", "pengatur_2", "garis_1", "garis_2"),
        trial_rows(),
    )
    made["sebaran-a4-baca.csv"] = _text(("jam", "membaca", "percaya"), _read_rows())
    return made


def member_tables() -> dict[str, str]:
    """What each way to place the members brings, over 300 runs: file name → CSV text.

    The outcome formulas of a4-05 and a4-k05 are fitted to these. They would tell the
    keys, so they are kept beside the benchmarks and no participant gets them.
    """
    return {
        f"{name}.csv": _text(
            ("satu", "dua", "tiga", "banyak", "percaya"),
            (
                (*counts, member_mean(village, counts))
                for counts in member_counts(total, 5, most)
            ),
        )
        for name, (village, total, most) in MEMBERS.items()
    }


MEMBERS = {
    "a4-anggota": (OTHER, 30, (30, 30, 10, 10)),
    "a4-anggota-kuis": (LESSON, 20, (20, 20, 10, 5)),
}
"""File → seed of the village, members to place, most of them in each row."""


CURVES = {
    "sebaran-a4-diam.csv": (OTHER, 0.0, range(0, 81, 5)),
    "sebaran-a4-koreksi.csv": (OTHER, 0.5, range(0, 81, 5)),
    "sebaran-a4-diam-kuis.csv": (LESSON, 0.0, range(0, 81, 10)),
    "sebaran-a4-koreksi-kuis.csv": (LESSON, 0.5, range(0, 81, 10)),
}
"""File → seed of the village, share of checkers who write, percent who check."""


def curve_rows(
    village: int, writing: float, shares: Iterable[int]
) -> Iterator[tuple[object, ...]]:
    """Percent who believe, hour by hour, for each percent of people who check."""
    built = build_village(village)
    for share in shares:
        what = Conditions(checking=share / 100, writing=writing)
        for hour, value in enumerate(mean(built, what).believing):
            yield share, hour, round(value, 1)


def trial_rows() -> Iterator[tuple[object, ...]]:
    """The ends of the curves of every trial, in both villages, at all settings."""
    for (name, trial), village in product(TRIALS.items(), VILLAGES):
        for setting in trial.settings():
            words = (*trial.words(setting), "")[:2]
            ends = (points[-1][1] for points in trial.lines(village, setting).values())
            yield (name, village, *words, *ends)


def _read_rows() -> Iterator[tuple[object, ...]]:
    course = mean(build_village(OTHER), READING, hours=48)
    for hour in (0, 6, 12, 24, 48):
        yield hour, round(course.seen[hour], 1), round(course.believing[hour], 1)


def member_counts(
    total: int, step: int, most: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """All ways to place so many members, in whole steps, on the four rows."""
    for counts in product(*(range(0, high + 1, step) for high in most)):
        if sum(counts) == total:
            yield counts


def member_mean(village: int, counts: Sequence[int]) -> float:
    """Percent who believe after a day with so many members from each row."""
    plan: Plan = tuple(
        (least, most, count)
        for (least, most), count in zip(BRACKETS, counts, strict=True)
        if count
    )
    course = mean(build_village(village), Conditions(correctors=plan))
    return round(course.believing[-1], 2)

"""The best way to share a number of units out, each row within its own limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import permutations

Limits = Sequence[tuple[int, int]]
"""Least and most units of each row."""

Point = tuple[int, ...]
"""Units of each row."""

MOST_POINTS = 200_000
_ROUNDING = 1e-9
_MOST_MOVES = 5_000


def slack(value: float) -> float:
    """How far two outcomes of this size may differ and still count as equal."""
    return _ROUNDING * max(1.0, abs(value))


def count_points(limits: Limits, units: int) -> int:
    """How many points there are that use at most so many units."""
    ways = [1] + [0] * units
    for low, high in limits:
        sums = [0]
        for number in ways:
            sums.append(sums[-1] + number)
        ways = [
            sums[max(0, used - low + 1)] - sums[max(0, used - high)]
            for used in range(units + 1)
        ]
    return sum(ways)


def points(limits: Limits, units: int) -> Iterator[Point]:
    """All points that use at most so many units."""
    if not limits:
        yield ()
        return
    low, high = limits[0]
    for first in range(low, min(high, units) + 1):
        for rest in points(limits[1:], units - first):
            yield first, *rest


def neighbours(point: Point, limits: Limits, units: int, size: int) -> Iterator[Point]:
    """Points reached by giving, taking or moving so many units."""
    rows = range(len(point))
    moves = [(row, None) for row in rows] + [(None, row) for row in rows]
    for taken, given in moves + list(permutations(rows, 2)):
        near = list(point)
        if taken is not None:
            near[taken] -= size
        if given is not None:
            near[given] += size
        inside = all(
            low <= number <= high
            for number, (low, high) in zip(near, limits, strict=True)
        )
        if inside and sum(near) <= units:
            yield tuple(near)


def climb(
    start: Point, value: Callable[[Point], float], limits: Limits, units: int
) -> Point:
    """A point from which no single move leads higher.

    For M♮-concave outcomes, such as a sum of one concave function for each row, it
    is the best of all points. Murota, *Discrete Convex Analysis* (2003), chapter 6.
    """
    here, height = start, value(start)
    size = 1 << max(0, units.bit_length() - 2)
    for _ in range(_MOST_MOVES):
        around = list(neighbours(here, limits, units, size))
        best = max(around, key=value, default=here)
        if around and value(best) > height + slack(height):
            here, height = best, value(best)
        elif size > 1:
            size //= 2
        else:
            break
    return here


def best_points(
    value: Callable[[Point], float],
    limits: Limits,
    units: int,
    starts: Iterable[Point],
) -> list[Point]:
    """The points with the highest outcome.

    Args:
        value: what a point brings.
        limits: least and most units of each row.
        units: how many there are to share out.
        starts: points to climb from where there are more than `MOST_POINTS`; then
            only the best of the hills is told, and its equals beside it.
    """
    if count_points(limits, units) <= MOST_POINTS:
        candidates: Iterable[Point] = points(limits, units)
    else:
        tops = {climb(start, value, limits, units) for start in starts}
        candidates = tops.union(*(neighbours(top, limits, units, 1) for top in tops))
    best: list[Point] = []
    height = float("-inf")
    for point in candidates:
        here = value(point)
        if here > height + slack(here):
            best, height = [point], here
        elif here >= height - slack(here):
            best.append(point)
    return best

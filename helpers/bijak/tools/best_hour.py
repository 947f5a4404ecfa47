"""Which group of hours usually reaches the most people: medians beside means.

A few posts reach very many people, most reach few. One such post moves the mean of its
group far away and the median hardly at all (Tukey, *Exploratory Data Analysis*, 1977,
chapter 2: the median resists a few wild values, the mean does not).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SLOTS: Mapping[str, tuple[int, int]] = {
    "pagi": (5, 9),
    "siang": (11, 14),
    "sore": (15, 18),
    "petang": (18, 20),
    "malam": (20, 23),
}
"""Group of hours → from this full hour on, and before that one."""

ENOUGH = 20
"""Posts from which on this kit compares a group: a rule of thumb, not a law."""


@dataclass(frozen=True)
class Group:
    """The posts of one group of hours.

    Attributes:
        name: what the group is called.
        values: people reached by each post, ascending.
    """

    name: str
    values: tuple[float, ...]

    @property
    def mean(self) -> float:
        """Mean reach; 0 without posts."""
        return mean(self.values) if self.values else 0.0

    @property
    def median(self) -> float:
        """Median reach; 0 without posts."""
        return median(self.values) if self.values else 0.0

    @property
    def is_enough(self) -> bool:
        """Whether there are at least `ENOUGH` posts."""
        return len(self.values) >= ENOUGH


def mean(values: Iterable[float]) -> float:
    """The sum divided by how many there are.

    Raises:
        ValueError: there is no value.
    """
    found = list(values)
    if not found:
        raise ValueError("a mean needs at least one value")
    return math.fsum(found) / len(found)


def median(values: Iterable[float]) -> float:
    """The value in the middle of the sorted values; of two in the middle, their mean.

    Raises:
        ValueError: there is no value.
    """
    found = sorted(values)
    if not found:
        raise ValueError("a median needs at least one value")
    half = len(found) // 2
    return found[half] if len(found) % 2 else (found[half - 1] + found[half]) / 2


def slot_of(clock: str) -> str:
    """The group of hours of a clock time; empty where it is in none.

    Args:
        clock: ``19:30`` or ``19.30``.

    Raises:
        ValueError: it is no clock time.
    """
    hour, minute = map(int, clock.replace(".", ":").split(":"))
    if not (0 <= hour < 24 and 0 <= minute < 60):
        raise ValueError(f"no clock time: {clock}")
    found = (name for name, (low, high) in SLOTS.items() if low <= hour < high)
    return next(found, "")


def groups(rows: Iterable[tuple[str, float]]) -> list[Group]:
    """The posts by group of hours, in the order in which a day has them.

    Args:
        rows: (group, people reached) of each post; groups that `SLOTS` does not know
            come last, in the order in which they are met.
    """
    found: dict[str, list[float]] = {name: [] for name in SLOTS}
    for name, value in rows:
        found.setdefault(name, []).append(value)
    return [Group(name, tuple(sorted(one))) for name, one in found.items() if one]


def best(found: Iterable[Group], by: str = "median") -> list[str]:
    """The groups with the highest median or mean; more than one where they are equal.

    Args:
        found: the groups.
        by: ``median`` or ``mean``.
    """
    heights = {group.name: getattr(group, by) for group in found}
    top = max(heights.values(), default=0.0)
    return [name for name, height in heights.items() if height == top]


def largest(found: Iterable[Group]) -> tuple[str, float]:
    """Group and reach of the post that reached the most people.

    Raises:
        ValueError: there is no post.
    """
    name, value = max(
        ((group.name, max(group.values)) for group in found), key=lambda one: one[1]
    )
    return name, value


def next_largest(found: Iterable[Group]) -> float:
    """Reach of the second largest post of the group that holds the largest.

    Down to it, the largest post can shrink without moving the median of its group.

    Raises:
        ValueError: there is no post.
    """
    known = list(found)
    name, most = largest(known)
    values = next(one.values for one in known if one.name == name)
    return values[-2] if len(values) > 1 else most


def with_largest(found: Iterable[Group], value: float) -> list[Group]:
    """The same groups, with another reach for the post that reached the most.

    Args:
        found: the groups.
        value: people whom that post reaches instead.
    """
    known = list(found)
    name, _ = largest(known)
    return [
        Group(one.name, tuple(sorted((*one.values[:-1], value))))
        if one.name == name
        else one
        for one in known
    ]

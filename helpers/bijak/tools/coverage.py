"""How many households a set of channels reaches, each household counted once.

The size of a union of sets, not the sum of their sizes. For households that name at
most two channels the two differ by the pairs alone (inclusion and exclusion).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

Households = Sequence[Collection[str]]
"""For each household the channels by which it usually hears news."""

MOST_CHANNELS = 12
"""`best_plans` looks at all 2^n sets of channels, so n stays small."""


def households_of(
    rows: Iterable[Mapping[str, object]], channels: Sequence[str]
) -> list[frozenset[str]]:
    """Households out of a table with one column of 0 and 1 for each channel.

    Args:
        rows: one mapping for each household; ``1`` and ``"1"`` mean yes.
        channels: names of the columns.

    Raises:
        KeyError: a row lacks a column.
    """
    return [frozenset(one for one in channels if str(row[one]) == "1") for row in rows]


def reach(households: Households, channels: Iterable[str]) -> int:
    """Households that at least one of the channels reaches."""
    chosen = set(channels)
    return sum(not chosen.isdisjoint(one) for one in households)


def reach_of_each(households: Households, channels: Iterable[str]) -> dict[str, int]:
    """Channel → households that it reaches alone; the sum counts some of them twice."""
    return {one: reach(households, [one]) for one in channels}


def gain(households: Households, chosen: Collection[str], channel: str) -> int:
    """Households that a further channel adds to those chosen already."""
    return reach(households, {*chosen, channel}) - reach(households, chosen)


def without(households: Households, channel: str) -> list[Collection[str]]:
    """The households that a channel does not reach."""
    return [one for one in households if channel not in one]


def best_plans(
    households: Households, hours: Mapping[str, float], total: float
) -> list[frozenset[str]]:
    """The affordable sets of channels that reach the most households.

    Args:
        households: who hears what.
        hours: channel → hours that it takes once.
        total: hours that there are.

    Returns:
        All best sets; of those that reach as many, the ones that need fewest hours.

    Raises:
        ValueError: more than `MOST_CHANNELS` channels.
    """
    if len(hours) > MOST_CHANNELS:
        raise ValueError(f"{len(hours)} channels; at most {MOST_CHANNELS}")
    plans = [
        frozenset(plan)
        for size in range(len(hours) + 1)
        for plan in combinations(hours, size)
        if sum(hours[one] for one in plan) <= total
    ]

    def worth(plan: frozenset[str]) -> tuple[int, float]:
        return reach(households, plan), -sum(hours[one] for one in plan)

    best = max(map(worth, plans))
    return [plan for plan in plans if worth(plan) == best]

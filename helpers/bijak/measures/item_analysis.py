"""Which items were hard, which tell people apart, and which wrong answer was chosen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .estimates import Estimate, column, share_interval

KELLEY = 0.27
"""Share of people in the upper and in the lower group."""


@dataclass(frozen=True)
class OptionUse:
    """How an option was used.

    Attributes:
        option: its id; None for people who left the item empty.
        right: whether it is the key.
        count: how many people chose it.
        share: of all people, 0 to 1.
        upper: how many of the upper group chose it; None when there are no groups.
        lower: how many of the lower group.
    """

    option: Hashable
    right: bool
    count: int
    share: float
    upper: int | None
    lower: int | None


def difficulty(right: ArrayLike) -> tuple[Estimate, ...]:
    """Share of people who got each item right, with Wilson's interval.

    Args:
        right: shape (people, items): 1 right, 0 wrong, NaN not answered.

    Returns:
        One estimate for each item; high is easy. Who did not answer is missing, and
        neither right nor wrong.

    Raises:
        ValueError: when something else than 1, 0 and NaN stands there.
    """
    given = np.asarray(right, float)
    if not np.isin(given[~np.isnan(given)], (0, 1)).all():
        raise ValueError("an answer is right (1), wrong (0) or missing")
    return tuple(
        share_interval(
            int(np.nansum(item)),
            int((~np.isnan(item)).sum()),
            int(np.isnan(item).sum()),
        )
        for item in given.T
    )


def discrimination(scores: ArrayLike) -> NDArray[np.float64]:
    """Correlation of each item with the rest of the test (corrected point-biserial).

    The item itself is left out of the total, or it would correlate with itself:
    Henrysson, *Correction of item-total correlations in item analysis*, Psychometrika
    28 (1963), 211–218. Below 0.2 an item deserves a look, below 0 its key does.

    Args:
        scores: shape (people, items), points; people with a NaN are left out.

    Returns:
        Shape (items,), −1 to 1; NaN where item or rest is the same for everybody.
    """
    given = np.asarray(scores, float)
    there = given[~np.isnan(given).any(axis=1)]
    if len(there) < 2:
        return np.full(given.shape[1], np.nan)
    item = there - there.mean(axis=0)
    rest = there.sum(axis=1, keepdims=True) - there
    rest = rest - rest.mean(axis=0)
    size = np.sqrt(np.square(item).sum(axis=0) * np.square(rest).sum(axis=0))
    varied = size > 1e-9
    return np.where(
        varied, (item * rest).sum(axis=0) / np.where(varied, size, 1), np.nan
    )


def extremes(totals: ArrayLike) -> tuple[NDArray[np.bool_], NDArray[np.bool_]] | None:
    """The upper and the lower 27 % of people; ties at the border all come along.

    Kelley, *The selection of upper and lower groups for the validation of test items*,
    J. Educational Psychology 30 (1939), 17–24. They judge the item, not the people.

    Args:
        totals: shape (people,), nothing missing.

    Returns:
        Two masks of shape (people,); None when ties leave no two groups.
    """
    points = column(totals)
    size = round(KELLEY * len(points))
    if not size:
        return None
    ordered = np.sort(points)
    low, high = ordered[size - 1], ordered[-size]
    return (points >= high, points <= low) if low < high else None


def options(
    chosen: Sequence[Hashable],
    totals: ArrayLike,
    offered: Sequence[Hashable],
    right: Hashable,
) -> tuple[OptionUse, ...]:
    """How often each option was chosen, and by whom: the upper or the lower group.

    A wrong option that the upper group chooses more often than the lower one points
    at an ambiguous item or a wrong key.

    Args:
        chosen: the option of each person, None where left empty; length people.
        totals: points of the whole test, shape (people,).
        offered: the ids of the options, in the order of the item.
        right: the id of the key.

    Returns:
        The options in the order of the item, and the empty ones last.

    Raises:
        ValueError: when an option was chosen that was not offered, or somebody has no
            total.
    """
    points = column(totals)
    if len(points) != len(chosen) or np.isnan(points).any():
        raise ValueError("each person needs a total")
    if unknown := {one for one in chosen if one is not None} - set(offered):
        raise ValueError(f"not offered: {sorted(map(str, unknown))}")
    groups = extremes(points)
    rows = []
    for option in (*offered, None):
        picked = np.array([one == option for one in chosen], dtype=bool)
        ends = (
            (None, None)
            if groups is None
            else (int((picked & g).sum()) for g in groups)
        )
        count = int(picked.sum())
        share = count / len(chosen) if chosen else 0.0
        rows.append(OptionUse(option, option == right, count, share, *ends))
    return tuple(rows)

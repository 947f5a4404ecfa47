"""A number of a class with its interval, and the mean of people as the first one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri, stdtrit

from .light import Estimate

LEVEL = 0.95
"""How often an interval should contain what is estimated."""


@dataclass(frozen=True)
class Spread:
    """Mean of groups and variation within them.

    Attributes:
        mean: the unweighted mean of the groups' means.
        deviation: standard deviation within groups; NaN with no degree of freedom.
        people: the number of people that would give the same standard error
            in one group: error = deviation / √people.
        df: degrees of freedom, people minus groups.
    """

    mean: float
    deviation: float
    people: float
    df: int


def column(values: ArrayLike) -> NDArray[np.float64]:
    """One number for each person; None becomes NaN.

    Args:
        values: shape (people,).

    Raises:
        ValueError: when there are more dimensions than one.
    """
    found = np.asarray(values, dtype=float)
    if found.ndim != 1:
        raise ValueError(f"one number for each person, not shape {found.shape}")
    return found


def groups_of(order: ArrayLike | None, people: int) -> NDArray[np.intp]:
    """The group of each person as 0, 1, …; everybody 0 without an order.

    Raises:
        ValueError: when the order is not said for each person.
    """
    if order is None:
        return np.zeros(people, dtype=int)
    named = np.asarray(order)
    if named.shape != (people,):
        raise ValueError(f"an order for each of {people} people")
    return np.unique(named, return_inverse=True)[1]


def centred(
    values: NDArray[np.float64], group: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Distances of people from the mean of their own group, shape (people,)."""
    sizes = np.bincount(group)
    return values - (np.bincount(group, values) / sizes)[group]


def spread(values: NDArray[np.float64], group: NDArray[np.intp]) -> Spread:
    """Mean of group means, and the pooled standard deviation within groups.

    Args:
        values: shape (people,), nothing missing, at least one person.
        group: shape (people,), 0, 1, … without gaps.
    """
    sizes = np.bincount(group)
    df = len(values) - len(sizes)
    around = float(np.square(centred(values, group)).sum())
    return Spread(
        mean=float((np.bincount(group, values) / sizes).mean()),
        deviation=float(np.sqrt(around / df)) if df else float("nan"),
        people=len(sizes) ** 2 / float((1 / sizes).sum()),
        df=df,
    )


def mean_interval(values: ArrayLike, order: ArrayLike | None = None) -> Estimate:
    """The mean of people with Student's t interval.

    With `order`, the groups' means are averaged without weights and the deviation is
    taken within groups: in a class whose forms are counter-balanced the difficulty
    of the forms then leaves a gain entirely (the period effect of a cross-over
    trial: Senn, *Cross-over Trials in Clinical Research*, 2nd ed. 2002, chapter 3).

    Args:
        values: shape (people,); NaN is left out and counted as missing.
        order: which forms each person had in which order, shape (people,).

    Returns:
        No value without people, no interval without a degree of freedom.
    """
    found = column(values)
    there = ~np.isnan(found)
    n, missing = int(there.sum()), int((~there).sum())
    if not n:
        return Estimate(missing=missing)
    groups = None if order is None else np.asarray(order)[there]
    seen = spread(found[there], groups_of(groups, n))
    if not seen.df:
        return Estimate(seen.mean, n=n, missing=missing)
    error = seen.deviation / seen.people**0.5
    reach = float(stdtrit(seen.df, (1 + LEVEL) / 2)) * error
    return Estimate(seen.mean, seen.mean - reach, seen.mean + reach, error, n, missing)


def share_interval(hits: int, n: int, missing: int = 0) -> Estimate:
    """A share with Wilson's score interval, which never leaves 0 to 1.

    Wilson, *Probable inference, the law of succession, and statistical inference*,
    JASA 22 (1927), 209–212.

    Args:
        hits: how many did.
        n: out of how many.
        missing: how many did not answer; only passed on.

    Raises:
        ValueError: when more did than there are.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n}")
    if not n:
        return Estimate(missing=missing)
    z = float(ndtri((1 + LEVEL) / 2))
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * (share * (1 - share) / n + (z / (2 * n)) ** 2) ** 0.5
    low = 0.0 if hits == 0 else middle - reach
    high = 1.0 if hits == n else middle + reach
    return Estimate(share, low, high, n=n, missing=missing)

"""Before and after: the gain in points, its size, and Hake's share of what was left.

Only people with both scores count; who has one is counted as missing.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln, nctdtrinc, ndtri, stdtrit

from .estimates import (
    LEVEL,
    Estimate,
    centred,
    column,
    groups_of,
    mean_interval,
    spread,
)

_TAIL = (1 - LEVEL) / 2


def raw_gain(
    pre: ArrayLike, post: ArrayLike, order: ArrayLike | None = None
) -> Estimate:
    """Mean of post − pre, with the paired t interval.

    Args:
        pre: shape (people,), any score; NaN where there is none.
        post: shape (people,), the same score afterwards.
        order: which forms each person had in which order, shape (people,);
            then the difficulty of the forms leaves the gain (see `mean_interval`).
    """
    return mean_interval(column(post) - column(pre), order)


def hedges(df: float) -> float:
    """The factor that takes the bias out of a standardised mean difference.

    Γ(df/2) / (√(df/2) Γ((df−1)/2)): Hedges, *Distribution theory for Glass's estimator
    of effect size and related estimators*, J. Educational Statistics 6 (1981), 107–128.

    Raises:
        ValueError: with fewer than two degrees of freedom.
    """
    if df < 2:
        raise ValueError("at least two degrees of freedom")
    return float(np.exp(gammaln(df / 2) - gammaln((df - 1) / 2)) / np.sqrt(df / 2))


def effect_z(
    pre: ArrayLike, post: ArrayLike, order: ArrayLike | None = None
) -> Estimate:
    """d_z: mean gain in standard deviations of the gain, with Hedges' factor.

    Lakens, *Calculating and reporting effect sizes*, Frontiers in Psychology 4 (2013),
    863, formula 6. The interval inverts the noncentral t distribution: Cumming, *Under-
    standing the New Statistics*, 2012, chapter 10.

    Args:
        pre: shape (people,), NaN where there is none.
        post: shape (people,).
        order: as in `raw_gain`.

    Returns:
        No value below 3 people, or where everybody gained the same.
    """
    first, second, group, missing = _pairs(pre, post, order)
    n = len(first)
    seen = spread(second - first, group) if n else None
    if seen is None or seen.df < 2 or not seen.deviation > 0:
        return Estimate(n=n, missing=missing)
    d, root = seen.mean / seen.deviation, seen.people**0.5
    low, high = (
        float(nctdtrinc(seen.df, share, d * root)) / root
        for share in (1 - _TAIL, _TAIL)
    )
    return Estimate(d * hedges(seen.df), low, high, n=n, missing=missing)


def effect_average(
    pre: ArrayLike, post: ArrayLike, order: ArrayLike | None = None
) -> Estimate:
    """d_av: mean gain in standard deviations of people, with Hedges' factor.

    The unit is √((s² before + s² after) / 2), so that it can be compared with other
    studies, which d_z cannot: Cumming 2012, chapter 11. Interval: Bonett, *Confidence
    intervals for standardized linear contrasts of means*, Psychological Methods 13
    (2008), 99–109, for paired scores.

    Args and returns:
        As `effect_z`; no value where all scores are equal.
    """
    first, second, group, missing = _pairs(pre, post, order)
    n = len(first)
    seen = spread(second - first, group) if n else None
    if seen is None or seen.df < 2:
        return Estimate(n=n, missing=missing)
    before, after = centred(first, group), centred(second, group)
    v1, v2, v12 = (
        float(product.sum()) / seen.df
        for product in (before * before, after * after, before * after)
    )
    unit = ((v1 + v2) / 2) ** 0.5
    if not unit > 0:
        return Estimate(n=n, missing=missing)
    d = seen.mean / unit
    scale = d * d * (v1 * v1 + v2 * v2 + 2 * v12 * v12) / (8 * seen.df * unit**4)
    error = (scale + (v1 + v2 - 2 * v12) / (seen.people * unit**2)) ** 0.5
    reach = float(ndtri(1 - _TAIL)) * error
    value = d * hedges(seen.df)
    return Estimate(value, d - reach, d + reach, error, n, missing)


def hake(pre: ArrayLike, post: ArrayLike, full: float) -> Estimate:
    """Hake's ⟨g⟩: the class's gain as a share of what it could still gain.

    (mean post − mean pre) / (full − mean pre), of means and not a mean of shares:
    Hake, *Interactive-engagement versus traditional methods*, American J. Physics 66
    (1998), 64–74. It flatters classes that began high; show the points beside it.
    Interval: Fieller, *Some problems in interval estimation*, J. Royal Statistical
    Society B 16 (1954), 175–185.

    Args:
        pre: shape (people,), NaN where there is none.
        post: shape (people,).
        full: the highest possible score.

    Returns:
        No value when the class began at the full score; no interval when it began so
        near to it that the share could be anything.
    """
    first, second, _, missing = _pairs(pre, post, None)
    n = len(first)
    room, gained = full - first, second - first
    if not n or not room.mean() > 0:
        return Estimate(n=n, missing=missing)
    value = float(gained.mean() / room.mean())
    if n < 2:
        return Estimate(value, n=n, missing=missing)
    # Fieller: all g with (mean(gained) − g·mean(room))² ≤ t²·var(gained − g·room)/n.
    (vg, vgr), (_, vr) = np.cov(gained, room) / n
    t2 = float(stdtrit(n - 1, 1 - _TAIL)) ** 2
    a = room.mean() ** 2 - t2 * vr
    b = gained.mean() * room.mean() - t2 * vgr
    inside = b * b - a * (gained.mean() ** 2 - t2 * vg)
    if not a > 0:
        return Estimate(value, n=n, missing=missing)
    reach = max(inside, 0.0) ** 0.5
    low, high = float((b - reach) / a), float((b + reach) / a)
    return Estimate(value, low, high, n=n, missing=missing)


def _pairs(
    pre: ArrayLike, post: ArrayLike, order: ArrayLike | None
) -> tuple[NDArray, NDArray, NDArray, int]:
    """Scores of people who have both, their groups, and how many have not."""
    first, second = column(pre), column(post)
    there = ~np.isnan(second - first)
    named = None if order is None else np.asarray(order)[there]
    n = int(there.sum())
    return first[there], second[there], groups_of(named, n), len(first) - n

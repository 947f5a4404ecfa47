"""Whether the items of a test say the same about people: Cronbach's α."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from .estimates import LEVEL, Estimate


def alpha(scores: ArrayLike) -> Estimate:
    """Cronbach's α; for items scored 0 or 1 it is KR-20.

    α = k/(k−1) · (1 − Σ s²(item) / s²(total)): Cronbach, *Coefficient alpha and the
    internal structure of tests*, Psychometrika 16 (1951), 297–334; Kuder & Richardson,
    Psychometrika 2 (1937), 151–160. Interval: Feldt, *The approximate sampling
    distribution of Kuder-Richardson reliability coefficient twenty*, Psychometrika 30
    (1965), 357–370: (1 − α)/(1 − α̂) is distributed as F(n−1, (n−1)(k−1)).

    Args:
        scores: shape (people, items), any points; people with a NaN are missing.

    Returns:
        No value below 2 people or 2 items, or when all people have the same total.
        Below 0 when items contradict each other.

    Raises:
        ValueError: when it is no table.
    """
    given = np.asarray(scores, float)
    if given.ndim != 2:
        raise ValueError(f"people in rows, items in columns, not shape {given.shape}")
    there = given[~np.isnan(given).any(axis=1)]
    (n, items), missing = there.shape, len(given) - len(there)
    total = there.sum(axis=1).var(ddof=1) if n > 1 else 0.0
    if items < 2 or not total > 1e-12:
        return Estimate(n=n, missing=missing)
    parts = there.var(axis=0, ddof=1).sum()
    value = float(items / (items - 1) * (1 - parts / total))
    df = n - 1, (n - 1) * (items - 1)
    tail = (1 - LEVEL) / 2
    low, high = (1 - (1 - value) * float(fdtri(*df, p)) for p in (1 - tail, tail))
    return Estimate(value, low, high, n=n, missing=missing)

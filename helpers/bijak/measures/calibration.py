"""How sure people are, and how often they are right then.

The four steps of confidence are words, not percents. Taken as probabilities they run
evenly from what guessing gives to 95 %: with two options *menebak* 50 %, *ragu* 65 %,
*cukup yakin* 80 %, *yakin sekali* 95 %. This scale is our convention; `by_level`
needs none and belongs beside every number that does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

LEVELS = (1, 2, 3, 4)
TOP = 0.95
"""What *yakin sekali* is taken for: right 19 times out of 20."""


@dataclass(frozen=True)
class Level:
    """One step of confidence in a class.

    Attributes:
        level: 1 to 4.
        answers: how many answers were given with it.
        people: by how many people.
        right: share of these answers that were right, 0 to 1; None without answers.
    """

    level: int
    answers: int
    people: int
    right: float | None


def probabilities(levels: ArrayLike, options: ArrayLike = 2) -> NDArray[np.float64]:
    """Steps of confidence as probabilities of being right.

    p = 1/k + (level − 1)/3 · (0.95 − 1/k) with k options to choose from.

    Args:
        levels: shape (people, items): 1 to 4, NaN where nothing was said.
        options: how many options the items have, one number or shape (items,).

    Raises:
        ValueError: when a level is none of the four.
    """
    said = np.asarray(levels, float)
    if not np.isin(said[~np.isnan(said)], LEVELS).all():
        raise ValueError("a level of confidence is 1, 2, 3 or 4")
    guess = 1 / np.asarray(options, float)
    return guess + (said - 1) / 3 * (TOP - guess)


def brier(
    levels: ArrayLike, right: ArrayLike, options: ArrayLike = 2
) -> NDArray[np.float64]:
    """Mean of (probability − outcome)² of each person; 0 is best.

    Saying 50 % to everything gives 0.25. Brier, *Verification of forecasts expressed
    in terms of probability*, Monthly Weather Review 78 (1950), 1–3; in its form for
    one of two outcomes, from 0 to 1.

    Args:
        levels: shape (people, items): 1 to 4, NaN where nothing was said.
        right: shape (people, items): 1 right, 0 wrong, NaN without an answer that
            claims something (empty, *belum tahu*).
        options: how many options the items have, one number or shape (items,).

    Returns:
        Shape (people,); NaN for who said nothing.
    """
    return _mean(np.square(probabilities(levels, options) - np.asarray(right, float)))


def overconfidence(
    levels: ArrayLike, right: ArrayLike, options: ArrayLike = 2
) -> NDArray[np.float64]:
    """Mean probability minus share right of each person; above 0 too sure.

    Lichtenstein & Fischhoff, *Do those who know more also know more about how much
    they know?*, Organizational Behavior and Human Performance 20 (1977), 159–183.

    Args and returns:
        As `brier`; from −1 to 1. The mean of a class has its interval from
        `estimates.mean_interval`: people are the units, not answers.
    """
    return _mean(probabilities(levels, options) - np.asarray(right, float))


def by_level(levels: ArrayLike, right: ArrayLike) -> tuple[Level, ...]:
    """How often answers were right at each step of confidence.

    Args:
        levels: shape (people, items): 1 to 4, NaN where nothing was said.
        right: shape (people, items): 1, 0, NaN, as in `brier`.
    """
    said, outcome = np.asarray(levels, float), np.asarray(right, float)
    rows = []
    for level in LEVELS:
        here = (said == level) & ~np.isnan(outcome)
        share = float(outcome[here].mean()) if here.any() else None
        rows.append(Level(level, int(here.sum()), int(here.any(axis=1).sum()), share))
    return tuple(rows)


def _mean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean of each row over what is there; NaN where nothing is."""
    there = ~np.isnan(values)
    count = there.sum(axis=1)
    total = np.where(there, values, 0.0).sum(axis=1)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)

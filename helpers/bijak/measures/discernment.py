"""*Jeli* and *curiga*: discernment d′ and criterion c of signal detection.

A *hit* is a hoax called hoax, a *false alarm* a true post called hoax.
d′ = z(H) − z(F) says how well the two are told apart; c = −½(z(H) + z(F)) says which
way somebody leans: below 0 towards calling anything a hoax, above 0 towards believing
anything. Macmillan & Creelman, *Detection Theory*, 2nd ed. 2005, chapters 1 and 2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from .light import LEAST


@dataclass(frozen=True)
class Discernment:
    """d′ and c of each person.

    Attributes:
        d: shape (people,), in standard deviations; 0 is guessing. NaN: too few answers.
        c: shape (people,), the same unit; below 0 suspicious, above 0 trusting.
        error: shape (people,), standard error of d; that of c is half of it.
        hits: shape (people,), hoaxes called hoax; *belum tahu* counts ½.
        hoaxes: shape (people,), hoaxes answered.
        alarms: shape (people,), true posts called hoax.
        truths: shape (people,), true posts answered.
    """

    d: NDArray[np.float64]
    c: NDArray[np.float64]
    error: NDArray[np.float64]
    hits: NDArray[np.float64]
    hoaxes: NDArray[np.float64]
    alarms: NDArray[np.float64]
    truths: NDArray[np.float64]


def log_linear(count: ArrayLike, n: ArrayLike) -> NDArray[np.float64]:
    """(count + ½) / (n + 1): a rate that is never 0 or 1.

    Hautus, *Corrections for extreme proportions and their biasing effects on estimated
    values of d′*, Behavior Research Methods 27 (1995), 46–51.

    Args:
        count: how often, any shape, 0 ≤ count ≤ n.
        n: out of how many, the same shape.
    """
    return (np.asarray(count, float) + 0.5) / (np.asarray(n, float) + 1)


def d_prime(hit_rate: ArrayLike, alarm_rate: ArrayLike) -> NDArray[np.float64]:
    """d′ = z(H) − z(F) of rates strictly between 0 and 1."""
    return ndtri(np.asarray(hit_rate, float)) - ndtri(np.asarray(alarm_rate, float))


def criterion(hit_rate: ArrayLike, alarm_rate: ArrayLike) -> NDArray[np.float64]:
    """c = −½(z(H) + z(F)) of rates strictly between 0 and 1."""
    both = ndtri(np.asarray(hit_rate, float)) + ndtri(np.asarray(alarm_rate, float))
    return -both / 2


def standard_error(
    hit_rate: ArrayLike, hoaxes: ArrayLike, alarm_rate: ArrayLike, truths: ArrayLike
) -> NDArray[np.float64]:
    """Standard error of one person's d′, by the delta method; of c it is half.

    √( H(1−H) / (n φ(z(H))²) + F(1−F) / (m φ(z(F))²) ): Gourevitch & Galanter, *A
    significance test for one parameter isosensitivity functions*, Psychometrika 32
    (1967), 25–33; here with log-linear rates.

    Args:
        hit_rate: strictly between 0 and 1.
        hoaxes: how many hoaxes it rests on.
        alarm_rate: strictly between 0 and 1.
        truths: how many true posts it rests on.
    """

    def part(rate: ArrayLike, n: ArrayLike) -> NDArray[np.float64]:
        rate = np.asarray(rate, float)
        density = np.exp(-np.square(ndtri(rate)) / 2) / np.sqrt(2 * np.pi)
        return rate * (1 - rate) / (np.asarray(n, float) * np.square(density))

    return np.sqrt(part(hit_rate, hoaxes) + part(alarm_rate, truths))


def discern(calls: ArrayLike, hoax: ArrayLike, least: int = LEAST) -> Discernment:
    """d′ and c of each person from what was called a hoax.

    Args:
        calls: shape (people, items): 1 called hoax, 0 called true, ½ *belum tahu*,
            NaN not answered.
        hoax: shape (items,): whether the item is one.
        least: how many hoaxes, and how many true posts, must be answered.

    Raises:
        ValueError: when the shapes do not fit, or a call is none of these.
    """
    given, wanted = np.asarray(calls, float), np.asarray(hoax, bool)
    if given.ndim != 2 or given.shape[1:] != wanted.shape:
        raise ValueError(f"calls {given.shape} and items {wanted.shape} do not fit")
    if not np.isin(given[~np.isnan(given)], (0, 0.5, 1)).all():
        raise ValueError("a call is 1, 0, ½ or missing")
    hits, hoaxes = _counted(given[:, wanted])
    alarms, truths = _counted(given[:, ~wanted])
    high, low = log_linear(hits, hoaxes), log_linear(alarms, truths)
    enough = np.minimum(hoaxes, truths) >= max(least, 1)
    error = np.full(len(given), np.nan)
    error[enough] = standard_error(
        high[enough], hoaxes[enough], low[enough], truths[enough]
    )
    return Discernment(
        d=np.where(enough, d_prime(high, low), np.nan),
        c=np.where(enough, criterion(high, low), np.nan),
        error=error,
        hits=hits,
        hoaxes=hoaxes,
        alarms=alarms,
        truths=truths,
    )


def _counted(calls: NDArray[np.float64]) -> tuple[NDArray, NDArray]:
    """How often hoax was called, and out of how many, shape (people,) each."""
    return np.nansum(calls, axis=1), (~np.isnan(calls)).sum(axis=1).astype(float)

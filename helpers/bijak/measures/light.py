"""Small measures without numpy and scipy: for one person's page, and for the counter.

Grading must work on every installation, and the counter of a class stays lean. The
formulas are those of `discernment` and `estimates`; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, fsum, pi, sqrt
from statistics import NormalDist, stdev

LEAST = 8
"""Fewer answers of either sort give no d′: the correction would pull it too far
towards 0, and a short form is no measure."""

_NORMAL = NormalDist()
_UPPER = 0.975


@dataclass(frozen=True)
class Estimate:
    """A number with its uncertainty; None where there is too little to say it.

    Attributes:
        value: the estimate, in the unit of what was measured.
        low: lower end of the 95 % interval.
        high: upper end of the 95 % interval.
        error: the standard error, where the interval comes from one.
        n: how many people it rests on.
        missing: how many people were there but could not be counted.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    error: float | None = None
    n: int = 0
    missing: int = 0


@dataclass(frozen=True)
class Person:
    """*Jeli* and *curiga* of one person; None where there were too few answers.

    Attributes:
        d: discernment d′, in standard deviations; 0 is guessing.
        c: criterion, the same unit; below 0 suspicious, above 0 trusting.
        error: standard error of d; that of c is half of it.
        items: how many posts were judged.
    """

    d: float | None
    c: float | None
    error: float | None
    items: int


def discern_one(
    called: Mapping[str, float], hoax: Mapping[str, bool], least: int = LEAST
) -> Person:
    """d′ and c of one person, log-linear, as `discernment.discern` gives them.

    Args:
        called: card → 1 called hoax, 0 called true, ½ *belum tahu*; a card that is
            missing was not answered.
        hoax: card → whether it is one.
        least: how many hoaxes, and how many true posts, must be answered.
    """
    given = [(call, hoax[card]) for card, call in called.items() if card in hoax]
    hits = [float(call) for call, is_hoax in given if is_hoax]
    alarms = [float(call) for call, is_hoax in given if not is_hoax]
    if min(len(hits), len(alarms)) < max(least, 1):
        return Person(None, None, None, len(given))
    parts = []
    for calls in (hits, alarms):
        rate, n = (fsum(calls) + 0.5) / (len(calls) + 1), len(calls)
        z = _NORMAL.inv_cdf(rate)
        density = exp(-z * z / 2) / sqrt(2 * pi)
        parts.append((z, rate * (1 - rate) / (n * density**2)))
    (caught, of_hits), (accused, of_alarms) = parts
    error = sqrt(of_hits + of_alarms)
    return Person(caught - accused, -(caught + accused) / 2, error, len(given))


def mean_of(values: Iterable[float | None]) -> Estimate:
    """The mean of people with Student's t interval, as `estimates.mean_interval`.

    Args:
        values: one for each person; None is left out and counted as missing.
    """
    known = list(values)
    found = [value for value in known if value is not None]
    n, missing = len(found), len(known) - len(found)
    if not n:
        return Estimate(missing=missing)
    mean = fsum(found) / n
    if n == 1:
        return Estimate(mean, n=n, missing=missing)
    error = stdev(found) / sqrt(n)
    reach = student(n - 1) * error
    return Estimate(mean, mean - reach, mean + reach, error, n, missing)


def student(df: int) -> float:
    """The 97.5 % quantile of Student's t, within 0.1 % from 4 degrees of freedom on.

    Cornish–Fisher expansion: Abramowitz & Stegun, *Handbook of Mathematical
    Functions* (1964), 26.7.5.

    Args:
        df: degrees of freedom.
    """
    z = _NORMAL.inv_cdf(_UPPER)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / df**power for power, term in enumerate(terms, 1))

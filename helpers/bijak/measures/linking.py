"""One form's scores on another form's scale: what to add, and how sure that is.

Only a constant is added. Chained linear linking takes its slope from the ratio of two
standard deviations; with four anchors that takes their noise for signal, and makes up
for about half of what two classes differ by (benchmarks/cohort.py measures it).

Inside a counter-balanced class nothing needs linking: `gain.raw_gain` with `order`
takes the forms' difficulty out by design.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri, stdtrit

from .estimates import LEVEL, Estimate, column


def equivalent_link(new: ArrayLike, old: ArrayLike) -> Estimate:
    """Mean linking of forms that chance gave to people: mean(old) − mean(new).

    Kolen & Brennan, *Test Equating, Scaling, and Linking*, 3rd ed. 2014, section 2.2
    (random groups, mean equating). Interval: Welch, *The generalization of Student's
    problem*, Biometrika 34 (1947), 28–35.

    Args:
        new: scores of people who had the new form, shape (people,), NaN left out.
        old: scores of other people, who had the old form.

    Returns:
        What to add to a score of the new form. Scores may be points or d′.
    """
    return _difference(column(old), column(new))


def anchor_link(
    new: ArrayLike,
    new_anchors: ArrayLike,
    old: ArrayLike,
    old_anchors: ArrayLike,
    items: int,
    anchors: int,
) -> Estimate:
    """Mean linking through common items, for groups that may differ in ability.

    mean(old) − mean(new) + items/anchors · (mean(new anchors) − mean(old anchors)):
    nominal weights mean equating, made for samples as small as a class: Babcock, Albano
    & Raymond, *Nominal weights mean equating: a method for very small samples*,
    Educational and Psychological Measurement 72 (2012), 608–628.
    With 4 anchors among 24 items an error in the anchors counts six times: look at
    `error` before using it. Anchors must be new to both groups; who met them before,
    and was told the answer, says nothing about the form.

    Args:
        new: totals on the new form, anchors among them, shape (people,), NaN left out.
        new_anchors: points of the same people on the anchors.
        old: totals of other people on the old form.
        old_anchors: their points on the anchors.
        items: how many items each form has.
        anchors: how many of them are common.

    Returns:
        What to add to a total of the new form.

    Raises:
        ValueError: when there is no anchor, or more than there are items.
    """
    if not 0 < anchors <= items:
        raise ValueError(f"{anchors} anchors among {items} items")
    weight = items / anchors
    return _difference(
        column(old) - weight * column(old_anchors),
        column(new) - weight * column(new_anchors),
    )


def linked(estimate: Estimate, link: Estimate) -> Estimate:
    """A mean of the new form on the old form's scale, with both uncertainties.

    Args:
        estimate: the mean of some people with its standard error; other people than
            those the link rests on.
        link: what to add.

    Returns:
        No value when either has none; the normal interval of the sum.
    """
    if estimate.value is None or link.value is None:
        return Estimate(n=estimate.n, missing=estimate.missing)
    value = estimate.value + link.value
    if estimate.error is None or link.error is None:
        return Estimate(value, n=estimate.n, missing=estimate.missing)
    error = (estimate.error**2 + link.error**2) ** 0.5
    reach = float(ndtri((1 + LEVEL) / 2)) * error
    return Estimate(
        value, value - reach, value + reach, error, estimate.n, estimate.missing
    )


def _difference(one: NDArray[np.float64], other: NDArray[np.float64]) -> Estimate:
    """mean(one) − mean(other) of two groups with Welch's interval."""
    there = [group[~np.isnan(group)] for group in (one, other)]
    n = sum(map(len, there))
    missing = len(one) + len(other) - n
    if not all(map(len, there)):
        return Estimate(n=n, missing=missing)
    value = float(there[0].mean() - there[1].mean())
    if min(map(len, there)) < 2:
        return Estimate(value, n=n, missing=missing)
    parts = [float(group.var(ddof=1)) / len(group) for group in there]
    if not sum(parts):
        return Estimate(value, value, value, 0.0, n, missing)
    below = sum(p * p / (len(g) - 1) for p, g in zip(parts, there, strict=True))
    error = sum(parts) ** 0.5
    reach = float(stdtrit(sum(parts) ** 2 / below, (1 + LEVEL) / 2)) * error
    return Estimate(value, value - reach, value + reach, error, n, missing)

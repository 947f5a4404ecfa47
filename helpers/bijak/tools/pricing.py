"""Prices of a small business: unit cost, margin, break-even, discounts, fees.

All money is in rupiah, all shares are fractions: 0.4 is 40%. Numbers are taken as they
are written (0.08 is eight hundredths, not the float near it), so that rounding up to
whole units is never off by one.

The formulas are those of cost accounting: Horngren, Datar, Rajan, *Cost Accounting*,
chapters 2 and 3 (unit cost, contribution margin, break-even). Each stands at its
function.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ..formulas import exact


def unit_cost(variable: Iterable[float] | float, fixed: float, units: int) -> float:
    """The full cost of one unit (HPP): variable costs + fixed costs ÷ units.

    Args:
        variable: rupiah for one unit: one number, or one for each kind of cost.
        fixed: rupiah of one period.
        units: good units made in that period.

    Raises:
        ValueError: no unit is made.
    """
    if units <= 0:
        raise ValueError("there must be at least one unit")
    parts = [variable] if isinstance(variable, (int, float)) else list(variable)
    return float(sum(map(exact, parts), Fraction(0)) + exact(fixed) / exact(units))


def margin(price: float, cost: float) -> float:
    """The share of the price that stays: (price − cost) ÷ price.

    Raises:
        ValueError: the price is not above zero.
    """
    return float((exact(price) - exact(cost)) / _positive(price, "price"))


def markup(price: float, cost: float) -> float:
    """What is put on top of the cost, as a share of it: (price − cost) ÷ cost.

    Raises:
        ValueError: the cost is not above zero.
    """
    return float((exact(price) - exact(cost)) / _positive(cost, "cost"))


def price_for_margin(cost: float, share: float, commission: float = 0.0) -> float:
    """The lowest price that leaves a margin: cost ÷ (1 − margin − commission).

    Args:
        cost: rupiah for one unit.
        share: the margin after commission.
        commission: what the channel takes, as a share of the price.

    Raises:
        ValueError: margin and commission leave nothing for the cost.
    """
    left = 1 - exact(share) - exact(commission)
    if left <= 0:
        raise ValueError("margin and commission must stay below 100%")
    return float(exact(cost) / left)


def price_for_markup(cost: float, share: float) -> float:
    """The price with a share of the cost put on top: cost × (1 + markup)."""
    return float(exact(cost) * (1 + exact(share)))


def contribution(price: float, variable: float, commission: float = 0.0) -> float:
    """What one sold unit leaves for fixed costs and profit.

    price × (1 − commission) − variable cost. It may be negative.

    Args:
        price: rupiah that the buyer pays.
        variable: rupiah for one unit, without fixed costs.
        commission: what the channel takes, as a share of the price.
    """
    return float(exact(price) * (1 - exact(commission)) - exact(variable))


def profit(
    units: float, price: float, variable: float, fixed: float, commission: float = 0.0
) -> float:
    """Contribution of all sold units − fixed costs; negative is a loss.

    Args:
        units: units sold in a period.
        price: rupiah that the buyer pays for one.
        variable: rupiah for one unit.
        fixed: rupiah of the period.
        commission: what the channel takes, as a share of the price.
    """
    each = exact(contribution(price, variable, commission))
    return float(exact(units) * each - exact(fixed))


def break_even_units(
    price: float, variable: float, fixed: float, commission: float = 0.0
) -> int | None:
    """The fewest whole units without a loss: fixed ÷ contribution, rounded up.

    Args:
        price: rupiah that the buyer pays for one unit.
        variable: rupiah for one unit.
        fixed: rupiah of one period.
        commission: what the channel takes, as a share of the price.

    Returns:
        Units of that period; None where no number of units is enough.
    """
    each = exact(price) * (1 - exact(commission)) - exact(variable)
    if exact(fixed) <= 0:
        return 0
    return math.ceil(exact(fixed) / each) if each > 0 else None


def largest_discount(
    price: float, cost: float, share: float, commission: float = 0.0
) -> float:
    """The largest discount that still leaves a margin on what the buyer pays.

    The commission falls with the price, so the lowest price is
    `price_for_margin`; the discount is 1 − lowest ÷ price.

    Args:
        price: rupiah before the discount.
        cost: full cost of one unit (HPP).
        share: the margin to keep.
        commission: what the channel takes, as a share of what the buyer pays.

    Returns:
        A fraction of the price; negative where the margin is not there even without
        a discount.
    """
    lowest = exact(cost) / (1 - exact(share) - exact(commission))
    return float(1 - lowest / _positive(price, "price"))


@dataclass(frozen=True)
class PriceCut:
    """What a lower price asks for.

    Attributes:
        before: rupiah that one unit left at the old price.
        after: rupiah that one unit leaves at the new price.
        units: the fewest whole units that keep the profit; None where none do.
    """

    before: float
    after: float
    units: int | None


def after_price_cut(
    old: float, new: float, variable: float, units: int, commission: float = 0.0
) -> PriceCut:
    """How many must be sold at a new price so that the profit does not fall.

    units × old contribution ÷ new contribution, rounded up. Nothing is assumed of
    how many buyers come: that is the question to ask oneself.

    Args:
        old: rupiah the buyer paid so far.
        new: rupiah the buyer will pay.
        variable: rupiah for one unit.
        units: units sold so far in a period.
        commission: what the channel takes, as a share of the price.
    """
    kept = 1 - exact(commission)
    before, after = (exact(price) * kept - exact(variable) for price in (old, new))
    needed = math.ceil(exact(units) * before / after) if after > 0 else None
    return PriceCut(float(before), float(after), needed)


def merchant_fee(paid: float, rate: float, free_up_to: float = 0.0) -> float:
    """The fee of one cashless payment: nothing up to a limit, else on the whole sum.

    Args:
        paid: rupiah of one transaction.
        rate: share of the whole transaction.
        free_up_to: rupiah up to which, inclusive, nothing is taken.
    """
    return float(exact(paid) * exact(rate)) if paid > free_up_to else 0.0


def turnover_tax(turnover: float, rate: float, free_up_to: float = 0.0) -> float:
    """A tax on turnover above an exempt part: rate × max(0, turnover − exempt).

    Args:
        turnover: rupiah of a year.
        rate: share of the part above.
        free_up_to: rupiah of the year that are exempt.
    """
    return float(exact(rate) * max(Fraction(0), exact(turnover) - exact(free_up_to)))


def _positive(number: float, name: str) -> Fraction:
    value = exact(number)
    if value <= 0:
        raise ValueError(f"{name} must be above zero")
    return value

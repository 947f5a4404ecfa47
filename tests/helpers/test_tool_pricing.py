"""Prices: every formula against numbers worked out by hand, and its own inverse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.tools import pricing

PRICE, HPP, VARIABLE, FIXED, FEE = 260_000, 155_000, 145_000, 1_800_000, 0.08

money = st.integers(1_000, 5_000_000)
shares = st.integers(0, 45).map(lambda percent: percent / 100)


def test_the_cost_of_a_batik_cloth():
    """65 + 18 + 12 + 45 + 5 thousand, and 600 thousand shared by 60: 155 thousand."""
    parts = [65_000, 18_000, 12_000, 45_000, 5_000]
    assert pricing.unit_cost(parts, 600_000, 60) == 155_000
    assert pricing.unit_cost(VARIABLE, 600_000, 60) == 155_000


def test_margin_and_markup_differ():
    """Cost 10, price 15: a third of the price, half of the cost."""
    assert pricing.margin(15_000, 10_000) == pytest.approx(1 / 3)
    assert pricing.markup(15_000, 10_000) == 0.5


def test_a_margin_of_forty_percent():
    """155.000 ÷ 0.6 = 258.333; forty percent on top is 217.000, a margin of 28.6%."""
    assert pricing.price_for_margin(HPP, 0.4) == pytest.approx(258_333.33, abs=0.01)
    assert pricing.price_for_markup(HPP, 0.4) == 217_000
    assert pricing.margin(217_000, HPP) == pytest.approx(0.286, abs=0.0005)


def test_break_even():
    """260.000 × 0.92 − 145.000 = 94.200; 1.800.000 ÷ 94.200 = 19.1, so 20."""
    assert pricing.contribution(PRICE, VARIABLE, FEE) == 94_200
    assert pricing.break_even_units(PRICE, VARIABLE, FIXED, FEE) == 20
    assert pricing.profit(20, PRICE, VARIABLE, FIXED, FEE) == 84_000
    assert pricing.profit(19, PRICE, VARIABLE, FIXED, FEE) == -10_200


def test_break_even_is_exact():
    """100 × 0.07 ÷ 7 is one, not a hair more than one."""
    assert pricing.break_even_units(0.07 * 100, 0, 7) == 1
    assert pricing.break_even_units(1.1, 0, 3.3) == 3


def test_no_number_of_units_helps_where_each_loses():
    """A price below the variable cost never breaks even."""
    assert pricing.break_even_units(100_000, VARIABLE, FIXED) is None
    assert pricing.after_price_cut(PRICE, 150_000, VARIABLE, 60, FEE).units is None
    assert pricing.break_even_units(100_000, VARIABLE, 0) == 0


def test_the_largest_discount():
    """155.000 ÷ 0.72 = 215.278; 1 − 215.278 ÷ 260.000 = 17.2%."""
    found = pricing.largest_discount(PRICE, HPP, 0.2, FEE)
    assert found == pytest.approx(0.172, abs=0.0005)
    paid = PRICE * (1 - found)
    assert (paid * (1 - FEE) - HPP) / paid == pytest.approx(0.2)


def test_a_tenth_cheaper_asks_for_a_third_more():
    """60 × 94.200 ÷ 70.280 = 80.4, so 81."""
    cut = pricing.after_price_cut(PRICE, 234_000, VARIABLE, 60, FEE)
    assert (cut.before, cut.after, cut.units) == (94_200, 70_280, 81)


@pytest.mark.parametrize(
    ("paid", "fee"), [(500_000, 0), (500_001, 1_500.003), (750_000, 2_250)]
)
def test_a_payment_above_the_limit_is_charged_whole(paid, fee):
    """Up to and with the limit nothing; above it on everything."""
    assert pricing.merchant_fee(paid, 0.003, 500_000) == fee


def test_the_exempt_part_is_not_taxed():
    """0.5% of the 120 million above 500 million."""
    assert pricing.turnover_tax(620e6, 0.005, 500e6) == 600_000
    assert pricing.turnover_tax(480e6, 0.005, 500e6) == 0


@pytest.mark.parametrize(
    "call",
    [
        lambda: pricing.unit_cost(1, 1, 0),
        lambda: pricing.margin(0, 1),
        lambda: pricing.markup(1, 0),
        lambda: pricing.price_for_margin(1, 0.9, 0.1),
    ],
)
def test_what_has_no_answer_is_refused(call):
    """No unit, no price, no cost, nothing left for the cost."""
    with pytest.raises(ValueError, match="must"):
        call()


@given(money, shares)
def test_price_and_margin_are_inverse(cost, share):
    """The price for a margin has that margin, and is never below the markup price."""
    price = pricing.price_for_margin(cost, share)
    assert pricing.margin(price, cost) == pytest.approx(share, abs=1e-9)
    assert price >= pricing.price_for_markup(cost, share) - 1e-6


@given(money, money, money, shares)
def test_break_even_is_the_first_without_a_loss(price, variable, fixed, fee):
    """One unit less is a loss; this many is none."""
    units = pricing.break_even_units(price, variable, fixed, fee)
    if units is not None:
        assert pricing.profit(units, price, variable, fixed, fee) >= -1e-3
        assert pricing.profit(units - 1, price, variable, fixed, fee) < 0


@given(money, shares, st.integers(1, 500), shares)
def test_a_price_cut_never_needs_fewer_buyers(variable, cut, units, fee):
    """A lower price asks for at least as many, and one fewer would earn less."""
    old = 4 * variable
    found = pricing.after_price_cut(old, old * (1 - cut), variable, units, fee)
    assert found.units is None or found.units >= units
    if found.units and found.units > 1:
        assert (found.units - 1) * found.after < units * found.before + 1e-3

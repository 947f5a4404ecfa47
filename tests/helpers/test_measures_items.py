"""Reliability, items, options and linking, each against another way."""

from fractions import Fraction
from math import isnan, nan, sqrt
from statistics import stdev

import numpy as np
import pytest
from scipy import stats

from bijak.measures import discernment, item_analysis, linking, reliability
from bijak.measures.estimates import Estimate

SCORES = [[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 0], [1, 0, 1]]


def test_alpha_is_kr20_by_hand():
    """Σ p(1−p) = 4/25 + 6/25 + 6/25, variance of totals 26/25: 3/2 · (1 − 16/26)."""
    found = reliability.alpha(SCORES)
    assert found.value == pytest.approx(float(Fraction(3, 2) * (1 - Fraction(16, 26))))


def test_alpha_is_hoyts_and_the_interval_feldts():
    """Two-way analysis of variance gives the same α; F gives the interval."""
    table = np.array(SCORES, float)
    rows, columns = table.mean(axis=1), table.mean(axis=0)
    rest = table - rows[:, None] - columns + table.mean()
    people = 3 * np.square(rows - rows.mean()).sum() / 4
    hoyt = 1 - (np.square(rest).sum() / 8) / people
    found = reliability.alpha(SCORES)
    assert found.value == pytest.approx(hoyt)
    upper, lower = stats.f.ppf([0.025, 0.975], 4, 8)
    ends = 1 - (1 - hoyt) * lower, 1 - (1 - hoyt) * upper
    assert (found.low, found.high) == pytest.approx(ends)


@pytest.mark.parametrize(
    "scores",
    [np.empty((0, 3)), [[1, 0, 1]], [[1], [0]], [[1, 1]] * 3, [[1, 0], [0, 1]]],
)
def test_alpha_needs_people_items_and_differences(scores):
    """Nobody, one person, one item, equal totals: missing."""
    assert reliability.alpha(scores).value is None


def test_alpha_leaves_out_who_left_items_out():
    """A person with a gap is missing, and the rest is counted."""
    found = reliability.alpha([*SCORES, [1, nan, 0]])
    assert (found.n, found.missing) == (5, 1)
    assert found.value == reliability.alpha(SCORES).value


def test_difficulty_counts_answers_only():
    """Four of five, and one of one with four missing."""
    right = [[1, nan], [1, nan], [1, nan], [0, nan], [1, 1]]
    easy, rare = item_analysis.difficulty(right)
    assert (easy.value, easy.n, easy.missing) == (0.8, 5, 0)
    assert (rare.value, rare.n, rare.missing) == (1.0, 1, 4)
    with pytest.raises(ValueError):
        item_analysis.difficulty([[0.5]])


def test_discrimination_is_the_point_biserial_with_the_rest():
    """scipy's point-biserial of item and rest, for each item."""
    table = np.array(SCORES)
    for item, found in enumerate(item_analysis.discrimination(SCORES)):
        rest = np.delete(table, item, axis=1).sum(axis=1)
        wanted = stats.pointbiserialr(table[:, item], rest).statistic
        assert found == pytest.approx(wanted)


def test_discrimination_of_what_everybody_knows_is_missing():
    """An item that all got right tells nobody apart; nor does one person."""
    found = item_analysis.discrimination([[1, 1, 0], [1, 0, 1], [1, 0, 0]])
    assert [isnan(one) for one in found] == [True, False, False]
    assert np.isnan(item_analysis.discrimination([[1, 0]])).all()


def test_options_count_who_chose_what():
    """Eleven people, three above and three below: the counts by hand."""
    chosen = ["a", "a", "b", "a", "b", None, "a", "c", "b", "c", "b"]
    totals = [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    rows = item_analysis.options(chosen, totals, ["a", "b", "c", "d"], "a")
    assert [(r.option, r.right, r.count, r.upper, r.lower) for r in rows] == [
        ("a", True, 4, 2, 0),
        ("b", False, 4, 1, 2),
        ("c", False, 2, 0, 1),
        ("d", False, 0, 0, 0),
        (None, False, 1, 0, 0),
    ]
    assert sum(row.share for row in rows) == pytest.approx(1)


def test_options_without_groups():
    """Where all have the same total nobody is above or below."""
    rows = item_analysis.options(["a", "b"], [3, 3], ["a", "b"], "a")
    assert [(row.count, row.upper, row.lower) for row in rows][:2] == [
        (1, None, None),
        (1, None, None),
    ]
    assert [row.share for row in item_analysis.options([], [], ["a"], "a")] == [0, 0]


def test_options_refuse_what_was_not_offered():
    """An unknown option, or a person without total, is the caller's mistake."""
    with pytest.raises(ValueError):
        item_analysis.options(["x"], [3], ["a"], "a")
    with pytest.raises(ValueError):
        item_analysis.options(["a"], [nan], ["a"], "a")


def test_ties_at_the_border_come_along():
    """With 27 % of ten people, all three on the border are in the group."""
    upper, lower = item_analysis.extremes([9, 8, 8, 8, 5, 5, 4, 3, 2, 1])
    assert (upper.sum(), lower.sum()) == (4, 3)


def test_equivalent_link_is_welchs():
    """Difference of means and its interval as scipy's Welch test has them."""
    new, old = [10, 12, 11, 9], [13, 14, 12, 15, 16]
    found = linking.equivalent_link([*new, nan], old)
    wanted = stats.ttest_ind(old, new, equal_var=False).confidence_interval()
    assert found.value == 3.5
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))
    assert (found.n, found.missing) == (9, 1)


def test_anchor_link_by_hand():
    """Means 10 and 13, anchors 2 and 2½ of 4 among 24: 13 − 10 + 6·(2 − 2½) = 0."""
    found = linking.anchor_link([9, 11], [1, 3], [12, 14, 13], [2, 3, 2.5], 24, 4)
    assert found.value == pytest.approx(0)
    old, new = [12 - 12, 14 - 18, 13 - 15], [9 - 6, 11 - 18]
    assert found.error == pytest.approx(sqrt(stdev(old) ** 2 / 3 + stdev(new) ** 2 / 2))


def test_a_link_needs_people_on_both_sides():
    """Nobody on one side: missing; one person: no interval; no anchor: refused."""
    assert linking.equivalent_link([], [1, 2]) == Estimate(n=2)
    assert linking.equivalent_link([1], [3, 5]) == Estimate(3.0, n=3)
    assert linking.equivalent_link([1, 1], [3, 3]).error == 0
    with pytest.raises(ValueError):
        linking.anchor_link([1], [1], [1], [1], 24, 0)


def test_linked_mean_carries_both_errors():
    """3 and 4 make 5; without either error there is no interval."""
    found = linking.linked(
        Estimate(10, 9, 11, 3.0, 50, 2), Estimate(1.0, 0, 2, 4.0, 80)
    )
    assert (found.value, found.error, found.n, found.missing) == (11, 5, 50, 2)
    assert found.high - found.low == pytest.approx(2 * 5 * 1.959964, abs=1e-5)
    assert linking.linked(Estimate(10.0, n=1), Estimate(1.0)) == Estimate(11.0, n=1)
    assert linking.linked(Estimate(), Estimate(1.0)).value is None


def test_measures_rank_nobody():
    """People keep their places, and a class is the same in any order of people."""
    rng = np.random.default_rng(1)
    calls, other = rng.integers(2, size=(6, 24)).astype(float), rng.permutation(6)
    hoax = [True] * 12 + [False] * 12
    one, two = (discernment.discern(c, hoax) for c in (calls, calls[other]))
    assert two.d.tolist() == one.d[other].tolist()
    assert reliability.alpha(calls[other]).value == pytest.approx(
        reliability.alpha(calls).value
    )

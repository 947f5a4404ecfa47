"""Means, shares and gains, each against a published example or another way."""

from fractions import Fraction
from math import nan, sqrt
from statistics import NormalDist, mean, stdev

import numpy as np
import pytest
from scipy import stats

from bijak.measures import gain
from bijak.measures.estimates import Estimate, mean_interval, share_interval

# Student, The probable error of a mean, Biometrika 6 (1908): hours of sleep gained.
DRUG_1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
DRUG_2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
# Lakens, Frontiers in Psychology 4 (2013) 863, table 1: two movies, ten people.
MOVIE_1 = [9, 7, 8, 9, 8, 9, 9, 10, 9, 9]
MOVIE_2 = [9, 6, 7, 8, 7, 9, 8, 8, 8, 7]


def test_student_sleep():
    """The published mean gain is 1,58 hours, 95 % interval 0,7001 to 2,4599."""
    found = gain.raw_gain(DRUG_1, DRUG_2)
    assert found.value == pytest.approx(1.58)
    assert (found.low, found.high) == pytest.approx((0.7001142, 2.4598858), abs=1e-7)
    assert (found.n, found.missing) == (10, 0)


def test_who_has_one_score_is_missing():
    """A gain needs both scores; it is never filled in."""
    found = gain.raw_gain([*DRUG_1, nan, 3.0], [*DRUG_2, 5.0, nan])
    assert (found.value, found.n, found.missing) == (pytest.approx(1.58), 10, 2)


@pytest.mark.parametrize("values", [[], [nan]])
def test_nobody_has_no_mean(values):
    """Without people there is no number, not 0."""
    assert mean_interval(values) == Estimate(missing=len(values))


def test_one_person_has_no_interval():
    """One person has a value and nothing to say how sure it is."""
    assert mean_interval([2.0, nan]) == Estimate(2.0, n=1, missing=1)


def test_all_equal_has_an_interval_of_no_width():
    """Where everybody gained the same the interval is that gain."""
    found = gain.raw_gain([1, 2, 3], [3, 4, 5])
    assert (found.value, found.low, found.high) == (2, 2, 2)
    assert gain.effect_z([1, 2, 3], [3, 4, 5]).value is None


def test_order_takes_the_forms_out():
    """Gain 1, a form that is 4 harder, three people against one: the gain is 1."""
    pre, post = [10, 11, 12, 6], [7, 8, 9, 11]
    assert gain.raw_gain(pre, post).value == pytest.approx(-1)
    found = gain.raw_gain(pre, post, ["AB", "AB", "AB", "BA"])
    assert found.value == pytest.approx(1)


def test_order_interval_by_hand():
    """Means 2 and 5 of 1, 3 and 4, 6: 3½ ± t(2) · √2 · √(¼ (½ + ½))."""
    found = mean_interval([1, 3, 4, 6], [0, 0, 1, 1])
    reach = stats.t.ppf(0.975, 2) * sqrt(2) * sqrt(1 / 4)
    assert found.value == 3.5
    assert (found.low, found.high) == pytest.approx((3.5 - reach, 3.5 + reach))


def test_effect_of_the_published_movies():
    """Lakens reports d_z = 1,50 and d_av = 1,13 before Hedges' factor."""
    df = len(MOVIE_1) - 1
    z = gain.effect_z(MOVIE_2, MOVIE_1).value / gain.hedges(df)
    average = gain.effect_average(MOVIE_2, MOVIE_1).value / gain.hedges(df)
    assert z == pytest.approx(1.50, abs=0.005)
    assert average == pytest.approx(1.13, abs=0.005)


def test_hedges_factor_by_hand():
    """With 4 degrees of freedom it is Γ(2)/(√2 Γ(3/2)) = √(2/π)."""
    assert gain.hedges(4) == pytest.approx(sqrt(2 / np.pi), rel=1e-12)
    assert gain.hedges(49) == pytest.approx(1 - 3 / (4 * 49 - 1), abs=1e-4)
    with pytest.raises(ValueError):
        gain.hedges(1)


def test_effect_z_interval_is_where_t_would_be_extreme():
    """At either end the observed t leaves 2½ % of its noncentral distribution."""
    found = gain.effect_z(MOVIE_2, MOVIE_1)
    gained = [b - a for a, b in zip(MOVIE_2, MOVIE_1, strict=True)]
    t = mean(gained) / stdev(gained) * sqrt(10)
    assert stats.nct.sf(t, 9, found.low * sqrt(10)) == pytest.approx(0.025, abs=1e-6)
    assert stats.nct.cdf(t, 9, found.high * sqrt(10)) == pytest.approx(0.025, abs=1e-6)


def test_effect_average_interval_by_hand():
    """Variances 2/3 and 2/3, covariance ⅓, gain 1: all of it in fractions."""
    pre, post = [1, 2, 1, 3, 2, 3], [2, 2, 3, 4, 3, 4]
    v1, v2 = Fraction(4, 5), Fraction(4, 5)
    v12 = (
        sum(
            (Fraction(a) - 2) * (Fraction(b) - 3)
            for a, b in zip(pre, post, strict=True)
        )
        / 5
    )
    unit = (v1 + v2) / 2
    d2 = 1 / unit
    var = d2 * (v1**2 + v2**2 + 2 * v12**2) / (8 * 5 * unit**2)
    var += (v1 + v2 - 2 * v12) / (6 * unit)
    found = gain.effect_average(pre, post)
    reach = NormalDist().inv_cdf(0.975) * sqrt(var)
    assert found.low == pytest.approx(sqrt(d2) - reach)
    assert found.high == pytest.approx(sqrt(d2) + reach)


@pytest.mark.parametrize("people", [0, 1, 2])
def test_too_few_for_an_effect(people):
    """Below three people there is no effect size."""
    scores = list(range(people)), list(range(1, people + 1))
    assert gain.effect_z(*scores).value is None
    assert gain.effect_average(*scores).value is None


def test_effect_without_spread_is_missing():
    """Where all scores are equal there is no unit to measure in."""
    assert gain.effect_average([2, 2, 2], [2, 2, 2]).value is None


def test_hake_by_hand():
    """From 45 to 73 of 100 the class gained 28 of 55."""
    found = gain.hake([40, 50, 45], [70, 76, 73], 100)
    assert found.value == pytest.approx(float(Fraction(28, 55)))


def test_hake_interval_is_fiellers():
    """At either end the mean of gained − g·room is just significant."""
    pre, post = np.array([10, 14, 9, 20, 16]), np.array([15, 15, 17, 22, 21])
    found = gain.hake(pre, post, 24)
    for end in (found.low, found.high):
        p = stats.ttest_1samp(post - pre - end * (24 - pre), 0).pvalue
        assert p == pytest.approx(0.05, abs=1e-9)


def test_hake_is_missing_where_nothing_is_left_to_gain():
    """A class that began at the full score has no share."""
    assert gain.hake([24, 24], [24, 24], 24) == Estimate(n=2)
    assert gain.hake([], [], 24) == Estimate()


def test_hake_without_an_interval():
    """Near the full score the share could be anything: no interval."""
    found = gain.hake([24, 24, 23], [24, 23, 24], 24)
    assert (found.value, found.low, found.high) == (pytest.approx(0), None, None)


def test_share_interval_is_wilsons():
    """It equals scipy's own, and stays between 0 and 1."""
    for hits, n in ((0, 10), (3, 10), (10, 10), (37, 50)):
        wanted = stats.binomtest(hits, n).proportion_ci(method="wilson")
        found = share_interval(hits, n)
        assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))
    assert share_interval(0, 0) == Estimate()
    with pytest.raises(ValueError):
        share_interval(3, 2)

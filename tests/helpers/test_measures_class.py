"""Gain, reliability, items, linking and suppression, each against another way."""

from fractions import Fraction
from math import isnan, nan, sqrt
from statistics import NormalDist, mean, stdev

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import milp

from bijak.measures import gain, item_analysis, linking, reliability, suppression
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


def test_small_cells_are_not_shown():
    """4 and 0 are hidden, 5 is shown; a number about four people is missing."""
    assert np.isnan(suppression.suppress([0, 4, 5, 9])).tolist() == [
        True, True, False, False, False
    ]  # fmt: skip
    assert suppression.shown(0.7, 4) is None
    assert suppression.shown(0.7, 5) == 0.7


def test_a_total_never_gives_a_hidden_cell_away():
    """3, 20, 12 with 35 in all: 12 is hidden too."""
    hidden = np.isnan(suppression.suppress([3, 20, 12]))
    assert hidden.tolist() == [True, False, True, False]


def test_nothing_small_nothing_hidden():
    """A table without small cells is shown with its totals."""
    found = suppression.suppress([[20, 5], [30, 8]])
    assert found.tolist() == [[20, 5, 25], [30, 8, 38], [50, 13, 63]]


@pytest.mark.parametrize("bad", [[[1, -1]], [0.5], []])
def test_what_is_no_count_is_refused(bad):
    """Negative, broken or no numbers are the caller's mistake."""
    with pytest.raises(ValueError):
        suppression.suppress(bad)


def reader(shown: np.ndarray, cell: tuple, direction: int) -> float:
    """An end of what whole numbers a reader can make of a hidden cell; ∞ if none."""
    rows, columns = np.array(shown.shape) - 1
    parts = rows * columns  # only the inner cells are unknown; totals are their sums
    lines, low, high = [], [], []
    for r in range(rows + 1):
        for c in range(columns + 1):
            line = np.zeros((rows, columns))
            line[r if r < rows else slice(None), c if c < columns else slice(None)] = 1
            lines.append(line.ravel())
            known = shown[r, c]
            low.append(0 if np.isnan(known) else known)
            high.append(np.inf if np.isnan(known) else known)
    aim = lines[cell[0] * (columns + 1) + cell[1]]
    found = milp(
        direction * aim,
        constraints=(np.array(lines), low, high),
        integrality=np.ones(parts),
        bounds=(0, 500),
    )
    return float(aim @ found.x)


@pytest.mark.parametrize("seed", range(12))
def test_no_reader_can_narrow_a_hidden_cell(seed):
    """Solving the whole table leaves at least five numbers for each hidden cell."""
    rng = np.random.default_rng(seed)
    table = rng.poisson(rng.choice([2, 5, 9]), size=(rng.integers(2, 6), 3))
    found = suppression.suppress(table)
    assert np.isnan(found[:-1, :-1])[table < 5].all()
    for cell in map(tuple, np.argwhere(np.isnan(found))):
        assert reader(found, cell, -1) - reader(found, cell, 1) >= 4


def test_measures_rank_nobody():
    """No measure sorts or numbers people: there is no such function in them."""
    from pathlib import Path

    import bijak.measures

    folder = Path(bijak.measures.__file__).parent
    code = " ".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    assert "argsort" not in code
    assert "rankdata" not in code

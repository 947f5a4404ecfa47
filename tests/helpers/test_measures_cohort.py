"""Simulated classes: intervals hold what they promise, and suspicion is no gain."""

import importlib.util
from math import nan
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom

from bijak.measures import gain, words
from bijak.measures.estimates import mean_interval

FILE = Path(__file__).resolve().parents[2] / "benchmarks" / "cohort.py"


@pytest.fixture(scope="module")
def cohort():
    """The kept simulator under benchmarks/."""
    import sys

    spec = importlib.util.spec_from_file_location("cohort", FILE)
    module = importlib.util.module_from_spec(spec)
    sys.modules["cohort"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["cohort"]


def band(runs: int, measures: int) -> tuple[float, float]:
    """Where the share of 95 % intervals falls for all measures but once in 1,000."""
    tail = 0.001 / measures / 2
    low, high = binom.ppf([tail, 1 - tail], runs, 0.95) / runs
    return float(low), float(high)


def test_intervals_of_a_class_of_fifty(cohort):
    """Each of the 14 intervals contains its estimand as often as it says."""
    learning = cohort.COHORTS["belajar"]
    expected = cohort.truth(learning, chunks=1, chunk=100_000)
    found = cohort.coverage(learning, 50, 200, expected)
    low, high = band(200, len(expected))
    assert (0.88, 0.995) == pytest.approx((low, high), abs=0.01)
    assert {n: s for n, s in found.inside.items() if not low <= s <= high} == {}
    assert (
        found.share(jeli="better") >= 0.5
    )  # a true gain of 0.4 is seen in most classes of fifty


@pytest.mark.parametrize("name", ["tetap", "hanya curiga", "curiga sekali"])
def test_a_class_that_learned_nothing_is_not_better(cohort, name):
    """At most the 2½ % that an interval allows; leaning is said where c moved."""
    found = cohort.coverage(cohort.COHORTS[name], 50, 100, {})
    assert 100 * found.share(jeli="better") <= binom.ppf(0.999, 100, 0.025)
    assert (found.share(curiga="suspicious") >= 0.8) == (name != "tetap")


@pytest.mark.parametrize("name", ["curiga sekali", "tidak curiga lagi"])
def test_the_correction_makes_no_large_class_better(cohort, name):
    """Leaning pulls d′ towards 0; 3,000 people see that, and it is not said."""
    rng = np.random.default_rng(7)
    found = cohort.measure(cohort.draw(rng, cohort.COHORTS[name], 3000))
    pulled = found["Δd′"]
    assert not pulled.low <= 0 <= pulled.high
    assert words.change(found["Δd′"], found["Δc"]).jeli == "unclear"


def test_merely_suspicious_moves_c_and_not_d_prime(cohort):
    """Around the middle c falls and the interval of Δd′ contains 0."""
    rng = np.random.default_rng(8)
    found = cohort.measure(cohort.draw(rng, cohort.COHORTS["hanya curiga"], 3000))
    assert found["Δc"].high < -words.STEADY
    assert found["Δd′"].low <= 0 <= found["Δd′"].high


def test_one_person_is_known_to_about_one(cohort):
    """With 12 + 12 posts the standard deviation is ½, and intervals hold 94–99 %."""
    for d in (0, 1, 2):
        for c in (0, -0.5, -1):
            mean, deviation, true, expected = cohort.one_person(d, c)
            assert 0.4 < deviation < 0.6
            assert -1e-9 <= d - mean <= 0.4
            assert 0.94 <= min(true, expected) <= max(true, expected) <= 0.995


def test_who_left_is_missing(cohort):
    """People without a second test are counted as missing, and in no gain."""
    drawn = cohort.draw(np.random.default_rng(9), cohort.Cohort(leave=0.5), 200)
    left = int((~drawn.there).sum())
    found = cohort.measure(drawn)["Δ poin"]
    assert 60 < left < 140
    assert (found.n, found.missing) == (200 - left, left)


def test_leaving_a_stratum_empty_is_no_error():
    """When all who had one order left, the others still have a gain."""
    found = gain.raw_gain([1, 2, 3, 4], [2, 4, 4, nan], ["AB", "AB", "AB", "BA"])
    assert (found.value, found.n) == (pytest.approx(4 / 3), 3)
    assert found == mean_interval([1, 2, 1, nan])


@pytest.mark.slow
def test_a_thousand_classes_of_fifty(cohort):
    """93 to 97 % of 1,000 classes, for each of the 14 intervals."""
    learning = cohort.COHORTS["belajar"]
    found = cohort.coverage(learning, 50, 1000, cohort.truth(learning))
    assert {n: s for n, s in found.inside.items() if not 0.93 <= s <= 0.97} == {}

"""Measures without libraries agree with those that rest on scipy."""

import numpy as np
import pytest
from scipy.stats import t

from bijak.measures.discernment import discern
from bijak.measures.estimates import mean_interval
from bijak.measures.light import discern_one, mean_of, student
from bijak.measures.words import person_change

HOAX = {f"k{n}": n < 12 for n in range(24)}


@pytest.mark.parametrize("seed", range(5))
def test_one_person_as_in_a_class(seed):
    """d′, c and error of 24 posts, some skipped, some undecided."""
    dice = np.random.default_rng(seed)
    calls = dice.choice([0, 0.5, 1, np.nan], 24, p=[0.4, 0.1, 0.4, 0.1])
    wanted = discern([calls], list(HOAX.values()), least=6)
    called = {c: float(x) for c, x in zip(HOAX, calls, strict=True) if not np.isnan(x)}
    found = discern_one(called, HOAX, least=6)
    assert (found.d, found.c, found.error) == pytest.approx(
        (wanted.d[0], wanted.c[0], wanted.error[0])
    )
    assert len(called) == found.items


def test_too_few_answers_tell_nothing():
    """Seven hoaxes are too few, and a card that nobody knows does not count."""
    called = {card: 1.0 for card in list(HOAX)[5:]} | {"asing": 1.0}
    found = discern_one(called, HOAX)
    assert (found.d, found.c, found.error, found.items) == (None, None, None, 19)


def test_a_mean_as_with_scipy():
    """Value, interval, n and missing; the quantile within 0.1 % from df 4 on."""
    values = [0.3, 1.2, None, 0.9, 1.8, 0.1]
    wanted = mean_interval([np.nan if one is None else one for one in values])
    found = mean_of(values)
    assert (found.n, found.missing) == (wanted.n, wanted.missing)
    assert (found.value, found.low, found.high) == pytest.approx(
        (wanted.value, wanted.low, wanted.high), abs=1e-3
    )
    for df in (4, 5, 9, 30, 300):
        assert student(df) == pytest.approx(t.ppf(0.975, df), rel=1e-3)


def test_a_mean_of_one_has_no_interval():
    """And that of nobody no value."""
    assert (mean_of([1.5]).value, mean_of([1.5]).low) == (1.5, None)
    assert mean_of([None]).value is None


def calls(hits: int, alarms: int):
    """A person who calls so many hoaxes, and so many true posts, a hoax."""
    called = {f"k{n}": float(n < hits) for n in range(12)}
    called |= {f"k{n + 12}": float(n < alarms) for n in range(12)}
    return discern_one(called, HOAX)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ((6, 6), (12, 0), ("better", "unclear")),
        ((12, 0), (6, 6), ("worse", "unclear")),
        ((7, 5), (8, 4), ("unclear", "unclear")),
        ((2, 2), (11, 11), ("unclear", "suspicious")),
        ((11, 11), (2, 2), ("unclear", "trusting")),
    ],
)
def test_a_person_is_told_only_of_a_clear_change(before, after, wanted):
    """One post more is chance; leaning the other way is no progress."""
    said = person_change(calls(*before), calls(*after))
    assert wanted == (said.jeli, said.curiga)
    only_moved = any("belum berarti" in one for one in said.sentences)
    assert only_moved == (said.curiga != "unclear")

"""Mean, median and groups of hours, computed by hand and by the standard library."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.tools.best_hour import (
    ENOUGH,
    Group,
    best,
    groups,
    largest,
    mean,
    median,
    next_largest,
    slot_of,
    with_largest,
)

REACHES = st.lists(st.integers(0, 10**6), min_size=1, max_size=60)
SEVEN = (90, 110, 120, 130, 140, 160, 2900)


def test_seven_posts_of_the_lesson():
    """One viral post takes the mean to 521; the middle one has 130."""
    assert median(SEVEN) == 130
    assert round(mean(SEVEN)) == 521


def test_of_two_in_the_middle_their_mean():
    """An even number of values has no single middle."""
    assert median([4, 1, 10, 3]) == 3.5


@pytest.mark.parametrize("average", [mean, median])
def test_nothing_has_no_middle(average):
    """An empty list is refused."""
    with pytest.raises(ValueError):
        average([])


@given(REACHES)
def test_as_the_standard_library_has_it(values):
    """Two independent computations agree."""
    assert median(values) == statistics.median(values)
    assert mean(values) == pytest.approx(statistics.fmean(values))


@given(st.lists(st.integers(0, 1000), min_size=3), st.integers(0, 10**9))
def test_one_wild_value_does_not_move_the_median(values, more):
    """However far the largest grows, the median stays."""
    found = groups(("pagi", value) for value in values)
    _, most = largest(found)
    (before,) = found
    (after,) = with_largest(found, most + more)
    assert before.median == after.median


@given(st.lists(st.integers(0, 1000), min_size=3))
def test_nor_when_it_shrinks_to_the_next(values):
    """The slider of the lesson never moves the median."""
    found = groups(("pagi", value) for value in values)
    (after,) = with_largest(found, next_largest(found))
    assert found[0].median == after.median


@pytest.mark.parametrize(
    ("clock", "slot"),
    {
        "05:00": "pagi",
        "08.59": "pagi",
        "09:00": "",
        "11:15": "siang",
        "17:59": "sore",
        "18:00": "petang",
        "20:00": "malam",
        "23:10": "",
    }.items(),
)
def test_clock_times_belong_to_groups(clock, slot):
    """The first hour is in, the last one is out."""
    assert slot_of(clock) == slot


@pytest.mark.parametrize("clock", ["24:00", "10:60", "x", "7"])
def test_what_is_no_clock_time_is_refused(clock):
    """A wrong time is never put anywhere."""
    with pytest.raises(ValueError):
        slot_of(clock)


def test_groups_come_in_the_order_of_a_day():
    """Whatever the order of the rows; unknown ones come last."""
    found = groups([("malam", 5), ("subuh", 1), ("pagi", 9), ("malam", 3)])
    assert [one.name for one in found] == ["pagi", "malam", "subuh"]
    assert found[1].values == (3, 5)


def test_the_best_by_median_and_by_mean_may_differ():
    """That is the whole lesson."""
    found = groups([("pagi", 100), ("pagi", 120), ("malam", 80), ("malam", 9000)])
    found += [Group("sore", (90, 95))]
    assert best(found, "mean") == ["malam"]
    assert best(with_largest(found, 80), "median") == ["pagi"]


def test_equal_groups_are_all_best():
    """A tie is told, not hidden."""
    found = groups([("pagi", 7), ("sore", 7), ("malam", 6)])
    assert best(found) == ["pagi", "sore"]


def test_few_posts_are_not_enough():
    """Nineteen are not, twenty are."""
    assert not Group("pagi", (1.0,) * (ENOUGH - 1)).is_enough
    assert Group("pagi", (1.0,) * ENOUGH).is_enough


def test_a_group_without_posts_has_nothing():
    """No division by zero."""
    assert (Group("pagi", ()).mean, Group("pagi", ()).median) == (0.0, 0.0)

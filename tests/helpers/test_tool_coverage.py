"""Unique coverage: a household that hears twice counts once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.tools.coverage import (
    best_plans,
    gain,
    households_of,
    reach,
    reach_of_each,
    without,
)

# Five households; by hand: wa reaches 3, papan 2, radio 1, wa and papan 4.
HOMES = [{"wa"}, {"wa", "papan"}, {"papan"}, {"wa", "radio"}, set()]
NAMES = ("wa", "papan", "radio")
homes = st.lists(st.sets(st.sampled_from(NAMES)), max_size=12)


def test_a_household_counts_once():
    """3 + 2 would be 5; one household is in both."""
    assert {"wa": 3, "papan": 2, "radio": 1} == reach_of_each(HOMES, NAMES)
    assert 4 == reach(HOMES, ["wa", "papan"])
    assert 0 == reach(HOMES, [])


def test_gain_is_what_is_new():
    """The radio adds nobody to the groups; the board adds one."""
    assert 0 == gain(HOMES, {"wa"}, "radio")
    assert 1 == gain(HOMES, {"wa"}, "papan")


def test_without_a_channel():
    """Two households are in no group."""
    assert [{"papan"}, set()] == without(HOMES, "wa")


def test_rows_of_a_table():
    """Ones and noughts, as numbers or as text."""
    rows = [{"wa": 1, "papan": 0}, {"wa": "0", "papan": "1"}]
    assert [{"wa"}, {"papan"}] == households_of(rows, ["wa", "papan"])


def test_the_best_plan_fits_the_hours():
    """Three hours: groups and board reach four; radio is left out, it adds nobody."""
    hours = {"wa": 1, "papan": 2, "radio": 1}
    assert [{"wa", "papan"}] == best_plans(HOMES, hours, 3)
    assert [{"wa", "papan"}] == best_plans(HOMES, hours, 9)
    assert [set()] == best_plans(HOMES, hours, 0)


def test_too_many_channels_are_refused():
    """2^13 sets are too many to look at while somebody waits."""
    with pytest.raises(ValueError, match="13"):
        best_plans(HOMES, dict.fromkeys(map(str, range(13)), 1), 5)


@given(homes, st.sets(st.sampled_from(NAMES)))
def test_between_the_largest_and_the_sum(households, chosen):
    """A union is no smaller than its largest set and no larger than all together."""
    each = reach_of_each(households, chosen).values()
    assert max(each, default=0) <= reach(households, chosen) <= sum(each)


@given(homes, st.sets(st.sampled_from(NAMES)), st.sampled_from(NAMES))
def test_gains_shrink(households, chosen, channel):
    """The more is chosen, the less a channel adds (the union is submodular)."""
    assert gain(households, chosen, channel) <= gain(households, set(), channel)

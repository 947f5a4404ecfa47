"""The weight of a parcel: by scales, by room, and what is charged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.tools.shipping import charged_weight, volumetric_weight

SIDES = st.integers(1, 100)
WEIGHTS = st.integers(0, 300).map(lambda tenth: tenth / 10)


@pytest.mark.parametrize(
    ("sides", "actual", "room", "charged"),
    [
        ((30, 20, 15), 0.8, 1.5, 2),  # by hand: 9000 / 6000
        ((25, 20, 18), 2.2, 1.5, 3),  # the scales are larger
        ((30, 25, 20), 0.5, 2.5, 3),
        ((20, 15, 15), 0.5, 0.75, 1),
        ((20, 20, 15), 1.0, 1.0, 1),  # both exactly one kilogram
        ((10, 10, 5), 0.1, 1 / 12, 1),
    ],
)
def test_by_hand(sides, actual, room, charged):
    """Numbers that were worked out on paper."""
    assert volumetric_weight(*sides) == pytest.approx(room)
    assert charged_weight(actual, *sides) == charged


def test_the_divisor_is_the_couriers_own():
    """A smaller divisor makes the same room heavier: 9000 / 5000."""
    assert volumetric_weight(30, 20, 15, divisor=5000) == 1.8
    assert charged_weight(0.8, 30, 20, 15, divisor=4000) == 3


def test_tenths_do_not_round_up_by_accident():
    """0.1 + 0.2 is not 0.3 in floats; 3.0 kg stay 3 kg."""
    assert charged_weight(3.0, 5, 5, 5) == 3
    assert charged_weight(2.1, 30, 30, 14) == 3  # 12600 / 6000 is 2.1 exactly


@given(SIDES, SIDES, SIDES, WEIGHTS)
def test_never_less_than_either_weight(length, width, height, actual):
    """What is charged covers both weights, and by less than one kilogram more."""
    charged = charged_weight(actual, length, width, height)
    larger = max(actual, volumetric_weight(length, width, height))
    assert charged >= larger
    assert charged == 1 or charged < larger + 1


@given(SIDES, SIDES, SIDES)
def test_turning_the_parcel_changes_nothing(length, width, height):
    """Room has no upper side."""
    assert volumetric_weight(length, width, height) == volumetric_weight(
        height, length, width
    )


@pytest.mark.parametrize(
    ("given_numbers", "divisor"), [((-1, 1, 1, 1), 6000), ((1, 1, 1, 1), 0)]
)
def test_impossible_numbers_are_refused(given_numbers, divisor):
    """No weight below zero, no division by nothing."""
    with pytest.raises(ValueError, match="zero"):
        charged_weight(*given_numbers, divisor=divisor)

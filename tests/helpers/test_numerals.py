"""Numbers are read as Indonesians write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.numerals import read_number
from bijak.text import format_number

ONE_READING = {
    ("Rp258.333", ""): 258333,
    ("Rp 258.333", ""): 258333,
    ("Rp. 5.000", ""): 5000,
    ("Rp5.000,-", ""): 5000,
    ("258.333,33", ""): 258333.33,
    ("Rp1.250.000,00", ""): 1250000,
    ("1 250 000", ""): 1250000,
    ("12,5%", "%"): 12.5,
    ("12,5 %", "%"): 12.5,
    ("12.5", ""): 12.5,
    ("0,125", ""): 0.125,
    ("1,2 juta", ""): 1200000,
    ("1,2jt", ""): 1200000,
    ("250rb", ""): 250000,
    ("2 miliar", ""): 2e9,
    ("3 sumber", "sumber"): 3,
    ("-5", ""): -5,
    ("−2,5", ""): -2.5,
    ("  7\u00a0", ""): 7,
    (7, ""): 7,
    (2.5, ""): 2.5,
}


@pytest.mark.parametrize(("typed", "value"), ONE_READING.items())
def test_one_reading(typed, value):
    """What has one meaning is read without a question."""
    text, unit = typed
    assert (value,) == pytest.approx(read_number(text, unit).values)
    assert read_number(text, unit).problem == ""


@pytest.mark.parametrize(
    ("typed", "values"),
    {
        "1,500": (1.5, 1500),
        "258,333": (258.333, 258333),
        "-1,500": (-1.5, -1500),
    }.items(),
)
def test_two_readings_are_asked_about(typed, values):
    """What has two meanings gives both and no value."""
    reading = read_number(typed)
    assert values == pytest.approx(reading.values)
    assert reading.value is None
    assert "dua cara" in reading.problem


@pytest.mark.parametrize(
    "typed",
    [
        *("", "   ", "tujuh", "12,", "1.2.3", "12,5%", "5 sumber", "1e5", "Rp", "--5"),
        *(None, True, float("nan"), float("inf"), [], {}),
        *("9" * 70, "9" * 30, "٣", "1,2,3"),
    ],
)
def test_unreadable(typed):
    """What is no number gives a sentence and no value."""
    reading = read_number(typed)
    assert reading.values == ()
    assert reading.problem.endswith(".")


@given(st.text(max_size=80))
def test_never_raises(typed):
    """Any text gives finite values or a sentence."""
    reading = read_number(typed, "%")
    assert bool(reading.problem) == (len(reading.values) != 1)
    assert all(math.isfinite(value) for value in reading.values)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_we_write_we_read(number):
    """A number in our own form is read back, except where it must be asked about."""
    written = format_number(float(number), 2)
    assert read_number(written).value == pytest.approx(float(number))

"""Six questions: there, vague or missing."""

import pytest

from bijak.tools.completeness import (
    ELEMENTS,
    MISSING,
    THERE,
    VAGUE,
    completeness,
    look_at,
    look_over,
)

FULL = {
    "apa": "Tiga papan titian lepas",
    "siapa": "pembawa singkong",
    "kapan": "4 April 2027",
    "di_mana": "Dusun Runut RT 04",
    "mengapa": "kayunya lapuk",
    "bagaimana": "memutar satu kilometer",
}


@pytest.mark.parametrize(
    ("element", "written", "state"),
    [
        ("kapan", "kemarin", VAGUE),
        ("kapan", "tadi pagi pukul 07.30", VAGUE),
        ("kapan", "Minggu, 4 April", THERE),
        ("kapan", "04/04/2027", THERE),
        ("kapan", "4/4", THERE),
        ("kapan", "tanggal 4 bulan 4", THERE),
        ("kapan", "5 Nopember 2026", THERE),
        ("kapan", "Senin, 5 Pebruari", THERE),
        ("kapan", "4/13", VAGUE),
        ("kapan", "4 bulan lalu", VAGUE),
        ("kapan", "2027-04-04", THERE),
        ("kapan", "", MISSING),
        ("di_mana", "dekat sana", VAGUE),
        ("di_mana", "RT 04", THERE),
        ("siapa", "orang-orang", VAGUE),
        ("siapa", "...", MISSING),
        ("mengapa", "entah", VAGUE),
        ("apa", "keran patah", THERE),
    ],
)
def test_looks(element, written, state):
    """Only a day and a month make a date; only words that say something count."""
    assert state == look_at(element, written).state


def test_what_is_open_comes_with_a_question():
    """And what is there needs none."""
    assert look_at("kapan", "kemarin").question.endswith("hari ini.")
    assert "" == look_at("kapan", "4 April").question


def test_completeness_is_a_share():
    """Vague counts as open: four of six."""
    sheet = {**FULL, "kapan": "kemarin", "mengapa": ""}
    assert 1.0 == completeness(FULL)
    assert 4 / 6 == completeness(sheet)
    assert 0.0 == completeness({})


def test_all_six_are_looked_at():
    """Also those that a sheet does not name."""
    assert set(ELEMENTS) == set(look_over({"apa": "keran patah"}))


def test_an_unknown_element_is_an_error():
    """There is no seventh question."""
    with pytest.raises(KeyError):
        look_at("berapa", "tiga")

"""A listing: what it leaves open, whether it is true, what its title lacks."""

import pytest

from bijak.items import read_rows
from bijak.tools.listing import (
    CLAIMS,
    ELEMENTS,
    LONGEST_TITLE,
    as_post,
    missing,
    title_problems,
    untrue,
)

FULL = {
    "judul": "Keripik tempe daun jeruk 120 g",
    "foto": "3",
    "bahan": "tempe",
    "isi": "120 g",
    "berat": "170 g",
    "stok": "9",
    "izin": "sedang diurus",
    "penggantian": "diganti",
}


def ids(elements) -> list[str]:
    return [element.id for element in elements]


def test_a_full_listing_leaves_nothing_open():
    """Also where the permit is honestly said to be on its way."""
    assert missing(FULL) == []


@pytest.mark.parametrize("element", ELEMENTS, ids=lambda one: one.id)
@pytest.mark.parametrize("said", ["", "  ", "0", None, "Belum diisi"])
def test_each_thing_left_out_is_found(element, said):
    """Nothing, blanks, a zero and "not filled in" tell nothing."""
    assert ids(missing(FULL | {element.id: said})) == [element.id]
    without = {name: value for name, value in FULL.items() if name != element.id}
    assert ids(missing(without)) == [element.id]


@pytest.mark.parametrize(
    ("photos", "enough"), [("2", False), ("3", True), ("x", False)]
)
def test_photos_are_counted(photos, enough):
    """Two pictures are not enough, and a word is no number."""
    assert (missing(FULL | {"foto": photos}) == []) is enough


def test_what_the_notes_do_not_say_is_untrue():
    """A permit that is claimed; what is left out is not untrue but missing."""
    assert ids(untrue(FULL | {"izin": "Sudah punya"}, FULL)) == ["izin"]
    assert untrue(FULL | {"izin": ""}, FULL) == []


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Renyah keripik tempe 120 g", "Mulai dengan"),
        ("Keripik daun jeruk 120 g", "bahan pokoknya"),
        ("Keripik tempe daun jeruk", "isi atau ukurannya"),
        ("Keripik tempe GURIH 120 g", "berteriak"),
        ("Keripik tempe terenak 120 g", "terenak"),
        ("Keripik tempe paling enak 120 g", "paling"),
        ("Keripik tempe 120 g, gak ada tandingannya", "tandingannya"),
        ("Keripik tempe 120 g!", "Tanda seru"),
        ("Keripik tempe 120 g " + "renyah " * 9, "82 huruf"),
    ],
)
def test_each_fault_of_a_title_has_its_sentence(title, word):
    """One fault, one sentence."""
    (problem,) = title_problems(title, "keripik", "tempe")
    assert word in problem


@pytest.mark.parametrize(
    "title",
    ["Keripik tempe 120 g", "keripik tempe asli 1,5 kg"],
)
def test_a_plain_title_is_good(title):
    """Case of the first word does not matter; halves of kilograms are sizes."""
    assert title_problems(title, "keripik", "tempe") == []


def test_an_empty_title_asks_for_everything():
    """Nothing raises; kind, material and size are asked for."""
    assert len(title_problems("", "keripik", "tempe")) == 3


def test_claims_are_single_lower_case_words():
    """Else they would never be found."""
    assert all(one == one.lower() and one.isalpha() for one in CLAIMS)


def test_a_card_shows_what_is_told_and_nothing_else():
    """Missing lines are missing: to see that is what people learn."""
    before = as_post(FULL | {"stok": "", "foto": "1"})
    assert before["teks"].splitlines()[0] == "Foto: 1"
    assert "Stok" not in before["teks"]
    assert as_post(FULL)["teks"].count("\n") == len(ELEMENTS) - 1


@pytest.mark.parametrize("name", ["keripik-balado", "keripik-bawang"])
def test_the_catalogue_can_be_put_in_order(name):
    """Each listing lacks something and has a bad title; its notes lack nothing."""
    rows = read_rows("katalog-d2")
    before, notes = rows[name], rows[f"{name}-catatan"]
    assert missing(before)
    assert untrue(before, notes) == [] or ids(missing(before)) == ["foto"]
    assert missing(notes) == []
    for row, good in ((before, False), (notes, True)):
        assert (title_problems(row["judul"], row["jenis"], row["pokok"]) == []) is good
    assert len(notes["judul"]) <= LONGEST_TITLE
